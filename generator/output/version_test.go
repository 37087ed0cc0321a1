package output

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"wenming/generator/memo"
)

func TestVersion(t *testing.T) {
	dir := t.TempDir()
	s := site{"index.html": made(Page, 1), "a/feed.xml": made(Document, 2), "a-b/s.css": made(Asset, 3)}
	r := publish(t, dir, s, Options{})
	v, err := Read(dir)
	if err != nil || v.At != "2026-11-23T08:00:00+08:00" || v.Len() != len(s) || v.Digest != r.Version {
		t.Errorf("got %+v, %v, want digest %s", v, err, r.Version)
	}
	var want []File
	for _, path := range []string{"a-b/s.css", "a/feed.xml", "index.html"} {
		c := s[path]
		want = append(want, File{path, memo.Bytes(c.data), int64(len(c.data)), c.role})
	}
	if got := slices.Collect(v.Files()); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}

	stage := begin(t, dir, Options{})
	putAll(t, stage, site{"index.html": made(Page, 4)})
	if last := stage.Last(); last.Digest != v.Digest || last.At != v.At || !slices.Equal(slices.Collect(last.Files()), want) {
		t.Errorf("the last version is %+v after a Put", last)
	}
	if err := stage.Abort(); err != nil {
		t.Fatal(err)
	}
}

// A version's digest is of its files and of nothing else.
func TestVersionDigest(t *testing.T) {
	digests := map[memo.Digest]string{}
	for name, s := range map[string]site{
		"":             {},
		"one":          {"a": made(Page, 1)},
		"another role": {"a": made(Asset, 1)},
		"other bytes":  {"a": made(Page, 2)},
		"another path": {"b": made(Page, 1)},
		"two":          {"a": made(Page, 1), "b": made(Page, 1)},
	} {
		// Whatever the folder held before, and whenever that was.
		var versions []memo.Digest
		for _, before := range []site{nil, {"b": made(Document, 3)}} {
			dir := t.TempDir()
			publish(t, dir, before, Options{})
			versions = append(versions, publish(t, dir, s, Options{}).Version, publish(t, dir, s, Options{}).Version)
		}
		if len(slices.Compact(versions)) != 1 {
			t.Errorf("version %q has digests %v", name, versions)
		}
		if other, ok := digests[versions[0]]; ok {
			t.Errorf("versions %q and %q have one digest", name, other)
		}
		digests[versions[0]] = name
	}
}

func TestGone(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, site{"a": made(Page, 1), "b/c": made(Page, 1), "d": made(Page, 1), "e": made(Page, 1)}, Options{})
	os.Remove(filepath.Join(dir, "d"))
	writeFile(t, dir, "mine", "1")
	r := publish(t, dir, site{"e": made(Page, 2), "f": made(Page, 1)}, Options{})
	if want := []string{"a", "b/c", "d"}; !slices.Equal(r.Gone, want) || r.Deleted != 2 {
		t.Errorf("%+v, want %q gone", r, want)
	}
	if r = publish(t, dir, site{"e": made(Page, 2), "f": made(Page, 1)}, Options{}); len(r.Gone) > 0 {
		t.Errorf("%q is gone again", r.Gone)
	}
}

func TestReadUnfinished(t *testing.T) {
	s := site{"a": made(Page, 1), "b": made(Page, 1)}
	for name, spoil := range map[string]func(dir string){
		"no build":         func(dir string) { os.Remove(filepath.Join(dir, manifestName)) },
		"damaged manifest": func(dir string) { writeFile(t, dir, manifestName, "wenming") },
		"killed build":     func(dir string) { killAt(t, dir, site{"c": made(Page, 1)}, nil, 1) },
		"no folder":        func(dir string) { os.RemoveAll(dir) },
	} {
		dir := t.TempDir()
		publish(t, dir, s, Options{})
		spoil(dir)
		var unfinished *UnfinishedError
		if _, err := Read(dir); !errors.As(err, &unfinished) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
