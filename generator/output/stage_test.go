package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"wenming/generator/memo"
)

func TestResult(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not", "there")
	first := site{
		"index.html":        made(Page, 1, "news/a.html", "assets/s.css"),
		"news/a.html":       made(Page, 1, "index.html"),
		"news/old/b.html":   made(Page, 1, "index.html"),
		"assets/s.css":      made(Asset, 1),
		"name\nwith line 2": made(Document, 1),
	}
	r := publish(t, dir, first, Options{})
	if r.Written != 5 || r.Unchanged != 0 || r.Deleted != 0 || len(r.Changed) != 5 || !slices.IsSorted(r.Changed) {
		t.Errorf("first: %+v", r)
	}
	checkFolder(t, dir, first, nil)

	second := site{
		"index.html":        made(Page, 2, "news/c.html", "assets/s.css"),
		"news/a.html":       first["news/a.html"],
		"news/c.html":       made(Page, 1),
		"assets/s.css":      first["assets/s.css"],
		"name\nwith line 2": first["name\nwith line 2"],
	}
	r = publish(t, dir, second, Options{})
	var size int64
	for _, c := range second {
		size += int64(len(c.data))
	}
	if r.Written != 2 || r.Unchanged != 3 || r.Deleted != 1 || r.Bytes != size {
		t.Errorf("second: %+v, want %d bytes", r, size)
	}
	if want := []string{"index.html", "news/c.html", "news/old/b.html"}; !slices.Equal(r.Changed, want) {
		t.Errorf("changed %q, want %q", r.Changed, want)
	}
	checkFolder(t, dir, second, nil)
	if r = publish(t, dir, second, Options{}); r.Written != 0 || r.Unchanged != 5 || len(r.Changed) != 0 || r.Bytes != size {
		t.Errorf("third: %+v", r)
	}
	if r = publish(t, dir, site{"index.html": second["index.html"]}, Options{Fresh: true}); r.Written != 1 || r.Deleted != 4 {
		t.Errorf("fresh: %+v", r)
	}
	checkFolder(t, dir, site{"index.html": second["index.html"]}, nil)
}

func TestModes(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, site{"a/b.html": made(Page, 1)}, Options{})
	for path, want := range map[string]fs.FileMode{"a": 0o755, "a/b.html": 0o644} {
		info, err := os.Stat(filepath.Join(dir, path))
		if err != nil || info.Mode().Perm()&^want != 0 || info.Mode().Perm()&0o600 != 0o600 {
			t.Errorf("%s: %v, %v; want %v less the umask", path, info.Mode(), err, want)
		}
	}
}

func TestAbort(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	stage := begin(t, dir, Options{})
	putAll(t, stage, randomSite(newRand(1), 20))
	if err := stage.Abort(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder made for an aborted stage is there: %v", err)
	}

	writeFile(t, dir, ".gitkeep", "")
	first := randomSite(newRand(2), 20)
	publish(t, dir, first, Options{})
	stage = begin(t, dir, Options{})
	putAll(t, stage, randomSite(newRand(3), 20))
	if err := errors.Join(stage.Abort(), stage.Abort()); err != nil {
		t.Fatal(err)
	}
	checkFolder(t, dir, first, map[string]string{".gitkeep": ""})
}

func TestKeep(t *testing.T) {
	dir := t.TempDir()
	s := site{}
	for _, path := range []string{"good", "altered", "gone", "same-size", "other-digest", "touched", "linked", "d/moved"} {
		s[path] = made(Page, len(path))
	}
	publish(t, dir, s, Options{})
	past := time.Now().Add(-time.Hour)
	writeFile(t, dir, "altered", "short")
	writeFile(t, dir, "same-size", strings.Repeat("y", len(s["same-size"].data)))
	os.Chtimes(filepath.Join(dir, "touched"), past, past)
	os.Remove(filepath.Join(dir, "gone"))
	os.Remove(filepath.Join(dir, "linked"))
	os.Symlink("good", filepath.Join(dir, "linked"))
	os.Rename(filepath.Join(dir, "d"), filepath.Join(dir, "e"))
	os.Symlink("e", filepath.Join(dir, "d"))

	stage := begin(t, dir, Options{})
	defer stage.Abort()
	for path, c := range s {
		digest := memo.Bytes(c.data)
		if path == "other-digest" {
			digest = memo.Bytes(nil)
		}
		want := path == "good" || path == "touched"
		if got := stage.Keep(path, digest); got != want {
			t.Errorf("Keep(%q) is %v, want %v", path, got, want)
		}
	}
	if stage.Keep("unknown", memo.Bytes(nil)) {
		t.Error("an unknown path is kept")
	}
}

// A file that was altered within the tick of its writing has an equal size and time; only reading it tells. Times
// ahead of the clock show the same as a coarse clock does.
func TestRacyTime(t *testing.T) {
	dir := t.TempDir()
	s := site{"written": made(Page, 1), "read": made(Page, 1)}
	ahead := time.Now().Add(time.Hour)
	stage := begin(t, dir, Options{})
	putAll(t, stage, s)
	for i := range stage.planned {
		if f := &stage.planned[i]; f.path == "written" {
			f.mtime = ahead.UnixNano()
		}
	}
	if err := os.Chtimes(stage.stagedName("written"), ahead, ahead); err != nil {
		t.Fatal(err)
	}
	if _, err := stage.Commit(""); err != nil {
		t.Fatal(err)
	}
	alter(t, dir, "written", ahead)
	if r := publish(t, dir, s, Options{}); r.Written != 1 {
		t.Errorf("%+v, want the file written again that was altered after its writing", r)
	}

	if err := os.Chtimes(filepath.Join(dir, "read"), ahead, ahead); err != nil {
		t.Fatal(err)
	}
	publish(t, dir, s, Options{})
	alter(t, dir, "read", ahead)
	if r := publish(t, dir, s, Options{}); r.Written != 1 {
		t.Errorf("%+v, want the file written again that was altered after its reading", r)
	}
	checkFolder(t, dir, s, nil)
}

// alter changes a file's bytes but not its size, and sets its time.
func alter(t *testing.T, dir, path string, mtime time.Time) {
	t.Helper()
	name := filepath.Join(dir, path)
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, dir, path, strings.Repeat("y", int(info.Size())))
	if err := os.Chtimes(name, mtime, mtime); err != nil {
		t.Fatal(err)
	}
}

// Times do save reading: a file that is altered behind its old size and time stays unnoticed, as with git.
func TestTrustedTime(t *testing.T) {
	dir := t.TempDir()
	s := site{"a": made(Page, 1)}
	publish(t, dir, s, Options{})
	name := filepath.Join(dir, "a")
	past := time.Now().Add(-time.Hour)
	os.Chtimes(name, past, past)
	publish(t, dir, s, Options{}) // read, found equal, and recorded with a time that can be trusted
	alter(t, dir, "a", past)
	if r := publish(t, dir, s, Options{}); r.Unchanged != 1 {
		t.Errorf("%+v, want the file not read", r)
	}
	if r := publish(t, dir, s, Options{Fresh: true}); r.Written != 1 {
		t.Errorf("%+v, want the file written", r)
	}
	checkFolder(t, dir, s, nil)
}

func TestBadPaths(t *testing.T) {
	stage := begin(t, t.TempDir(), Options{})
	defer stage.Abort()
	for _, path := range []string{"", ".", "/a", "a/", "../a", "a/../b", "./a", "a//b", `a\b`, "a\x00b", "\xff", manifestName, ".wenming-x/y", ".Wenming-Lock"} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("Put(%q) does not panic", path)
				}
			}()
			stage.Put(path, Page, nil)
		}()
	}
	if _, err := stage.Put("new/"+strings.Repeat("长", 86), Page, nil); err == nil || !strings.Contains(err.Error(), `write "new/长`) {
		t.Errorf("a name of 258 bytes gives %v", err)
	}
	if _, err := stage.Commit(""); err == nil {
		t.Error("a stage that lacks a file is committed")
	}
}

// A path that is to be a file and a folder is refused when the second comes, or at the latest by Commit.
func TestFileAndFolder(t *testing.T) {
	for _, kept := range []bool{false, true} {
		dir := t.TempDir()
		first := site{}
		if kept {
			first["a"] = made(Page, 1)
			publish(t, dir, first, Options{})
		}
		stage := begin(t, dir, Options{})
		_, err := stage.Put("a", Page, made(Page, 1).data)
		_, err2 := stage.Put("a/b", Page, made(Page, 2).data)
		err = errors.Join(err, err2)
		if _, failed := stage.Commit(""); failed == nil || !strings.Contains(failed.Error(), `"a`) {
			t.Errorf("a file that is a folder too gives %v, %v", err, failed)
		}
		checkFolder(t, dir, first, nil)
	}
}

var turning = []site{
	{"a": made(Page, 1), "b/c/d": made(Page, 1), "b/e": made(Asset, 1)},
	{"a/index.html": made(Page, 2), "a/b/c": made(Asset, 2), "b": made(Document, 2)},
	{"a/index.html": made(Page, 2), "a/b": made(Page, 3), "b": made(Page, 2)},
}

// A path may turn from a file into a folder and back in one commit.
func TestTurningPaths(t *testing.T) {
	dir := t.TempDir()
	for _, i := range []int{0, 1, 0, 2, 1, 2, 0} {
		r := publish(t, dir, turning[i], Options{})
		checkFolder(t, dir, turning[i], nil)
		if r := publish(t, dir, turning[i], Options{}); len(r.Changed) != 0 {
			t.Errorf("a second build of version %d changes %q", i, r.Changed)
		}
		if r.Written+r.Unchanged != len(turning[i]) {
			t.Errorf("version %d: %+v", i, r)
		}
	}
}

func TestForeign(t *testing.T) {
	first := site{"a.html": made(Page, 1), "d/b.html": made(Page, 1)}
	second := site{"a.html": made(Page, 2), "d/b.html": made(Page, 2), "new": made(Page, 1), "e/new": made(Page, 2)}
	for name, c := range map[string]struct {
		foreign map[string]string // what is put into the folder
		links   map[string]string
		gone    string
		want    []string // in the way; none if it is not
	}{
		"elsewhere":                {foreign: map[string]string{"mine": "1", "d/mine": "2", "e/mine": "3"}},
		"equal":                    {foreign: map[string]string{"new": string(second["new"].data)}},
		"different":                {foreign: map[string]string{"new": "mine", "e/new": "mine"}, want: []string{"e/new", "new"}},
		"folder":                   {foreign: map[string]string{"new/mine": "1"}, want: []string{"new/mine"}},
		"file for folder":          {foreign: map[string]string{"e": "1"}, want: []string{"e"}},
		"link":                     {links: map[string]string{"new": "a.html"}, want: []string{"new"}},
		"link that leads away":     {links: map[string]string{"e": "/"}, want: []string{"e"}},
		"link for an owned file":   {gone: "a.html", links: map[string]string{"a.html": "d/b.html"}, want: []string{"a.html"}},
		"link for an owned folder": {gone: "d", links: map[string]string{"d": "."}, want: []string{"d"}},
		"file for an owned folder": {gone: "d", foreign: map[string]string{"d": "1"}, want: []string{"d"}},
		"folder for an owned file": {gone: "a.html", foreign: map[string]string{"a.html/x": "1"}, want: []string{"a.html/x"}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			publish(t, dir, first, Options{})
			if c.gone != "" {
				os.RemoveAll(filepath.Join(dir, c.gone))
			}
			for path, data := range c.foreign {
				writeFile(t, dir, path, data)
			}
			for path, target := range c.links {
				if err := os.Symlink(target, filepath.Join(dir, path)); err != nil {
					t.Fatal(err)
				}
			}
			before := folderFiles(t, dir)
			stage := begin(t, dir, Options{})
			putAll(t, stage, second)
			_, err := stage.Commit("")
			if len(c.want) == 0 {
				if err != nil {
					t.Fatal(err)
				}
				checkFolder(t, dir, second, c.foreign)
				return
			}
			var foreign *ForeignFileError
			if !errors.As(err, &foreign) || !slices.Equal(foreign.Paths, c.want) {
				t.Fatalf("got %v, want %q in the way", err, c.want)
			}
			compareFolders(t, folderFiles(t, dir), before)
			// A version without the files leaves what took the places of its own alone.
			publish(t, dir, site{"other.html": made(Page, 1)}, Options{})
			left := map[string]string{"other.html": string(made(Page, 1).data)}
			for path, data := range c.foreign {
				left[path] = data
			}
			for path, target := range c.links {
				left[path] = "-> " + target
			}
			compareFolders(t, folderFiles(t, dir), left)
		})
	}
}

func TestForeignMessage(t *testing.T) {
	e := &ForeignFileError{Paths: []string{"a", "b", "c", "d", "e", "f", "g"}}
	for text, want := range map[string]string{
		e.Error():        `"e" and 2 more;`,
		e.Text().Chinese: "“e”等 7 个文件；",
		(&ForeignFileError{Paths: []string{"图.jpg"}}).Error(): `: "图.jpg"; move it away`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q lacks %q", text, want)
		}
	}
}

// An empty folder where a file should be is nobody's.
func TestEmptyFolderInTheWay(t *testing.T) {
	dir := t.TempDir()
	os.MkdirAll(filepath.Join(dir, "a", "b"), 0o755)
	publish(t, dir, site{"a": made(Page, 1)}, Options{})
	checkFolder(t, dir, site{"a": made(Page, 1)}, nil)
}

// On a disk that does not tell News from news, the old name stands for the same file, which must not be deleted. A hard
// link shows the same.
func TestRespelling(t *testing.T) {
	for _, salt := range []int{1, 2} {
		dir := t.TempDir()
		publish(t, dir, site{"News.html": made(Page, 1), "index.html": made(Page, 1)}, Options{})
		if err := os.Link(filepath.Join(dir, "News.html"), filepath.Join(dir, "news.html")); err != nil {
			t.Fatal(err)
		}
		second := site{"news.html": made(Page, salt), "index.html": made(Page, 2, "news.html")}
		r := publish(t, dir, second, Options{})
		if want := []string{"News.html", "index.html", "news.html"}; !slices.Equal(r.Changed, want) || r.Deleted != 1 {
			t.Errorf("%+v, want %q changed", r, want)
		}
		// Here the old name is a file of its own; there it would be gone.
		if err := os.Remove(filepath.Join(dir, "News.html")); err != nil {
			t.Errorf("the old name was deleted by itself: %v", err)
		}
		checkFolder(t, dir, second, nil)
	}
}

// A link in place of an owned folder is not followed to delete what was there.
func TestNothingOutsideIsTouched(t *testing.T) {
	outside := t.TempDir()
	writeFile(t, outside, "b.html", "precious")
	dir := t.TempDir()
	publish(t, dir, site{"d/b.html": made(Page, 1)}, Options{})
	os.RemoveAll(filepath.Join(dir, "d"))
	if err := os.Symlink(outside, filepath.Join(dir, "d")); err != nil {
		t.Fatal(err)
	}
	if r := publish(t, dir, site{"x": made(Page, 1)}, Options{}); r.Deleted != 0 {
		t.Errorf("%+v", r)
	}
	compareFolders(t, folderFiles(t, outside), map[string]string{"b.html": "precious"})
}
