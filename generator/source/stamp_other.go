//go:build !unix

package source

import "os"

// stamper takes the stamps of files.
type stamper struct{}

// stamp is the stamp of a file that is no symbolic link.
func (*stamper) stamp(name string) (Stamp, error) {
	info, err := os.Lstat(name)
	if err != nil {
		return Stamp{}, err
	}
	return Stamp{Size: info.Size(), Changed: info.ModTime().UnixNano()}, nil
}

func (*stamper) close() {}
