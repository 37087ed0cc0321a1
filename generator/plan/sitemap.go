package plan

import (
	"wenming/generator/content"
	"wenming/generator/site"
	"wenming/generator/view"
)

// siteMap plans the page that lists sections, awards and indexes.
func (p *planner) siteMap() {
	p.page("sitemap", siteMapAddress, nil, func(v *view.View) {
		v.Page.Title = p.Word("site-map")
		v.Page.Crumbs = p.crumbs(-1, "")
		v.SiteMap = &view.SiteMap{Sections: p.siteMapTop(), Awards: p.links(p.site.IDs(content.KindAward)), Feeds: p.shared.Feeds}
		v.SiteMap.Indexes = p.indexes()
	})
	p.listUndated(siteMapAddress)
}

// indexes are the lists that the program makes and that are no section.
func (p *planner) indexes() []view.Link {
	var links []view.Link
	add := func(word, address string) {
		links = append(links, view.Link{Title: p.Word(word), URL: p.site.URL(address)})
	}
	if _, section := p.site.SectionAt("people"); !section && len(p.site.IDs(content.KindPerson)) > 0 {
		add("people", p.folder("people"))
	}
	if _, section := p.site.SectionAt("honors"); !section && len(p.site.IDs(content.KindAward)) > 0 {
		add("roll", p.folder("honors"))
	}
	if len(p.site.Tags) > 0 {
		add("tags", tagsAddress)
	}
	return links
}

// siteMapAddress is where the site map page stands.
const siteMapAddress = "/sitemap.html"

// siteMapTop are the sections right below the home page.
func (p *planner) siteMapTop() []view.SiteMapItem {
	var items []view.SiteMapItem
	for i, s := range p.site.Sections {
		if p.top(s) {
			items = append(items, p.siteMapItem(i))
		}
	}
	return items
}

func (p *planner) siteMapItem(section int) view.SiteMapItem {
	s := p.site.Sections[section]
	item := view.SiteMapItem{Link: p.link(s.ID), Count: len(s.Entries)}
	for _, child := range s.Children {
		if p.site.Entry(p.site.Sections[child].ID).Kind == content.KindSection {
			item.Below = append(item.Below, p.siteMapItem(child))
		}
	}
	return item
}

// top tells whether a section stands right below the home page.
func (p *planner) top(s site.Section) bool {
	return p.site.Entry(s.ID).Kind == content.KindSection && s.Folder != "." &&
		(s.Parent < 0 || p.site.Sections[s.Parent].Folder == ".")
}

// notFound plans the page that servers show for addresses that do not exist.
func (p *planner) notFound() {
	p.page("404", "/404.html", nil, func(v *view.View) {
		v.Page.Title = p.Word("not-found")
		v.Page.NoIndex = true
		v.NotFound = &view.NotFound{}
		for _, item := range p.siteMapTop() {
			v.NotFound.Sections = append(v.NotFound.Sections, item.Link)
		}
	})
}
