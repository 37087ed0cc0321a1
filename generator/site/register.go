package site

import (
	"slices"
	"strings"

	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/hanzi"
	"wenming/generator/schema"
)

// register finds entries by key or name. An entry that is not shown is known too: a reference to it is no mistake, it
// leads nowhere.
type register struct {
	byKey  map[nameOf][]ID
	byName map[nameOf][]ID
	hidden map[nameOf]bool
}

// nameOf is a key or a name within a kind.
type nameOf struct {
	kind content.Kind
	text string
}

// mentionable are the kinds that [[…]] looks in, in the order of its candidates.
var mentionable = []content.Kind{content.KindPerson, content.KindProject, content.KindOrganization, content.KindAward,
	content.KindBatch, content.KindArticle, content.KindPage, content.KindSection}

func newRegister(shown, all []*content.Entry, hidden map[string]bool) register {
	r := register{map[nameOf][]ID{}, map[nameOf][]ID{}, map[nameOf]bool{}}
	for i, e := range shown {
		key := nameOf{e.Kind, e.Key}
		r.byKey[key] = append(r.byKey[key], ID(i))
		for _, name := range names(e) {
			n := nameOf{e.Kind, name}
			if !slices.Contains(r.byName[n], ID(i)) {
				r.byName[n] = append(r.byName[n], ID(i))
			}
		}
	}
	for _, e := range all {
		if !hidden[e.Path] {
			continue
		}
		r.hidden[nameOf{e.Kind, e.Key}] = true
		for _, name := range names(e) {
			r.hidden[nameOf{e.Kind, name}] = true
		}
	}
	return r
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

// find looks a reference up in some kinds, keys before names. No IDs and hidden means a reference to an entry that is
// not shown.
func (r *register) find(text string, kinds []content.Kind) (ids []ID, hidden bool) {
	for _, kind := range kinds {
		ids = append(ids, r.byKey[nameOf{kind, text}]...)
		hidden = hidden || r.hidden[nameOf{kind, text}]
	}
	if len(ids) > 0 {
		return ids, hidden
	}
	name := hanzi.Normalize(text)
	for _, kind := range kinds {
		ids = append(ids, r.byName[nameOf{kind, name}]...)
		hidden = hidden || r.hidden[nameOf{kind, name}]
	}
	return ids, hidden
}

// refer resolves a reference. It returns None for an entry that is not shown, and for a mistake, which it reports.
func (s *Site) refer(at diag.Place, text string, kinds ...content.Kind) (ID, *diag.Diagnostic) {
	ids, hidden := s.register.find(text, kinds)
	switch {
	case len(ids) == 1:
		return ids[0], nil
	case len(ids) > 1:
		d := diag.New(diag.AmbiguousName, at, diag.T("%q may mean %d entries", "“%s”可以指 %d 个条目", text, len(ids)))
		keys := make([]string, len(ids))
		for i, id := range ids {
			e := s.Entries[id]
			keys[i] = e.Key
			d = d.WithAlso(e.At(e.NameSpan()))
		}
		d = d.WithHint(diag.T("write the key instead: %s", "请改写文件名：%s", strings.Join(keys, " / ")))
		return None, &d
	case hidden:
		return None, nil
	}
	d := diag.New(diag.UnknownReference, at, diag.T("there is no %[2]s %[1]q", "没有名为“%[1]s”的%[3]s", text, kindList(kinds, diag.English), kindList(kinds, diag.Chinese)))
	if near := s.register.near(text, kinds); len(near) > 0 {
		d = d.WithHint(diag.T("did you mean %s?", "是不是要写 %s？", strings.Join(near, " / ")))
	} else {
		d = d.WithHint(diag.T("write the file's name without .md, or a name that only one entry has",
			"请写文件名（不带 .md），或只有一个条目使用的名称"))
	}
	return None, &d
}

// reference resolves a front matter value that may be absent.
func (s *Site) reference(e *content.Entry, text schema.Text, kinds ...content.Kind) (ID, diag.List) {
	if text.Value == "" {
		return None, nil
	}
	id, problem := s.refer(e.At(text.Span), text.Value, kinds...)
	if problem != nil {
		return None, diag.List{*problem}
	}
	return id, nil
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

// near lists up to three keys or names that are spelled almost like text, each once, the nearest first.
func (r *register) near(text string, kinds []content.Kind) []string {
	type candidate struct {
		text     string
		distance int
	}
	var found []candidate
	for _, index := range []map[nameOf][]ID{r.byKey, r.byName} {
		for n := range index {
			if !slices.Contains(kinds, n.kind) {
				continue
			}
			if d := schema.Distance(text, n.text); d <= max(1, len([]rune(text))/3) {
				found = append(found, candidate{n.text, d})
			}
		}
	}
	slices.SortFunc(found, func(a, b candidate) int {
		if a.distance != b.distance {
			return a.distance - b.distance
		}
		return strings.Compare(a.text, b.text)
	})
	found = slices.Compact(found)
	var near []string
	for _, c := range found[:min(3, len(found))] {
		near = append(near, c.text)
	}
	return near
}
