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
		s.spellings = map[string]*owned{}
		for i := range s.owned {
			s.spellings[folded(s.owned[i].path)] = &s.owned[i]
		}
	}
	old := s.spellings[folded(path)]
	if old == nil || old.path == path {
		return false, nil
	}
	there, err := os.Lstat(s.name(path))
	if err != nil {
		return false, err
	}
	if before, err := os.Lstat(s.name(old.path)); err != nil || !os.SameFile(before, there) {
		return false, nil
	}
	if !old.claim(moved) {
		return false, nil
	}
	s.respellings = append(s.respellings, respelling{old.path, path})
	return true, nil
}

func folded(path string) string { return strings.ToLower(norm.NFC.String(path)) }
