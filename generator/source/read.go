package source

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"wenming/generator/diag"
)

// limit is the largest file that a build reads, in bytes.
const limit = 256 << 20

// Read lists the files of the site in root. theme holds the default layouts/ and assets/. It fails where the file
// system does; files that a site may not have are diagnostics.
func Read(root string, theme fs.FS) (*Tree, diag.List, error) {
	real, err := filepath.Abs(root)
	if err == nil {
		real, err = filepath.EvalSymlinks(real)
	}
	if err != nil {
		return nil, nil, err
	}
	r := reader{root: real}
	for _, name := range parts() {
		on := filepath.Join(real, name)
		info, err := os.Lstat(on)
		if err == nil {
			err = r.add(name, on, info.Mode().Type(), []string{real})
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, nil, err
		}
	}
	r.unique()
	if err := r.stamp(); err != nil {
		return nil, nil, err
	}
	if err := r.defaults(theme); err != nil {
		return nil, nil, err
	}
	return &Tree{real, theme, r.files}, r.problems, nil
}

// reader walks a site once. In its methods, name is a path in the site and on is where that was found on the disk, free
// of symbolic links up to its last element.
type reader struct {
	root     string
	files    []File
	problems diag.List
}

// add lists a file, or the files below a folder. above holds the folders on the way here, so that a link to one of them
// does not go on for ever.
func (r *reader) add(name, on string, kind fs.FileMode, above []string) error {
	if kind&fs.ModeSymlink != 0 {
		target, info, err := r.follow(name, on, above)
		if info == nil {
			return err
		}
		on, kind = target, info.Mode().Type()
	}
	switch {
	case kind.IsDir():
		return r.folder(name, on, append(above[:len(above):len(above)], on))
	case !kind.IsRegular(): // a pipe, a device
	default:
		file := File{Path: name}
		if on != filepath.Join(r.root, filepath.FromSlash(name)) {
			file.disk = on
		}
		r.files = append(r.files, file)
	}
	return nil
}

// stamp takes the stamps of all files, on all processors: there may be 100,000. A file that is removed meanwhile is not
// there.
func (r *reader) stamp() error {
	const share = 256 // files at a time
	errs := make([]error, len(r.files))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(r.files)/share+1) {
		workers.Go(func() {
			var stamps stamper
			defer stamps.close()
			for from := int(next.Add(share)) - share; from < len(r.files); from = int(next.Add(share)) - share {
				for i := from; i < min(from+share, len(r.files)); i++ {
					r.files[i].Stamp, errs[i] = stamps.stamp(r.files[i].place(r.root))
				}
			}
		})
	}
	workers.Wait()
	kept := r.files[:0]
	for i, file := range r.files {
		switch {
		case errors.Is(errs[i], fs.ErrNotExist):
		case errs[i] != nil:
			return errs[i]
		case file.Stamp.Size > limit:
			r.report(diag.TooLarge, file.Path, diag.T("the file has %d MiB; at most %d are read", "文件有 %d MiB，最多读取 %d MiB", file.Stamp.Size>>20, limit>>20),
				diag.T("publish it elsewhere and link to it", "请另行发布，再链接过去"))
		default:
			kept = append(kept, file)
		}
	}
	r.files = kept
	return nil
}

// folder adds what is in a folder. Something that is removed meanwhile is not there.
func (r *reader) folder(name, on string, above []string) error {
	entries, err := os.ReadDir(on)
	for _, entry := range entries {
		if ignored(name, entry.Name()) {
			continue
		}
		below := path.Join(name, norm.NFC.String(entry.Name()))
		if !utf8.ValidString(entry.Name()) {
			r.report(diag.InvalidUTF8, below, diag.T("the file name %q is not UTF-8", "文件名 %q 不是 UTF-8 编码", entry.Name()),
				diag.T("rename it, or unpack it anew with a program that knows its encoding", "请重命名，或用能识别其编码的程序重新解压"))
			continue
		}
		if err := r.add(below, filepath.Join(on, entry.Name()), entry.Type(), above); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return err
}

// follow finds what a symbolic link leads to. One that leads nowhere, out of the site or back to a folder that it is in
// has a diagnostic and no info: a site must be the same on every machine.
func (r *reader) follow(name, on string, above []string) (target string, info fs.FileInfo, err error) {
	target, err = filepath.EvalSymlinks(on)
	if errors.Is(err, fs.ErrPermission) {
		return "", nil, err
	}
	var problem diag.Text
	switch {
	case err != nil:
		problem = diag.T("%q is a symbolic link that leads nowhere", "“%s”是没有着落的符号链接", name)
	case !within(target, r.root):
		problem = diag.T("%q is a symbolic link that leaves the site; it is not followed", "“%s”是指向网站之外的符号链接，未予读取", name)
	case slices.ContainsFunc(above, func(folder string) bool { return within(folder, target) }):
		problem = diag.T("%q is a symbolic link to a folder that holds it", "“%s”是指向自己上层文件夹的符号链接", name)
	default:
		info, err = os.Lstat(target)
		return target, info, err
	}
	r.report(diag.OutsideSite, name, problem, diag.T("copy the file or folder to this place", "请把文件或文件夹复制到这里"))
	return "", nil, nil
}

// within tells whether a path is a folder's or below it.
func within(path, folder string) bool {
	way, err := filepath.Rel(folder, path)
	return err == nil && filepath.IsLocal(way)
}

func (r *reader) report(code diag.Code, name string, message, hint diag.Text) {
	at := diag.Place{File: strings.ToValidUTF8(name, "\uFFFD")}
	r.problems = append(r.problems, diag.New(code, at, message).WithHint(hint))
}

// unique sorts the files and reports names that differ in their Unicode form only.
func (r *reader) unique() {
	slices.SortFunc(r.files, func(a, b File) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.disk, b.disk))
	})
	r.files = slices.CompactFunc(r.files, func(a, b File) bool {
		if a.Path == b.Path {
			r.report(diag.DuplicateAddress, a.Path,
				diag.T("%q is the name of two files, in two Unicode forms", "有两个文件都叫“%s”，只是 Unicode 形式不同", a.Path),
				diag.T("rename one of the files", "请改其中一个文件的名字"))
		}
		return a.Path == b.Path
	})
}

// defaults adds the theme's files that the site does not have.
func (r *reader) defaults(theme fs.FS) error {
	own := Tree{files: r.files}
	err := fs.WalkDir(theme, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && !ignored(path.Dir(name), entry.Name()) && !own.Has(name) {
			r.files = append(r.files, File{Path: name, theme: true})
		}
		return err
	})
	slices.SortFunc(r.files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return err
}

// parts lists what the folder of a site has of the site, by name.
func parts() []string { return []string{"assets", "content", "layouts", "site.yaml"} }

// Holds tells whether a file or folder of this name is part of a site if it is in the given folder: a path in the site,
// where "." is the site's own.
func Holds(folder, name string) bool {
	if folder == "." {
		return slices.Contains(parts(), name)
	}
	return !ignored(folder, name)
}

// ignored tells whether a file or folder is never part of a site: what editors and desktops leave behind, and hidden
// ones. But assets/root/ is copied as it stands, so that a site can have .well-known/ (RFC 8615).
func ignored(folder, name string) bool {
	if !strings.HasPrefix(name, ".") {
		return strings.HasSuffix(name, "~") || strings.HasPrefix(name, "~$") ||
			strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") ||
			name == "Thumbs.db" || name == "desktop.ini" || name == "4913"
	}
	const root = "assets/root"
	if folder != root && !strings.HasPrefix(folder, root+"/") || name == ".DS_Store" || strings.HasSuffix(name, "~") {
		return true
	}
	return slices.ContainsFunc([]string{".git", ".#", "._", ".~", ".goutputstream-"}, func(prefix string) bool {
		return strings.HasPrefix(name, prefix)
	}) || len(name) > 5 && strings.HasPrefix(name[len(name)-4:], ".sw")
}
