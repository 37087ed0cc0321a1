package plan

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"wenming/generator/content"
	"wenming/generator/schema"
	"wenming/generator/site"
	"wenming/generator/view"
)

// finish adds what follows from the rest of a view: the title of the window and a description.
func (p *planner) finish(v *view.View) {
	page := &v.Page
	if page.HeadTitle == "" {
		page.HeadTitle = page.Title
	}
	if page.Title != p.shared.Name {
		page.HeadTitle += "_" + p.shared.Name
	}
	if page.Description == "" {
		page.Description = page.HeadTitle
	}
	for _, item := range p.shared.Menu {
		within := page.URL == item.URL || strings.HasSuffix(item.URL, "/") && strings.HasPrefix(page.URL, item.URL)
		if within && item.URL != p.shared.HomeURL && len(item.URL) > len(page.Menu) {
			page.Menu = item.URL
		}
	}
}

// fill sets what the page of an entry shows of the entry whatever its kind.
func (p *planner) fill(v *view.View, id site.ID) {
	e, card := p.site.Entry(id), p.card(id)
	v.Page.Title = card.Title
	v.Page.Description = card.Summary
	v.Page.Keywords = keywords(e)
	v.Page.Published = card.Date
	v.Page.Updated = date(e.Updated)
	v.Page.Image = card.Cover
	v.Page.Extra = e.Extra
	v.Page.Draft = e.Draft
	p.place(v, p.site.Section(id), p.site.Address(id))
}

// surroundings is what the pages of a section show of it.
type surroundings struct {
	crumbs []view.Link // from the home page to the section
	column *view.Column
	feeds  []view.Feed
}

// survey finds what all pages of a section share, and all that bear a tag.
func (p *planner) survey() {
	p.around = make([]surroundings, len(p.site.Sections))
	for i := range p.site.Sections {
		a := &p.around[i]
		for at := i; at >= 0; at = p.site.Sections[at].Parent {
			s := p.site.Sections[at]
			if s.Folder == "." {
				continue
			}
			a.crumbs = append(a.crumbs, p.link(s.ID))
			if column, ok := p.column(s.ID); ok && a.column == nil {
				a.column = column
				if p.dated(s) {
					a.feeds = p.feedLinks(s.ID)
				}
			}
		}
		a.crumbs = append(a.crumbs, p.homeCrumb())
		slices.Reverse(a.crumbs)
	}
	for _, tag := range p.site.Tags {
		p.tagURLs = append(p.tagURLs, p.site.URL(p.tagAddress(tag.Key)))
	}
}

// place sets what a page shows of the section that it belongs to: breadcrumbs, column, feeds. address is the page's
// own; a section does not lead to itself.
func (p *planner) place(v *view.View, section int, address string) {
	v.Page.Crumbs = p.crumbs(section, address)
	if section >= 0 {
		v.Page.Column, v.Page.Feeds = p.around[section].column, p.around[section].feeds
	}
}

// crumbs lead from the home page to a section, or to the one above it if the section stands at the address.
func (p *planner) crumbs(section int, address string) []view.Link {
	if section < 0 {
		return []view.Link{p.homeCrumb()}
	}
	crumbs := slices.Clip(p.around[section].crumbs)
	if s := p.site.Sections[section]; s.Folder != "." && p.site.Address(s.ID) == address {
		return slices.Clip(crumbs[:len(crumbs)-1])
	}
	return crumbs
}

func (p *planner) homeCrumb() view.Link {
	return view.Link{Title: p.Word("home"), URL: p.shared.HomeURL}
}

// column is a section, or an award, as the meta tags of the pages below it name it.
func (p *planner) column(id site.ID) (*view.Column, bool) {
	e := p.site.Entry(id)
	c := &view.Column{Name: e.Name(), Description: p.summary(id), Type: e.Name(), URL: p.site.URL(p.site.Address(id))}
	switch f := e.Fields.(type) {
	case *content.Section:
		c.Keywords = f.Keywords
		if f.ColumnType != "" {
			c.Type = f.ColumnType
		}
	case *content.Award:
	default:
		return nil, false
	}
	if c.Description == "" {
		c.Description = c.Name
	}
	if len(c.Keywords) == 0 {
		c.Keywords = []string{c.Name}
	}
	return c, true
}

// keywords are an entry's tags, or a section's keywords.
func keywords(e *content.Entry) []string {
	if f, ok := e.Fields.(*content.Section); ok && len(f.Keywords) > 0 {
		return f.Keywords
	}
	if len(e.Tags) == 0 {
		return nil
	}
	words := make([]string, len(e.Tags))
	for i, tag := range e.Tags {
		words[i] = tag.Value
	}
	return words
}

// name is what an entry is called; a list without a title is called by its award, period and scope.
func (p *planner) name(id site.ID) string {
	e := p.site.Entry(id)
	batch, ok := e.Fields.(*content.Batch)
	if !ok || batch.Title.Value != "" {
		return p.site.Name(id)
	}
	name := p.batchTitle(batch)
	if award := p.site.AwardOf(id); award != site.None {
		name = p.site.Entry(award).Name() + " " + name
	}
	return name
}

// batchTitle is a list's period and scope.
func (p *planner) batchTitle(b *content.Batch) string {
	if b.Scope == "" {
		return b.Period.String()
	}
	return b.Period.String() + "（" + b.Scope + "）"
}

// summary is what an entry says of itself in a sentence or two.
func (p *planner) summary(id site.ID) string {
	e := p.site.Entry(id)
	if e.Common.Summary != "" {
		return e.Common.Summary
	}
	return e.Summary.String(func(link int) string { return p.mentioned(id, link) })
}

// mentioned is the name of what a link in an entry's body mentions, or the text as written.
func (p *planner) mentioned(id site.ID, link int) string {
	l := p.site.Entry(id).Links[link]
	if target := p.site.LinkTarget(id, link); target.Entry != site.None {
		return p.name(target.Entry)
	}
	if name := p.site.Mentioned(l.Target); name != "" {
		return name
	}
	return l.Target
}

// link leads to an entry.
func (p *planner) link(id site.ID) view.Link {
	card := p.card(id)
	return view.Link{Title: card.Title, URL: card.URL}
}

func (p *planner) links(ids []site.ID) []view.Link {
	if len(ids) == 0 {
		return nil
	}
	links := make([]view.Link, len(ids))
	for i, id := range ids {
		links[i] = p.link(id)
	}
	return links
}

// once is a value that many pages show: who needs it first makes it. Two that need it at once make the same.
func once[T any](made *atomic.Pointer[T], make func() *T) *T {
	value := made.Load()
	if value == nil {
		value = make()
		made.Store(value)
	}
	return value
}

// card is an entry as a list shows it, and what other pages show of it.
func (p *planner) card(id site.ID) *view.Card {
	return once(&p.cardsMade[id], func() *view.Card { return p.newCard(id).Digested() })
}

func (p *planner) newCard(id site.ID) view.Card {
	e := p.site.Entry(id)
	c := view.Card{
		Kind:    e.Kind.String(),
		Title:   p.name(id),
		URL:     p.site.URL(p.site.Address(id)),
		Summary: p.summary(id),
		Date:    date(e.Date),
		Cover:   p.picture(id, e.Cover),
	}
	if a, ok := e.Fields.(*content.Article); ok {
		c.Source, c.Pinned = a.Source.Value, a.Pinned
	}
	if section := p.site.Section(id); section >= 0 {
		c.Section = p.site.Entry(p.site.Sections[section].ID).Name()
	}
	return c
}

func (p *planner) cards(ids []site.ID) []*view.Card {
	if len(ids) == 0 {
		return nil
	}
	cards := make([]*view.Card, len(ids))
	for i, id := range ids {
		cards[i] = p.card(id)
	}
	return cards
}

// date prints a date as a page shows it and as machines read it.
func date(d schema.Date) view.Date {
	if !d.Set() {
		return view.Date{}
	}
	machine := d.Time.AppendFormat(make([]byte, 0, 48), time.RFC3339)
	day := bytes.IndexByte(machine, 'T')
	text := string(append(append(append(machine, machine[:day]...), ' '), machine[day+1:day+len("15:04")+1]...)) // both in one
	v := view.Date{Day: text[:day], Minute: text[len(machine):], Machine: text[:len(machine)]}
	v.Text = v.Day
	if !d.Bare {
		v.Text = v.Minute
	}
	return v
}

// month prints a year or a month in the site's language.
func (p *planner) month(m schema.Month) string {
	if !m.Set() || !strings.HasPrefix(p.shared.Language, "zh") {
		return m.String()
	}
	if m.Month == 0 {
		return fmt.Sprintf("%d年", m.Year)
	}
	return fmt.Sprintf("%d年%d月", m.Year, m.Month)
}

// picture is what a front matter's cover or photo leads to, or nil.
func (p *planner) picture(from site.ID, text schema.Text) *view.Picture {
	target := p.site.File(from, text, true)
	if target.Nowhere() {
		return nil
	}
	pic := &view.Picture{URL: p.site.TargetURL(target), Alt: p.name(from)}
	pic.Absolute = p.absolute(pic.URL)
	pic.Width, pic.Height = p.size(target)
	return pic
}

// size is the size of a picture of this site.
func (p *planner) size(t site.Target) (width, height int) {
	if t.File == "" {
		return 0, 0
	}
	return p.Picture(path.Join(content.Root, t.File))
}

// absolute adds scheme and host to an address as pages write it.
func (p *planner) absolute(url string) string {
	if strings.HasPrefix(url, "/") && !strings.HasPrefix(url, "//") {
		return p.site.AbsoluteURL(url)
	}
	return url
}
