package output

import (
	"slices"

	"wenming/generator/memo"
)

// trusted tells that the file standing at an owned path is, by size and time, the one that was recorded.
func (f *file) trusted(p place) bool {
	return f.origin == manifest && f.mtime != 0 && f.mtime == p.mtime && f.size == p.size
}

// ours tells whether the regular file at a known path may be replaced and removed. What the manifest lists is ours
// however it looks now; what only the journal of a killed build lists is ours while its bytes are those listed, because
// somebody may have put a file where that build did not come to write its own.
func (s *Stage) ours(f *file) (bool, error) {
	if f.origin == manifest {
		return true, nil
	}
	digest, err := s.digest(f.path)
	return err == nil && s.written(f.path, digest), err
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
