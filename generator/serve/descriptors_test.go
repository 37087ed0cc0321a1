package serve_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// descriptors counts the files that this process has open, and the folders that it watches, where the system tells.
func descriptors(t *testing.T) (files, watches int) {
	t.Helper()
	open, err := filepath.Glob("/proc/self/fd/*")
	if err != nil {
		t.Fatal(err)
	}
	infos, err := filepath.Glob("/proc/self/fdinfo/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, info := range infos {
		data, _ := os.ReadFile(info) // that of the folder's own listing is gone
		watches += strings.Count(string(data), "inotify wd:")
	}
	return len(open), watches
}
