package main

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// A build is a function of the site's files, the configuration and one date: the folder, the number of processors, the
// machine's zone and language and the files' times do not show.
func TestDeterministic(t *testing.T) {
	builds := []struct {
		folder      string
		environment []string
	}{
		{"one", []string{"GOMAXPROCS=1", "TZ=Asia/Shanghai", "LC_ALL=zh_CN.UTF-8"}},
		{"ein ganz anderer/文件夹", []string{"GOMAXPROCS=8", "TZ=America/New_York", "LC_ALL=C", "HOME=/nonexistent", "USER=somebody"}},
	}
	var first map[string][]byte
	for i, b := range builds {
		site := filepath.Join(t.TempDir(), filepath.FromSlash(b.folder))
		copySite(t, realSite, site)
		age(t, site, time.Unix(int64(i)*1_000_000_000, 0))
		for range 2 {
			out := filepath.Join(t.TempDir(), "out")
			cmd := program("build", "--site", site, "--out", out, "--at", today)
			cmd.Env = append(os.Environ(), b.environment...)
			if message, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, message)
			}
			files := readFiles(t, out)
			if first == nil {
				first = files
			}
			compareFiles(t, files, first)
		}
	}
}

// age gives all files of a folder one time.
func age(t *testing.T, dir string, at time.Time) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, _ os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Chtimes(name, at, at)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// compareFiles holds one set of files against another, byte for byte.
func compareFiles(t *testing.T, got, want map[string][]byte) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if data, ok := got[name]; !ok {
			t.Errorf("%s is missing", name)
		} else if !bytes.Equal(data, want[name]) {
			t.Errorf("%s differs", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(got)) {
		if _, ok := want[name]; !ok {
			t.Errorf("%s is too many", name)
		}
	}
}
