package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	wenming "wenming"
	"wenming/generator/build"
	"wenming/generator/diag"
)

// written is a form of a site: its files by path.
func written(t *testing.T, f form, s site) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := f.write(s, func(path string, data []byte) error {
		if _, twice := files[path]; twice {
			t.Errorf("%s: %s is written twice", f.name, path)
		}
		files[path] = data
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestFormsHaveTheSameEntries(t *testing.T) {
	s := site{100}
	for _, f := range forms("", "") {
		got := map[string]int{}
		size := 0
		for path, data := range written(t, f, s) {
			parts := strings.Split(path, "/")
			switch {
			case parts[0] != "content" || len(parts) < 3:
			case parts[1] == "people" && path != "content/people/_index.md":
				got["people"]++
			case filepath.Base(path) == "_index.md":
			case parts[1] == "honors":
				got["lists"]++
			case parts[1] == "projects":
				got["projects"]++
			default:
				got["articles"]++
				size += len(data)
			}
		}
		if want := (map[string]int{"articles": 100, "people": 10, "lists": 1, "projects": 1}); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s has %v, not %v", f.name, got, want)
		}
		if mean := size / s.articles; mean < 3200 || mean > 3600 {
			t.Errorf("%s: an article has %d bytes, not about 3400", f.name, mean)
		}
	}
}

func TestWritingTwiceGivesTheSame(t *testing.T) {
	for _, f := range forms("", "") {
		first, second := written(t, f, site{100}), written(t, f, site{100})
		for path := range first {
			if !bytes.Equal(first[path], second[path]) {
				t.Errorf("%s: %s differs", f.name, path)
			}
		}
	}
}

func TestEachEditChangesOneFile(t *testing.T) {
	for _, f := range forms("", "") {
		s, dir := site{100}, t.TempDir()
		if err := f.prepare(s, dir); err != nil {
			t.Fatal(err)
		}
		for n, step := range steps {
			want := min(1, n/2) // clean and unchanged edit nothing
			for run := range 3 {
				before := readAll(t, f.folder(s, dir))
				if err := step.edit(f, s, f.folder(s, dir), run); err != nil {
					t.Fatal(err)
				}
				changed := 0
				for path, data := range readAll(t, f.folder(s, dir)) {
					if before[path] != data {
						changed++
					}
				}
				if changed != want {
					t.Errorf("%s, %s, run %d: %d files changed, not %d", f.name, step.name, run+1, changed, want)
				}
			}
		}
	}
}

// readAll reads all files below a folder.
func readAll(t *testing.T, root string) map[string]string {
	t.Helper()
	files, err := list(root)
	if err != nil {
		t.Fatal(err)
	}
	read := map[string]string{}
	for _, f := range files {
		data, err := os.ReadFile(f.path)
		if err != nil {
			t.Fatal(err)
		}
		read[f.path] = string(data)
	}
	return read
}

// What is measured is a site with nothing to complain about, after all edits too.
func TestWenmingHasNothingToSay(t *testing.T) {
	f, s, dir := forms("", "")[0], site{100}, t.TempDir()
	if err := f.prepare(s, dir); err != nil {
		t.Fatal(err)
	}
	folder := f.folder(s, dir)
	for _, step := range steps {
		if err := step.edit(f, s, folder, 0); err != nil {
			t.Fatal(err)
		}
		report, err := build.Build(build.Options{
			Site: folder, Out: filepath.Join(folder, "public"), Theme: wenming.Theme, At: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
		})
		if err != nil {
			t.Fatal(err)
		}
		if len(report.Diagnostics) > 0 {
			var text strings.Builder
			if err := diag.WriteText(&text, report.Diagnostics, report.Source, diag.English); err != nil {
				t.Fatal(err)
			}
			t.Fatalf("%s: %s", step.name, text.String())
		}
	}
	c, err := count(filepath.Join(folder, "public"))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.check(s); err != nil {
		t.Error(err)
	}
	if err := c.check(site{101}); err == nil {
		t.Error("a site that lacks an article passes")
	}
}

func TestFloorWritesAndCleansUp(t *testing.T) {
	root := t.TempDir()
	write := writeInto(root)
	for path, text := range map[string]string{"site.yaml": "name: x", "public/index.html": "page", "public/a/b.html": "another page"} {
		if err := write(path, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	took, err := measureFloor(root, 3)
	if err != nil || took <= 0 {
		t.Errorf("the floor took %v: %v", took, err)
	}
	if left, err := list(root); err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestTable(t *testing.T) {
	var all []*results
	for _, f := range forms("", "") {
		r := &results{form: f, steps: make([][]sample, len(steps)), counts: counts{pages: 2000, pageBytes: 20_000_000, files: 2100, bytes: 21_000_000}}
		for n := range steps {
			r.steps[n] = []sample{{3 * time.Second, 4 * time.Second, 30e6, 7}, {time.Second, time.Second, 10e6, 1}, {2 * time.Second, 3 * time.Second, 20e6, 1234}}
		}
		all = append(all, r)
	}
	all[1].steps[0] = []sample{{9 * time.Second, 15 * time.Second, 300e6, 0}}
	all[1].steps[5] = nil
	var out strings.Builder
	if err := printTable(&out, site{1500}, all, 250*time.Millisecond); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"| 1,500 articles | wenming | Hugo | ratio |\n| --- | --- | --- | --- |\n",
		"| clean | 2.00 s | 9.00 s | 1/4.5 |\n",
		"| clean, processor time | 3.00 s | 15.00 s | 1/5.0 |\n",
		"| clean, peak memory | 20 MB | 300 MB | 1/15.0 |\n",
		"| the same by HTML page | 10.0 KB | 150.0 KB | 1/15.0 |\n",
		"| one body edited | 2.00 s (7 rendered) | 2.00 s | 1/1.0 |\n",
		"| one layout changed | 2.00 s (7 rendered) | 2.00 s (as unchanged) | 1/1.0 |\n",
		"| bytes by HTML page | 10,000 | 10,000 |  |\n",
		"0.25 s", "1,500, 150, 15, in each",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}

func TestCommandLine(t *testing.T) {
	o, err := parse([]string{"-sizes", "300,20,100", "-runs", "2"})
	if err != nil || fmt.Sprint(o.sizes) != "[20 100 300]" || o.runs != 2 {
		t.Errorf("%+v, %v", o, err)
	}
	for _, wrong := range [][]string{{"-sizes", "none"}, {"-sizes", "0"}, {"-runs", "0"}, {"-only", "zola"}, {"-sizes", ""}} {
		if _, err := parse(wrong); err == nil {
			t.Errorf("%q is accepted", wrong)
		}
	}
}
