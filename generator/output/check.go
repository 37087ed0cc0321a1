package output

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
)

// check decides what will be deleted, and returns what stands in the way of planned files and can be removed first. It
// changes nothing and returns an error if the commit could not succeed.
func (s *Stage) check(files []*file) (obstacles []string, err error) {
	dirs := map[string]bool{}
	for _, f := range files {
		if f.state.ofNewVersion() {
			addFolders(dirs, f.path)
		}
	}
	for dir := range dirs {
		if f := s.files[dir]; f != nil && f.state.ofNewVersion() {
			return nil, fmt.Errorf("internal error: %q is both a file and a folder of the site", dir)
		}
	}
	for _, f := range files {
		if f.state != idle {
			continue
		}
		if there, err := s.look(f.path); err != nil {
			return nil, err
		} else if there.kind != regular {
			continue
		}
		if ours, err := s.ours(f); err != nil {
			return nil, err
		} else if ours {
			f.state = doomed
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

// expectDoomed refuses what stands at a path unless it goes anyhow.
func (s *Stage) expectDoomed(path string) {
	if f := s.files[path]; f == nil || f.state != doomed {
		s.refuse(path)
	}
}

// addFolders adds all folders above a path.
func addFolders(dirs map[string]bool, path string) {
	for dir := parent(path); dir != "" && !dirs[dir]; dir = parent(dir) {
		dirs[dir] = true
	}
}
