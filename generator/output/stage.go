// Package output brings a finished site into a folder: staged first, then committed, so that visitors and killed
// builds meet whole files only.
//
// Begin opens a folder, Put and Keep say what the new version consists of, Commit makes it the current one. The
// folder's manifest tells which files are the site's, by digest: what was altered or removed is written again, what the
// new version lacks is removed, and what no build wrote is never touched, nor anything beyond a symbolic link.
//
// Until Commit nothing in the folder changes. Kill a Commit at any instant, and every file is whole and every link of
// every page leads to a file that exists, if that holds for both versions; the next build finishes the job. The one
// exception is a path that turns from a file into a folder or back: it is neither for the instant of the change, and
// links to the old address wait for their pages to be replaced. The promise is against killed processes and failed
// commits, not against power cuts: nothing is synced to the disk.
package output

import (
	"errors"
	"os"
	"path/filepath"
	"sync"

	"wenming/generator/memo"
)

// Role says what a file links to, and by that when it may appear and go.
type Role uint8

// The roles, in the order in which new files appear.
const (
	Asset    Role = iota // links to no document or page: style sheets, scripts, pictures, downloads
	Document             // links to no document: feeds, site maps, data
	Page                 // HTML that may link to anything, other pages in cycles included
)

// Options are how a version is begun.
type Options struct {
	// Fresh takes no digest from the last version: everything is written anew. What the last version owns and this
	// one does not is still removed.
	Fresh bool
	// Waiting is called once if another build holds the folder, before waiting for it to end.
	Waiting func()
}

// Stage is a new version of a site on its way into a folder. Nobody else can begin one there until Commit or Abort.
type Stage struct {
	root    string
	fresh   bool
	made    bool // the folder was made for this stage
	lock    *os.File
	begun   int64 // the file system's time when the lock was taken, or earlier
	disk    disk
	buffers sync.Pool

	traces       map[string][]memo.Digest // what killed builds may have written where, by path
	placeholders []memo.Digest            // of the placeholder page, as we know it and as killed builds did

	mu          sync.Mutex // guards what follows until Commit
	files       map[string]*file
	folders     map[string]place // what stands where folders should, looked at once each
	blockers    map[string]bool  // files and links where the new version has folders
	covered     []string         // planned paths where folders stand
	foreign     []string         // what is not ours and stands where a planned file should
	spellings   map[string]*file // files of the last version by folded path; made when first needed
	respellings []respelling
	staged      int32 // files so far
	failed      error // what made the stage incomplete
	ended       bool
}

// stageName is the folder that holds what is staged, in the same file system as the folder it goes to.
const stageName = reserved + "stage"

// Begin opens a folder, made if need be, for a new version of its site. It waits while another build has it open. What
// a killed build left staged is thrown away.
func Begin(dir string, o Options) (*Stage, error) {
	dir = filepath.Clean(dir)
	lock, made, err := acquire(dir, o.Waiting)
	if err != nil {
		return nil, err
	}
	s := &Stage{
		root: dir, fresh: o.Fresh, made: made, lock: lock,
		disk:         disk{before: func() {}},
		buffers:      sync.Pool{New: func() any { return new([1 << 15]byte) }},
		files:        map[string]*file{},
		traces:       map[string][]memo.Digest{},
		placeholders: []memo.Digest{memo.Bytes(placeholder)},
		folders:      map[string]place{},
		blockers:     map[string]bool{},
	}
	if err := s.open(); err != nil {
		return nil, errors.Join(err, s.Abort())
	}
	return s, nil
}

// open clears what a killed build left and reads what the folder owns.
func (s *Stage) open() error {
	info, err := s.lock.Stat()
	if err != nil {
		return err
	}
	s.begun = info.ModTime().UnixNano()
	if err := os.RemoveAll(s.name(stageName)); err != nil {
		return err
	}
	if err := s.readManifest(); err != nil {
		return err
	}
	return s.readJournal()
}

// Abort throws the stage away; the folder is as it was before Begin. After Commit it does nothing.
func (s *Stage) Abort() error {
	if s.ended {
		return nil
	}
	s.ended = true
	err := os.RemoveAll(s.name(stageName))
	release(s.lock)
	if s.made {
		os.Remove(s.root)
	}
	return err
}

func (s *Stage) name(path string) string { return s.root + "/" + path }
