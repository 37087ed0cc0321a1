// Package source finds the files of a site and reads their bytes.
//
// Read lists what a build is made of: site.yaml, content/, layouts/ and assets/, with the default theme's files where
// the site has none of the same name. Tree.Bytes reads one. Only the path and the bytes of a file may reach an output:
// a file's time never does. Paths have slashes and Unicode form C on every machine, whatever the file system makes of
// them.
package source

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// File is one file of a site.
type File struct {
	Path  string // relative to the site, with slashes
	Stamp Stamp  // zero for a file of the theme
	disk  string // where it is, if that is not its path below the site's folder
	theme bool
}

// place is where the file is on the disk.
func (f *File) place(root string) string {
	if f.disk != "" {
		return f.disk
	}
	return filepath.Join(root, filepath.FromSlash(f.Path))
}

// Theme tells whether the file is one of the default theme's.
func (f *File) Theme() bool { return f.theme }

// Tree is the files of a site.
type Tree struct {
	root  string // the real path of the site's folder
	theme fs.FS
	files []File // by path
}

// Below lists the files in a folder and those below it, by path.
func (t *Tree) Below(folder string) []File {
	start, _ := t.find(folder + "/")
	end := start
	for end < len(t.files) && strings.HasPrefix(t.files[end].Path, folder+"/") {
		end++
	}
	return t.files[start:end:end]
}

// Files lists all files, by path.
func (t *Tree) Files() []File { return t.files }

// Index is a file's place in Files.
func (t *Tree) Index(name string) (int, bool) { return t.find(norm.NFC.String(name)) }

// Has tells whether the site has the file.
func (t *Tree) Has(name string) bool {
	_, found := t.find(norm.NFC.String(name))
	return found
}

// Bytes reads a file. It fails for one that the tree does not have, and where the file system does.
func (t *Tree) Bytes(name string) ([]byte, error) { return t.Append(nil, name) }

// Append adds a file's bytes to dst. It fails where Bytes does.
func (t *Tree) Append(dst []byte, name string) ([]byte, error) {
	i, found := t.find(norm.NFC.String(name))
	if !found {
		return dst, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	}
	file := &t.files[i]
	if file.theme {
		data, err := fs.ReadFile(t.theme, file.Path)
		return append(dst, data...), err
	}
	return appendFile(dst, file.place(t.root), int(file.Stamp.Size))
}

func (t *Tree) find(name string) (int, bool) {
	return slices.BinarySearchFunc(t.files, name, func(f File, name string) int { return strings.Compare(f.Path, name) })
}
