package output

import (
	"fmt"

	"wenming/generator/memo"
)

// Put adds a file to the new version, and returns the digest of its bytes. A file that stands there already with these bytes is left as it is. Put may be
// called from several goroutines, once for each path, and does not retain the data. It panics for a path that is not
// relative with slashes, or that is one of the folder's own records. After an error the stage can only be aborted.
func (s *Stage) Put(path string, role Role, data []byte) (memo.Digest, error) {
	if !Valid(path) {
		panic(fmt.Sprintf("internal error: %q is no path of a site", path))
	}
	o := s.index[path]
	if o != nil && !o.claim(superseded) {
		panic(fmt.Sprintf("internal error: %q is put twice", path))
	}
	p := planned{record: record{digest: memo.Bytes(data), size: int64(len(data)), role: role, path: path}}
	if err := s.put(o, &p, data); err != nil {
		err = fmt.Errorf("write %q: %w", path, err)
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.failed == nil {
			s.failed = err
		}
		return p.digest, err
	}
	if o != nil && o.origin == manifest && o.role == role && p.state == standing {
		o.settle(standing)
		return p.digest, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.planned = append(s.planned, p)
	return p.digest, nil
}

// put decides about a planned file, and stages it if it has to be written.
func (s *Stage) put(o *owned, p *planned, data []byte) (err error) {
	if o != nil && o.origin == manifest && o.stands == regular {
		p.state = s.compare(o, p)
	} else if p.state, err = s.decide(o, p); err != nil {
		return err
	}
	if p.state == added || p.state == replacing {
		p.mtime, err = s.stage(p.path, data)
	}
	return err
}

// compare decides about a planned file where a file of the last version stands.
func (s *Stage) compare(o *owned, p *planned) state {
	if s.fresh || !s.confirm(o, p.digest) {
		return replacing
	}
	p.mtime = o.mtime
	return standing
}

// decide decides about a planned file where no file of the last version stood.
func (s *Stage) decide(o *owned, p *planned) (state, error) {
	there, err := s.look(p.path)
	switch {
	case err != nil:
		return refused, err
	case there.kind == nothing:
		return added, nil
	case there.kind == blocked || there.kind == folder:
		s.obstructed(p.path, there)
		return added, nil
	case there.kind == other:
		s.refuse(p.path)
		return refused, nil
	case o != nil && o.origin == manifest:
		return replacing, nil
	}
	// Asked even before the bytes are: the other spelling's deletion would take this file.
	if ours, err := s.respell(p.path); err != nil || ours {
		return replacing, err
	}
	actual, _, mtime, err := s.read(p.path)
	switch {
	case err != nil:
		return refused, err
	case actual == p.digest && !s.fresh:
		p.mtime = mtime
		return standing, nil
	case actual == p.digest, s.written(p.path, actual):
		return replacing, nil
	}
	s.refuse(p.path)
	return refused, nil
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
// if the last version has no file of this digest there or it was altered or removed before Begin: then Put must follow.
// It may be called from several goroutines.
func (s *Stage) Keep(path string, digest memo.Digest) bool {
	o := s.index[path]
	return o != nil && !s.fresh && o.stands == regular && s.confirm(o, digest) && o.claim(standing)
}
