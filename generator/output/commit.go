package output

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

// Result is what a commit did. The folder's own records count nowhere.
type Result struct {
	Written   int      // files that are new or were replaced
	Unchanged int      // files that stood there already
	Deleted   int      // files of the last version that are gone
	Bytes     int64    // size of all files of the site
	Changed   []string // paths written or deleted, sorted
}

// Commit makes the new version the current one and ends the stage. The manifest notes `at`, a line of text. A
// ForeignFileError says that somebody else's files are in the way and, unless they have only just appeared, that
// nothing was changed; after any other error the next build finishes what this one began.
//
// Links hold all the way because a file appears before the pages that link to it, and goes after them: assets come
// first; then placeholder pages take the paths of all new pages, which may link to one another in cycles; then come
// documents and the new pages themselves; then replacements. By now what has to go is asked for only by pages that have
// to go as well, in cycles too: they become placeholders before anything is removed.
func (s *Stage) Commit(at string) (Result, error) {
	if s.ended || strings.Contains(at, "\n") {
		panic("internal error: a stage is committed once, with one line of text")
	}
	result, err := s.commit(at)
	return result, errors.Join(err, s.Abort())
}

func (s *Stage) commit(at string) (Result, error) {
	if s.failed != nil {
		return Result{}, s.failed
	}
	files := slices.SortedFunc(maps.Values(s.files), func(a, b *file) int { return strings.Compare(a.path, b.path) })
	obstacles, err := s.check(files)
	if err != nil {
		return Result{}, err
	}
	result := count(files)
	if len(result.Changed) > 0 {
		if err := s.change(files, obstacles); err != nil {
			return Result{}, err
		}
	}
	if err := s.removeEmptied(files); err != nil {
		return Result{}, err
	}
	if err := s.writeManifest(files, at); err != nil {
		return Result{}, err
	}
	if err := s.disk.remove(s.name(journalName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return Result{}, err
	}
	return result, nil
}

func count(files []*file) Result {
	var r Result
	for _, f := range files {
		switch f.state {
		case standing:
			r.Unchanged++
		case added, replacing:
			r.Written++
		case doomed, moved:
			r.Deleted++
		}
		if f.state.ofNewVersion() {
			r.Bytes += f.size
		}
		if f.state != standing && f.state != idle {
			r.Changed = append(r.Changed, f.path)
		}
	}
	return r
}

// change takes the folder from the last version to the new one, but for the manifest.
func (s *Stage) change(files []*file, obstacles []string) error {
	instant, err := s.writeJournal(files)
	if err != nil {
		return err
	}
	for _, f := range files {
		if f.state == added || f.state == replacing {
			f.mtime = provable(f.mtime, instant)
		}
	}
	if err := s.clearWay(obstacles); err != nil {
		return err
	}
	if err := s.makeFolders(files); err != nil {
		return err
	}
	stands := placeholders{disk: s.disk, stage: s.name(stageName)}
	steps := []struct {
		state state
		role  Role
		do    func(f *file) error
	}{
		{added, Asset, s.place},
		{added, Page, func(f *file) error { return s.claim(&stands, f) }},
		{added, Document, s.place},
		{added, Page, s.place},
		{replacing, Asset, s.place},
		{replacing, Document, s.place},
		{replacing, Page, s.place},
		{doomed, Page, func(f *file) error { return stands.replace(s.name(f.path)) }},
		{doomed, Document, s.remove},
		{doomed, Page, s.remove},
		{doomed, Asset, s.remove},
	}
	for _, step := range steps {
		for _, f := range files {
			if f.state != step.state || f.role != step.role {
				continue
			}
			if err := step.do(f); err != nil {
				return fmt.Errorf("publish %q: %w", f.path, err)
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
		if f := s.files[path]; f != nil && f.state == doomed {
			f.state = removed
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

func (s *Stage) makeFolders(files []*file) error {
	for _, f := range files {
		if f.state == added {
			if err := s.makeFolder(parent(f.path)); err != nil {
				return fmt.Errorf("make the folder of %q: %w", f.path, err)
			}
		}
	}
	return nil
}

func (s *Stage) makeFolder(dir string) error {
	if dir == "" {
		return nil
	}
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

func (s *Stage) place(f *file) error {
	return s.disk.rename(s.stagedName(f.number), s.name(f.path))
}

func (s *Stage) claim(stands *placeholders, f *file) error {
	err := stands.put(s.name(f.path))
	if errors.Is(err, fs.ErrExist) {
		return &ForeignFileError{Paths: []string{f.path}}
	}
	return err
}

func (s *Stage) remove(f *file) error {
	return s.disk.remove(s.name(f.path))
}

// removeEmptied removes the folders that held files of the last version and hold nothing any more.
func (s *Stage) removeEmptied(files []*file) error {
	dirs := map[string]bool{}
	for _, f := range files {
		if !f.state.ofNewVersion() {
			addFolders(dirs, f.path)
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
