package publish

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"wenming/generator/output"
)

// lingering is for how long theme assets stay when the site has no more use for them: a CDN may still hold pages that do.
const lingering = 30 * 24 * time.Hour

// wanted is an object that the site consists of.
type wanted struct {
	file output.File
	form form
	path string
	tag  tag
}

// wantedOf are the objects of a site on a host, by path. A file of the site's own goes before a compressed copy of its name.
func wantedOf(site output.Version, h host) []wanted {
	own := make(map[string]bool, site.Len())
	for file := range site.Files() {
		own[file.Path] = true
	}
	all := make([]wanted, 0, site.Len())
	for file := range site.Files() {
		for _, f := range h.forms(file.Path) {
			if w := (wanted{file, f, file.Path + f.suffix, tagOf(file.Digest, f)}); f.suffix == "" || !own[w.path] {
				all = append(all, w)
			}
		}
	}
	slices.SortFunc(all, func(a, b wanted) int { return cmp.Compare(a.path, b.path) })
	return all
}

// delivery is a wanted object that has to be sent.
type delivery struct {
	wanted
	fresh bool // nothing of ours stands there
}

// plan is what makes a target hold a site.
type plan struct {
	way    []string         // what has to go first, because a folder takes its place, or a file that of its folder
	send   []delivery       // in the order of sending
	remove []string         // afterwards, in this order
	claim  map[string]entry // what the target may hold meanwhile
	next   map[string]entry // and what it holds then
	purge  []string         // files whose addresses say something else then, sorted
	same   int              // objects that stay as they are
	lapsed int              // of them, those that the site does not have any more
}

// compare plans how a target comes to hold what is wanted, and nothing else that is ours.
func compare(all []wanted, there *record, now time.Time) *plan {
	p := &plan{claim: maps.Clone(there.Files), next: make(map[string]entry, len(all))}
	purge := map[string]bool{}
	for _, w := range all {
		e, known := there.Files[w.path]
		next := entry{Tags: []tag{w.tag}, Theme: w.file.Role == output.Theme}
		if w.form.suffix != "" {
			next.Encoding = w.form.encoding
		}
		if there.Open && e.Doubt {
			// Whoever claimed it may be at work still, so the next publication looks again; and nobody told a CDN of it.
			next.Tags, next.Doubt = e.may(w.tag).Tags, true
			if !hashed.MatchString(w.file.Path) {
				purge[w.file.Path] = true
			}
		}
		p.next[w.path] = next
		if known && e.is() == w.tag {
			p.same++
			continue
		}
		p.claim[w.path] = next.may(w.tag)
		if known {
			p.claim[w.path] = entry{Tags: e.may(w.tag).Tags, Doubt: true, Theme: next.Theme, Encoding: next.Encoding}
		}
		p.send = append(p.send, delivery{w, !known})
		// A CDN may have been told that there is nothing, but hardly of a name that has just been made.
		if known || len(there.Files) > 0 && !hashed.MatchString(w.file.Path) {
			purge[w.file.Path] = true
		}
	}
	for name, e := range there.Files {
		if _, is := p.next[name]; !is {
			p.leave(name, e, there.Open, now, purge)
		}
	}
	slices.SortFunc(p.send, func(a, b delivery) int {
		return cmp.Or(a.turn()-b.turn(), strings.Compare(a.path, b.path))
	})
	slices.SortFunc(p.remove, func(a, b string) int {
		return cmp.Or(departure(a)-departure(b), strings.Compare(a, b))
	})
	p.clearWay()
	p.purge = slices.Sorted(maps.Keys(purge))
	return p
}

// leave decides about an object that the site does not have.
func (p *plan) leave(name string, e entry, open bool, now time.Time, purge map[string]bool) {
	stands, doubted := e.is() != "", open && e.Doubt
	if stands && e.Theme {
		if e.Lapsed.IsZero() || e.Lapsed.After(now) { // a clock that was ahead would have it stay for longer
			e.Lapsed = now
		}
		if now.Sub(e.Lapsed) < lingering {
			if !doubted {
				e = entry{Tags: []tag{e.is()}, Theme: true, Lapsed: e.Lapsed, Encoding: e.Encoding}
			}
			p.next[name] = e
			p.same++
			p.lapsed++
			return
		}
	}
	if doubted { // it may come back
		p.next[name] = e
	}
	if (stands || doubted) && e.Encoding == "" {
		purge[name] = true
	}
	if stands {
		p.remove = append(p.remove, name)
		p.claim[name] = e.may(e.is())
	}
}

// clearWay moves what is removed, and stands where the site has a folder or inside of what it has as a file, to the front.
func (p *plan) clearWay() {
	files, folders := map[string]bool{}, map[string]bool{}
	for _, d := range p.send {
		files[d.path] = true
		addFolders(folders, d.path)
	}
	p.remove = slices.DeleteFunc(p.remove, func(name string) bool {
		inside := map[string]bool{}
		addFolders(inside, name)
		for folder := range inside {
			if files[folder] {
				inside[""] = true
			}
		}
		if inside[""] || folders[name] {
			p.way = append(p.way, name)
			return true
		}
		return false
	})
}

// addFolders adds all folders above a path.
func addFolders(folders map[string]bool, name string) {
	for name = path.Dir(name); name != "." && !folders[name]; name = path.Dir(name) {
		folders[name] = true
	}
}

// turn is the object's place in the order of sending: what pages consist of; new pages, to which changed ones may link; changed
// pages; what lists and describes them.
func (d delivery) turn() int {
	switch {
	case d.file.Role == output.Asset || d.file.Role == output.Theme:
		return 0
	case d.file.Role == output.Page && d.fresh:
		return 1
	case d.file.Role == output.Page:
		return 2
	}
	return 3
}

// departure is an object's place in the order of removing: pages before what they consist of.
func departure(name string) int {
	name = strings.TrimSuffix(strings.TrimSuffix(name, ".gz"), ".br")
	if strings.HasSuffix(name, ".html") {
		return 0
	}
	return 1
}

// idle tells whether there is nothing to send and to remove.
func (p *plan) idle() bool { return len(p.send)+len(p.way)+len(p.remove) == 0 }
