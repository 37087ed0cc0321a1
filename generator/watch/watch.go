// Package watch says when something changed in the folder of a site.
//
// Open begins to watch and Watcher.Changes is what you receive from. A change is a hint and a scan is the truth:
// nothing may have changed where a Change points, but whatever changed after Open returned is in a Change that is
// received later. So open first, and read the site then. Changes fold into one while nobody receives, so a slow
// receiver costs no memory. The system tells of changes, or, where it does not, listings are compared.
package watch

import (
	"cmp"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"time"

	"wenming/generator/diag"
)

// most is how many paths a change lists: more are no help to anybody who looks.
const most = 1000

// Change is what may have changed since the change that was received before.
type Change struct {
	Any bool // anything: it is too much to list, or the system lost count

	// Paths are relative to the site, with slashes and in Unicode form C, sorted, each once. A path may be a file's or a
	// folder's, there or gone: what is at it, or anywhere below it, may have changed. A file that symbolic links show
	// at several places has a path for each.
	Paths []string
}

// Options say how to watch. The zero value is what an editor wants.
type Options struct {
	Poll  bool                // compare listings: of a network drive, the system does not tell what others change
	Polls func(why diag.Text) // called when listings must be compared although nobody asked for it; may be nil
	Quiet time.Duration       // silence after which a change is delivered; 10 ms if zero
	Most  time.Duration       // how long events that go on can delay a delivery; 100 ms if zero
	Every time.Duration       // from one listing to the next at least; 500 ms if zero
}

// Watcher watches a site until it is closed.
type Watcher struct {
	changes chan Change
	polls   func(why diag.Text)
	done    chan struct{}
	close   func()
	running sync.WaitGroup
}

// Open begins to watch the site in a folder. It fails if the folder cannot be read.
func Open(site string, o Options) (*Watcher, error) {
	root, err := filepath.Abs(site)
	if err == nil {
		root, err = filepath.EvalSymlinks(root)
	}
	if err != nil {
		return nil, err
	}
	w := &Watcher{changes: make(chan Change), polls: o.Polls, done: make(chan struct{})}
	w.close = sync.OnceFunc(func() { close(w.done) })
	p := &poller{root: root, every: cmp.Or(o.Every, 500*time.Millisecond)}
	var l *listener
	if !o.Poll {
		l = &listener{root: root, quiet: cmp.Or(o.Quiet, 10*time.Millisecond), most: cmp.Or(o.Most, 100*time.Millisecond)}
		if err := l.start(); err != nil {
			l = nil
			w.refused(err)
		}
	}
	if l == nil {
		p.look(time.Now())
	}
	found := make(chan Change)
	w.running.Go(func() { fold(found, w.changes) })
	w.running.Go(func() {
		defer close(found)
		w.find(l, p, found)
	})
	return w, nil
}

// find finds changes until the watcher is closed: those that the listener is told of, and when there is no listener or
// none any more, those that the poller sees.
func (w *Watcher) find(l *listener, p *poller, found chan<- Change) {
	if l != nil {
		err := l.run(w.done, found)
		if err == nil {
			return
		}
		w.refused(err)
		p.look(time.Now())
		found <- Change{Any: true}
	}
	p.run(w.done, found)
}

// Changes delivers what may have changed. It is closed by Close.
func (w *Watcher) Changes() <-chan Change { return w.changes }

// Close ends watching. When it returns, no goroutine, no watch and no open file is left of it.
func (w *Watcher) Close() {
	w.close()
	w.running.Wait()
}

// refused says why listings are compared.
func (w *Watcher) refused(err error) {
	if w.polls == nil {
		return
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		w.polls(diag.T("the site's folder was moved or deleted; looking for it, and for changes, every now and then",
			"网站文件夹已被移走或删除，改为定时查看它是否恢复、有无改动"))
	case errors.Is(err, syscall.ENOSPC):
		w.polls(diag.T("the system has no watches left for the site's folders; looking for changes every now and then instead; "+
			"to see them at once, raise the limit: sysctl fs.inotify.max_user_watches=524288",
			"系统可监视的文件夹数已达上限，改为定时查看改动；要立即看到改动，请调高上限：sysctl fs.inotify.max_user_watches=524288"))
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		w.polls(diag.T("too many files or watchers are open to watch the site's folders; looking for changes every now and then instead; "+
			"to see them at once, raise the limit (ulimit -n, or sysctl fs.inotify.max_user_instances=512)",
			"打开的文件或监视器过多，无法监视网站文件夹，改为定时查看改动；要立即看到改动，请调高上限（ulimit -n，或 sysctl fs.inotify.max_user_instances=512）"))
	default:
		w.polls(diag.T("the system does not tell of changes in the site's folders (%v); looking for changes every now and then instead",
			"系统不通报网站文件夹的改动（%v），改为定时查看改动", err))
	}
}

// add folds another change into this one.
func (c *Change) add(other Change) {
	c.Any = c.Any || other.Any
	c.Paths = append(c.Paths, other.Paths...)
	slices.Sort(c.Paths)
	c.Paths = slices.Compact(c.Paths)
	if len(c.Paths) > most {
		c.Any = true
	}
	if c.Any {
		c.Paths = nil
	}
}

func (c *Change) none() bool { return !c.Any && len(c.Paths) == 0 }

// fold delivers what is found: what nobody received yet is one change. It ends, and says so, when nothing more can be
// found.
func fold(found <-chan Change, changes chan<- Change) {
	defer close(changes)
	var folded Change
	var ready chan<- Change // nil while there is nothing to deliver
	for {
		select {
		case c, more := <-found:
			if !more {
				return
			}
			if folded.add(c); !folded.none() {
				ready = changes
			}
		case ready <- folded:
			folded, ready = Change{}, nil
		}
	}
}
