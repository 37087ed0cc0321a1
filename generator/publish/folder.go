package publish

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"sync/atomic"

	"wenming/generator/diag"
	"wenming/generator/memo"
)

// folder is a folder that a web server serves. Beside the record it keeps a copy of it, because nothing else in a folder tells
// what is ours. Nothing outside of it is touched, wherever a symbolic link leads.
type folder struct {
	name      string
	root      *os.Root // nil while the folder is not there
	encodings []string // of the compressed copies beside text files
	run       string   // tells its files apart from those of other publications, on whatever machine, while they are being written
	written   atomic.Int64
}

const (
	copyName    = reserved + "published-copy"
	lockName    = reserved + "publishing"
	sendingName = reserved + "sending" // the folder of files that are being written
	strange     = tag("?")             // of what is no file
)

// openFolder opens a folder. One that is not there is made when something is put into it; the folder above it must be there.
func openFolder(name string, encodings []string) (*folder, error) {
	f := &folder{name: name, encodings: encodings, run: rand.Text()}
	root, err := os.OpenRoot(name)
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Stat(path.Dir(name)); err != nil {
			return nil, f.problem(err)
		}
		return f, nil
	}
	if info, failed := os.Stat(name); err != nil && failed == nil && !info.IsDir() {
		err = f.noTarget(err)
	}
	f.root = root
	return f, f.problem(err)
}

// problem explains what the system says.
func (f *folder) problem(err error) error {
	var known *Problem
	switch {
	case err == nil, errors.As(err, &known), errors.Is(err, errLost), errors.Is(err, context.Canceled):
		return err
	case isFull(err):
		return &Problem{FullDisk, diag.T("the disk of %q is full; the next publication completes what this one began, once there is room",
			"“%s”所在的磁盘已满；腾出空间后再次发布，会把这次没做完的做完", f.name), err}
	case isReadOnly(err):
		return &Problem{NoRight, diag.T("nothing can be written in %q: its disk is read-only", "“%s”所在的磁盘是只读的，无法写入", f.name), err}
	case errors.Is(err, fs.ErrPermission):
		var at *fs.PathError
		name := f.name
		if errors.As(err, &at) && !strings.HasPrefix(at.Path, reserved) {
			name = path.Join(f.name, at.Path)
		}
		return &Problem{NoRight, diag.T("no right to read and write %q; give the folder to the user that publishes",
			"没有读写“%s”的权限；请把这个文件夹交给执行发布的用户", name), err}
	case isNoFolder(err):
		return f.noTarget(err)
	case errors.Is(err, fs.ErrNotExist):
		return &Problem{NoBucket, diag.T("there is no folder %q to make the target in", "找不到文件夹“%s”，无法在其中建立发布目标", path.Dir(f.name)), err}
	}
	return fmt.Errorf("%s: %w", f.name, err)
}

func (f *folder) noTarget(err error) error {
	return &Problem{NoBucket, diag.T("the target %q is no folder, or stands in none", "发布目标“%s”不是文件夹，或不在文件夹里", f.name), err}
}

// open makes the folder if need be.
func (f *folder) open() error {
	if f.root != nil {
		return nil
	}
	err := os.Mkdir(f.name, 0o755)
	if err == nil || errors.Is(err, fs.ErrExist) {
		f.root, err = os.OpenRoot(f.name)
	}
	return err
}

func (f *folder) requests() int64 { return 0 }

func (f *folder) conditional(context.Context, *bool) (bool, error) { return true, nil }

func (f *folder) forms(name string) []form {
	forms := []form{{}}
	if text(name) {
		for _, encoding := range f.encodings {
			forms = append(forms, form{suffix: suffixes[encoding], encoding: encoding})
		}
	}
	return forms
}

func (f *folder) load(context.Context) ([]byte, string, error) {
	data, err := f.read(recordName)
	if err != nil {
		return nil, "", f.problem(err)
	}
	mark := markOf(data)
	if decodeRecord(data) == nil && !isLater(data) {
		if data, err = f.read(copyName); err != nil || decodeRecord(data) == nil {
			data = nil
		}
	}
	return data, mark, f.problem(err)
}

func (f *folder) mark(context.Context) (string, error) {
	data, err := f.read(recordName)
	return markOf(data), f.problem(err)
}

func markOf(data []byte) string { return memo.Bytes(data).String() }

// read is a file of the folder; nil where there is none.
func (f *folder) read(name string) ([]byte, error) {
	if f.root == nil {
		return nil, nil
	}
	data, err := f.root.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, err
}

func (f *folder) save(ctx context.Context, data []byte, mark string) (string, error) {
	if err := f.open(); err != nil {
		return "", f.problem(err)
	}
	lock, err := f.root.OpenFile(lockName, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return "", f.problem(err)
	}
	defer lock.Close()
	if _, err := memo.Lock(lock, true); err != nil {
		return "", f.problem(err)
	}
	if there, err := f.mark(ctx); err != nil {
		return "", err
	} else if there != mark {
		return "", errLost
	}
	for _, name := range []string{copyName, recordName} {
		if err := f.write(name, bytes.NewReader(data)); err != nil {
			return "", f.problem(err)
		}
	}
	return markOf(data), nil
}

func (f *folder) put(ctx context.Context, o object, fresh bool) error {
	if err := f.makeWay(ctx, o, fresh); err != nil {
		return f.problem(err)
	}
	return f.problem(f.write(o.path, io.NewSectionReader(o.body, 0, o.size)))
}

// makeWay makes the folders above an object, and refuses to take the place of what is not ours.
func (f *folder) makeWay(ctx context.Context, o object, fresh bool) error {
	info, err := f.root.Lstat(o.path)
	if err == nil && (fresh || !info.Mode().IsRegular()) {
		if there, _, err := f.look(ctx, o.path, o.form); err != nil || there != o.tag {
			return errors.Join(err, foreign(f.name, []string{o.path}))
		}
	}
	dir := path.Dir(o.path)
	if dir == "." || err == nil {
		return nil
	}
	if err = f.root.MkdirAll(dir, 0o755); err != nil {
		if above := f.noFolder(o.path); above != "" {
			return foreign(f.name, []string{above})
		}
	}
	return err
}

// noFolder is what stands above a path and is no folder, such as a link that leads out; "" if nothing is in the way.
func (f *folder) noFolder(name string) string {
	for above := path.Dir(name); above != "."; above = path.Dir(above) {
		if info, err := f.root.Lstat(above); err == nil && !info.IsDir() {
			return above
		}
	}
	return ""
}

// write puts a file in its place as a whole.
func (f *folder) write(name string, data io.Reader) (err error) {
	if err := f.root.Mkdir(sendingName, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	staged := fmt.Sprintf("%s/%s-%d", sendingName, f.run, f.written.Add(1))
	to, err := f.root.OpenFile(staged, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.root.Remove(staged)
		}
	}()
	if _, err = io.Copy(to, data); err != nil {
		return errors.Join(err, to.Close())
	}
	if err = to.Close(); err != nil {
		return err
	}
	return f.root.Rename(staged, name)
}

func (f *folder) remove(ctx context.Context, names []string) error {
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return err
		}
		info, err := f.root.Lstat(name)
		if err == nil && info.Mode().IsRegular() {
			err = f.root.Remove(name)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) && f.noFolder(name) == "" {
			return f.problem(err)
		}
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if info, err := f.root.Lstat(dir); err != nil || !info.IsDir() || f.root.Remove(dir) != nil { // something is in it
				break
			}
		}
	}
	return nil
}

func (f *folder) look(_ context.Context, name string, as form) (tag, bool, error) {
	if f.root == nil {
		return "", false, nil
	}
	info, err := f.root.Lstat(name)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) || f.noFolder(name) != "" {
			err = nil
		}
		return "", false, f.problem(err)
	}
	if !info.Mode().IsRegular() {
		return strange, false, nil
	}
	file, err := f.root.Open(name)
	if err != nil {
		return "", false, f.problem(err)
	}
	defer file.Close()
	var plain io.Reader = file
	if as.encoding != "" {
		if plain, err = decompress(file, as.encoding); err != nil {
			return strange, false, nil
		}
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, plain); err != nil {
		if as.encoding != "" {
			return strange, false, nil
		}
		return "", false, f.problem(err)
	}
	return tagOf(memo.Digest(sum.Sum(nil)), form{encoding: as.encoding}), false, nil
}

func (f *folder) missing(name string, size int64) bool {
	if f.root == nil {
		return true
	}
	info, err := f.root.Lstat(name)
	return err != nil || !info.Mode().IsRegular() || size >= 0 && info.Size() != size
}

func (f *folder) survey(ctx context.Context, each func(path string, t tag, ours bool)) error {
	if f.root == nil {
		return nil
	}
	err := fs.WalkDir(f.root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		case strings.HasPrefix(name, reserved):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case !entry.IsDir():
			each(name, "", false)
		}
		return nil
	})
	return f.problem(err)
}

// tidy removes what killed publications were writing; one that lives, and has lost, may go on writing there.
func (f *folder) tidy(context.Context, func(string) bool) error {
	f.root.RemoveAll(sendingName)
	return nil
}
