// Package source finds the files of a site and reads their bytes.
//
// Read lists what a build is made of: site.yaml, content/, layouts/ and assets/, with the default theme's files where
// the site has none of the same name. Tree.Bytes reads one. Only the path and the bytes of a file may reach an output:
// a file's time never does.
package source

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"wenming/generator/diag"
)

// limit is the largest file that a build reads, in bytes.
const limit = 256 << 20

// File is one file of a site.
type File struct {
	Path  string // relative to the site, with slashes
	Size  int64  // bytes
	theme bool
}

// Tree is the files of a site, by path.
type Tree struct {
	root  string
	theme fs.FS
	files []File
	index map[string]int
}

// folders are what a build reads, beside site.yaml.
var folders = []string{"assets", "content", "layouts"}

// Read lists the files of the site in root. theme holds the default layouts/ and assets/. It fails where the file
// system does; files that a site may not have are diagnostics.
func Read(root string, theme fs.FS) (*Tree, diag.List, error) {
	real, err := filepath.EvalSymlinks(root)
	if err != nil {
		return nil, nil, err
	}
	r := reader{tree: &Tree{root: real, theme: theme}}
	if err := r.config(); err != nil {
		return nil, nil, err
	}
	for _, folder := range folders {
		if err := r.folder(folder, nil); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, nil, err
		}
	}
	own := map[string]bool{}
	for _, f := range r.tree.files {
		own[f.Path] = true
	}
	if err := r.defaults(own); err != nil {
		return nil, nil, err
	}
	slices.SortFunc(r.tree.files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	r.tree.index = make(map[string]int, len(r.tree.files))
	for i, f := range r.tree.files {
		r.tree.index[f.Path] = i
	}
	return r.tree, r.problems, nil
}

// reader walks a site once.
type reader struct {
	tree     *Tree
	problems diag.List
}

func (r *reader) config() error {
	info, err := os.Stat(filepath.Join(r.tree.root, "site.yaml"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	r.tree.files = append(r.tree.files, File{Path: "site.yaml", Size: info.Size()})
	return nil
}

// folder lists a folder and those below it. above holds the real paths of the folders on the way here, so that a link
// to one of them does not go on for ever.
func (r *reader) folder(dir string, above []string) error {
	full := filepath.Join(r.tree.root, filepath.FromSlash(dir))
	real, err := filepath.EvalSymlinks(full)
	if err != nil {
		return err
	}
	if slices.Contains(above, real) {
		return nil
	}
	entries, err := os.ReadDir(full)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		name := path.Join(dir, entry.Name())
		if Ignored(entry.Name()) {
			continue
		}
		if !utf8.ValidString(name) {
			r.report(diag.InvalidUTF8, name, diag.T("the file name %q is not UTF-8", "文件名 %q 不是 UTF-8 编码", name))
			continue
		}
		info, err := r.info(name, entry)
		if errors.Is(err, fs.ErrNotExist) {
			continue // removed since it was listed, or a link to nothing
		} else if err != nil {
			return err
		}
		switch {
		case info == nil:
		case info.IsDir():
			if err := r.folder(name, append(above[:len(above):len(above)], real)); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		case info.Size() > limit:
			r.report(diag.TooLarge, name, diag.T("the file has %d MiB; at most %d are read", "文件有 %d MiB，最多读取 %d MiB", info.Size()>>20, limit>>20))
		case info.Mode().IsRegular():
			r.tree.files = append(r.tree.files, File{Path: name, Size: info.Size()})
		}
	}
	return nil
}

// info follows a symbolic link that stays inside the site; for one that leaves it, info is nil and a diagnostic made.
func (r *reader) info(name string, entry fs.DirEntry) (fs.FileInfo, error) {
	if entry.Type()&fs.ModeSymlink == 0 {
		return entry.Info()
	}
	target, err := filepath.EvalSymlinks(filepath.Join(r.tree.root, filepath.FromSlash(name)))
	if err != nil {
		return nil, err
	}
	if inside, err := filepath.Rel(r.tree.root, target); err != nil || !filepath.IsLocal(inside) {
		d := diag.New(diag.OutsideSite, diag.Place{File: name},
			diag.T("%q is a symbolic link that leaves the site; it is not followed", "“%s”是指向网站之外的符号链接，未予读取", name))
		r.problems = append(r.problems, d.WithHint(diag.T("copy the file into the site", "请把文件复制到网站里")))
		return nil, nil
	}
	return os.Stat(target)
}

func (r *reader) report(code diag.Code, name string, message diag.Text) {
	r.problems = append(r.problems, diag.New(code, diag.Place{File: strings.ToValidUTF8(name, "\uFFFD")}, message))
}

// defaults adds the theme's files that the site does not have.
func (r *reader) defaults(own map[string]bool) error {
	return fs.WalkDir(r.tree.theme, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || own[name] || Ignored(path.Base(name)) {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		r.tree.files = append(r.tree.files, File{Path: name, Size: info.Size(), theme: true})
		return nil
	})
}

// Ignored tells whether a file or folder of this name is never part of a site: hidden ones, and what editors and
// desktops leave behind.
func Ignored(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasPrefix(name, "~$") ||
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") ||
		name == "Thumbs.db" || name == "desktop.ini" || name == "4913"
}

// Below lists the files in a folder and those below it, by path.
func (t *Tree) Below(folder string) []File {
	prefix := folder + "/"
	start, _ := slices.BinarySearchFunc(t.files, prefix, func(f File, p string) int { return strings.Compare(f.Path, p) })
	end := start
	for end < len(t.files) && strings.HasPrefix(t.files[end].Path, prefix) {
		end++
	}
	return t.files[start:end]
}

// Has tells whether the site has the file.
func (t *Tree) Has(name string) bool {
	_, ok := t.index[name]
	return ok
}

// Bytes reads a file. It fails for one that the tree does not have, and where the file system does.
func (t *Tree) Bytes(name string) ([]byte, error) {
	i, ok := t.index[name]
	if !ok {
		return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	}
	if t.files[i].theme {
		return fs.ReadFile(t.theme, name)
	}
	return os.ReadFile(filepath.Join(t.root, filepath.FromSlash(name)))
}
