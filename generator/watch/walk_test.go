package watch

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"

	"wenming/generator/source"
)

// walker edits a site at random.
type walker struct {
	*folder
	*rand.Rand
	edits int
}

// path is where something may be or come to be: in the site, in a folder that links lead to, or outside.
func (w *walker) path() string {
	parts := []string{[]string{"content", "content", "content", "content", "layouts", "archive", "../outside"}[w.IntN(7)]}
	for range 1 + w.IntN(3) {
		parts = append(parts, []string{"a", "b", "c", "d", "e.md", "f.md", ".hidden", "a~"}[w.IntN(8)])
	}
	return strings.Join(parts, "/")
}

// edit does one thing, which may fail: there may be no such file, or something in the way.
func (w *walker) edit() {
	w.edits++
	var err error
	switch name := w.path(); w.IntN(10) {
	case 0, 1, 2, 3:
		err = os.WriteFile(w.on(name), []byte(strings.Repeat("x", w.edits)), 0o666)
	case 4, 5:
		err = os.MkdirAll(w.on(name), 0o777)
	case 6, 7:
		err = os.Rename(w.on(name), w.on(w.path()))
	case 8:
		err = os.RemoveAll(w.on(name))
	case 9:
		target := []string{w.on("archive"), w.on("archive/a"), w.on(w.path()), "a", "../a", "..", "e.md", "../../archive/b"}[w.IntN(8)]
		err = os.Symlink(target, w.on(name))
	}
	for _, usual := range []error{fs.ErrNotExist, fs.ErrExist, syscall.ENOTDIR, syscall.EISDIR, syscall.ENOTEMPTY, syscall.EINVAL, syscall.ELOOP} {
		if errors.Is(err, usual) {
			return
		}
	}
	w.must(err)
}

// list is the site now.
func (w *walker) list() []source.File {
	tree, _, err := source.Read(w.root, embed.FS{})
	w.must(err)
	return tree.Files()
}

func walk(t *testing.T, seed uint64) *walker {
	f := lay(t, map[string]string{"site.yaml": "", "content/a/e.md": "", "content/b/c/e.md": "", "archive/a/e.md": "", "../outside/a/e.md": ""})
	return &walker{f, rand.New(rand.NewPCG(seed, 0)), 0}
}

// TestWalk edits a site at random: whatever a scan finds changed was told of.
func TestWalk(t *testing.T) {
	for seed := range uint64(10) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			w := walk(t, seed)
			watcher := open(t, w.folder)
			for range 12 {
				w.check(watcher)
			}
			sameWatches(t, w.root)
		})
	}
}

func TestWalkPolled(t *testing.T) {
	for seed := range uint64(10) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := walk(t, seed)
				watcher := poll(t, w.folder)
				for range 12 {
					w.check(watcher)
				}
			})
		})
	}
}

// check edits, and compares what is told with what is found.
func (w *walker) check(watcher *Watcher) {
	w.t.Helper()
	before := w.list()
	for range 1 + w.IntN(30) {
		w.edit()
	}
	told := w.since(watcher.Changes())
	for _, path := range differences(before, w.list()) {
		if !covers(told, path) && !strings.HasPrefix(path, ends) {
			w.t.Errorf("%s changed, and was not told of: %v", path, told)
		}
	}
}

// TestGrowing makes folders in folders just when their watches are made.
func TestGrowing(t *testing.T) {
	f := lay(t, map[string]string{"site.yaml": "", "content/a.md": ""})
	w, err := Open(f.root, Options{Quiet: 1, Most: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for i := range 300 {
		name := fmt.Sprint("content/", i)
		for range 4 {
			f.must(os.Mkdir(f.on(name), 0o777))
			name += "/a"
		}
	}
	f.since(w.Changes())
	sameWatches(t, f.root)
}
