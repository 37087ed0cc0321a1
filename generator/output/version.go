package output

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"slices"
	"strings"

	"wenming/generator/diag"
	"wenming/generator/memo"
)

// Version is a version of a site in a folder, as its manifest tells. The zero Version has no files.
type Version struct {
	// At is what the Commit that wrote the manifest was told. A Commit that finds nothing to change writes none.
	At string
	// Digest is of the files: of all paths, roles, sizes and digests.
	Digest  memo.Digest
	records []record // sorted by path
}

// File is a file of a version.
type File struct {
	Path   string // relative to the folder, with slashes
	Digest memo.Digest
	Size   int64
	Role   Role
}

// Files are the version's files, sorted by path.
func (v Version) Files() iter.Seq[File] {
	return func(yield func(File) bool) {
		for r := range v.each {
			if !yield(File{r.path, r.digest, r.size, r.role}) {
				return
			}
		}
	}
}

// Len is the number of the version's files.
func (v Version) Len() int { return len(v.records) }

func (v Version) find(path string) (int, bool) {
	return slices.BinarySearchFunc(v.records, path, func(r record, path string) int { return strings.Compare(r.path, path) })
}

func (v Version) each(yield func(*record) bool) {
	for i := range v.records {
		if !yield(&v.records[i]) {
			return
		}
	}
}

// Last is the version that the folder holds according to its manifest: the zero Version if that is missing or damaged.
func (s *Stage) Last() Version { return s.last }

// Read tells which version a folder holds, without waiting for a build that changes it. It returns an UnfinishedError if
// the last build of it was stopped, or none has been.
func Read(dir string) (Version, error) {
	if _, err := os.Lstat(dir + "/" + journalName); err == nil {
		return Version{}, &UnfinishedError{Dir: dir}
	}
	v, err := readVersion(dir)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, errDamaged) {
		return Version{}, &UnfinishedError{Dir: dir}
	}
	return v, err
}

// UnfinishedError says that a folder holds no version that is whole.
type UnfinishedError struct{ Dir string }

// Text is the message with its hint.
func (e *UnfinishedError) Text() diag.Text {
	return diag.Text{
		English: fmt.Sprintf("%q holds no finished site; build it first", e.Dir),
		Chinese: "“" + e.Dir + "”里没有构建完成的网站；请先构建",
	}
}

func (e *UnfinishedError) Error() string { return e.Text().English }

// readVersion reads a folder's manifest.
func readVersion(dir string) (Version, error) {
	note, records, err := readLedger(dir, manifestName)
	if err != nil {
		return Version{}, err
	}
	text, at, _ := strings.Cut(note, " ")
	digest, ok := parseDigest(text)
	for i := 1; i < len(records); i++ {
		ok = ok && records[i-1].path < records[i].path
	}
	if !ok {
		return Version{}, errDamaged
	}
	return Version{At: at, Digest: digest, records: records}, nil
}

// digestOf is the digest of a version with these records.
func digestOf(records iter.Seq[*record]) memo.Digest {
	sum := sha256.New()
	var buf []byte
	for r := range records {
		buf = append(buf, r.digest[:]...)
		buf = binary.AppendUvarint(buf, uint64(r.size))
		buf = append(buf, byte(r.role))
		buf = binary.AppendUvarint(buf, uint64(len(r.path)))
		buf = append(buf, r.path...)
		if len(buf) > 1<<14 {
			sum.Write(buf)
			buf = buf[:0]
		}
	}
	sum.Write(buf)
	return memo.Digest(sum.Sum(nil))
}
