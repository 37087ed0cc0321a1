package build

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"time"

	"wenming/generator/diag"
	"wenming/generator/memo"
	"wenming/generator/plan"
	renderer "wenming/generator/render"
	"wenming/generator/site"
)

// File is a file of the site.
type File struct {
	Data    []byte
	Page    bool
	Key     memo.Digest      // of all that it is made from
	Mistake *diag.Diagnostic // in its layout: there are no data then
	Stale   bool             // something that it is made from is not what the state says: refresh
}

// Render makes the file at a path. It is false where the site has no such file.
func (l *Live) Render(path string) (File, bool, error) {
	l.turn.RLock()
	defer l.turn.RUnlock()
	job := l.job(path)
	if job == nil {
		return File{}, false, nil
	}
	missed := l.missed.Load()
	f := File{Page: job.IsPage(), Key: job.Key()}
	var err error
	f.Data, f.Mistake, err = job.Bytes(new(bytes.Buffer))
	f.Stale = l.missed.Load() != missed
	return f, true, err
}

// Key names all that the file at a path is made from; it is zero where the site has no such file.
func (l *Live) Key(path string) memo.Digest {
	l.turn.RLock()
	defer l.turn.RUnlock()
	if job := l.job(path); job != nil {
		return job.Key()
	}
	return memo.Digest{}
}

// Has tells whether the site has a file at a path.
func (l *Live) Has(path string) bool {
	state := l.state.Load()
	if state.shown == nil {
		return false
	}
	_, ok := state.shown.output(path)
	return ok
}

func (l *Live) job(path string) *renderer.Job {
	state := l.state.Load()
	if state.shown == nil {
		return nil
	}
	out, ok := state.shown.output(path)
	if !ok {
		return nil
	}
	return state.shown.all.Job(out)
}

func (s *shown) output(path string) (plan.Output, bool) {
	i, ok := slices.BinarySearchFunc(s.planned.Outputs, path, func(o plan.Output, path string) int { return strings.Compare(o.Path, path) })
	if !ok {
		return plan.Output{}, false
	}
	return s.planned.Outputs[i], true
}

// Keys are those of all files of a site.
type Keys []outputKey

type outputKey struct {
	path string
	key  memo.Digest
}

// Survey finds the keys of all files of a state, which takes seconds for a site of 100,000. It is false where the context is cancelled
// first, or there is nothing to show.
func (l *Live) Survey(ctx context.Context, state *State) (Keys, bool) {
	shown := state.shown
	if shown == nil {
		return nil, false
	}
	keys := make(Keys, len(shown.planned.Outputs))
	for i, out := range shown.planned.Outputs {
		if ctx.Err() != nil {
			return nil, false
		}
		l.turn.RLock()
		keys[i] = outputKey{out.Path, shown.all.Job(out).Key()}
		l.turn.RUnlock()
	}
	return keys, true
}

// Changes are the addresses of the files that are new, gone, or made from something else than before, by path.
func (k Keys) Changes(before Keys) []string {
	var changed []string
	for len(k)+len(before) > 0 {
		switch {
		case len(before) == 0 || len(k) > 0 && k[0].path < before[0].path:
			changed, k = append(changed, Address(k[0].path)), k[1:]
		case len(k) == 0 || before[0].path < k[0].path:
			changed, before = append(changed, Address(before[0].path)), before[1:]
		default:
			if k[0].key != before[0].key {
				changed = append(changed, Address(k[0].path))
			}
			k, before = k[1:], before[1:]
		}
	}
	return changed
}

// Unpublished is an entry that is shown and would not be without drafts, or at an earlier moment.
type Unpublished struct {
	URL   string
	Draft bool   // else it waits for its date
	Date  string // 2023-10-25 08:30
}

// Unpublished lists the entries that are shown, and that visitors do not see at a moment.
func (l *Live) Unpublished(at time.Time) []Unpublished {
	l.turn.RLock()
	defer l.turn.RUnlock()
	shown := l.state.Load().shown
	if shown == nil {
		return nil
	}
	var list []Unpublished
	for i, e := range shown.site.Entries {
		if due, _ := e.Due(at, false); due || !e.Draft && !e.Date.Time.After(at) {
			continue // or expired, which says that the site is shown as it was
		}
		list = append(list, Unpublished{shown.site.URL(shown.site.Address(site.ID(i))), e.Draft, e.Date.Time.Format("2006-01-02 15:04")})
	}
	return list
}
