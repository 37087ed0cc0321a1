package plan

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"

	"wenming/generator/site"
	"wenming/generator/view"
)

// peopleShown is how many people the index's own page names; more are found under their letters.
const peopleShown = 300

// people is the index of everybody who has a profile.
type people struct {
	*planner
	address          string
	title            string
	section          int // of the folder people, or -1
	count            int
	letters, strokes []peoplePart
}

// peoplePart is the people under one letter, or under one number of strokes.
type peoplePart struct {
	title   string
	address string
	strokes int
	ids     []site.ID
}

// people plans the people index, and its parts by the surname's letter and by the first character's strokes.
func (p *planner) people() {
	section, found := p.site.SectionAt("people")
	all := p.site.People()
	if !found && len(all) == 0 {
		return
	}
	v := &people{planner: p, address: p.folder("people"), title: p.Word("people"), section: -1, count: len(all)}
	var from origin
	if found {
		e := p.site.Entry(p.site.Sections[section].ID)
		from, v.title, v.section = named{e}, e.Name(), section
	}
	for letter, ids := range grouped(all, p.site.Initial) {
		title := string(rune(letter))
		file := "letter-" + strings.ReplaceAll(title, "#", "other")
		v.letters = append(v.letters, peoplePart{title: title, address: v.leaf(v.address, file), ids: ids})
	}
	for strokes, ids := range grouped(p.site.PeopleByStroke(), p.site.StrokeCount) {
		title := strconv.Itoa(strokes)
		v.strokes = append(v.strokes, peoplePart{title: title, strokes: strokes, address: v.leaf(v.address, "strokes-"+title), ids: ids})
	}
	v.plan(from)
}

// grouped are people by a letter or a number, in its order.
func grouped[K cmp.Ordered](people []site.ID, by func(site.ID) K) iter.Seq2[K, []site.ID] {
	groups := map[K][]site.ID{}
	for _, id := range people {
		groups[by(id)] = append(groups[by(id)], id)
	}
	return func(yield func(K, []site.ID) bool) {
		for _, key := range slices.Sorted(maps.Keys(groups)) {
			if !yield(key, groups[key]) {
				return
			}
		}
	}
}

func (v *people) plan(from origin) {
	v.pageWith(v.folderLayout("people", "people"), "people", v.address, from, func(page *view.View) {
		shown := v.letters
		if v.count > peopleShown {
			shown = nil
		}
		page.People = v.view(v.address, shown...)
		page.People.Count = v.count
		v.head(page, v.address)
		if v.section >= 0 {
			page.People.Body = v.body(v.site.Sections[v.section].ID)
		}
	})
	v.listUndated(v.address)
	for _, part := range v.letters {
		v.part(part, fmt.Sprintf(v.Word("title-of-letter"), part.title), from)
	}
	for _, part := range v.strokes {
		v.part(part, fmt.Sprintf(v.Word("title-of-strokes"), part.strokes), from)
	}
}

// part plans the page of a letter or a number of strokes.
func (v *people) part(part peoplePart, title string, from origin) {
	v.page("people", part.address, from, func(page *view.View) {
		page.People = v.view(part.address, part)
		v.head(page, part.address)
		page.Page.Title, page.Page.Description = title, ""
	})
	v.listUndated(part.address)
}

// head sets what a page of the index shows beside its people.
func (v *people) head(page *view.View, address string) {
	if v.section < 0 {
		page.Page.Title = v.title
		page.Page.Crumbs = v.crumbs(-1, "")
		return
	}
	v.fill(page, v.site.Sections[v.section].ID)
	v.place(page, v.section, address)
}

// view shows some parts of the index.
func (v *people) view(address string, parts ...peoplePart) *view.People {
	shown := &view.People{Title: v.title, Letters: v.tabs(v.letters, address), Strokes: v.tabs(v.strokes, address)}
	for _, part := range parts {
		shown.Groups = append(shown.Groups, view.PeopleGroup{Title: part.title, People: v.personCards(part.ids)})
		shown.Count += len(part.ids)
	}
	return shown
}

// tabs lead to parts of the index.
func (v *people) tabs(parts []peoplePart, current string) []view.PageTab {
	var tabs []view.PageTab
	for _, part := range parts {
		tabs = append(tabs, view.PageTab{Title: part.title, URL: v.site.URL(part.address), Count: len(part.ids), Current: part.address == current})
	}
	return tabs
}
