package output

import (
	_ "embed"
	"errors"
	"io/fs"
	"os"
	"strconv"
)

// placeholder is the page that stands for a while where a new page is about to appear or an old one is about to go.
// It links to nothing, so it may come first and go last.
//
//go:embed placeholder.html
var placeholder []byte

// placeholders hands out placeholder pages in the folder, as hard links of one staged file: 100,000 of them take one
// system call each and no space.
type placeholders struct {
	disk   disk
	stage  string // the folder for what is linked, or renamed where there are no links
	file   string // the file that is linked now
	made   int
	copies bool // the file system has no hard links
}

// put makes the named file, which must not exist, a placeholder: whole from its first instant.
func (p *placeholders) put(name string) error {
	if p.file != "" && !p.copies {
		if err := p.disk.link(p.file, name); err == nil || errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	// There is no file yet, or it has as many links as it may (65,000 with ext4, 1,023 with NTFS), or there are no
	// links at all.
	if err := p.make(); err != nil {
		return err
	}
	if !p.copies {
		if err := p.disk.link(p.file, name); err == nil || errors.Is(err, fs.ErrExist) {
			return err
		}
		p.copies = true
	}
	return p.disk.rename(p.file, name)
}

// replace puts a placeholder over a page.
func (p *placeholders) replace(name string) error {
	next := p.stage + "/next"
	if err := p.put(next); err != nil {
		return err
	}
	return p.disk.rename(next, name)
}

func (p *placeholders) make() error {
	p.made++
	p.file = p.stage + "/placeholder-" + strconv.Itoa(p.made)
	return os.WriteFile(p.file, placeholder, 0o644)
}
