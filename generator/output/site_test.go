package output

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"wenming/generator/memo"
)

// content is a file of a test's site. Its data tells a reader whether it is whole and what it links to: a line with
// the checksum of all that follows, then a line for each link.
type content struct {
	role Role
	data []byte
}

type site map[string]content

func made(role Role, salt int, links ...string) content {
	body := fmt.Sprintf("salt %d\n%s", salt, strings.Repeat("x", salt%1000))
	for _, link := range links {
		body += "\nlink " + link
	}
	return content{role, []byte(memo.Bytes([]byte(body)).String() + "\n" + body)}
}

// links returns what a file links to, and whether it is whole.
func links(data []byte) (to []string, whole bool) {
	sum, body, _ := bytes.Cut(data, []byte("\n"))
	for line := range strings.SplitSeq(string(body), "\n") {
		if link, ok := strings.CutPrefix(line, "link "); ok {
			to = append(to, link)
		}
	}
	return to, memo.Bytes(body).String() == string(sum)
}

// randomSite makes a site of about n files, most of them pages, which link to one another in all directions. Few
// different contents make it share files with other random sites.
func randomSite(r *rand.Rand, n int) site {
	paths := map[string]Role{}
	for range n {
		dir := []string{"", "news/", "news/2023/", "people/", "people/a/b/", "honors/x/"}[r.IntN(6)]
		switch name := r.IntN(n); r.IntN(8) {
		case 0:
			paths[fmt.Sprintf("assets/%d.css", name)] = Asset
		case 1:
			paths[fmt.Sprintf("%s%d.xml", dir, name)] = Document
		default:
			paths[fmt.Sprintf("%s%d.html", dir, name)] = Page
		}
	}
	all := slices.Sorted(maps.Keys(paths))
	s := site{}
	for _, path := range all {
		var to []string
		for range r.IntN(6) {
			if link := all[r.IntN(len(all))]; paths[path] == Page || paths[path] == Document && paths[link] != Document {
				to = append(to, link)
			}
		}
		s[path] = made(paths[path], r.IntN(3), to...)
	}
	return s
}

// folderFiles reads all files below a folder but the folder's own records; a symbolic link reads as "-> target", an
// empty folder as "empty".
func folderFiles(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		path, err := filepath.Rel(dir, name)
		if path = filepath.ToSlash(path); err != nil || path == "." {
			return err
		}
		switch {
		case strings.HasPrefix(path, reserved):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case entry.IsDir():
			if inside, err := os.ReadDir(name); err != nil || len(inside) > 0 {
				return err
			}
			files[path] = "empty"
		case entry.Type()&fs.ModeSymlink != 0:
			target, err := os.Readlink(name)
			files[path] = "-> " + target
			return err
		default:
			data, err := os.ReadFile(name)
			files[path] = string(data)
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// visited is what visitors can read in a folder, who follow symbolic links into what is staged.
func visited(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := folderFiles(t, dir)
	for path, data := range maps.Clone(files) {
		if !strings.HasPrefix(data, "-> ") || !strings.Contains(data, stageName) {
			continue
		}
		delete(files, path)
		name, err := filepath.EvalSymlinks(filepath.Join(dir, path))
		if err != nil {
			continue
		}
		if data, err := os.ReadFile(name); err == nil {
			files[path] = string(data)
			continue
		}
		for inside, data := range folderFiles(t, name) {
			files[path+"/"+inside] = data
		}
	}
	return files
}

// checkVisit finds every file whole, every link resolving and the foreign files as they were.
func checkVisit(t testing.TB, dir string, foreign map[string]string) {
	t.Helper()
	files := visited(t, dir)
	for path, data := range files {
		if want, ok := foreign[path]; ok {
			if data != want {
				t.Fatalf("foreign file %s is %q, was %q", path, data, want)
			}
			continue
		}
		if data == string(placeholder) || data == "empty" {
			continue
		}
		to, whole := links([]byte(data))
		if !whole {
			t.Fatalf("%s is not whole: %q", path, data)
		}
		for _, link := range to {
			if _, ok := files[link]; !ok {
				t.Fatalf("%s links to %s, which is not there", path, link)
			}
		}
	}
	for path := range foreign {
		if _, ok := files[path]; !ok {
			t.Fatalf("foreign file %s is gone", path)
		}
	}
}

// checkFolder finds exactly the site and the foreign files.
func checkFolder(t testing.TB, dir string, s site, foreign map[string]string) {
	t.Helper()
	want := maps.Clone(foreign)
	if want == nil {
		want = map[string]string{}
	}
	for path, c := range s {
		want[path] = string(c.data)
	}
	compareFolders(t, folderFiles(t, dir), want)
	for _, name := range []string{journalName, stageName, reserved + "lock"} {
		if _, err := os.Lstat(filepath.Join(dir, name)); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s is left behind (%v)", name, err)
		}
	}
}

func compareFolders(t testing.TB, got, want map[string]string) {
	t.Helper()
	for path, data := range want {
		if have, ok := got[path]; !ok {
			t.Errorf("%s is missing", path)
		} else if have != data {
			t.Errorf("%s is %.40q, want %.40q", path, have, data)
		}
	}
	for path := range got {
		if _, ok := want[path]; !ok {
			t.Errorf("%s is there and should not be", path)
		}
	}
	if t.Failed() {
		t.FailNow()
	}
}

func begin(t testing.TB, dir string, o Options) *Stage {
	t.Helper()
	s, err := Begin(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// putAll puts a site from two goroutines.
func putAll(t testing.TB, stage *Stage, s site) {
	t.Helper()
	paths := make(chan string)
	var group sync.WaitGroup
	for range 2 {
		group.Go(func() {
			for path := range paths {
				if _, err := stage.Put(path, s[path].role, s[path].data); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for path := range s {
		paths <- path
	}
	close(paths)
	group.Wait()
}

func publish(t testing.TB, dir string, s site, o Options) Result {
	t.Helper()
	stage := begin(t, dir, o)
	putAll(t, stage, s)
	result, err := stage.Commit("2026-11-23T08:00:00+08:00")
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func writeFile(t testing.TB, dir, path, data string) {
	t.Helper()
	name := filepath.Join(dir, path)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
}
