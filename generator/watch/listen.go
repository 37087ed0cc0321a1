package watch

import (
	"errors"
	"os"
	"time"

	"github.com/fsnotify/fsnotify"
	"golang.org/x/text/unicode/norm"
)

// listener finds out what changed from what the system tells.
type listener struct {
	root        string // the real path of the site's folder
	quiet, most time.Duration
	notify      *fsnotify.Watcher
	batches     chan batch
	folders     *folders
}

// start watches all folders of the site. It fails where the system refuses, and then leaves nothing behind.
func (l *listener) start() error {
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	l.notify, l.batches, l.folders = notify, make(chan batch), newFolders(l.root, notify)
	go hear(notify.Events, notify.Errors, l.quiet, l.most, l.batches)
	if err := l.folders.show("."); err != nil {
		return errors.Join(err, l.stop())
	}
	return nil
}

// stop drops all watches.
func (l *listener) stop() error {
	err := l.notify.Close()
	for range l.batches { // until hear has ended
	}
	return err
}

// run finds changes until done, or until the system refuses to watch: then it says why.
func (l *listener) run(done <-chan struct{}, found chan<- Change) error {
	for {
		select {
		case <-done:
			return l.stop()
		case b, more := <-l.batches:
			b.lost = b.lost || !more
			change, err := l.settle(b)
			if err != nil {
				return err
			}
			found <- change
		}
	}
}

// settle brings the watches up to date after a batch and says what changed. A new folder is watched before anybody knows
// of it: what came into it before is there to be read, and what comes later will be heard.
func (l *listener) settle(b batch) (Change, error) {
	if b.lost || moved(b.did[l.root]) {
		if err := l.stop(); err != nil {
			return Change{}, err
		}
		return Change{Any: true}, l.start()
	}
	var change Change
	anew := map[string]bool{} // where folders and links came, went, or took another's place
	for place, did := range b.did {
		for _, name := range l.folders.names(place) {
			shown, known := l.folders.shown[name]
			if shown.on != "" && !moved(did) {
				continue // a folder's times or rights; what is in it speaks for itself
			}
			change.Paths = append(change.Paths, norm.NFC.String(name))
			if known && moved(did) || did != fsnotify.Write && leads(place) {
				anew[name] = true
			}
		}
	}
	if err := l.folders.renew(anew); err != nil {
		return Change{}, errors.Join(err, l.stop())
	}
	return change, nil
}

// moved tells whether a place may have something else than before, or nothing.
func moved(did fsnotify.Op) bool {
	return did&(fsnotify.Create|fsnotify.Remove|fsnotify.Rename) != 0
}

// leads tells whether a place on the disk has a folder or a symbolic link.
func leads(place string) bool {
	info, err := os.Lstat(place)
	return err == nil && info.Mode()&(os.ModeDir|os.ModeSymlink) != 0
}
