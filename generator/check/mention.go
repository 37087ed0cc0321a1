package check

import (
	"bytes"
	"slices"
	"strings"

	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/hanzi"
	"wenming/generator/markdown"
	"wenming/generator/schema"
	"wenming/generator/site"
)

// Mention is somebody of the register whom a text names and its front matter does not list.
type Mention struct {
	diag.Place
	Entry  *content.Entry // whose text it is
	Name   string         // as the register has it
	People []site.Bearer  // who bears it: one, or several if it is not certain who is meant
	Key    string         // what to list; "" where that is not certain, or the entry's kind lists nobody
}

// Mentions lists the unlisted mentions of all articles, projects and organizations that are shown, each name once in a
// text, by the text's path.
func Mentions(s *site.Site, read diag.Source) []Mention {
	r := newRegister(s)
	byEntry := make([][]Mention, len(s.Entries))
	each(len(s.Entries), func(i int) {
		switch s.Entries[i].Kind {
		case content.KindArticle, content.KindProject, content.KindOrganization:
			byEntry[i] = r.mentions(s, site.ID(i), read(s.Entries[i].File()))
		}
	})
	return slices.Concat(byEntry...)
}

// mentions lists those of one text.
func (r *register) mentions(s *site.Site, id site.ID, src []byte) []Mention {
	_, body, ok := content.Bounds(src)
	if !ok {
		return nil
	}
	e := s.Entry(id)
	listed := s.Both(id, content.KindPerson)
	said := authors(e)
	var list []Mention
	for _, passage := range append(headline(e, src), markdown.Passages(src[body:], body)...) {
		for _, f := range r.find(passage.Text) {
			bearers := r.people[f.name]
			isListed := func(b site.Bearer) bool { return slices.Contains(listed, b.ID) }
			isShown := func(b site.Bearer) bool { return b.ID != site.None }
			if slices.Contains(said, f.name) || slices.ContainsFunc(bearers, isListed) || !slices.ContainsFunc(bearers, isShown) {
				continue
			}
			if said = append(said, f.name); len(bearers) == 1 {
				listed = append(listed, bearers[0].ID) // by another of their names they are not suggested again
			}
			m := Mention{Place: e.At(passage.Span(f.from, f.to)), Entry: e, Name: f.name, People: bearers}
			if _, lists := people(e); lists && len(bearers) == 1 && s.Reference(id, schema.Text{Value: bearers[0].Key}, content.KindPerson) == bearers[0].ID {
				m.Key = bearers[0].Key
			}
			list = append(list, m)
		}
	}
	return list
}

// headline is an entry's title where it stands as it is read, without escapes.
func headline(e *content.Entry, src []byte) []markdown.Passage {
	span := e.NameSpan()
	if e.Kind != content.KindArticle || int(span.End) > len(src) || span.Start >= span.End {
		return nil
	}
	at := bytes.Index(src[span.Start:span.End], []byte(e.Name()))
	if at < 0 {
		return nil
	}
	return []markdown.Passage{markdown.Verbatim(e.Name(), int(span.Start)+at)}
}

// authors are the names of an article's own byline. Whoever wrote it is not whom it is about.
func authors(e *content.Entry) []string {
	a, ok := e.Fields.(*content.Article)
	if !ok {
		return nil
	}
	var names []string
	for _, written := range slices.Concat([]string{a.Editor, a.Author}, a.Reporters, a.Correspondents) {
		names = append(names, hanzi.Normalize(written))
	}
	return names
}

// Diagnostic says what to do about the mention.
func (m Mention) Diagnostic() diag.Diagnostic {
	keys := make([]string, len(m.People))
	var profiles []diag.Place
	for i, p := range m.People {
		keys[i] = p.Key
		if len(m.People) > 1 {
			profiles = append(profiles, p.At(p.NameSpan()))
		}
	}
	written := strings.Join(keys, " / ")
	mentions := "[[person:" + strings.Join(keys, "]] / [[person:") + "]]"
	d := diag.New(diag.UnlistedMention, m.Place, diag.T("the text names %q, whom its front matter does not list", "正文写到了“%s”，文件头里没有列出", m.Name)).
		WithAlso(profiles...)
	switch {
	case m.Entry.Kind == content.KindOrganization:
		return d.WithHint(diag.T("if it is the one with the profile, mention the profile here: %s", "如果就是有档案的这一位，请在这里引用档案：%s", mentions))
	case len(m.People) > 1:
		return d.WithHint(diag.T("add the key of the one who is meant to people: %s", "请把所指那一位的文件名加到“人物”里：%s", written))
	}
	return d.WithHint(diag.T("add it to people: %s; wenming check --fix mentions writes it", "请加到“人物”里：%s；wenming check --fix mentions 可以代写", written))
}
