package output

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
)

// change takes the folder from the last version to the new one, but for the manifest.
func (s *Stage) change(w work, obstacles []string) error {
	instant, err := s.writeJournal()
	if err != nil {
		return err
	}
	s.pending = true
	for i := range s.planned {
		if f := &s.planned[i]; f.state != standing {
			f.mtime = provable(f.mtime, instant)
		}
	}
	if err := s.clearWay(obstacles); err != nil {
		return err
	}
	stands := placeholders{disk: s.disk, stage: s.name(stageName)}
	if done, err := s.appear(); err != nil {
		return err
	} else if !done {
		if err := s.appearInTurn(w.added, &stands); err != nil {
			return err
		}
	}
	return inTurn([]step{
		{w.replacing[Asset], s.place},
		{w.replacing[Document], s.place},
		{w.replacing[Page], s.place},
		{w.doomed[Page], func(path string) error { return stands.replace(s.name(path)) }},
		{w.doomed[Document], s.remove},
		{w.doomed[Page], s.remove},
		{w.doomed[Asset], s.remove},
	})
}

// appearInTurn shows the added files one by one.
func (s *Stage) appearInTurn(files [Page + 1][]string, stands *placeholders) error {
	folder := func(path string) error { return s.makeFolder(parent(path)) }
	claim := func(path string) error { return taken(path, stands.put(s.name(path))) }
	return inTurn([]step{
		{files[Asset], folder},
		{files[Document], folder},
		{files[Page], folder},
		{files[Asset], s.place},
		{files[Page], claim},
		{files[Document], s.place},
		{files[Page], s.place},
	})
}

// step is something to do for some paths.
type step struct {
	paths []string
	do    func(path string) error
}

func inTurn(steps []step) error {
	for _, step := range steps {
		for _, path := range step.paths {
			if err := step.do(path); err != nil {
				return fmt.Errorf("publish %q: %w", path, err)
			}
		}
	}
	return nil
}

// clearWay removes the doomed files and the folders that have the places of folders and files of the new version, and
// spells moved files anew.
func (s *Stage) clearWay(obstacles []string) error {
	slices.Sort(obstacles)
	for _, path := range slices.Backward(obstacles) { // what is in a folder sorts after it
		if err := s.disk.remove(s.name(path)); err != nil {
			return fmt.Errorf("make way at %q: %w", path, err)
		}
	}
	for _, r := range s.respellings {
		if err := s.disk.rename(s.name(r.from), s.name(r.to)); err != nil {
			return fmt.Errorf("rename %q: %w", r.from, err)
		}
	}
	if len(obstacles) > 0 {
		clear(s.folders)
	}
	return nil
}

func (s *Stage) makeFolder(dir string) error {
	if there, err := s.lookFolder(dir); err != nil || there.kind == folder {
		return err
	}
	if err := s.makeFolder(parent(dir)); err != nil {
		return err
	}
	if err := s.disk.mkdir(s.name(dir)); err != nil {
		// Another spelling of the same name may have made it.
		if there, _ := s.look(dir); there.kind != folder {
			return err
		}
	}
	s.folders[dir] = place{kind: folder}
	return nil
}

func (s *Stage) place(path string) error {
	return s.disk.rename(s.stagedName(path), s.name(path))
}

func (s *Stage) remove(path string) error { return s.disk.remove(s.name(path)) }

// taken says whose fault it is that a name is in use where nothing stood.
func taken(path string, err error) error {
	if errors.Is(err, fs.ErrExist) {
		return &ForeignFileError{Paths: []string{path}}
	}
	return err
}

// removeEmptied removes the folders that held files of the last version and hold nothing any more.
func (s *Stage) removeEmptied() error {
	dirs := map[string]bool{}
	for o, p := range s.files() {
		if p == nil && o.state != standing {
			addFolders(dirs, o.path)
		}
	}
	for _, dir := range slices.Backward(slices.Sorted(maps.Keys(dirs))) {
		there, err := s.lookFolder(dir)
		if err != nil {
			return err
		}
		if there.kind == folder {
			s.disk.remove(s.name(dir)) // fails where there is something left, as it should
		}
	}
	return nil
}
