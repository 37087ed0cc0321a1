package plan

import (
	"wenming/generator/content"
	"wenming/generator/feed"
	"wenming/generator/hanzi"
	"wenming/generator/output"
	"wenming/generator/search"
	"wenming/generator/site"
)

// rollData is where the index of the roll stands.
const rollData = "/data/roll.json"

// rollIndex plans the index that the roll's page filters.
func (p *planner) rollIndex() {
	p.outputs = append(p.outputs, Output{
		Path: filePath(rollData), Role: output.Document, Make: Document{func() feed.Document { return p.searchRoll() }},
	})
}

// searchRoll is every row that is shown as an honour, the newest list first.
func (p *planner) searchRoll() search.Roll {
	roll := search.Roll{Rows: make([]search.Row, 0, len(p.site.Honors))}
	for _, id := range p.newestLists() {
		batch := p.site.Entry(id).Fields.(*content.Batch)
		list := search.List{Title: p.batchTitle(batch), Year: batch.Period.Year(), URL: p.card(id).URL}
		unit := ""
		if award := p.site.AwardOf(id); award != site.None {
			f := p.site.Entry(award).Fields.(*content.Award)
			list.Award, list.Level, unit = f.Name.Value, choice(f.Level), f.Unit
		}
		for _, h := range p.site.HonorsIn(id) {
			if p.recipient(h).Grade == "" {
				roll.Rows = append(roll.Rows, p.searchRow(h, list, batch.Scope, unit))
			}
		}
	}
	return roll
}

// searchRow is one of the rows of a list whose scope and unit are given.
func (p *planner) searchRow(h site.Honor, list search.List, scope, unit string) search.Row {
	r := p.recipient(h)
	links := p.site.Links(h.Batch, h.Row)
	row := search.Row{
		Name:     p.rowName(r, links),
		Category: r.Category.Value,
		Place:    r.Place,
		Kind:     rowKind(r, unit),
		Retained: r.Status == content.StatusRetained,
		List:     list,
	}
	if p.aboutMinor(h.Batch, h.Row) {
		row.Place = ""
	}
	if row.Place == "" {
		row.Place = scope
	}
	name := hanzi.Name{Text: hanzi.Normalize(row.Name)}
	if links.Row != site.None {
		name = p.site.HanName(links.Row)
		row.URL = p.card(links.Row).URL
	} else if len(h.Subjects) == 1 {
		row.URL = p.card(h.Subjects[0]).URL
	}
	row.Syllables = name.Syllables()
	return row
}

// rowKind is what a row honours: what it refers to; several people; else what the award counts, families (户) or schools
// and other bodies (所, 个); else a person.
func rowKind(r *content.Recipient, unit string) search.Kind {
	switch {
	case r.Organization.Value != "":
		return search.Organization
	case r.Project.Value != "":
		return search.Project
	case r.Person.Value != "":
		return search.Person
	case len(r.Members) > 1 || r.Count > 1 || unit == "户":
		return search.Group
	case unit == "所" || unit == "个":
		return search.Organization
	}
	return search.Person
}
