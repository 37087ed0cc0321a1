package output

import (
	"errors"
	"io/fs"
	"os"
)

// What is staged for a path has that path below one of these folders: prepared until new files appear, shown from then.
const (
	stageName    = reserved + "stage" // in the same file system as the folder it goes to
	preparedName = stageName + "/prepared"
	shownName    = stageName + "/shown"
)

// stage writes a staged file and returns its time.
func (s *Stage) stage(path string, data []byte) (mtime int64, err error) {
	if err := nameable(path); err != nil {
		return 0, err
	}
	name := s.stagedName(path)
	if mtime, err = create(name, data); !errors.Is(err, fs.ErrNotExist) {
		return mtime, err
	}
	if err := os.MkdirAll(parent(name), 0o755); err != nil {
		return 0, err
	}
	return create(name, data)
}

// stagedName is where the staged file for a path is.
func (s *Stage) stagedName(path string) string {
	if s.shown {
		return s.name(shownName + "/" + path)
	}
	return s.name(preparedName + "/" + path)
}

// probe writes a file to learn what time it is to the file system.
func (s *Stage) probe() (instant int64, err error) {
	if err := os.MkdirAll(s.name(stageName), 0o755); err != nil {
		return 0, err
	}
	return create(s.name(stageName+"/instant"), nil)
}
