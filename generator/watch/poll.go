package watch

import (
	"embed"
	"slices"
	"time"

	"wenming/generator/source"
)

// tick is how far apart two changes of a file can be and leave it with one stamp: see source.Stamp.
const tick = 2 * time.Second

// poller finds out what changed by comparing listings.
type poller struct {
	root   string
	every  time.Duration // from one listing to the next, at least
	files  []source.File
	said   []string // what the last listing complained about
	failed string   // why there was no last listing

	// A second change within a tick does not show. So what was seen is told of again when its tick is over, by the clock
	// of this machine: that of a file server may be wrong.
	again map[string]time.Time // when the change of a path was seen
	all   time.Time            // when more changes were seen than can be listed; zero: not so, or told
}

// run finds changes until done.
func (p *poller) run(done <-chan struct{}, found chan<- Change) {
	wait := time.NewTimer(p.every)
	defer wait.Stop()
	for {
		select {
		case <-done:
			return
		case <-wait.C:
		}
		began := time.Now()
		found <- p.look(began)
		wait.Reset(pause(p.every, time.Since(began)))
	}
}

// pause is how long to wait after a listing that took so long. Listings keep a processor busy for a thirtieth of the
// time at most.
func pause(every, took time.Duration) time.Duration { return max(every, 30*took) }

// look lists the site and says what changed since the last time. The first time everything did.
func (p *poller) look(now time.Time) Change {
	tree, problems, err := source.Read(p.root, embed.FS{})
	if err != nil {
		before := p.failed
		p.failed = err.Error()
		return Change{Any: p.failed != before}
	}
	said := make([]string, len(problems))
	for i, d := range problems {
		said[i] = d.File + ": " + d.Message.English
	}
	slices.Sort(said)
	paths := differences(p.files, tree.Files())
	var change Change
	change.add(Change{Any: p.failed != "" || !slices.Equal(said, p.said), Paths: slices.Clone(paths)})
	change.add(p.repeat(now))
	p.files, p.said, p.failed = tree.Files(), said, ""
	p.remember(paths, now)
	return change
}

// repeat is the changes whose tick is over.
func (p *poller) repeat(now time.Time) Change {
	var change Change
	if !p.all.IsZero() && now.Sub(p.all) >= tick {
		change.Any, p.all = true, time.Time{}
	}
	for path, seen := range p.again {
		if now.Sub(seen) >= tick {
			change.Paths = append(change.Paths, path)
			delete(p.again, path)
		}
	}
	return change
}

// remember keeps changes for repeat.
func (p *poller) remember(paths []string, now time.Time) {
	if p.again == nil {
		p.again = map[string]time.Time{}
	}
	if len(p.again)+len(paths) > most {
		p.all = now
		clear(p.again)
		return
	}
	for _, path := range paths {
		p.again[path] = now
	}
}

// differences lists the paths of files that were added, removed or changed between two listings.
func differences(old, now []source.File) []string {
	var paths []string
	for len(old) > 0 || len(now) > 0 {
		switch {
		case len(now) == 0 || len(old) > 0 && old[0].Path < now[0].Path:
			paths, old = append(paths, old[0].Path), old[1:]
		case len(old) == 0 || now[0].Path < old[0].Path:
			paths, now = append(paths, now[0].Path), now[1:]
		default:
			if old[0].Stamp != now[0].Stamp {
				paths = append(paths, now[0].Path)
			}
			old, now = old[1:], now[1:]
		}
	}
	return paths
}
