package output

import (
	"fmt"

	"wenming/generator/memo"
)

// Put adds a file to the new version. A file that stands there already with these bytes is left as it is. Put may be
// called from several goroutines, once for each path, and does not retain the data. It panics for a path that is not
// relative with slashes, or that is one of the folder's own records. After an error the stage can only be aborted.
func (s *Stage) Put(path string, role Role, data []byte) error {
	if !valid(path) {
		panic(fmt.Sprintf("internal error: %q is no path of a site", path))
	}
	f := s.plan(path)
	if err := s.put(f, role, data); err != nil {
		err = fmt.Errorf("write %q: %w", path, err)
		s.mu.Lock()
		if s.failed == nil {
			s.failed = err
		}
		s.mu.Unlock()
		return err
	}
	return nil
}

func (s *Stage) plan(path string) *file {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.files[path]
	if f == nil {
		f = &file{record: record{path: path}}
		s.files[path] = f
	}
	if f.state != idle {
		panic(fmt.Sprintf("internal error: %q is put twice", path))
	}
	f.state = planned
	return f
}

func (s *Stage) put(f *file, role Role, data []byte) error {
	r := record{digest: memo.Bytes(data), size: int64(len(data)), role: role, path: f.path}
	there, err := s.look(f.path)
	if err != nil {
		return err
	}
	decided := added
	switch there.kind {
	case blocked, folder:
		s.obstructed(f.path, there)
	case other:
		decided = planned
	case regular:
		if decided, err = s.compare(f, there, r); err != nil {
			return err
		}
	}
	switch {
	case decided == planned:
		s.refuse(f.path)
		return nil
	case decided == added, decided == replacing:
		r.mtime, f.number, err = s.write(f.path, data)
	case f.trusted(there):
		r.mtime = f.mtime
	default:
		r.mtime = provable(there.mtime, s.begun)
	}
	s.mu.Lock()
	f.record, f.state = r, decided
	s.mu.Unlock()
	return err
}

// compare decides about a planned file where a regular one stands: standing, replacing, or planned still if what stands
// there is not ours.
func (s *Stage) compare(f *file, there place, r record) (state, error) {
	if f.origin == manifest && (s.fresh || there.size != r.size) {
		return replacing, nil
	}
	if f.origin != manifest {
		// Asked even before the bytes are: the other spelling's deletion would take this file.
		if ours, err := s.respell(f.path); err != nil || ours {
			return replacing, err
		}
	}
	actual := f.digest
	if !f.trusted(there) {
		var err error
		if actual, err = s.digest(f.path); err != nil {
			return planned, err
		}
	}
	switch {
	case actual == r.digest && !s.fresh:
		return standing, nil
	case actual == r.digest, f.origin == manifest, s.written(f.path, actual):
		return replacing, nil
	}
	return planned, nil
}

// obstructed notes what stands in the way of a planned file and may have to go with the last version.
func (s *Stage) obstructed(path string, there place) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if there.kind == blocked {
		s.blockers[there.blocker] = true
	} else {
		s.covered = append(s.covered, path)
	}
}

// refuse notes a path that stands in the way and is not ours.
func (s *Stage) refuse(path string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.foreign = append(s.foreign, path)
}

// Keep says that a file of the last version is part of the new one as it is. It returns false, and changes nothing,
// if the last version has no file of this digest there or it was altered or removed since: then Put must follow. It may
// be called from several goroutines.
func (s *Stage) Keep(path string, digest memo.Digest) bool {
	if s.fresh {
		return false
	}
	s.mu.Lock()
	f := s.files[path]
	known := f != nil && f.state == idle
	s.mu.Unlock()
	if !known || (f.origin == manifest && f.digest != digest) {
		return false
	}
	there, err := s.look(path)
	if err != nil || there.kind != regular {
		return false
	}
	r := f.record
	if !f.trusted(there) {
		if actual, err := s.digest(path); err != nil || actual != digest {
			return false
		}
		r.mtime = provable(there.mtime, s.begun)
	}
	r.digest, r.size = digest, there.size
	s.mu.Lock()
	f.record, f.state = r, standing
	s.mu.Unlock()
	return true
}
