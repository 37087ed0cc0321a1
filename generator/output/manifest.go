package output

import (
	"encoding/hex"
	"errors"
	"io/fs"
	"iter"
	"os"
	"slices"
	"strings"

	"wenming/generator/memo"
)

// readManifest learns what the last version owns. A missing or damaged manifest owns nothing: files that have a planned
// file's bytes are adopted then, all others are foreign.
func (s *Stage) readManifest() error {
	damaged := false
	_, err := s.readLedger(manifestName, func(r record) {
		damaged = damaged || s.files[r.path] != nil
		s.files[r.path] = &file{record: r, origin: manifest}
	})
	if damaged || errors.Is(err, errDamaged) {
		clear(s.files)
		return nil
	}
	return err
}

// readJournal learns what killed builds may have written that the manifest does not list. Only damage from outside can
// take the manifest away from beside a journal; then the journal still vouches for the bytes it lists.
func (s *Stage) readJournal() error {
	note, err := s.readLedger(journalName, func(r record) {
		if f := s.files[r.path]; f != nil && f.origin == manifest {
			return
		}
		s.files[r.path] = &file{record: r, origin: journal}
		s.traces[r.path] = append(s.traces[r.path], r.digest)
	})
	if errors.Is(err, errDamaged) {
		for path := range s.traces {
			delete(s.files, path)
		}
		clear(s.traces)
		return nil
	}
	for field := range strings.FieldsSeq(note) {
		var digest memo.Digest
		if len(field) != hex.EncodedLen(len(digest)) {
			continue
		}
		if _, err := hex.Decode(digest[:], []byte(field)); err == nil && !slices.Contains(s.placeholders, digest) {
			s.placeholders = append(s.placeholders, digest)
		}
	}
	return err
}

// readLedger reads one of the folder's ledgers; a missing one has no records.
func (s *Stage) readLedger(name string, each func(record)) (note string, err error) {
	info, err := os.Lstat(s.name(name))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() {
		return "", errDamaged
	}
	f, err := os.Open(s.name(name))
	if err != nil {
		return "", err
	}
	defer f.Close()
	return decode(f, name, each)
}

// writeManifest records the new version.
func (s *Stage) writeManifest(files []*file, at string) error {
	_, err := s.writeLedger(manifestName, at, func(yield func(record) bool) {
		for _, f := range files {
			if f.state.ofNewVersion() && !yield(f.record) {
				return
			}
		}
	})
	return err
}

// writeJournal records what the folder will hold during the commit and the manifest does not vouch for: files to appear
// or be adopted, files to go, and whatever an earlier journal lists. It returns the file system's time of doing so.
func (s *Stage) writeJournal(files []*file) (instant int64, err error) {
	var note []string
	for _, digest := range s.placeholders {
		note = append(note, digest.String())
	}
	return s.writeLedger(journalName, strings.Join(note, " "), func(yield func(record) bool) {
		for _, f := range files {
			r := f.record
			r.mtime = 0
			for _, digest := range s.traces[f.path] {
				r.digest = digest
				if !yield(r) {
					return
				}
			}
			if f.state == doomed || f.origin != manifest {
				if r.digest = f.digest; !slices.Contains(s.traces[f.path], r.digest) && !yield(r) {
					return
				}
			}
		}
	})
}

// writeLedger puts a ledger in its place as a whole, and returns the file system's time before that.
func (s *Stage) writeLedger(name, note string, records iter.Seq[record]) (instant int64, err error) {
	staged := s.name(stageName + "/" + name)
	if err := os.MkdirAll(s.name(stageName), 0o755); err != nil {
		return 0, err
	}
	f, err := os.OpenFile(staged, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return 0, err
	}
	err = encode(f, name, note, records)
	var info fs.FileInfo
	if err == nil {
		info, err = f.Stat()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return 0, err
	}
	return info.ModTime().UnixNano(), s.disk.rename(staged, s.name(name))
}
