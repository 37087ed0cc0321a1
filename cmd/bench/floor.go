package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// file is a path and a size.
type file struct {
	path string
	size int64
}

// measureFloor reads all sources of a site and writes files of the sizes of its public/ into a new folder, with two
// workers and nothing but the calls of package os. It removes public/ first, so that both need not fit into memory.
func measureFloor(folder string, runs int) (time.Duration, error) {
	public, fresh := filepath.Join(folder, "public"), filepath.Join(folder, "floor")
	outputs, err := list(public)
	if err != nil {
		return 0, err
	}
	for _, made := range []string{public, filepath.Join(folder, ".wenming")} {
		if err := os.RemoveAll(made); err != nil {
			return 0, err
		}
	}
	sources, err := list(folder)
	if err != nil {
		return 0, err
	}
	var largest int64
	folders := map[string]bool{}
	for i, out := range outputs {
		below, err := filepath.Rel(public, out.path)
		if err != nil {
			return 0, err
		}
		outputs[i].path = filepath.Join(fresh, below)
		folders[filepath.Dir(outputs[i].path)] = true
		largest = max(largest, out.size)
	}
	data := make([]byte, largest)
	var times []sample
	for range runs {
		begun := time.Now()
		for folder := range folders {
			if err := os.MkdirAll(folder, 0o777); err != nil {
				return 0, err
			}
		}
		err := parallel(sources, func(f file) error {
			_, err := os.ReadFile(f.path)
			return err
		})
		if err != nil {
			return 0, err
		}
		if err := parallel(outputs, func(f file) error { return os.WriteFile(f.path, data[:f.size], 0o666) }); err != nil {
			return 0, err
		}
		times = append(times, sample{wall: time.Since(begun)})
		if err := os.RemoveAll(fresh); err != nil {
			return 0, err
		}
	}
	return median(times, func(s sample) time.Duration { return s.wall }), nil
}

// list gives the files below a folder.
func list(root string) ([]file, error) {
	var files []file
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		files = append(files, file{name, info.Size()})
		return nil
	})
	return slices.Clip(files), err
}

// parallel calls do for every file, two at a time, and returns an error that one of them gave.
func parallel(files []file, do func(file) error) error {
	var next atomic.Int64
	var workers sync.WaitGroup
	var errs [2]error
	for w := range errs {
		workers.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(files)) && errs[w] == nil; i = next.Add(1) - 1 {
				errs[w] = do(files[i])
			}
		})
	}
	workers.Wait()
	if errs[0] != nil {
		return errs[0]
	}
	return errs[1]
}
