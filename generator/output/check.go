package output

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
)

// check decides what will be deleted, and returns what stands in the way of planned files and can be removed first. It
// changes nothing and returns an error if the commit could not succeed.
func (s *Stage) check() (obstacles []string, err error) {
	if err := s.checkPaths(); err != nil {
		return nil, err
	}
	for o, p := range s.files() {
		if p != nil || o.state != idle {
			continue
		}
		if there, err := s.look(o.path); err != nil {
			return nil, err
		} else if there.kind != regular {
			continue
		}
		if ours, err := s.ours(o); err != nil {
			return nil, err
		} else if ours {
			o.state = doomed
		}
	}
	for path := range s.blockers {
		s.expectDoomed(path)
		obstacles = append(obstacles, path)
	}
	for _, path := range s.covered {
		err := filepath.WalkDir(s.name(path), func(name string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			inside, err := filepath.Rel(s.root, name)
			if inside = filepath.ToSlash(inside); !entry.IsDir() {
				s.expectDoomed(inside)
			}
			obstacles = append(obstacles, inside)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	if len(s.foreign) > 0 {
		slices.Sort(s.foreign)
		return nil, &ForeignFileError{Paths: slices.Compact(s.foreign)}
	}
	return obstacles, nil
}

// checkPaths finds paths of the new version that are put twice, or are both a file and a folder.
func (s *Stage) checkPaths() error {
	last, dirs := "", map[string]bool{}
	for r := range s.records {
		if r.path == last {
			return fmt.Errorf("internal error: %q is put twice", r.path)
		}
		if parent(r.path) != parent(last) {
			addFolders(dirs, r.path)
		}
		last = r.path
	}
	for dir := range dirs {
		_, put := slices.BinarySearchFunc(s.planned, dir, func(p planned, dir string) int { return strings.Compare(p.path, dir) })
		if o := s.index[dir]; put || o != nil && o.state == standing {
			return fmt.Errorf("internal error: %q is both a file and a folder of the site", dir)
		}
	}
	return nil
}

// expectDoomed refuses what stands at a path unless it goes anyhow.
func (s *Stage) expectDoomed(path string) {
	if o := s.index[path]; o != nil && (o.state == doomed || o.state == obstructing) {
		o.state = obstructing
		return
	}
	s.refuse(path)
}

// addFolders adds all folders above a path.
func addFolders(dirs map[string]bool, path string) {
	for dir := parent(path); dir != "" && !dirs[dir]; dir = parent(dir) {
		dirs[dir] = true
	}
}
