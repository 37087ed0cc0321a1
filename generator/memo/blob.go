package memo

import (
	"encoding/binary"
	"os"
)

// Load returns what was last saved under a name, whole, or not ok.
func (s *Store) Load(name string) (data []byte, ok bool) { return s.load(name + ".blob") }

// Save keeps data under a name in place of what was there, all or nothing.
func (s *Store) Save(name string, data []byte) { s.save(name+".blob", data) }

// load reads a file that save wrote.
func (s *Store) load(file string) (data []byte, ok bool) {
	if s.root == nil {
		return nil, false
	}
	f := openFile(s.root, file, os.O_RDONLY)
	if f == nil {
		return nil, false
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !hasSignature(f, s.program) {
		return nil, false
	}
	// The length tells before any memory is taken whether the file was cut or grew.
	const lengthSize = 8
	var length [lengthSize]byte
	_, err = f.ReadAt(length[:], int64(signatureSize))
	size := int64(binary.LittleEndian.Uint64(length[:]))
	if err != nil || size < 0 || info.Size()-int64(signatureSize+lengthSize+checksumSize) != size {
		return nil, false
	}
	sealed := make([]byte, size+checksumSize)
	if _, err := f.ReadAt(sealed, int64(signatureSize+lengthSize)); err != nil {
		return nil, false
	}
	data = sealed[:size:size]
	sum := newChecksum(s.program, file).add(length[:]).add(data)
	if binary.LittleEndian.Uint64(sealed[size:]) != sum.value() {
		return nil, false
	}
	return data, true
}

// save writes the parts as a file, behind each other, and tells whether it could.
func (s *Store) save(file string, parts ...[]byte) bool {
	if s.lock == nil {
		return false
	}
	size := 0
	for _, part := range parts {
		size += len(part)
	}
	w := s.create(file)
	sum := newChecksum(s.program, file)
	for _, part := range append([][]byte{binary.LittleEndian.AppendUint64(nil, uint64(size))}, parts...) {
		w.write(part)
		sum = sum.add(part)
	}
	w.write(binary.LittleEndian.AppendUint64(nil, sum.value()))
	return w.commit()
}

// replacement is a file that is written under another name until it is whole.
type replacement struct {
	*Store
	file string
	f    *os.File // nil after the first failure
	size int64
}

// create begins a file with its signature.
func (s *Store) create(file string) *replacement {
	w := &replacement{s, file, openFile(s.root, file+".tmp", os.O_RDWR|os.O_CREATE|os.O_TRUNC), 0}
	w.write(signature(s.program))
	return w
}

func (w *replacement) write(data []byte) {
	if w.f == nil {
		return
	}
	if err := w.writeAt(w.f, data, w.size); err != nil {
		w.f.Close()
		w.f = nil
	}
	w.size += int64(len(data))
}

// commit puts the file in place, if it is whole.
func (w *replacement) commit() bool {
	ok := w.f != nil && w.f.Close() == nil && w.root.Rename(w.file+".tmp", w.file) == nil
	if !ok {
		w.root.Remove(w.file + ".tmp")
	}
	return ok
}
