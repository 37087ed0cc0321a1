package plan

import (
	"slices"

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
	honors := slices.DeleteFunc(slices.Clone(p.site.Honors), func(h site.Honor) bool { return p.recipient(h).Grade != "" })
	slices.SortStableFunc(honors, func(a, b site.Honor) int { return p.site.NewerBatch(a.Batch, b.Batch) })
	var roll search.Roll
	for _, h := range honors {
		r := p.recipient(h)
		batch := p.site.Entry(h.Batch).Fields.(*content.Batch)
		links := p.site.Links(h.Batch, h.Row)
		unit := ""
		row := search.Row{
			Name:     p.rowName(r, links),
			Category: r.Category.Value,
			Place:    r.Place,
			Retained: r.Status == content.StatusRetained,
			List:     search.List{Title: p.batchTitle(batch), Year: batch.Period.Year(), URL: p.site.URL(p.site.Address(h.Batch))},
		}
		if p.aboutMinor(h.Batch, h.Row) {
			row.Place = ""
		}
		if row.Place == "" {
			row.Place = batch.Scope
		}
		name := hanzi.Name{Text: hanzi.Normalize(row.Name)}
		if links.Row != site.None {
			name = p.site.HanName(links.Row)
			row.URL = p.site.URL(p.site.Address(links.Row))
		} else if len(h.Subjects) == 1 {
			row.URL = p.site.URL(p.site.Address(h.Subjects[0]))
		}
		row.Syllables = name.Syllables()
		if award := p.site.AwardOf(h.Batch); award != site.None {
			f := p.site.Entry(award).Fields.(*content.Award)
			row.List.Award, row.List.Level = f.Name.Value, choice(f.Level)
			unit = f.Unit
		}
		row.Kind = rowKind(r, unit)
		roll.Rows = append(roll.Rows, row)
	}
	return roll
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
