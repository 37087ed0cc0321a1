package build

import (
	"reflect"
	"slices"

	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/plan"
	renderer "wenming/generator/render"
)

// show links and plans a reading. Entries in which that finds mistakes are shown as they were shown before; where that
// does not help, nothing new is.
func (l *Live) show(r *reading) (*shown, diag.List) {
	const turns = 4 // an entry that is as it was may not fit the others
	var mistakes diag.List
	entries := r.entries
	for turn := range turns {
		lk, cross := link(&parsed{sources: r.sources, entries: entries, broken: r.broken}, nil)
		s := &shown{linked: lk, all: renderer.New(r.layouts)}
		s.planned, cross = l.plan(s, cross)
		if turn == 0 {
			mistakes = cross
		}
		if !cross.Failed() && !r.bare {
			return s, mistakes
		}
		back := l.stepBack(entries, cross)
		if slices.Equal(back, entries) {
			break
		}
		entries = back
	}
	return nil, mistakes
}

// stepBack gives entries with mistakes the values that are shown of them, and leaves out those that have none.
func (l *Live) stepBack(entries []*content.Entry, mistakes diag.List) []*content.Entry {
	wrong := map[string]bool{}
	for _, d := range mistakes {
		if d.Code.Severity() == diag.Error {
			wrong[d.File] = true
		}
	}
	var back []*content.Entry
	for _, e := range entries {
		if wrong[e.File()] {
			e = l.shownEntry(e.Path, e.Kind, e.Key)
		}
		if e != nil {
			back = append(back, e)
		}
	}
	return back
}

// plan plans a site whose files are read when a page wants them.
func (l *Live) plan(s *shown, problems diag.List) (*plan.Plan, diag.List) {
	planned, found := plan.New(plan.Input{
		Site:    s.site,
		Body:    func(path string) *content.Body { return l.body(s, path) },
		Layouts: s.layouts,
		Assets:  s.assets,
		Root:    s.root,
		Read:    func(path string) ([]byte, error) { return l.file(s, path) },
		Digest:  s.digest,
		Picture: s.pictures(),
		Word:    s.word,
	})
	return planned, append(problems, found...)
}

// exchange puts the entries of a reading where those of the one before it are shown, if they differ in their bodies only.
func (l *Live) exchange(last *State, before, r *reading) bool {
	const few = 100
	if last.shown == nil || len(r.entries) != len(before.entries) || r.broken != before.broken || !r.sameBut(before) {
		return false
	}
	var changed []*content.Entry
	for i, e := range r.entries {
		if was := before.entries[i]; e == was {
			continue
		} else if len(changed) == few || !sameButBody(was, e) || l.shownEntry(e.Path, e.Kind, e.Key) != was || concerns(last.cross, e.File()) {
			return false
		}
		changed = append(changed, e)
	}
	l.turn.Lock()
	defer l.turn.Unlock()
	for _, e := range changed {
		i, _ := findEntry(last.shown.entries, e.Path)
		last.shown.entries[i] = e
		if i, shown := findEntry(last.shown.site.Entries, e.Path); shown {
			last.shown.site.Entries[i] = e
		}
	}
	return true
}

// sameBut tells whether nothing but entries changed since another reading.
func (r *reading) sameBut(before *reading) bool {
	if r.tree == before.tree {
		return true
	}
	if !r.sameFiles(before) || !reflect.DeepEqual(r.problems, before.problems) {
		return false
	}
	for i, file := range r.tree.Files() {
		if r.digests[i] != before.digests[i] && !isEntry(file.Path) {
			return false
		}
	}
	return true
}

// sameButBody tells whether all that a Site, a plan and other pages see of two entries is the same.
func sameButBody(a, b *content.Entry) bool {
	if len(a.Links) != len(b.Links) {
		return false
	}
	c := *a
	c.Digest, c.Links = b.Digest, slices.Clone(a.Links)
	for i := range c.Links {
		c.Links[i].Span = b.Links[i].Span // which only a mistake would show
	}
	return reflect.DeepEqual(&c, b)
}

// concerns tells whether some diagnostic names a file.
func concerns(list diag.List, file string) bool {
	return slices.ContainsFunc(list, func(d diag.Diagnostic) bool {
		return d.File == file || slices.ContainsFunc(d.Also, func(p diag.Place) bool { return p.File == file })
	})
}
