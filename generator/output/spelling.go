package output

import (
	"os"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// respelling is an owned file whose path changes in case or Unicode form only, in a folder that does not tell these
// apart: the file that stands at the new path is the old one.
type respelling struct{ from, to string }

// respell looks for the owned file that stands at the path under another spelling, and marks it as moved.
func (s *Stage) respell(path string) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.spellings == nil {
		s.spellings = map[string]*file{}
		for _, f := range s.files {
			if f.origin != unknown {
				s.spellings[folded(f.path)] = f
			}
		}
	}
	old := s.spellings[folded(path)]
	if old == nil || old.path == path || old.state != idle {
		return false, nil
	}
	there, err := os.Lstat(s.name(path))
	if err != nil {
		return false, err
	}
	if before, err := os.Lstat(s.name(old.path)); err != nil || !os.SameFile(before, there) {
		return false, nil
	}
	old.state = moved
	s.respellings = append(s.respellings, respelling{old.path, path})
	return true, nil
}

func folded(path string) string { return strings.ToLower(norm.NFC.String(path)) }
