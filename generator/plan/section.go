package plan

import (
	"fmt"
	"slices"
	"strconv"

	"wenming/generator/content"
	"wenming/generator/feed"
	"wenming/generator/site"
	"wenming/generator/view"
)

// perPage is how many entries a page of a list shows where its section does not say.
const perPage = 20

// part is one page of a list.
type part struct {
	address string
	ids     []site.ID
	pager   view.Pager
	newest  bool
}

// paginate cuts a list, newest first, into pages. The newest page stands at the list's address; it holds what the full
// pages do not, and the newest full page's worth, so it is never nearly empty. The others are numbered from the oldest,
// and each leads to the number after its own, which is there also where it is not a page yet: see ahead.
func (p *planner) paginate(folder string, name func(page int) string, ids []site.ID, size int) []part {
	full := max(0, len(ids)/size-1)
	address := func(number int) string {
		if number > full {
			return folder
		}
		return name(number)
	}
	var parts []part
	for number := full + 1; number >= 1; number-- {
		end := len(ids) - (number-1)*size
		start := end - size
		if number > full {
			start = 0
		}
		pt := part{address: address(number), ids: ids[start:end], newest: number > full}
		pt.pager.Number = number
		if number <= full {
			pt.pager.Newer = view.Link{URL: p.site.URL(name(number + 1)), Title: p.Word("newer")}
		}
		if number > 1 {
			pt.pager.Older = view.Link{URL: p.site.URL(address(number - 1)), Title: p.Word("older")}
		}
		parts = append(parts, pt)
	}
	newest := &parts[0].pager
	for number := full + 1; number >= 1 && full > 0; number-- {
		if listed := number > full-6 || number <= 2; listed {
			newest.Pages = append(newest.Pages, view.PageLink{
				Number: number, URL: p.site.URL(address(number)), Current: number > full,
			})
		}
	}
	return parts
}

// ahead plans what stands at the number that the next full page will have: it leads to the newest page, which holds its
// entries until then. So the full page before it does not change when it comes.
func (p *planner) ahead(parts []part, name func(page int) string, from origin, title string) {
	newest := parts[0]
	if len(parts) == 1 {
		return
	}
	p.document(name(newest.pager.Number), from, func() feed.Document {
		return feed.Redirect{
			To: p.site.URL(newest.address), Absolute: p.site.Absolute(newest.address), Language: p.shared.Language, Title: title,
		}
	})
}

// sections plans the lists of all sections but the home page, the people index and the roll.
func (p *planner) sections() {
	for i, s := range p.site.Sections {
		e := p.site.Entry(s.ID)
		f, ok := e.Fields.(*content.Section)
		if !ok || s.Folder == "." || s.Folder == "people" || s.Folder == "honors" {
			continue
		}
		size := f.PerPage
		if size <= 0 {
			size = perPage
		}
		folder := p.site.Address(s.ID)
		layout := p.layout(e, "section")
		name := func(n int) string { return p.leaf(folder, "page-"+strconv.Itoa(n)) }
		parts := p.paginate(folder, name, s.Entries, size)
		p.ahead(parts, name, addressed(e), e.Name())
		for _, pt := range parts {
			p.pageWith(layout, "section", pt.address, addressed(e), func(v *view.View) {
				p.fill(v, s.ID)
				v.Section = p.section(i, pt)
				if !pt.newest {
					v.Page.Title = fmt.Sprintf(p.Word("title-of-page"), v.Page.Title, pt.pager.Number)
				}
			})
			if pt.newest {
				p.outputs[len(p.outputs)-1].Entry = true
				p.list(pt.address, s.ID)
			} else {
				p.listUndated(pt.address)
			}
		}
	}
}

// section is one page of a section's list. Pinned entries stand on top of the newest page.
func (p *planner) section(at int, pt part) *view.Section {
	s := p.site.Sections[at]
	v := &view.Section{Title: p.name(s.ID), Summary: p.site.Entry(s.ID).Common.Summary, Pager: pt.pager}
	ids := pt.ids
	if pt.newest {
		v.Body = p.body(s.ID)
		v.Count = len(s.Entries)
		for _, child := range s.Children {
			v.Children = append(v.Children, p.link(p.site.Sections[child].ID))
		}
		rest := slices.DeleteFunc(slices.Clone(ids), func(id site.ID) bool { return slices.Contains(s.Pinned, id) })
		ids = append(slices.Clone(s.Pinned), rest...)
	}
	for _, id := range ids {
		if p.site.Entry(id).Kind == content.KindPerson {
			v.People = append(v.People, p.personCard(id))
		} else {
			v.Cards = append(v.Cards, p.card(id))
		}
	}
	return v
}
