package plan

import (
	"strings"

	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/output"
	"wenming/generator/site"
	"wenming/generator/view"
)

// entryPages plans the page of every article, undated page, person, project, organization, award and list, in the layout
// of its kind or the one that its front matter names.
func (p *planner) entryPages() {
	p.entries[0], p.listedEntries = len(p.outputs), len(p.listed)
	for i, e := range p.site.Entries {
		if e.Kind == content.KindSection {
			continue
		}
		id := site.ID(i)
		p.outputs = append(p.outputs, Output{
			Path: filePath(p.site.Address(id)), Role: output.Page, Entry: true, from: addressed(e),
			Make: Page{p.layout(e, e.Kind.String()), func() *view.View { return p.entryView(id) }},
		})
		p.list(p.site.Address(id), id)
	}
	p.entries[1] = len(p.outputs)
}

// entryView makes what the page of an entry shows.
func (p *planner) entryView(id site.ID) *view.View {
	e := p.site.Entry(id)
	return p.view(e.Kind.String(), p.site.Address(id), func(v *view.View) {
		p.fill(v, id)
		switch f := e.Fields.(type) {
		case *content.Article:
			v.Article = p.article(id, f)
		case *content.Page:
			v.Undated = &view.Undated{Title: f.Title.Value, Body: p.body(id)}
		case *content.Person:
			v.Person = p.person(id, f)
			v.Page.Image = v.Person.Photo
		case *content.Project:
			v.Project = p.project(id, f)
		case *content.Organization:
			v.Organization = p.organization(id, f)
		case *content.Award:
			v.Award = p.award(id, f)
		case *content.Batch:
			v.Batch = p.batch(id, f)
		}
	})
}

// addressed is what gives an entry its address: its slug, or the file, shown by the line of its name.
func addressed(e *content.Entry) origin {
	if e.Slug.Value != "" {
		return written(e.At(e.Slug.Span))
	}
	return named{e}
}

// layout is the layout that an entry names, or the one of its kind.
func (p *planner) layout(e *content.Entry, kind string) string {
	name := e.Layout.Value
	if name == "" {
		return kind
	}
	if !p.Layouts.Has(name) {
		p.problems = append(p.problems, diag.New(diag.UnknownReference, e.At(e.Layout.Span),
			diag.T("there is no layout %q", "没有名为“%s”的版式", name)).
			WithHint(diag.T("it would be the file layouts/%s.html", "它应是文件 layouts/%s.html", name)))
		return kind
	}
	return name
}

// folderLayout is the layout that a folder's section names, or the one of a kind of page.
func (p *planner) folderLayout(folder, kind string) string {
	if section, ok := p.site.SectionAt(folder); ok {
		return p.layout(p.site.Entry(p.site.Sections[section].ID), kind)
	}
	return kind
}

// lastChange is the date that a sitemap gives for an entry: updated, else date, else none.
func (p *planner) lastChange(id site.ID) string {
	if updated := p.site.Entry(id).Updated; updated.Set() {
		return date(updated).Day
	}
	return p.card(id).Date.Day
}

func (p *planner) article(id site.ID, f *content.Article) *view.Article {
	e := p.site.Entry(id)
	a := &view.Article{
		Title:          f.Title.Value,
		Source:         f.Source.Value,
		Original:       f.Original.Value,
		Editor:         f.Editor,
		Author:         f.Author,
		Reporters:      f.Reporters,
		Correspondents: f.Correspondents,
		Summary:        e.Common.Summary,
		Cover:          p.card(id).Cover,
		Body:           p.body(id),
		Tags:           p.tagLinks(id),
		People:         p.personCards(p.site.Both(id, content.KindPerson)),
		Projects:       p.links(p.site.Both(id, content.KindProject)),
		Organizations:  p.links(p.site.Both(id, content.KindOrganization)),
		Honors:         p.links(append(p.site.To(id, content.KindAward), p.site.To(id, content.KindBatch)...)),
	}
	for _, file := range f.Attachments {
		target := p.site.File(id, file.File, false)
		title := file.Title
		if title == "" {
			title = file.File.Value[strings.LastIndexByte(file.File.Value, '/')+1:]
		}
		a.Attachments = append(a.Attachments, view.Link{Title: title, URL: p.site.TargetURL(target)})
	}
	newer, older := p.site.Neighbours(id)
	if newer != site.None {
		a.Previous = p.link(newer)
	}
	if older != site.None {
		a.Next = p.link(older)
	}
	return a
}

func (p *planner) project(id site.ID, f *content.Project) *view.Project {
	v := &view.Project{
		Name:     f.Name.Value,
		Since:    p.month(f.Since),
		Place:    f.Place,
		Status:   f.Status,
		Cover:    p.card(id).Cover,
		Honors:   p.honors(id, f.Honors),
		Body:     p.body(id),
		People:   p.personCards(p.site.Both(id, content.KindPerson)),
		Articles: p.cards(p.site.From(id, content.KindArticle)),
	}
	if by := p.site.Reference(id, f.Organization, content.KindOrganization); by != site.None {
		v.Organization = p.link(by)
	}
	return v
}

func (p *planner) organization(id site.ID, f *content.Organization) *view.Organization {
	v := &view.Organization{
		Name:     f.Name.Value,
		Type:     f.Type,
		Place:    f.Place,
		Contact:  f.Contact,
		Since:    p.month(f.Since),
		Below:    p.links(p.site.Below(id)),
		Honors:   p.honors(id, nil),
		Body:     p.body(id),
		People:   p.personCards(p.site.Both(id, content.KindPerson)),
		Projects: p.links(p.site.Both(id, content.KindProject)),
		Articles: p.cards(p.site.From(id, content.KindArticle)),
	}
	for _, figure := range f.Figures {
		v.Figures = append(v.Figures, view.Figure(figure))
	}
	for _, above := range p.site.Above(id) {
		v.Above = append(v.Above, p.link(above))
	}
	return v
}
