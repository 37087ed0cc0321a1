package output

import (
	"errors"
	"io/fs"
	"os"
	"strings"
)

// Pages link to one another in circles, so new files have to appear all at once. A stand-in, a symbolic link into a
// folder that is not there yet, takes the place of each new file, or of a new folder as a whole. Then the folder with
// all that is prepared gets the name they lead to, which shows everything in one instant. Then one after the other
// changes places with what it stands for. A new folder costs a few system calls, however many files are in it.

// appear shows the added files. It returns false, and does nothing, if the file system cannot do it so.
func (s *Stage) appear() (done bool, err error) {
	entries, err := s.entries()
	if err != nil || len(entries) == 0 {
		return true, err
	}
	if !s.canExchange() {
		return false, nil
	}
	// Somebody who is just following a stand-in while it changes places may find it where it led to. From there it has
	// to lead back.
	if err := os.Mkdir(s.name(preparedName+"/"+stageName), 0o755); err != nil {
		return false, err
	}
	if err := os.Symlink("../../..", s.name(preparedName+"/"+shownName)); err != nil {
		return false, err
	}
	s.appearing = true
	for _, entry := range entries {
		if err := s.disk.symlink(standIn(entry), s.name(entry)); err != nil {
			return false, taken(entry, err)
		}
	}
	if err := s.disk.rename(s.name(preparedName), s.name(shownName)); err != nil {
		return false, err
	}
	s.shown = true
	for _, entry := range entries {
		if err := s.disk.exchange(s.stagedName(entry), s.name(entry)); err != nil {
			return false, err
		}
	}
	return true, nil
}

// entries are what has to get a name for the added files to be there: the topmost folders that are missing, and files in
// folders that are not.
func (s *Stage) entries() (entries []string, err error) {
	last := "/"
	for i := range s.planned {
		f := &s.planned[i]
		if f.state != added || strings.HasPrefix(f.path, last) {
			continue
		}
		entry := f.path
		for i := range len(f.path) {
			if f.path[i] != '/' {
				continue
			}
			there, err := s.lookFolder(f.path[:i])
			if err != nil {
				return nil, err
			}
			if there.kind != folder {
				entry = f.path[:i]
				break
			}
		}
		entries, last = append(entries, entry), entry+"/"
	}
	return entries, nil
}

// canExchange tries whether names can change places here, symbolic links can be made, and names that differ in case
// are two: else an entry could not be told from another.
func (s *Stage) canExchange() bool {
	if s.disk.plain {
		return false
	}
	prepared, probe := s.name(preparedName), s.name(stageName+"/probe")
	if os.Symlink("nowhere", probe) != nil || exchange(probe, prepared) != nil || exchange(probe, prepared) != nil {
		return false
	}
	_, err := os.Lstat(s.name(stageName + "/PROBE"))
	return errors.Is(err, fs.ErrNotExist)
}

// standIn is where the stand-in for an entry leads.
func standIn(entry string) string {
	return strings.Repeat("../", strings.Count(entry, "/")) + shownName + "/" + entry
}

// isStandIn tells whether a symbolic link at a path is a stand-in.
func (s *Stage) isStandIn(path string) bool {
	target, err := os.Readlink(s.name(path))
	return err == nil && target == standIn(path)
}

// resume ends an appearance that was cut short: what was shown takes its place, and what was not loses its stand-in.
func (s *Stage) resume() error {
	if there, err := s.look(stageName); err != nil || there.kind != folder {
		return err
	}
	err := s.resumeIn(shownName, "", func(path string) error {
		staged, name := s.name(shownName+"/"+path), s.name(path)
		if !s.disk.plain && exchange(staged, name) == nil {
			return nil
		}
		// The folder was moved to where names cannot change places.
		return errors.Join(os.Remove(name), os.Rename(staged, name))
	})
	if err != nil {
		return err
	}
	return s.resumeIn(preparedName, "", func(path string) error { return os.Remove(s.name(path)) })
}

// resumeIn calls end for the stand-ins of what is in a folder of staged files.
func (s *Stage) resumeIn(staged, dir string, end func(path string) error) error {
	entries, err := os.ReadDir(s.name(staged + "/" + dir))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	for _, entry := range entries {
		path := dir + entry.Name()
		if !Valid(path) {
			continue
		}
		there, err := lookAt(s.lock, s.root, path)
		switch {
		case err != nil:
		case there.kind == other && s.isStandIn(path):
			err = end(path)
		case there.kind == folder && entry.IsDir():
			err = s.resumeIn(staged, path+"/", end)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
