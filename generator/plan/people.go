package plan

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/site"
	"wenming/generator/view"
)

// peopleAddress is where the people index stands.
const peopleAddress = "/people/"

// peopleShown is how many people the index's own page names; more are found under their letters.
const peopleShown = 300

// people plans the people index, and its parts by the surname's letter and by the first character's strokes.
func (p *planner) people() {
	people := p.site.People()
	section, found := p.site.SectionAt("people")
	if !found && len(people) == 0 {
		return
	}
	from := diag.Place{File: content.Root + "/people"}
	title := p.Word("people")
	if found {
		e := p.site.Entry(p.site.Sections[section].ID)
		from, title = e.At(e.NameSpan()), e.Name()
	}
	byLetter, byStrokes := map[string][]site.ID{}, map[string][]site.ID{}
	for _, id := range people {
		name := p.site.HanName(id)
		letter := string(rune(name.Initial()))
		byLetter[letter] = append(byLetter[letter], id)
		strokes := strconv.Itoa(name.StrokeCount())
		byStrokes[strokes] = append(byStrokes[strokes], id)
	}
	for _, ids := range byStrokes {
		slices.SortFunc(ids, p.site.BySurnameStroke(ids))
	}
	tabs := func(current string) (letters, strokes []view.PageTab) {
		letters = p.tabs(counts(byLetter), letterAddress(p), current)
		slices.SortFunc(letters, func(a, b view.PageTab) int { return compareText(a.Title, b.Title) })
		strokes = p.tabs(counts(byStrokes), strokesAddress(p), current)
		slices.SortFunc(strokes, func(a, b view.PageTab) int {
			return cmp.Or(cmp.Compare(len(a.Title), len(b.Title)), compareText(a.Title, b.Title))
		})
		return letters, strokes
	}
	index := func(address string, groups map[string][]site.ID, order []view.PageTab) *view.People {
		v := &view.People{Title: title}
		v.Letters, v.Strokes = tabs(address)
		for _, tab := range order {
			v.Groups = append(v.Groups, view.PeopleGroup{Title: tab.Title, People: p.personCards(groups[tab.Title])})
			v.Count += len(groups[tab.Title])
		}
		return v
	}
	head := func(v *view.View, address, part string) {
		if found {
			p.fill(v, p.site.Sections[section].ID)
			p.place(v, section, address)
		} else {
			v.Page.Title = title
			v.Page.Crumbs = p.crumbs(-1, "")
		}
		if part != "" {
			v.Page.Title, v.Page.Description = part, ""
		}
	}
	p.page("people", peopleAddress, from, func(v *view.View) {
		letters, _ := tabs("")
		if len(people) > peopleShown {
			letters = nil
		}
		v.People = index(peopleAddress, byLetter, letters)
		v.People.Count = len(people)
		head(v, peopleAddress, "")
		if found {
			v.People.Body = p.body(p.site.Sections[section].ID)
		}
	})
	p.listUndated(peopleAddress)
	letters, strokes := tabs("")
	for _, tab := range letters {
		address := letterAddress(p)(tab.Title)
		p.page("people", address, from, func(v *view.View) {
			v.People = index(address, byLetter, []view.PageTab{tab})
			head(v, address, fmt.Sprintf(p.Word("title-of-letter"), tab.Title))
		})
		p.listUndated(address)
	}
	for _, tab := range strokes {
		address := strokesAddress(p)(tab.Title)
		p.page("people", address, from, func(v *view.View) {
			v.People = index(address, byStrokes, []view.PageTab{tab})
			head(v, address, strings.ReplaceAll(p.Word("title-of-strokes"), "%d", tab.Title))
		})
		p.listUndated(address)
	}
}

func letterAddress(p *planner) func(string) string {
	return func(letter string) string {
		return p.leaf(peopleAddress, "letter-"+strings.ReplaceAll(letter, "#", "other"))
	}
}

func strokesAddress(p *planner) func(string) string {
	return func(strokes string) string { return p.leaf(peopleAddress, "strokes-"+strokes) }
}

func counts(groups map[string][]site.ID) map[string]int {
	n := map[string]int{}
	for title, ids := range groups {
		n[title] = len(ids)
	}
	return n
}
