package output

import (
	"slices"

	"wenming/generator/memo"
)

// confirm tells whether the regular file at an owned path has this digest; it is read if its time does not prove what
// it is, and its record then brought up to date.
func (s *Stage) confirm(o *owned, digest memo.Digest) bool {
	if o.origin == manifest && o.digest != digest {
		return false
	}
	if o.proven {
		return true
	}
	actual, size, mtime, err := s.read(o.path)
	if err != nil || actual != digest {
		return false
	}
	if mtime != 0 && mtime != o.mtime {
		o.mtime = mtime
		s.retimed.Store(true)
	}
	o.digest, o.size, o.proven = digest, size, true
	return true
}

// ours tells whether the regular file at an owned path may be replaced and removed. What the manifest lists is ours
// however it looks now; what only the journal of a killed build lists is ours while its bytes are those listed, because
// somebody may have put a file where that build did not come to write its own.
func (s *Stage) ours(o *owned) (bool, error) {
	if o.origin == manifest {
		return true, nil
	}
	digest, _, _, err := s.read(o.path)
	return err == nil && s.written(o.path, digest), err
}

// written tells whether a killed build may have put these bytes at the path.
func (s *Stage) written(path string, digest memo.Digest) bool {
	return slices.Contains(s.traces[path], digest) || slices.Contains(s.placeholders, digest)
}

// provable is the recorded time of a file that was written or read after the given instant. A file with a later time
// could be altered within the same tick of the clock and show no sign of it, so it gets none (git calls this racy).
func provable(mtime, instant int64) int64 {
	if mtime < instant {
		return max(mtime, 0)
	}
	return 0
}
