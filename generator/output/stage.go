// Package output brings a finished site into a folder: staged first, then committed, so that visitors and killed
// builds meet whole files only.
//
// Begin opens a folder, Put and Keep say what the new version consists of, Commit makes it the current one. The
// folder's manifest tells which files are the site's, by digest: what was altered or removed is written again, what the
// new version lacks is removed, and what no build wrote is never touched, nor anything beyond a symbolic link. Read and
// Stage.Last tell what a manifest says, Stage.Intact whether the folder still agrees with it.
//
// Until Commit nothing in the folder changes. Kill a Commit at any instant, and every file is whole and every link of
// every page leads to a file that exists, if that holds for both versions; the next build finishes the job. The one
// exception is a path that turns from a file into a folder or back: it is neither for the instant of the change, and
// links to the old address wait for their pages to be replaced. The promise is against killed processes and failed
// commits, not against power cuts: nothing is synced to the disk.
//
// A file of the size and the time that the manifest recorded is taken for the one that was recorded, unless that time
// is too close to the writing to prove anything; any other file is read. So an alteration of equal size is missed only
// by somebody who sets the file's time back, which no accident does. The time of the inode's change would tell, but it
// is new wherever a folder was copied, restored from a cache or checked out, and then every file would have to be read.
package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"wenming/generator/memo"
)

// Role says what a file links to, and by that when it may appear and go.
type Role uint8

// The roles, in the order in which new files appear.
const (
	Asset    Role = iota // links to no document or page: style sheets, scripts, pictures, downloads
	Document             // links to no document: feeds, site maps, data
	Page                 // HTML that may link to anything, other pages in cycles included
	Theme                // an Asset that layouts show: pages that somebody keeps a copy of need it, whatever they say
)

// turn is the role whose turn a file waits for.
func (r Role) turn() Role {
	if r == Theme {
		return Asset
	}
	return r
}

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
	made    bool     // the folder was made for this stage
	lock    *os.File // on Unix the folder itself
	disk    disk
	buffers sync.Pool
	instant func() (int64, error) // the file system's time when this was first called, before any file was read

	last         Version
	damaged      bool                     // the folder has no manifest, or none that can be believed
	pending      bool                     // a killed build's journal is there
	owned        []owned                  // sorted by path
	index        map[string]*owned        // owned by path
	traces       map[string][]memo.Digest // what killed builds may have written where, by path
	placeholders []memo.Digest            // of the placeholder page, as we know it and as killed builds did
	retimed      atomic.Bool              // a record has a new time

	mu          sync.Mutex // guards what follows until Commit
	planned     []planned
	folders     map[string]place  // what stands where folders should, looked at once each
	blockers    map[string]bool   // files and links where the new version has folders
	covered     []string          // planned paths where folders stand
	foreign     []string          // what is not ours and stands where a planned file should
	spellings   map[string]*owned // by folded path; made when first needed
	respellings []respelling
	failed      error // what made the stage incomplete
	appearing   bool  // stand-ins may be in the folder
	shown       bool  // what is staged for new files is shown
	ended       bool
}

// Begin opens a folder, made if need be, for a new version of its site, and looks at all files that the last version
// owns. It waits while another build has the folder open. What a killed build left staged is thrown away, unless it was
// about to appear: then it does.
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
		traces:       map[string][]memo.Digest{},
		placeholders: []memo.Digest{memo.Bytes(placeholder)},
		folders:      map[string]place{},
		blockers:     map[string]bool{},
	}
	s.instant = sync.OnceValues(s.probe)
	if err := s.open(); err != nil {
		return nil, errors.Join(err, s.Abort())
	}
	return s, nil
}

// open clears what a killed build left and finds out what of the last version is there.
func (s *Stage) open() error {
	s.appearing = true // as far as is known, by a killed build
	if err := s.discard(); err != nil {
		return err
	}
	s.appearing = false
	if err := s.readManifest(); err != nil {
		return err
	}
	if err := s.readJournal(); err != nil {
		return err
	}
	var group sync.WaitGroup
	group.Go(s.makeIndex)
	s.survey()
	group.Wait()
	return nil
}

// Abort throws the stage away; the folder is as it was before Begin. After Commit it does nothing.
func (s *Stage) Abort() error {
	if s.ended {
		return nil
	}
	s.ended = true
	err := s.discard()
	release(s.lock, s.root, s.made)
	return err
}

// discard removes what is staged.
func (s *Stage) discard() error {
	if s.appearing {
		if err := s.resume(); err != nil {
			return err
		}
	}
	if _, err := os.Lstat(s.name(stageName)); errors.Is(err, fs.ErrNotExist) {
		return nil // where nothing can be written, what is not there cannot be removed either
	}
	return os.RemoveAll(s.name(stageName))
}

func (s *Stage) name(path string) string { return s.root + "/" + path }
