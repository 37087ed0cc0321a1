package plan

import (
	"slices"
	"strings"

	"wenming/generator/content"
	"wenming/generator/feed"
	"wenming/generator/hanzi"
	"wenming/generator/site"
	"wenming/generator/view"
)

// exports plans the open data: all honours, all people, and the rows of every awarded list beside its page. A list that
// is not awarded is nobody's honour, so it is in none of them.
func (p *planner) exports() {
	if len(p.site.IDs(content.KindAward)) == 0 && len(p.site.IDs(content.KindPerson)) == 0 {
		return
	}
	p.honorFiles("/data/honors", nil, func() feed.Honors {
		all := feed.Honors{Language: p.shared.Language, Source: p.site.Absolute("/")}
		for _, list := range p.newestLists() {
			honors := p.site.HonorsIn(list)
			rows := make([]int, len(honors))
			for i, h := range honors {
				rows[i] = h.Row
			}
			all.Records = p.appendHonors(all.Records, list, rows)
		}
		return all
	})
	for _, id := range p.site.IDs(content.KindBatch) {
		e := p.site.Entry(id)
		if len(p.downloads(id, e.Fields.(*content.Batch))) == 0 {
			continue
		}
		p.honorFiles(p.exportAddress(id), named{e}, func() feed.Honors {
			one := feed.Honors{Language: p.shared.Language, Source: p.site.Absolute(p.site.Address(id))}
			one.Records = p.appendHonors(nil, id, p.site.Rows(id))
			return one
		})
	}
	people := func() feed.People {
		all := feed.People{Language: p.shared.Language, Source: p.site.Absolute(p.folder("people"))}
		for _, id := range p.site.People() {
			all.Records = append(all.Records, p.personRecord(id))
		}
		return all
	}
	p.document("/data/people.json", nil, func() feed.Document { return feed.PeopleJSON(people()) })
	p.document("/data/people.csv", nil, func() feed.Document { return feed.PeopleCSV(people()) })
}

// newestLists are all lists of honours, the newest first.
func (p *planner) newestLists() []site.ID {
	lists := p.site.IDs(content.KindBatch)
	slices.SortFunc(lists, p.site.NewerBatch)
	return lists
}

func (p *planner) honorFiles(address string, from origin, honors func() feed.Honors) {
	p.document(address+".json", from, func() feed.Document { return feed.HonorsJSON(honors()) })
	p.document(address+".csv", from, func() feed.Document { return feed.HonorsCSV(honors()) })
}

// exportAddress is where a list's data stand, without extension.
func (p *planner) exportAddress(id site.ID) string {
	return strings.TrimSuffix(strings.TrimSuffix(p.site.Address(id), "/"), ".html")
}

// downloads are the data files of an awarded list.
func (p *planner) downloads(id site.ID, f *content.Batch) []view.Link {
	if f.Stage != content.StageAwarded || len(f.Recipients) == 0 {
		return nil
	}
	return []view.Link{
		{Title: "CSV", URL: p.site.URL(p.exportAddress(id) + ".csv")},
		{Title: "JSON", URL: p.site.URL(p.exportAddress(id) + ".json")},
	}
}

// appendHonors appends rows of an awarded list as open data.
func (p *planner) appendHonors(records []feed.Honor, id site.ID, rows []int) []feed.Honor {
	records = slices.Grow(records, len(rows))
	f := p.site.Entry(id).Fields.(*content.Batch)
	list := feed.Honor{
		Period: f.Period.Key(), PeriodText: f.Period.String(), Scope: f.Scope, Date: p.card(id).Date.Day, Issuer: f.Issuer,
		DocumentNumber: f.Document.Number, DocumentTitle: f.Document.Title, DocumentURL: f.Document.URL,
		List: p.site.AbsoluteURL(p.card(id).URL),
	}
	if award := p.site.AwardOf(id); award != site.None {
		a := p.site.Entry(award).Fields.(*content.Award)
		list.Award, list.Level = a.Name.Value, choice(a.Level)
		if list.Issuer == "" {
			list.Issuer = a.Issuer
		}
	}
	for _, row := range rows {
		records = append(records, p.honorRecord(list, id, row))
	}
	return records
}

// honorRecord completes what all rows of a list have.
func (p *planner) honorRecord(record feed.Honor, id site.ID, row int) feed.Honor {
	r := &p.site.Entry(id).Fields.(*content.Batch).Recipients[row]
	shown := p.row(id, row, *r)
	record.Category, record.Grade, record.Number, record.Name, record.Count = r.Category.Value, r.Grade, shown.Number, shown.Name, r.Count
	record.Unit, record.Place, record.Note, record.Citation = shown.Unit, shown.Place, shown.Note, shown.Citation
	record.Status, record.Members, record.Profiles = "awarded", []string{}, []string{}
	if shown.Retained {
		record.Status = "retained"
	}
	for _, m := range r.Members {
		if m.Name != "" {
			record.Members = append(record.Members, hanzi.Normalize(m.Name))
		}
	}
	for _, subject := range p.site.Subjects(id, row) {
		record.Profiles = append(record.Profiles, p.site.AbsoluteURL(p.card(subject).URL))
	}
	return record
}

// personRecord is a profile as open data.
func (p *planner) personRecord(id site.ID) feed.Person {
	e := p.site.Entry(id)
	f := e.Fields.(*content.Person)
	record := feed.Person{
		Key: e.Key, Name: p.name(id), Reading: p.site.HanName(id).Reading(), Also: []string{}, Gender: f.Gender,
		Ethnicity: f.Ethnicity, Deceased: f.Deceased, Honors: len(p.site.HonorsOf(id)), URL: p.site.Absolute(p.site.Address(id)),
	}
	for _, name := range f.Also {
		record.Also = append(record.Also, hanzi.Normalize(name.Value))
	}
	if f.Minor {
		record.Unit = school(f.Unit)
	} else {
		record.Birth, record.Unit, record.Post, record.Place = f.Birth.String(), f.Unit, f.Post, f.Place
	}
	return record
}
