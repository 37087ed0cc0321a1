//go:build unix

package source

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestNotAFile has a named pipe in the site: opening it would wait for ever.
func TestNotAFile(t *testing.T) {
	root := lay(t, map[string]string{"content/a.md": "a", "content/b": "-> pipe"})
	if err := syscall.Mkfifo(filepath.Join(root, "content", "pipe"), 0o666); err != nil {
		t.Fatal(err)
	}
	texts, said := read(t, root, noTheme)
	same(t, texts, said, map[string]string{"content/a.md": "a"})
}

// TestUnreadable meets files and folders that may not be read: the machine has failed, and what it hides must not look
// as if it were not there.
func TestUnreadable(t *testing.T) {
	for name, c := range map[string]struct {
		files  map[string]string
		closed string
		listed bool
	}{
		"a file":                       {map[string]string{"content/a.md": "a"}, "content/a.md", true},
		"a folder":                     {map[string]string{"content/b/a.md": "a"}, "content/b", false},
		"the content":                  {map[string]string{"content/a.md": "a"}, "content", false},
		"the folder that a link is to": {map[string]string{"content/b": "-> ../c/d", "c/d/a.md": ""}, "c", false},
	} {
		t.Run(name, func(t *testing.T) {
			root := lay(t, c.files)
			closed := filepath.Join(root, filepath.FromSlash(c.closed))
			if err := os.Chmod(closed, 0); err != nil {
				t.Fatal(err)
			}
			defer os.Chmod(closed, 0o777)
			asNobody(t, func() {
				tree, problems, err := Read(root, noTheme)
				if c.listed && err == nil {
					_, err = tree.Bytes(c.closed)
				}
				if !errors.Is(err, fs.ErrPermission) || len(problems) > 0 {
					t.Errorf("read as %v, %v", err, problems)
				}
			})
		})
	}
}

// asNobody does something without the rights of root, whom permissions do not stop.
func asNobody(t *testing.T, do func()) {
	t.Helper()
	if os.Geteuid() == 0 {
		if err := syscall.Setreuid(-1, 65534); err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := syscall.Setreuid(-1, 0); err != nil {
				t.Fatal(err)
			}
		}()
	}
	do()
}
