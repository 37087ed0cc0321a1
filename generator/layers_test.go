// Package generator_test holds the packages against the layers of the design.
package generator_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers is the table of the design: a package imports only packages of lower layers.
var layers = map[string]int{
	"diag": 0, "memo": 0, "hanzi": 0, "words": 0,
	"source": 1,
	"schema": 2, "markdown": 2, "asset": 2, "output": 2, "watch": 2,
	"config": 3, "content": 3, "publish": 3,
	"site": 4, "view": 4,
	"layout": 5, "feed": 5, "search": 5, "check": 5,
	"plan":    6,
	"render":  7,
	"build":   8,
	"serve":   9,
	"inspect": 9,
}

// users are the only packages that import a library, by its path's beginning: everything else goes through them.
var users = map[string][]string{
	"github.com/yuin/goldmark":           {"markdown"},
	"github.com/microcosm-cc/bluemonday": {"markdown"},
	"github.com/tdewolff/":               {"asset", "layout"},
	"go.yaml.in/yaml":                    {"schema"},
	"github.com/adrg/frontmatter":        {"content"},
	"html/template":                      {"layout", "view"},
	"github.com/xuri/excelize":           {"inspect"},
	"github.com/fsnotify/fsnotify":       {"watch"},
	"github.com/minio/minio-go":          {"publish"},
	"github.com/andybalholm/brotli":      {"publish"},
}

func TestLayers(t *testing.T) {
	seen := map[string]bool{}
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		dir := path.Dir(filepath.ToSlash(name))
		if strings.Contains(dir, "/") || dir == "." {
			return nil // programs that make tables are no part of the generator
		}
		layer, ok := layers[dir]
		if !ok {
			t.Errorf("package %s has no layer: add it to the table, and say in the design why it exists", dir)
		}
		seen[dir] = true
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if other, ours := strings.CutPrefix(imported, "wenming/generator/"); ours && layers[other] >= layer {
				t.Errorf("%s imports %s: data flows one way, so a package of layer %d may not import one of layer %d", name, other, layer, layers[other])
			}
			if imported == "wenming" || strings.HasPrefix(imported, "wenming/cmd") {
				t.Errorf("%s imports %s: the program knows the theme and the command line, the generator does not", name, imported)
			}
			for library, allowed := range users {
				if strings.HasPrefix(imported, library) && !slices.Contains(allowed, dir) {
					t.Errorf("%s imports %s: only %s may, so that it can be replaced in one place", name, imported, strings.Join(allowed, " and "))
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range layers {
		if !seen[name] {
			t.Errorf("the table names package %s, which does not exist", name)
		}
	}
}
