package inspect

import (
	"slices"

	"wenming/generator/content"
	"wenming/generator/site"
)

// Made is an honour as an auditor asks of it: who made it, in which document, when, and where it shows.
type Made struct {
	Award    string `json:"award"`
	Period   string `json:"period"`
	Category string `json:"category"`
	Grade    string `json:"grade"`
	Status   string `json:"status"` // awarded, retained or revoked
	Issuer   string `json:"issuer"`
	Document string `json:"document"` // number and title
	URL      string `json:"url"`      // of the document
	Date     string `json:"date"`     // of the document, or of the list
	List     string `json:"list"`     // its address; "" for an honour that the profile states itself
	Row      int    `json:"row"`      // from 1; 0 for such an honour
}

// made lists the honours of a profile, the newest first: those of lists, and those that it states itself.
func made(s *site.Site, e site.Bearer) []Made {
	type dated struct {
		period content.Period
		made   Made
	}
	var all []dated
	if e.ID != site.None {
		for _, h := range s.HonorsOf(e.ID) {
			all = append(all, dated{s.Entry(h.Batch).Fields.(*content.Batch).Period, byList(s, h)})
		}
	}
	var own []content.OwnHonor
	switch f := e.Fields.(type) {
	case *content.Person:
		own = f.Honors
	case *content.Project:
		own = f.Honors
	}
	for _, o := range own {
		all = append(all, dated{o.Period, Made{
			Award: o.Award.Value, Period: o.Period.String(), Category: o.Category, Status: choice(o.Status), Issuer: o.Issuer, Document: o.Document,
		}})
	}
	slices.SortStableFunc(all, func(a, b dated) int { return b.period.Compare(a.period) })
	honors := []Made{}
	for _, d := range all {
		honors = append(honors, d.made)
	}
	return honors
}

// byList is an honour that a row of a list makes.
func byList(s *site.Site, h site.Honor) Made {
	e := s.Entry(h.Batch)
	batch := e.Fields.(*content.Batch)
	row := batch.Recipients[h.Row]
	m := Made{
		Period: batch.Period.String(), Category: row.Category.Value, Grade: row.Grade, Status: choice(row.Status), Issuer: batch.Issuer,
		Document: batch.Document.Number, URL: batch.Document.URL, List: s.Address(h.Batch), Row: h.Row + 1,
	}
	if title := batch.Document.Title; title != "" {
		if m.Document != "" {
			m.Document += " "
		}
		m.Document += title
	}
	switch {
	case batch.Document.Date.Set():
		m.Date = batch.Document.Date.Time.Format("2006-01-02")
	case e.Date.Set():
		m.Date = e.Date.Time.Format("2006-01-02")
	}
	if award := s.AwardOf(h.Batch); award != site.None {
		f := s.Entry(award).Fields.(*content.Award)
		m.Award = f.Name.Value
		if m.Issuer == "" {
			m.Issuer = f.Issuer
		}
	}
	return m
}
