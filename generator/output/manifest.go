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
	v, err := readVersion(s.root)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, errDamaged) {
		s.damaged = true
		return nil
	}
	s.last = v
	s.own(v.records, manifest)
	return err
}

// readJournal learns what killed builds may have written that the manifest does not list. Only damage from outside can
// take the manifest away from beside a journal; then the journal still vouches for the bytes it lists.
func (s *Stage) readJournal() error {
	note, records, err := readLedger(s.root, journalName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	s.pending = true
	if errors.Is(err, errDamaged) {
		return nil
	}
	unlisted := records[:0]
	for _, r := range records {
		if _, listed := s.last.find(r.path); listed {
			continue
		}
		if s.traces[r.path] == nil {
			unlisted = append(unlisted, r)
		}
		s.traces[r.path] = append(s.traces[r.path], r.digest)
	}
	s.own(unlisted, journal)
	slices.SortFunc(s.owned, func(a, b owned) int { return strings.Compare(a.path, b.path) })
	for field := range strings.FieldsSeq(note) {
		if digest, ok := parseDigest(field); ok && !slices.Contains(s.placeholders, digest) {
			s.placeholders = append(s.placeholders, digest)
		}
	}
	return err
}

// own adds records to what is owned.
func (s *Stage) own(records []record, from origin) {
	s.owned = slices.Grow(s.owned, len(records))
	for i := range records {
		s.owned = append(s.owned, owned{record: &records[i], origin: from})
	}
}

func (s *Stage) makeIndex() {
	s.index = make(map[string]*owned, len(s.owned))
	for i := range s.owned {
		s.index[s.owned[i].path] = &s.owned[i]
	}
}

func parseDigest(s string) (digest memo.Digest, ok bool) {
	if len(s) != hex.EncodedLen(len(digest)) {
		return digest, false
	}
	_, err := hex.Decode(digest[:], []byte(s))
	return digest, err == nil
}

// readLedger reads one of a folder's ledgers.
func readLedger(dir, name string) (note string, records []record, err error) {
	path := dir + "/" + name
	info, err := os.Lstat(path)
	if err != nil {
		return "", nil, err
	}
	if !info.Mode().IsRegular() {
		return "", nil, errDamaged
	}
	f, err := os.Open(path)
	if err != nil {
		return "", nil, err
	}
	defer f.Close()
	return decode(f, info.Size(), name)
}

// writeManifest records a version.
func (s *Stage) writeManifest(at string, digest memo.Digest, records iter.Seq[*record]) error {
	_, err := s.writeLedger(manifestName, digest.String()+" "+at, records)
	return err
}

// writeJournal records what the folder will hold during the commit and the manifest does not vouch for: files to appear
// or be adopted, files to go, and whatever an earlier journal lists. It returns the file system's time of doing so.
func (s *Stage) writeJournal() (instant int64, err error) {
	var note []string
	for _, digest := range s.placeholders {
		note = append(note, digest.String())
	}
	return s.writeLedger(journalName, strings.Join(note, " "), s.journaled())
}

func (s *Stage) journaled() iter.Seq[*record] {
	return func(yield func(*record) bool) {
		for o, p := range s.files() {
			if o != nil && o.origin == manifest && o.state != doomed && o.state != obstructing {
				continue
			}
			r := record{}
			if p != nil {
				r = p.record
			} else {
				r = *o.record
			}
			r.mtime = 0
			last, traces := r.digest, s.traces[r.path]
			for _, r.digest = range traces {
				if !yield(&r) {
					return
				}
			}
			if r.digest = last; !slices.Contains(traces, last) && !yield(&r) {
				return
			}
		}
	}
}

// writeLedger puts a ledger in its place as a whole, and returns the file system's time before that.
func (s *Stage) writeLedger(name, note string, records iter.Seq[*record]) (instant int64, err error) {
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
