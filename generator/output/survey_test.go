package output

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"wenming/generator/memo"
)

func TestIntact(t *testing.T) {
	s := site{"a.html": made(Page, 1), "d/b.html": made(Page, 1), "d/e/c.css": made(Asset, 1)}
	past := time.Now().Add(-time.Hour)
	for name, c := range map[string]struct {
		damage func(dir string)
		want   bool
	}{
		"nothing":    {func(string) {}, true},
		"a new file": {func(dir string) { writeFile(t, dir, "d/mine", "1") }, true},
		"touched":    {func(dir string) { os.Chtimes(filepath.Join(dir, "a.html"), past, past) }, true},
		"altered":    {func(dir string) { writeFile(t, dir, "a.html", "altered") }, false},
		"altered in equal size": {func(dir string) {
			writeFile(t, dir, "d/b.html", strings.Repeat("y", len(s["d/b.html"].data)))
		}, false},
		"removed": {func(dir string) { os.Remove(filepath.Join(dir, "d/e/c.css")) }, false},
		"a folder for a file": {func(dir string) {
			os.Remove(filepath.Join(dir, "a.html"))
			os.Mkdir(filepath.Join(dir, "a.html"), 0o755)
		}, false},
		"a link for a file": {func(dir string) {
			os.Rename(filepath.Join(dir, "a.html"), filepath.Join(dir, "moved"))
			os.Symlink("moved", filepath.Join(dir, "a.html"))
		}, false},
		"a link for a folder": {func(dir string) {
			os.Rename(filepath.Join(dir, "d"), filepath.Join(dir, "moved"))
			os.Symlink("moved", filepath.Join(dir, "d"))
		}, false},
		"a file for a folder": {func(dir string) {
			os.RemoveAll(filepath.Join(dir, "d"))
			writeFile(t, dir, "d", "1")
		}, false},
		"no manifest":        {func(dir string) { os.Remove(filepath.Join(dir, manifestName)) }, false},
		"a damaged manifest": {func(dir string) { writeFile(t, dir, manifestName, "x") }, false},
		"a journal":          {func(dir string) { writeFile(t, dir, journalName, "x") }, false},
	} {
		dir := t.TempDir()
		publish(t, dir, s, Options{})
		c.damage(dir)
		before := folderFiles(t, dir)
		stage := begin(t, dir, Options{})
		if got := stage.Intact(); got != c.want {
			t.Errorf("with %s, Intact is %v", name, got)
		}
		if err := stage.Abort(); err != nil {
			t.Fatal(err)
		}
		compareFolders(t, folderFiles(t, dir), before)
		again := begin(t, dir, Options{Waiting: func() { t.Errorf("with %s, the folder stays locked", name) }})
		if err := again.Abort(); err != nil {
			t.Fatal(err)
		}
	}
}

// trace is all that a build could leave of itself in a folder.
func trace(t *testing.T, dir string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, manifestName))
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(dir)
	if err != nil {
		t.Fatal(err)
	}
	return info.ModTime().String() + string(data)
}

// Where nothing changes nothing is written, not even another `at`.
func TestNothingWritten(t *testing.T) {
	dir := t.TempDir()
	s := randomSite(newRand(1), 30)
	publish(t, dir, s, Options{})
	waitTick(t, dir)
	publish(t, dir, s, Options{})
	before := trace(t, dir)
	for name, end := range map[string]func(stage *Stage) error{
		"put": func(stage *Stage) error {
			putAll(t, stage, s)
			_, err := stage.Commit("later")
			return err
		},
		"kept": func(stage *Stage) error {
			for path, c := range s {
				if !stage.Keep(path, memo.Bytes(c.data)) {
					t.Errorf("%s is not kept", path)
				}
			}
			_, err := stage.Commit("later")
			return err
		},
		"intact": func(stage *Stage) error {
			if !stage.Intact() {
				t.Error("not intact")
			}
			return stage.Abort()
		},
	} {
		if err := end(begin(t, dir, Options{})); err != nil {
			t.Fatal(err)
		}
		if trace(t, dir) != before {
			t.Errorf("%s: something is written", name)
		}
	}
}

// A folder that was copied has new times. They are noted, which is no writing of files, so that the files are read only
// once.
func TestNewTimesNoted(t *testing.T) {
	s := randomSite(newRand(1), 30)
	for name, find := range map[string]func(stage *Stage) error{
		"intact": func(stage *Stage) error {
			for range 2 {
				if !stage.Intact() {
					t.Error("not intact")
				}
			}
			return stage.Abort()
		},
		"kept": func(stage *Stage) error {
			for path, c := range s {
				if !stage.Keep(path, memo.Bytes(c.data)) {
					t.Errorf("%s is not kept", path)
				}
			}
			r, err := stage.Commit("later")
			if r.Written > 0 || len(r.Changed) > 0 || r.Version != stage.Last().Digest {
				t.Errorf("%+v", r)
			}
			return err
		},
	} {
		dir := t.TempDir()
		publish(t, dir, s, Options{})
		past := time.Now().Add(-time.Hour)
		for path := range s {
			os.Chtimes(filepath.Join(dir, path), past, past)
		}
		if err := find(begin(t, dir, Options{})); err != nil {
			t.Fatal(err)
		}
		checkFolder(t, dir, s, nil)
		stage := begin(t, dir, Options{})
		for _, o := range stage.owned {
			if !o.proven {
				t.Errorf("%s: %s has to be read again", name, o.path)
			}
		}
		if err := stage.Abort(); err != nil {
			t.Fatal(err)
		}
	}
}
