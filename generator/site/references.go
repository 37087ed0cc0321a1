package site

import (
	"cmp"
	"slices"
	"strings"

	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/markdown"
	"wenming/generator/schema"
)

// relations are the references between entries, seen from both sides.
type relations struct {
	to   [][]ID // by ID: what the entry refers to, in the order written, each once
	from [][]ID // by ID: what refers to the entry, by path
}

// relate resolves all references of front matter and bodies.
func (s *Site) relate() (relations, diag.List) {
	r := relations{make([][]ID, len(s.Entries)), make([][]ID, len(s.Entries))}
	var problems diag.List
	for i, e := range s.Entries {
		add := func(id ID) {
			if id != None && id != ID(i) && !slices.Contains(r.to[i], id) {
				r.to[i] = append(r.to[i], id)
			}
		}
		for _, ref := range declared(e) {
			id, problem := s.reference(e, ref.text, ref.kinds...)
			problems = append(problems, problem...)
			add(id)
		}
		for _, link := range e.Links {
			target, problem := s.Resolve(ID(i), link)
			if problem != nil {
				problems = append(problems, *problem)
			}
			if link.Kind == markdown.Mention {
				add(target.Entry)
			}
		}
		problems = append(problems, s.checkFiles(ID(i))...)
	}
	for from, list := range r.to {
		for _, to := range list {
			r.from[to] = append(r.from[to], ID(from))
		}
	}
	return r, problems
}

// ref is a reference that a front matter declares.
type ref struct {
	text  schema.Text
	kinds []content.Kind
}

// declared lists the references of an entry's front matter, those of honours aside.
func declared(e *content.Entry) []ref {
	var refs []ref
	add := func(texts []schema.Text, kinds ...content.Kind) {
		for _, text := range texts {
			refs = append(refs, ref{text, kinds})
		}
	}
	switch f := e.Fields.(type) {
	case *content.Article:
		add(f.People, content.KindPerson)
		add(f.Projects, content.KindProject)
		add(f.Organizations, content.KindOrganization)
		add(f.Honors, content.KindAward, content.KindBatch)
	case *content.Person:
		add(f.Organizations, content.KindOrganization)
	case *content.Project:
		add([]schema.Text{f.Organization}, content.KindOrganization)
		add(f.People, content.KindPerson)
	case *content.Organization:
		add([]schema.Text{f.Parent}, content.KindOrganization)
	}
	return refs
}

// To lists what an entry refers to of some kind, in the order written.
func (s *Site) To(id ID, kind content.Kind) []ID { return s.ofKind(s.related.to[id], kind) }

// From lists what refers to an entry, of some kind: articles the newest first, others by reading.
func (s *Site) From(id ID, kind content.Kind) []ID {
	ids := s.ofKind(s.related.from[id], kind)
	if kind == content.KindArticle {
		slices.SortFunc(ids, s.Newer)
	} else {
		slices.SortFunc(ids, s.byReading(ids))
	}
	return ids
}

// Both lists the entries of some kind on either side of a reference: first what the entry refers to, then what refers
// to it, each once.
func (s *Site) Both(id ID, kind content.Kind) []ID {
	ids := s.To(id, kind)
	for _, other := range s.From(id, kind) {
		if !slices.Contains(ids, other) {
			ids = append(ids, other)
		}
	}
	return ids
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
		if parent, problem := s.refer(diag.Place{}, f.Parent.Value, content.KindOrganization); problem == nil {
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
