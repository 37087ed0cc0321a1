package watch

import (
	"errors"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// batch is what the system told between two silences.
type batch struct {
	did  map[string]fsnotify.Op // by place on the disk
	lost bool                   // the system told more than there is room for, or failed to tell
}

// room is for how many places a batch holds: more than one checkout writes in the time of a batch.
const room = 4096

func (b *batch) add(event fsnotify.Event) {
	if b.lost {
		return
	}
	if b.did == nil {
		b.did = map[string]fsnotify.Op{}
	}
	if b.did[event.Name] |= event.Op; len(b.did) > room {
		b.did, b.lost = nil, true
	}
}

// hear folds events into batches, and ends when there are no more events. A batch is ready when nothing was heard for
// quiet, or most after its first event. It never waits for a reader of batches: whoever adds and removes watches waits
// for the goroutine that brings the events, which must not wait in turn.
func hear(events <-chan fsnotify.Event, failures <-chan error, quiet, most time.Duration, batches chan<- batch) {
	defer close(batches)
	var b batch
	var first time.Time         // when the batch began; zero while it has nothing
	var ready chan<- batch      // nil until the batch is ready
	silence := time.NewTimer(0) // fires once for nothing
	defer silence.Stop()
	for {
		select {
		case event, more := <-events:
			if !more {
				return
			}
			b.add(event)
		case err, more := <-failures:
			switch {
			case !more:
				failures = nil
				continue
			case errors.Is(err, syscall.EINVAL):
				continue // a folder was renamed and is gone before its watch was dropped
			}
			b.lost = true
		case <-silence.C:
			if !first.IsZero() {
				ready = batches
			}
			continue
		case ready <- b:
			b, first, ready = batch{}, time.Time{}, nil
			continue
		}
		if ready == nil {
			now := time.Now()
			if first.IsZero() {
				first = now
			}
			silence.Reset(min(quiet, most-now.Sub(first)))
		}
	}
}
