package build

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"wenming/generator/diag"
	"wenming/generator/plan"
	renderer "wenming/generator/render"
)

// Live is a site that somebody is writing: what Build would make of it, file by file, when asked. NewLive reads the site,
// Refresh reads it again, Render makes a file. Only one Refresh runs at a time; the rest may be called at any time.
//
// What it shows has no mistakes: an entry with a mistake keeps the value that it had before, and where that does not help,
// all does. It keeps in memory what a Site and its plan take, and the bodies that were used last. The memory on the disk
// helps it to begin, and is not held while it lives.
type Live struct {
	options Options
	state   atomic.Pointer[State]
	bodies  recentBodies
	missed  atomic.Int64 // bodies and files that were not what the state says

	refreshing sync.Mutex // guards what follows
	last       *reading
	before     []fileRecord // the files as they were read last

	// Where nothing but bodies changed, entries are exchanged where they stand: relations, plan and all else are what they
	// were, and to make them again for 100,000 entries takes longer than a person waits. Who makes a file holds this.
	turn sync.RWMutex
}

// State is what a refresh found.
type State struct {
	Version     int       // counts states, from 1
	At          time.Time // the moment that it is for, in the site's zone
	Until       time.Time // when the site becomes another one by itself; zero: never
	Base        string    // the path of the site's address, escaped, without a slash at the end
	Diagnostics diag.List // sorted
	Source      diag.Source

	cross diag.List // those of the diagnostics that concern more than one file
	shown *shown    // nil while nothing can be shown
}

// shown is a site without mistakes.
type shown struct {
	*linked
	planned *plan.Plan
	all     *renderer.Renderer
}

// Ready tells whether there is something to show.
func (s *State) Ready() bool { return s.shown != nil }

// NewLive reads a site with the help of its memory.
func NewLive(o Options) (*Live, error) {
	if err := isSite(o.Site); err != nil {
		return nil, err
	}
	l := &Live{options: o}
	o.Waiting = once(o.Waiting)
	m := recall(o)
	defer m.store.Close()
	r, err := l.look(o.At, m)
	if err != nil {
		return nil, err
	}
	l.settle(r)
	if r.sound {
		m.learnFiles(r.sources)
	}
	r.memory = nil
	return l, nil
}

// State is the present one.
func (l *Live) State() *State { return l.state.Load() }

// Refresh looks for what changed, and makes a new state of it for a moment; where nothing did, it returns the one that there
// is. hints are the files to look at, relative to the site with slashes; where there are none, or they do not suffice, all
// are looked at. It fails where the file system does.
func (l *Live) Refresh(at time.Time, hints []string) (*State, error) {
	l.refreshing.Lock()
	defer l.refreshing.Unlock()
	r, ok := l.glance(at, hints)
	if !ok {
		var err error
		if r, err = l.look(at, nil); err != nil {
			return nil, errors.Join(isSite(l.options.Site), err)
		}
	}
	return l.settle(r), nil
}

// look scans all files; again where some come, go or change while they are read.
func (l *Live) look(at time.Time, m *memory) (r *reading, err error) {
	for range 3 {
		var changed ChangedError
		if r, err = l.scan(at, m); !errors.Is(err, fs.ErrNotExist) && !errors.As(err, &changed) {
			break
		}
	}
	return r, err
}

// settle makes a state of a reading.
func (l *Live) settle(r *reading) *State {
	last, before := l.state.Load(), l.last
	l.last = r
	if last != nil && last.stands(r.at) && r.same(before) {
		return last
	}
	next := &State{Version: 1, At: r.at, Source: r.source(), Base: r.config.Base()}
	if last != nil {
		next.Version, next.shown = last.Version+1, last.shown
	}
	if last != nil && last.stands(r.at) && l.exchange(last, before, r) {
		next.cross, next.Until = last.cross, last.Until
	} else if r.entries != nil {
		var shown *shown
		if shown, next.cross = l.show(r); shown != nil {
			next.shown = shown
		}
	}
	if next.shown != nil {
		next.Until, next.Base = next.shown.site.Stable, next.shown.config.Base()
	}
	next.Diagnostics = slices.Concat(r.problems, r.told(), next.cross).Sorted()
	l.state.Store(next)
	return next
}

// stands tells whether the site is the same at another moment.
func (s *State) stands(at time.Time) bool {
	return !at.Before(s.At) && (s.Until.IsZero() || at.Before(s.Until))
}

func (l *Live) memoryFolder() string { return filepath.Join(l.options.Site, MemoryFolder) }
