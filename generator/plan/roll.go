package plan

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"wenming/generator/content"
	"wenming/generator/site"
	"wenming/generator/view"
)

// rollRows is how many rows the roll's own page shows.
const rollRows = 200

// roll is the roll of honours. Rows with a grade, such as 提名奖, are no part of it: they stand on their list's page, apart.
type roll struct {
	*planner
	address           string
	honors            []site.Honor
	years, categories []*rollPart
}

// rollPart is the honours of one year or one category.
type rollPart struct {
	key, title string
	address    string
	honors     []site.Honor
	count      int    // of its new honours
	from       origin // the first row that bears the category
}

// roll plans the roll of honours, and its parts by year and by category.
func (p *planner) roll() {
	section, found := p.site.SectionAt("honors")
	if !found && len(p.site.IDs(content.KindAward)) == 0 {
		return
	}
	r := newRoll(p)
	p.honored = map[string]bool{}
	for _, part := range r.categories {
		p.honored[part.key] = true
	}
	var from origin
	if found {
		from = named{p.site.Entry(p.site.Sections[section].ID)}
	}
	p.rollIndex()
	p.pageWith(p.folderLayout("honors", "roll"), "roll", r.address, from, func(v *view.View) {
		v.Page.Title = p.Word("roll")
		v.Page.Crumbs = p.crumbs(-1, r.address)
		if found {
			p.fill(v, p.site.Sections[section].ID)
		}
		v.Roll = r.view(r.address, rollRows, r.honors)
		v.Roll.Title, v.Roll.Index = v.Page.Title, p.site.URL(rollData)
		if found {
			v.Roll.Body = p.body(p.site.Sections[section].ID)
		}
		for _, award := range p.site.IDs(content.KindAward) {
			v.Roll.Awards = append(v.Roll.Awards, p.awardCard(award))
		}
	})
	p.listUndated(r.address)
	for _, part := range r.years {
		r.part(part, "title-of-year", from)
	}
	for _, part := range r.categories {
		r.part(part, "title-of-class", part.from)
	}
}

// newRoll gathers the honours and the parts that the roll has pages for: years, the newest first, and categories, the
// most honoured first. Spellings of a category that differ only in case or Unicode form are one.
func newRoll(p *planner) *roll {
	r := &roll{planner: p, address: p.folder("honors")}
	years, categories := partsOfRoll{}, partsOfRoll{}
	keys := map[string]string{} // of categories, by spelling
	for _, h := range p.site.Honors {
		if p.recipient(h).Grade != "" {
			continue
		}
		r.honors = append(r.honors, h)
		year := p.yearOf(h)
		category := p.recipient(h).Category
		key, known := keys[category.Value]
		if !known {
			key = site.TagKey(category.Value)
			keys[category.Value] = key
		}
		ofYear, ofCategory := years.add(year, h), categories.add(key, h)
		if !p.counts(h) {
			continue
		}
		if ofYear.count++; ofYear.count == 1 {
			ofYear.title, ofYear.address = year, p.leaf(r.address+"by-year/", year)
			r.years = append(r.years, ofYear)
		}
		if category.Value == "" {
			continue
		}
		if ofCategory.count++; ofCategory.count == 1 {
			ofCategory.title, ofCategory.address = category.Value, p.categoryAddress(category.Value)
			ofCategory.from = written(p.site.Entry(h.Batch).At(category.Span))
			r.categories = append(r.categories, ofCategory)
		}
	}
	slices.SortFunc(r.years, func(a, b *rollPart) int { return cmp.Compare(b.key, a.key) })
	slices.SortFunc(r.categories, func(a, b *rollPart) int { return cmp.Or(b.count-a.count, cmp.Compare(a.key, b.key)) })
	return r
}

// partsOfRoll are parts by key.
type partsOfRoll map[string]*rollPart

// add puts an honour into its part.
func (parts partsOfRoll) add(key string, h site.Honor) *rollPart {
	part := parts[key]
	if part == nil {
		part = &rollPart{key: key}
		parts[key] = part
	}
	part.honors = append(part.honors, h)
	return part
}

func (p *planner) categoryAddress(category string) string {
	return p.leaf(p.folder("honors")+"by-category/", site.TagKey(category))
}

func (p *planner) yearOf(h site.Honor) string {
	return strconv.Itoa(p.site.Entry(h.Batch).Fields.(*content.Batch).Period.Year())
}

// recipient is an honour's row as the list has it.
func (p *planner) recipient(h site.Honor) *content.Recipient {
	return &p.site.Entry(h.Batch).Fields.(*content.Batch).Recipients[h.Row]
}

// counts tells whether an honour is a new one: not a title that was retained, nor a lower grade such as 提名奖.
func (p *planner) counts(h site.Honor) bool {
	r := p.recipient(h)
	return r.Grade == "" && r.Status != content.StatusRetained
}

// part plans the page of a year or a category.
func (r *roll) part(part *rollPart, word string, from origin) {
	r.page("roll", part.address, from, func(v *view.View) {
		v.Page.Title = fmt.Sprintf(r.Word(word), part.title)
		v.Roll = r.view(part.address, len(part.honors), part.honors)
		v.Roll.Title = v.Page.Title
		if section, found := r.site.SectionAt("honors"); found {
			r.place(v, section, part.address)
		} else {
			v.Page.Crumbs = append(r.crumbs(-1, ""), view.Link{Title: r.Word("roll"), URL: r.site.URL(r.address)})
		}
	})
	r.listUndated(part.address)
}

// view shows honours by list, the newest list first, at most limit rows.
func (r *roll) view(address string, limit int, honors []site.Honor) *view.Roll {
	v := &view.Roll{Years: r.tabs(r.years, address), Categories: r.tabs(r.categories, address)}
	rows := map[site.ID]map[int]bool{}
	var lists []site.ID
	for _, h := range honors {
		if r.counts(h) {
			v.Count++
		}
		if rows[h.Batch] == nil {
			lists = append(lists, h.Batch)
			rows[h.Batch] = map[int]bool{}
		}
		rows[h.Batch][h.Row] = true
	}
	slices.SortFunc(lists, r.site.NewerBatch)
	for _, id := range lists {
		f := r.site.Entry(id).Fields.(*content.Batch)
		group := view.RollGroup{Batch: r.batchCard(id)}
		for _, row := range r.site.Rows(id) {
			if limit > 0 && rows[id][row] {
				group.Rows = append(group.Rows, r.row(id, row, f.Recipients[row]))
				limit--
			}
		}
		if len(group.Rows) > 0 {
			v.Groups = append(v.Groups, group)
		}
	}
	return v
}

// tabs lead to parts of the roll.
func (r *roll) tabs(parts []*rollPart, current string) []view.PageTab {
	var tabs []view.PageTab
	for _, part := range parts {
		tabs = append(tabs, view.PageTab{Title: part.title, URL: r.site.URL(part.address), Count: part.count, Current: part.address == current})
	}
	return tabs
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
