package plan

import (
	"fmt"
	"slices"
	"strconv"

	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/site"
	"wenming/generator/view"
)

// rollRows is how many rows the roll's own page shows.
const rollRows = 200

// roll plans the roll of honours, and its parts by year and by category.
func (p *planner) roll() {
	section, found := p.site.SectionAt("honors")
	if !found && len(p.site.IDs(content.KindAward)) == 0 {
		return
	}
	years, categories := p.rollTabs("")
	from := diag.Place{File: content.Root + "/honors"}
	make := func(v *view.View) {
		v.Roll = p.rollView(func(site.Honor) bool { return true }, rollRows)
		v.Roll.Title, v.Roll.Years, v.Roll.Categories = p.Word("roll"), years, categories
		for _, award := range p.site.IDs(content.KindAward) {
			v.Roll.Awards = append(v.Roll.Awards, p.awardCard(award))
		}
	}
	if found {
		id := p.site.Sections[section].ID
		from = p.site.Entry(id).At(p.site.Entry(id).NameSpan())
		p.page("roll", rollAddress, from, func(v *view.View) {
			p.fill(v, id)
			make(v)
			v.Roll.Title, v.Roll.Body = v.Page.Title, p.body(id)
		})
	} else {
		p.page("roll", rollAddress, from, func(v *view.View) {
			v.Page.Title = p.Word("roll")
			v.Page.Crumbs = p.crumbs(-1, rollAddress)
			make(v)
		})
	}
	p.listUndated(rollAddress)
	for _, tab := range years {
		p.rollPart(p.yearAddress(tab.Title), "title-of-year", tab.Title, from, func(h site.Honor) bool { return p.yearOf(h) == tab.Title })
	}
	for _, tab := range categories {
		p.rollPart(p.categoryAddress(tab.Title), "title-of-class", tab.Title, from, func(h site.Honor) bool { return p.categoryOf(h) == tab.Title })
	}
}

// rollAddress is where the roll stands.
const rollAddress = "/honors/"

func (p *planner) yearAddress(year string) string { return p.leaf(rollAddress+"by-year/", year) }

func (p *planner) categoryAddress(category string) string {
	return p.leaf(rollAddress+"by-category/", site.TagKey(category))
}

func (p *planner) yearOf(h site.Honor) string {
	return strconv.Itoa(p.site.Entry(h.Batch).Fields.(*content.Batch).Period.Year())
}

func (p *planner) categoryOf(h site.Honor) string {
	return p.recipient(h).Category.Value
}

func (p *planner) rollPart(address, word, part string, from diag.Place, in func(site.Honor) bool) {
	p.page("roll", address, from, func(v *view.View) {
		title := fmt.Sprintf(p.Word(word), part)
		years, categories := p.rollTabs(address)
		v.Roll = p.rollView(in, len(p.site.Honors))
		v.Roll.Title, v.Roll.Years, v.Roll.Categories = title, years, categories
		v.Page.Title = title
		if section, found := p.site.SectionAt("honors"); found {
			p.place(v, section, address)
		} else {
			v.Page.Crumbs = append(p.crumbs(-1, ""), view.Link{Title: p.Word("roll"), URL: p.site.URL(rollAddress)})
		}
	})
	p.listUndated(address)
}

// recipient is an honour's row as the list has it.
func (p *planner) recipient(h site.Honor) content.Recipient {
	return p.site.Entry(h.Batch).Fields.(*content.Batch).Recipients[h.Row]
}

// counts tells whether an honour is a new one: not a title that was retained, nor a lower grade such as 提名奖.
func (p *planner) counts(h site.Honor) bool {
	r := p.recipient(h)
	return r.Grade == "" && r.Status != content.StatusRetained
}

// rollTabs are the years, newest first, and the categories, most honoured first, that the roll has pages for.
func (p *planner) rollTabs(address string) (years, categories []view.PageTab) {
	byYear, byCategory := map[string]int{}, map[string]int{}
	for _, h := range p.site.Honors {
		if !p.counts(h) {
			continue
		}
		byYear[p.yearOf(h)]++
		if c := p.categoryOf(h); c != "" {
			byCategory[c]++
		}
	}
	years = p.tabs(byYear, p.yearAddress, address)
	slices.SortFunc(years, func(a, b view.PageTab) int { return compareText(b.Title, a.Title) })
	categories = p.tabs(byCategory, p.categoryAddress, address)
	slices.SortFunc(categories, func(a, b view.PageTab) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return compareText(a.Title, b.Title)
	})
	return years, categories
}

// rollView shows honours by list, the newest list first, at most limit rows.
func (p *planner) rollView(in func(site.Honor) bool, limit int) *view.Roll {
	v := &view.Roll{}
	rows := map[site.ID]map[int]bool{}
	var lists []site.ID
	for _, h := range p.site.Honors {
		if p.recipient(h).Grade != "" || !in(h) {
			continue
		}
		if p.counts(h) {
			v.Count++
		}
		if rows[h.Batch] == nil {
			lists = append(lists, h.Batch)
			rows[h.Batch] = map[int]bool{}
		}
		rows[h.Batch][h.Row] = true
	}
	slices.SortFunc(lists, p.site.NewerBatch)
	for _, id := range lists {
		f := p.site.Entry(id).Fields.(*content.Batch)
		group := view.RollGroup{Batch: p.batchCard(id)}
		for _, row := range p.site.Rows(id) {
			if limit > 0 && rows[id][row] {
				group.Rows = append(group.Rows, p.row(id, row, f.Recipients[row]))
				limit--
			}
		}
		if len(group.Rows) > 0 {
			v.Groups = append(v.Groups, group)
		}
	}
	return v
}

func (p *planner) awardCard(id site.ID) view.AwardCard {
	f := p.site.Entry(id).Fields.(*content.Award)
	card := view.AwardCard{Name: f.Name.Value, URL: p.site.URL(p.site.Address(id)), Level: choice(f.Level), Issuer: f.Issuer}
	for _, batch := range p.site.BatchesOf(id) {
		b := p.site.Entry(batch).Fields.(*content.Batch)
		card.Batches++
		if b.Stage != content.StageAwarded {
			continue
		}
		if card.Newest == "" {
			card.Newest = b.Period.String()
		}
		for _, r := range b.Recipients {
			if r.Status != content.StatusRevoked && r.Status != content.StatusRetained && r.Grade == "" {
				card.Honors++
			}
		}
	}
	return card
}
