package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// hugoVersion is the release that is measured.
const hugoVersion = "v0.165.0"

// tools are the programs to measure.
type tools struct {
	wenming, hugo string
}

// buildTools builds the programs into the module's cache folder. Hugo's version is part of its folder's name, so it is
// built once.
func buildTools(only string) (tools, error) {
	module, err := exec.Command("go", "env", "GOMOD").Output()
	if err != nil {
		return tools{}, err
	}
	root := filepath.Dir(strings.TrimSpace(string(module)))
	cache := filepath.Join(root, ".cache", "bench")
	exe := ""
	if runtime.GOOS == "windows" {
		exe = ".exe"
	}
	t := tools{filepath.Join(cache, "wenming"+exe), filepath.Join(cache, "hugo-"+hugoVersion, "hugo"+exe)}
	if only != "hugo" {
		if err := goTool(root, nil, "build", "-o", t.wenming, "./cmd/wenming"); err != nil {
			return tools{}, err
		}
	}
	if _, err := os.Stat(t.hugo); err != nil && only != "wenming" {
		env := []string{"GOBIN=" + filepath.Dir(t.hugo), "CGO_ENABLED=0"}
		if err := goTool(os.TempDir(), env, "install", "github.com/gohugoio/hugo@"+hugoVersion); err != nil {
			return tools{}, err
		}
	}
	return t, nil
}

func goTool(dir string, env []string, args ...string) error {
	command := exec.Command("go", args...)
	command.Dir = dir
	command.Env = append(os.Environ(), env...)
	command.Stderr = os.Stderr
	if err := command.Run(); err != nil {
		return fmt.Errorf("go %s: %w", strings.Join(args, " "), err)
	}
	return nil
}

// facts says what is measured on what.
func facts(where string, runs int) string {
	return fmt.Sprintf("%s, %s/%s, %d processors; Hugo %s, standard edition, `--minify`; files in %s; medians of %d.",
		runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), strings.TrimPrefix(hugoVersion, "v"), where, runs)
}
