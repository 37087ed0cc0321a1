package site

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/markdown"
	"wenming/generator/schema"
)

// relations are the references between entries, seen from both sides.
type relations struct {
	to   lists[ID] // what an entry refers to, in the order written, each once
	from lists[ID] // what refers to an entry, the newest first
}

// related is what the references, links and tags of a part of the entries come to.
type related struct {
	*Site
	to        lists[ID]
	links     lists[ID]
	tagged    tagged
	published map[string]bool
	fromRoot  []AbsoluteLink
	problems  diag.List

	id    ID // of the entry whose turn it is
	entry *content.Entry
	own   int // where its references begin
}

// relate resolves all references of front matter and bodies, links and files, and gathers tags.
func (s *Site) relate() diag.List {
	parts := inParts(len(s.Entries), s.relatePart)
	var problems diag.List
	published := map[string]bool{}
	to := newLists[ID](len(s.Entries))
	s.links = newLists[ID](len(s.Entries))
	for _, part := range parts {
		to.join(part.to)
		s.links.join(part.links)
		maps.Copy(published, part.published)
		s.fromRoot = append(s.fromRoot, part.fromRoot...)
		problems = append(problems, part.problems...)
	}
	s.published = slices.Sorted(maps.Keys(published))
	s.related = relations{to, s.turned(to)}
	s.collectTags(parts)
	return problems
}

// relatePart does it for a range of entries.
func (s *Site) relatePart(from, to int) *related {
	r := &related{
		Site:      s,
		to:        newLists[ID](to - from),
		links:     newLists[ID](to - from),
		tagged:    tagged{at: map[string]int32{}, tags: newLists[int32](to - from)},
		published: map[string]bool{},
	}
	refer := r.refer
	for i, e := range s.Entries[from:to] {
		r.id, r.entry, r.own = ID(from+i), e, len(r.to.items)
		declared(e, refer)
		for i := range e.Links {
			r.link(&e.Links[i])
		}
		for _, f := range files(e) {
			t, problem := s.resolve(r.id, f.text.Value, spot{e, f.text.Span}, f.picture)
			r.target(t, problem, f.text.Span, f.picture)
		}
		r.to.end()
		r.links.end()
		r.tagged.add(e.Tags)
	}
	return r
}

// refer resolves a reference of the entry's front matter.
func (r *related) refer(text schema.Text, kinds ...content.Kind) {
	other, problem := r.reference(r.entry, text, kinds...)
	r.problems = append(r.problems, problem...)
	r.add(other)
}

// link resolves a link of the entry's body.
func (r *related) link(link *markdown.Link) {
	t, problem := r.resolveLink(r.id, link)
	r.target(t, problem, link.Span, link.Kind == markdown.Picture)
	if link.Kind == markdown.Mention {
		r.add(t.Entry)
	}
	if t.Fragment != "" || t.Address == "" {
		t.Entry = None
	}
	r.links.items = append(r.links.items, t.Entry)
}

// add adds an entry to which the entry refers.
func (r *related) add(other ID) {
	if other != None && other != r.id && !slices.Contains(r.to.items[r.own:], other) {
		r.to.items = append(r.to.items, other)
	}
}

// target notes what a link or a file that is named at a place turned out to be.
func (r *related) target(t Target, problem *diag.Diagnostic, span diag.Span, picture bool) {
	switch {
	case problem != nil:
		r.problems = append(r.problems, *problem)
	case t.File != "":
		r.published[t.File] = true
	case t.unknown():
		r.fromRoot = append(r.fromRoot, AbsoluteLink{r.entry.At(span), t.Address, picture})
	}
}

// turned are references seen from the other side, the newest first.
func (s *Site) turned(to lists[ID]) lists[ID] {
	from := lists[ID]{make([]int32, len(s.Entries)+1), make([]ID, len(to.items))}
	for _, id := range to.items {
		from.start[id+1]++
	}
	for i := range s.Entries {
		from.start[i+1] += from.start[i]
	}
	next := slices.Clone(from.start)
	for _, id := range s.newest {
		for _, other := range to.of(id) {
			from.items[next[other]] = id
			next[other]++
		}
	}
	return from
}

// declared goes through the references of an entry's front matter, those of honours aside.
func declared(e *content.Entry, do func(text schema.Text, kinds ...content.Kind)) {
	all := func(texts []schema.Text, kinds ...content.Kind) {
		for _, text := range texts {
			do(text, kinds...)
		}
	}
	switch f := e.Fields.(type) {
	case *content.Article:
		all(f.People, content.KindPerson)
		all(f.Projects, content.KindProject)
		all(f.Organizations, content.KindOrganization)
		all(f.Honors, content.KindAward, content.KindBatch)
	case *content.Person:
		all(f.Organizations, content.KindOrganization)
	case *content.Project:
		do(f.Organization, content.KindOrganization)
		all(f.People, content.KindPerson)
	case *content.Organization:
		do(f.Parent, content.KindOrganization)
	}
}

// To lists what an entry refers to of some kind, in the order written.
func (s *Site) To(id ID, kind content.Kind) []ID { return s.ofKind(s.related.to.of(id), kind) }

// From lists what refers to an entry, of some kind: articles the newest first, others by reading.
func (s *Site) From(id ID, kind content.Kind) []ID {
	ids := s.ofKind(s.related.from.of(id), kind)
	if kind != content.KindArticle && len(ids) > 1 {
		slices.SortFunc(ids, s.byReading(ids))
	}
	return ids
}

// Both lists the entries of some kind on either side of a reference: first what the entry refers to, then what refers
// to it, each once.
func (s *Site) Both(id ID, kind content.Kind) []ID {
	to, from := s.To(id, kind), s.From(id, kind)
	if len(to) == 0 || len(from) == 0 {
		return append(to, from...)
	}
	both := slices.Grow(to, len(from))
	for _, other := range from {
		if !slices.Contains(to, other) {
			both = append(both, other)
		}
	}
	return both
}

func (s *Site) ofKind(ids []ID, kind content.Kind) []ID {
	var found []ID
	for _, id := range ids {
		if s.Entries[id].Kind == kind {
			found = append(found, id)
		}
	}
	return found
}

// Parent is the organization above an organization, or None.
func (s *Site) Parent(id ID) ID {
	if f, ok := s.Entries[id].Fields.(*content.Organization); ok && f.Parent.Value != "" {
		if parent, problem := s.refer(spot{s.Entries[id], f.Parent.Span}, f.Parent.Value, content.KindOrganization); problem == nil {
			return parent
		}
	}
	return None
}

// Above lists the organizations above an organization, from the top of the tree.
func (s *Site) Above(id ID) []ID {
	var above []ID
	for at := s.Parent(id); at != None && !slices.Contains(above, at); at = s.Parent(at) {
		above = append(above, at)
	}
	slices.Reverse(above)
	return above
}

// Reference is the entry that a front matter value names, or None. A mistake was reported by Link.
func (s *Site) Reference(from ID, text schema.Text, kinds ...content.Kind) ID {
	id, _ := s.reference(s.Entries[from], text, kinds...)
	return id
}

// Below lists the organizations whose parent an organization is, by reading.
func (s *Site) Below(id ID) []ID {
	var below []ID
	for _, other := range s.From(id, content.KindOrganization) {
		if s.Parent(other) == id {
			below = append(below, other)
		}
	}
	return below
}

// parents reports organizations that stand above themselves, each circle once, at its first member by path.
func (s *Site) parents() diag.List {
	var problems diag.List
	done := map[ID]bool{}
	for _, start := range s.IDs(content.KindOrganization) {
		var way []ID
		at := start
		for at != None && !done[at] && !slices.Contains(way, at) {
			way = append(way, at)
			at = s.Parent(at)
		}
		if circle := slices.Index(way, at); circle >= 0 {
			problems = append(problems, s.cycle(way[circle:]))
		}
		for _, id := range way {
			done[id] = true
		}
	}
	return problems
}

func (s *Site) cycle(circle []ID) diag.Diagnostic {
	first := slices.MinFunc(circle, func(a, b ID) int { return cmp.Compare(a, b) })
	i := slices.Index(circle, first)
	circle = append(circle[i:len(circle):len(circle)], circle[:i]...)
	var names []string
	var places []diag.Place
	for _, id := range circle {
		e := s.Entries[id]
		names = append(names, e.Name())
		places = append(places, e.At(e.Fields.(*content.Organization).Parent.Span))
	}
	names = append(names, names[0])
	return diag.New(diag.ParentCycle, places[0],
		diag.T("the organization stands above itself: %s", "该组织成了自己的上级：%s", strings.Join(names, " → "))).
		WithAlso(places[1:]...).
		WithHint(diag.T("take one of these parents out", "请去掉其中一个上级"))
}
