package site

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/hanzi"
	"wenming/generator/schema"
)

// register finds entries by key or name, those that are not shown too: a reference to one of these is no mistake, it
// leads nowhere. So what a name means, and whether it means one entry only, depends on neither the date nor drafts.
type register struct {
	all    []known // by path
	byKey  index
	byName index
}

// known is an entry, and its ID where it is shown.
type known struct {
	*content.Entry
	id ID
}

// index finds the entries of a text, by path.
type index struct {
	first   map[string]int32 // in entries
	entries []indexed
}

// indexed is an entry of a text, by its place in the register, and the next of the same text in the index, or -1.
type indexed struct{ entry, next int32 }

// mentionable are the kinds that [[…]] looks in, in the order of its candidates.
var mentionable = []content.Kind{content.KindPerson, content.KindProject, content.KindOrganization, content.KindAward,
	content.KindBatch, content.KindArticle, content.KindPage, content.KindSection}

// newRegister indexes entries, which are sorted by path.
func newRegister(all []known) register {
	r := register{all, newIndex(len(all)), newIndex(0)}
	for i := len(all) - 1; i >= 0; i-- {
		r.byKey.add(all[i].Key, i)
		for _, name := range names(all[i].Entry) {
			r.byName.add(name, i)
		}
	}
	return r
}

func newIndex(size int) index { return index{make(map[string]int32, size), make([]indexed, 0, size)} }

// add puts an entry before those that have the text already, unless it is the last that was added.
func (x *index) add(text string, entry int) {
	next, known := x.first[text]
	if !known {
		next = -1
	} else if x.entries[next].entry == int32(entry) {
		return
	}
	x.first[text] = int32(len(x.entries))
	x.entries = append(x.entries, indexed{int32(entry), next})
}

// in lists the entries of a text that are of some kinds, by kind and path.
func (r *register) in(x index, text string, kinds ...content.Kind) []known {
	first, ok := x.first[text]
	if !ok {
		return nil
	}
	if one := x.entries[first]; one.next < 0 { // which is so for almost all texts
		if !slices.Contains(kinds, r.all[one.entry].Kind) {
			return nil
		}
		return r.all[one.entry : one.entry+1 : one.entry+1]
	}
	var found []known
	for _, kind := range kinds {
		for at := first; at >= 0; at = x.entries[at].next {
			if e := r.all[x.entries[at].entry]; e.Kind == kind {
				found = append(found, e)
			}
		}
	}
	return found
}

// names are what an entry may be referred to by, beside its key. Articles, pages and lists have titles, not names.
func names(e *content.Entry) []string {
	switch f := e.Fields.(type) {
	case *content.Person:
		list := []string{hanzi.Normalize(f.Name.Value)}
		for _, also := range f.Also {
			list = append(list, hanzi.Normalize(also.Value))
		}
		return list
	case *content.Project, *content.Organization, *content.Award:
		return []string{hanzi.Normalize(e.Name())}
	}
	return nil
}

// find looks a reference up in some kinds, keys before names.
func (r *register) find(text string, kinds []content.Kind) []known {
	if found := r.in(r.byKey, text, kinds...); len(found) > 0 { // which are in form C: so is text then
		return found
	}
	if found := r.in(r.byKey, norm.NFC.String(text), kinds...); len(found) > 0 {
		return found
	}
	return r.in(r.byName, hanzi.Normalize(text), kinds...)
}

// refer resolves a reference. It returns None for an entry that is not shown, and for a mistake, which it reports.
func (s *Site) refer(at spot, text string, kinds ...content.Kind) (ID, *diag.Diagnostic) {
	found := s.register.find(text, kinds)
	switch len(found) {
	case 1:
		return found[0].id, nil
	case 0:
		d := diag.New(diag.UnknownReference, at.place(),
			diag.T("there is no %[2]s %[1]q", "没有名为“%[1]s”的%[3]s", text, kindList(kinds, diag.English), kindList(kinds, diag.Chinese))).
			WithHint(writeAKey)
		s.guesses.later(d.Place, func() diag.Text { return s.register.advice(text, kinds) })
		return None, &d
	}
	d := diag.New(diag.AmbiguousName, at.place(), diag.T("%q may mean %d entries", "“%s”可以指 %d 个条目", text, len(found))).
		WithHint(diag.T("write the key instead: %s", "请改写文件名：%s", strings.Join(distinct(found), " / ")))
	for _, e := range found {
		d = d.WithAlso(e.At(e.NameSpan()))
	}
	return None, &d
}

// distinct are keys that tell entries apart: with the kind before them where two kinds have one key.
func distinct(entries []known) []string {
	count := map[string]int{}
	for _, e := range entries {
		count[e.Key]++
	}
	keys := make([]string, len(entries))
	for i, e := range entries {
		keys[i] = e.Key
		if count[e.Key] > 1 {
			keys[i] = e.Kind.String() + ":" + e.Key
		}
	}
	return keys
}

// reference resolves a front matter value that may be absent.
func (s *Site) reference(e *content.Entry, text schema.Text, kinds ...content.Kind) (ID, diag.List) {
	if text.Value == "" {
		return None, nil
	}
	id, problem := s.refer(spot{e, text.Span}, text.Value, kinds...)
	if problem != nil {
		return None, diag.List{*problem}
	}
	return id, nil
}

// Called is the name of the entry that a reference means, also where it is not shown; "" where it means none, or more
// than one.
func (s *Site) Called(text string, kinds ...content.Kind) string {
	if found := s.register.find(text, kinds); len(found) == 1 {
		return printed(found[0].Entry)
	}
	return ""
}

// Name is what an entry is called. Lists pad short names of people with spaces; pages do not show these.
func (s *Site) Name(id ID) string { return printed(s.Entries[id]) }

func printed(e *content.Entry) string {
	if e.Kind == content.KindPerson {
		return hanzi.Normalize(e.Name())
	}
	return e.Name()
}

// kindWords are the kinds as messages call them.
var kindWords = map[content.Kind]diag.Text{
	content.KindSection:      diag.T("section", "栏目"),
	content.KindArticle:      diag.T("article", "文章"),
	content.KindPage:         diag.T("page", "页面"),
	content.KindPerson:       diag.T("person", "人物"),
	content.KindProject:      diag.T("project", "项目"),
	content.KindOrganization: diag.T("organization", "组织"),
	content.KindAward:        diag.T("award", "荣誉"),
	content.KindBatch:        diag.T("list of honours", "名单"),
}

func kindList(kinds []content.Kind, l diag.Language) string {
	if len(kinds) > 2 {
		return diag.T("entry", "条目").In(l)
	}
	var words []string
	for _, kind := range kinds {
		words = append(words, kindWords[kind].In(l))
	}
	return strings.Join(words, diag.T(" or ", "或").In(l))
}
