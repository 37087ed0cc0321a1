package plan

import (
	"slices"
	"strings"

	"wenming/generator/content"
	"wenming/generator/hanzi"
	"wenming/generator/site"
	"wenming/generator/view"
)

// batch is the page of an official list.
func (p *planner) batch(id site.ID, f *content.Batch) *view.Batch {
	e := p.site.Entry(id)
	rows := p.site.Rows(id)
	v := &view.Batch{
		Title:     p.card(id).Title,
		Period:    f.Period.String(),
		Scope:     f.Scope,
		Stage:     choice(f.Stage),
		Awarded:   f.Stage == content.StageAwarded,
		Issuer:    f.Issuer,
		Date:      date(e.Date),
		Document:  document(f.Document),
		Source:    f.Source.Value,
		Total:     p.total(id, f),
		Rows:      len(rows),
		Partial:   f.Partial,
		Downloads: p.downloads(id, f),
		Groups:    p.rowGroups(id, f, rows),
		Body:      p.body(id),
		Articles:  p.cards(p.site.From(id, content.KindArticle)),
	}
	if f.Publicity.Start.Set() || f.Publicity.End.Set() {
		v.Publicity = &view.Publicity{
			Start: date(f.Publicity.Start), End: date(f.Publicity.End), Phone: f.Publicity.Phone, Email: f.Publicity.Email,
			Address: f.Publicity.Address, Postcode: f.Publicity.Postcode,
		}
	}
	award := p.site.AwardOf(id)
	if award == site.None {
		return v
	}
	a := p.site.Entry(award).Fields.(*content.Award)
	v.Award, v.Level = p.link(award), choice(a.Level)
	if v.Issuer == "" {
		v.Issuer = a.Issuer
	}
	lists := p.site.BatchesOf(award)
	at := slices.Index(lists, id)
	if at > 0 {
		v.Previous = p.link(lists[at-1])
	}
	if at+1 < len(lists) {
		v.Next = p.link(lists[at+1])
	}
	return v
}

// rowGroups are the rows of a list by category, in the award's order, then by grade; rows without a grade come first.
func (p *planner) rowGroups(id site.ID, f *content.Batch, rows []int) []view.RowGroup {
	var categories []string
	if award := p.site.AwardOf(id); award != site.None {
		for _, c := range p.site.Entry(award).Fields.(*content.Award).Categories {
			categories = append(categories, c.Value)
		}
	}
	var grades []string
	for _, row := range rows {
		r := f.Recipients[row]
		if !slices.Contains(categories, r.Category.Value) {
			categories = append(categories, r.Category.Value)
		}
		if r.Grade != "" && !slices.Contains(grades, r.Grade) {
			grades = append(grades, r.Grade)
		}
	}
	var groups []view.RowGroup
	for _, grade := range append([]string{""}, grades...) {
		for _, category := range categories {
			group := view.RowGroup{Category: category, Grade: grade}
			for _, row := range rows {
				if r := f.Recipients[row]; r.Category.Value == category && r.Grade == grade {
					group.Rows = append(group.Rows, p.row(id, row, r))
				}
			}
			if len(group.Rows) > 0 {
				groups = append(groups, group)
			}
		}
	}
	return groups
}

// row is a row as its list and the roll show it.
func (p *planner) row(id site.ID, at int, r content.Recipient) view.Row {
	links := p.site.Links(id, at)
	v := view.Row{
		Number:   r.Number,
		Name:     p.rowName(&r, links),
		Count:    r.Count,
		Unit:     r.Unit,
		Place:    r.Place,
		Note:     r.Note,
		Citation: r.Citation,
		Retained: r.Status == content.StatusRetained,
	}
	if p.aboutMinor(id, at) {
		v.Unit, v.Place = school(r.Unit), ""
	}
	rest := v.Name
	for i, m := range r.Members {
		member := view.RowMember{Name: p.memberName(m, links.Members[i]), Note: m.Note}
		if links.Members[i] != site.None {
			member.URL = p.card(links.Members[i]).URL
		}
		before, after, printed := strings.Cut(rest, member.Name)
		if !printed || member.Name == "" || member.Note != "" || links.Row != site.None {
			v.Members = append(v.Members, member)
			continue
		}
		if before != "" {
			v.Parts = append(v.Parts, view.Link{Title: before})
		}
		v.Parts = append(v.Parts, view.Link{Title: member.Name, URL: member.URL})
		rest = after
	}
	if rest != "" {
		last := view.Link{Title: rest}
		if links.Row != site.None {
			last.URL = p.card(links.Row).URL
		}
		v.Parts = append(v.Parts, last)
	}
	return v
}

// aboutMinor tells whether somebody of a row is a minor, of whom neither unit nor place is shown.
func (p *planner) aboutMinor(id site.ID, row int) bool {
	return slices.ContainsFunc(p.site.Subjects(id, row), func(subject site.ID) bool {
		f, ok := p.site.Entry(subject).Fields.(*content.Person)
		return ok && f.Minor
	})
}

// rowName is a row's printed form, or the name of what it refers to, also where that is not shown.
func (p *planner) rowName(r *content.Recipient, links site.RowLinks) string {
	switch {
	case r.Name != "":
		return hanzi.Normalize(r.Name)
	case links.Row != site.None:
		return p.name(links.Row)
	case r.Person.Value != "":
		return p.site.Called(r.Person.Value, content.KindPerson)
	case r.Project.Value != "":
		return p.site.Called(r.Project.Value, content.KindProject)
	case r.Organization.Value != "":
		return p.site.Called(r.Organization.Value, content.KindOrganization)
	}
	var members []string
	for i, m := range r.Members {
		members = append(members, p.memberName(m, links.Members[i]))
	}
	return strings.Join(members, "、")
}

// memberName is the same of somebody in a row of several people.
func (p *planner) memberName(m content.Member, profile site.ID) string {
	switch {
	case m.Name != "":
		return hanzi.Normalize(m.Name)
	case profile != site.None:
		return p.name(profile)
	}
	return p.site.Called(m.Person.Value, content.KindPerson)
}
