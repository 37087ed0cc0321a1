package plan

import (
	"fmt"
	"slices"
	"strconv"

	"wenming/generator/content"
	"wenming/generator/site"
	"wenming/generator/view"
)

// namesOnCard is how many names of a list other pages show.
const namesOnCard = 8

func (p *planner) award(id site.ID, f *content.Award) *view.Award {
	v := &view.Award{
		Name:     f.Name.Value,
		Level:    choice(f.Level),
		Issuer:   f.Issuer,
		Since:    p.month(f.Since),
		Body:     p.body(id),
		History:  p.history(id, f),
		Batches:  p.batchCardsOfOne(p.site.BatchesOf(id)),
		Articles: p.cards(p.site.From(id, content.KindArticle)),
	}
	for _, c := range f.Categories {
		link := view.Link{Title: c.Value}
		if p.honored[site.TagKey(c.Value)] {
			link.URL = p.site.URL(p.categoryAddress(c.Value))
		}
		v.Categories = append(v.Categories, link)
	}
	return v
}

func (p *planner) batchCards(ids []site.ID) []view.BatchCard {
	var cards []view.BatchCard
	for _, id := range ids {
		cards = append(cards, p.batchCard(id))
	}
	return cards
}

// batchCardsOfOne shows lists of one award, which need not name it.
func (p *planner) batchCardsOfOne(ids []site.ID) []view.BatchCard {
	cards := p.batchCards(ids)
	for i := range cards {
		cards[i].Award = ""
	}
	return cards
}

// batchCard is a list as other pages show it; names of a list that is not awarded stay on its own page.
func (p *planner) batchCard(id site.ID) view.BatchCard {
	e := p.site.Entry(id)
	f := e.Fields.(*content.Batch)
	card := view.BatchCard{
		Title:   f.Title.Value,
		URL:     p.site.URL(p.site.Address(id)),
		Date:    date(e.Date),
		Stage:   choice(f.Stage),
		Awarded: f.Stage == content.StageAwarded,
		Total:   p.total(id, f),
		Partial: f.Partial,
	}
	if card.Title == "" {
		card.Title = p.batchTitle(f)
	}
	if award := p.site.AwardOf(id); award != site.None {
		card.Award = p.site.Entry(award).Name()
	}
	if card.Awarded {
		rows := slices.DeleteFunc(p.site.Rows(id), func(row int) bool { return f.Recipients[row].Grade != "" })
		for _, row := range rows[:min(namesOnCard, len(rows))] {
			card.Names = append(card.Names, p.rowName(&f.Recipients[row], p.site.Links(id, row)))
		}
	}
	return card
}

// total is a list's size as published: 5组7人, 60名(组).
func (p *planner) total(id site.ID, f *content.Batch) string {
	unit := ""
	if award := p.site.AwardOf(id); award != site.None {
		unit = p.site.Entry(award).Fields.(*content.Award).Unit
	}
	if unit == "" {
		unit = p.Word("unit-default")
	}
	switch t := f.Total; {
	case t.Rows > 0 && t.Persons > 0:
		return fmt.Sprintf(p.Word("groups-and-persons"), t.Rows, t.Persons)
	case t.Rows > 0:
		return strconv.Itoa(t.Rows) + unit
	case t.Persons > 0:
		return fmt.Sprintf(p.Word("n-persons"), t.Persons)
	}
	return ""
}
