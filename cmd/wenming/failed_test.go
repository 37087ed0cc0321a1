package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// A failed build leaves the output as it was, wherever it failed: no byte, no time, no file more or less.
func TestFailedBuildTouchesNothing(t *testing.T) {
	site := t.TempDir()
	copySite(t, realSite, site)
	public := filepath.Join(site, "public")
	buildSite(t, site, public)
	writeFile(t, filepath.Join(public, "mine.txt"), "somebody else's")
	age(t, public, time.Unix(1_700_000_000, 0))
	before := snapshot(t, public)

	for name, mistake := range map[string]struct{ file, text string }{
		"parse":         {"content/news/wrong.md", "---\ntitle: 一\ndate: 2023-13-01\nsource: 二\n---\n"},
		"link":          {"content/news/wrong.md", "---\ntitle: 一\ndate: 2023-10-01\nsource: 二\npeople: [nobody]\n---\n[三](nowhere.md)\n"},
		"plan":          {"content/about/wrong.md", "---\ntitle: 一\nslug: site\n---\n"},
		"configuration": {"site.yaml", "name: 雨湖\n"},
		"layout":        {"layouts/article.html", `{{define "main"}}{{if}}{{end}}`},
		"render":        {"layouts/article.html", `{{define "main"}}{{index .Article.Tags 99}}{{end}}`},
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(site, mistake.file)
			old, err := os.ReadFile(file)
			writeFile(t, file, mistake.text)
			defer func() {
				if err != nil {
					os.Remove(file)
				} else {
					writeFile(t, file, string(old))
				}
			}()
			for _, flags := range [][]string{nil, {"--clean"}, {"--json"}} {
				var stdout, stderr bytes.Buffer
				args := append([]string{"build", "--site", site, "--at", today}, flags...)
				if status := run(args, &stdout, &stderr, func(string) string { return "" }, time.Unix(0, 0)); status != faulty {
					t.Errorf("exit status %d\n%s%s", status, stdout.String(), stderr.String())
				}
				compareSnapshots(t, snapshot(t, public), before)
			}
		})
	}
	buildSite(t, site, public)
	after := snapshot(t, public)
	after[".wenming-manifest"] = before[".wenming-manifest"] // it keeps the times that this test changed
	compareSnapshots(t, after, before)
}

// state is a file's bytes and time.
type state struct {
	data string
	time time.Time
}

// snapshot is every file of a folder, those that the program keeps for itself too.
func snapshot(t *testing.T, dir string) map[string]state {
	t.Helper()
	files := map[string]state{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		files[name] = state{readFile(t, filepath.Join(dir, name)), info.ModTime()}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func compareSnapshots(t *testing.T, got, want map[string]state) {
	t.Helper()
	for name, state := range want {
		if now, ok := got[name]; !ok {
			t.Errorf("%s is gone", name)
		} else if now.data != state.data {
			t.Errorf("%s changed", name)
		} else if !now.time.Equal(state.time) {
			t.Errorf("%s has the time %v, had %v", name, now.time, state.time)
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s is new", name)
		}
	}
}
