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
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
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

	mu           sync.Mutex
	files        map[string]*file
	traces       map[string][]memo.Digest // what killed builds may have written where, by path
	placeholders []memo.Digest            // of the placeholder page, as killed builds knew it and as we do
	folders      map[string]place
	blockers     map[string]bool // files and links where the new version has folders
	covered      []string        // planned paths where folders stand
	foreign      []string        // paths that are not ours and stand where a planned file should
	spellings    map[string]*file
	respellings  []respelling
	staged       int
	failed       error // what made the stage incomplete
	ended        bool
}

// file is a path that the last version or the new one has.
type file struct {
	record
	number int32 // of the staged file
	origin origin
	state  state
}

// origin says where a path is known from.
type origin uint8

const (
	unknown  origin = iota // the new version only
	journal                // the journal of a killed build
	manifest               // the manifest of the last version
)

// state says what becomes of a file.
type state uint8

const (
	idle      state = iota // of the last version; nobody asked for it yet
	planned                // of the new version; nothing is decided yet
	standing               // of the new version, and it stands there already
	added                  // staged, to appear where nothing stands
	replacing              // staged, to replace what stands there
	doomed                 // of the last version only, and it stands there
	moved                  // of the last version only, and it stands there as a planned file
	removed                // doomed, and gone
)

// ofNewVersion tells whether the new version has the file.
func (s state) ofNewVersion() bool {
	return s == planned || s == standing || s == added || s == replacing
}

const (
	stageName = reserved + "stage"
	perFolder = 1000 // staged files in one folder
)

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

// Put adds a file to the new version. A file that stands there already with these bytes is left as it is. Put may be
// called from several goroutines, once for each path, and does not retain the data. It panics for a path that is not
// relative with slashes, or that is one of the folder's own records. After an error the stage can only be aborted.
func (s *Stage) Put(path string, role Role, data []byte) error {
	if !valid(path) {
		panic(fmt.Sprintf("internal error: %q is no path of a site", path))
	}
	f := s.plan(path)
	if err := s.put(f, role, data); err != nil {
		err = fmt.Errorf("write %q: %w", path, err)
		s.mu.Lock()
		s.failed = err
		s.mu.Unlock()
		return err
	}
	return nil
}

func (s *Stage) plan(path string) *file {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.files[path]
	if f == nil {
		f = &file{record: record{path: path}}
		s.files[path] = f
	}
	if f.state != idle {
		panic(fmt.Sprintf("internal error: %q is put twice", path))
	}
	f.state = planned
	return f
}

func (s *Stage) put(f *file, role Role, data []byte) error {
	r := record{digest: memo.Bytes(data), size: int64(len(data)), role: role, path: f.path}
	there, err := s.look(f.path)
	if err != nil {
		return err
	}
	decided := added
	switch there.kind {
	case blocked, folder:
		s.obstructed(f.path, there)
	case other:
		decided = planned
	case regular:
		if decided, err = s.compare(f, there, r); err != nil {
			return err
		}
	}
	switch {
	case decided == planned:
		s.refuse(f.path)
		return nil
	case decided == added, decided == replacing:
		r.mtime, f.number, err = s.write(f.path, data)
	case f.trusted(there):
		r.mtime = f.mtime
	default:
		r.mtime = provable(there.mtime, s.begun)
	}
	s.mu.Lock()
	f.record, f.state = r, decided
	s.mu.Unlock()
	return err
}

// compare decides about a planned file where a regular one stands: standing, replacing, or planned still if what stands
// there is not ours.
func (s *Stage) compare(f *file, there place, r record) (state, error) {
	if f.origin == manifest && (s.fresh || there.size != r.size) {
		return replacing, nil
	}
	actual := f.digest
	if !f.trusted(there) {
		var err error
		if actual, err = s.digest(f.path); err != nil {
			return planned, err
		}
	}
	switch {
	case actual == r.digest && !s.fresh:
		return standing, nil
	case actual == r.digest, f.origin == manifest, s.written(f.path, actual):
		return replacing, nil
	}
	if ours, err := s.respell(f.path); err != nil || !ours {
		return planned, err
	}
	return replacing, nil
}

// provable is the recorded time of a file that was written or read after the given instant. A file with a later time
// could be altered within the same tick of the clock and show no sign of it, so it gets none (git calls this racy).
func provable(mtime, instant int64) int64 {
	if mtime < instant {
		return max(mtime, 0)
	}
	return 0
}

func (s *Stage) obstructed(path string, there place) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if there.kind == blocked {
		s.blockers[there.blocker] = true
	} else {
		s.covered = append(s.covered, path)
	}
}

func (s *Stage) refuse(path string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.foreign = append(s.foreign, path)
}

// write writes a staged file and returns its time and number.
func (s *Stage) write(path string, data []byte) (mtime int64, number int32, err error) {
	if err := nameable(path); err != nil {
		return 0, 0, err
	}
	if number, err = s.next(); err != nil {
		return 0, 0, err
	}
	f, err := os.OpenFile(s.stagedName(number), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if _, err := f.Write(data); err != nil {
		return 0, 0, err
	}
	info, err := f.Stat()
	if err != nil {
		return 0, 0, err
	}
	return info.ModTime().UnixNano(), number, nil
}

// next numbers a staged file, in a folder that is there.
func (s *Stage) next() (int32, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	number := int32(s.staged)
	if number%perFolder == 0 {
		if err := os.MkdirAll(parent(s.stagedName(number)), 0o755); err != nil {
			return 0, err
		}
	}
	s.staged++
	return number, nil
}

// Keep says that a file of the last version is part of the new one as it is. It returns false, and changes nothing,
// if the last version has no file of this digest there or it was altered or removed since: then Put must follow.
func (s *Stage) Keep(path string, digest memo.Digest) bool {
	if s.fresh {
		return false
	}
	s.mu.Lock()
	f := s.files[path]
	known := f != nil && f.state == idle
	s.mu.Unlock()
	if !known || (f.origin == manifest && f.digest != digest) {
		return false
	}
	there, err := s.look(path)
	if err != nil || there.kind != regular {
		return false
	}
	r := f.record
	if !f.trusted(there) {
		if actual, err := s.digest(path); err != nil || actual != digest {
			return false
		}
		r.mtime = provable(there.mtime, s.begun)
	}
	r.digest, r.size = digest, there.size
	s.mu.Lock()
	f.record, f.state = r, standing
	s.mu.Unlock()
	return true
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

func (s *Stage) stagedName(number int32) string {
	var b strings.Builder
	b.WriteString(s.root)
	b.WriteString("/" + stageName + "/")
	b.WriteString(strconv.Itoa(int(number / perFolder)))
	b.WriteByte('/')
	b.WriteString(strconv.Itoa(int(number % perFolder)))
	return b.String()
}
