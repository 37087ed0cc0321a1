package memo

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"strings"
)

// Store maps digests of inputs to results, in a folder. It is bound to one program: a store that another one wrote is
// thrown away. The folder may be deleted, truncated, altered, read-only or on a full disk at any time, and its process may
// be killed at any time, at the cost of time only: every value is checksummed together with its key, its table and the
// program, and one that is damaged is not there.
//
// Store never fails. What cannot be written is forgotten; a folder that can be read but neither written nor locked is
// used as with ReadOnly, and where it cannot be read either nothing is remembered, not even what was put in this run.
//
// The files are NAME.log and NAME.index of each table, NAME.blob of each blob, lock, and while they are written *.tmp.
type Store struct {
	program Digest
	root    *os.Root // nil: remembers nothing
	lock    *os.File // nil: reads only
	sweep   bool
	tables  []*Table
	writeAt func(f *os.File, data []byte, offset int64) error
}

// Options are how a Store is opened.
type Options struct {
	Waiting  func() // called once if another process has the store, which is then waited for; may be nil
	ReadOnly bool   // writes nothing, and waits for nobody
	Fresh    bool   // takes nothing from earlier runs
}

// Open opens the store in a folder, which is made if need be; the folder that it is in must be there. A store has one
// user at a time, except that any number may read.
func Open(dir string, program Digest, o Options) *Store {
	return open(dir, program, o, func(f *os.File, data []byte, offset int64) error {
		_, err := f.WriteAt(data, offset)
		return err
	})
}

func open(dir string, program Digest, o Options, writeAt func(*os.File, []byte, int64) error) *Store {
	s := &Store{program: program, writeAt: writeAt}
	if !o.ReadOnly {
		os.Mkdir(dir, 0o755) // where this fails, so does the next
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return s
	}
	if !o.ReadOnly {
		s.lock = acquire(root, o.Waiting)
	}
	switch {
	case s.lock == nil && o.Fresh:
		root.Close()
		return s
	case s.lock != nil:
		discard(root, program, o.Fresh)
	}
	s.root = root
	return s
}

// discard removes what is of no use: files of other programs, or all, and what a killed process left half written.
func discard(root *os.Root, program Digest, all bool) {
	entries, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		return
	}
	for _, entry := range entries {
		_, kind, _ := strings.Cut(entry.Name(), ".")
		switch kind {
		case "log", "index", "blob":
			if f := openFile(root, entry.Name(), os.O_RDONLY); f != nil {
				mine := hasSignature(f, program)
				f.Close()
				if mine && !all {
					continue
				}
			}
			root.Remove(entry.Name())
		case "log.tmp", "index.tmp", "blob.tmp":
			root.Remove(entry.Name())
		}
	}
}

// Sweep says that this run has touched (got, touched or put) all that is worth keeping. Close then gives up the rest of
// every table of which that is more than half.
func (s *Store) Sweep() { s.sweep = true }

// Close writes what is not yet written and lets the next process have the store. Neither it nor its tables may be used
// afterwards.
func (s *Store) Close() {
	if s.root == nil {
		return
	}
	for _, t := range s.tables {
		t.close()
	}
	if s.lock != nil {
		s.lock.Close()
	}
	s.root.Close()
	s.root = nil
}

// Every file begins with what it is and whose.
const magic = "wenming memo 01\n"

const signatureSize = len(magic) + len(Digest{})

func signature(program Digest) []byte { return append([]byte(magic), program[:]...) }

func hasSignature(f io.ReaderAt, program Digest) bool {
	got := make([]byte, signatureSize)
	_, err := f.ReadAt(got, 0)
	return err == nil && bytes.Equal(got, signature(program))
}

// openFile opens a regular file of the folder, or nothing: to open a pipe would wait for its other end.
func openFile(root *os.Root, name string, flags int) *os.File {
	if info, err := root.Lstat(name); err == nil && !info.Mode().IsRegular() {
		return nil
	}
	f, err := root.OpenFile(name, flags, 0o644)
	if err != nil {
		return nil
	}
	return f
}
