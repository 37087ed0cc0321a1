package plan

import (
	"fmt"
	"slices"
	"strconv"

	"wenming/generator/schema"
	"wenming/generator/site"
	"wenming/generator/view"
)

// tagsAddress is where the list of tags stands.
const tagsAddress = "/tags/"

func (p *planner) tagAddress(key string) string { return p.leaf(tagsAddress, key) }

// bears is where an entry bears a tag.
func (p *planner) bears(tag site.Tag) origin {
	e := p.site.Entry(tag.Entries[0])
	at := slices.IndexFunc(e.Tags, func(text schema.Text) bool { return site.TagKey(text.Value) == tag.Key })
	return written(e.At(e.Tags[at].Span))
}

// tagLinks are the tags of an entry.
func (p *planner) tagLinks(id site.ID) []view.Link {
	tags := p.site.Entry(id).Tags
	if len(tags) == 0 {
		return nil
	}
	links := make([]view.Link, len(tags))
	for i, at := range p.site.TagsOf(id) {
		links[i] = view.Link{Title: tags[i].Value, URL: p.tagURLs[at]}
	}
	return links
}

// tags plans the list of tags and the pages of each.
func (p *planner) tags() {
	if len(p.site.Tags) == 0 {
		return
	}
	home := p.crumbs(-1, "")
	p.page("tags", tagsAddress, nil, func(v *view.View) {
		v.Page.Title = p.Word("tags")
		v.Page.Crumbs = home
		v.Tags = &view.Tags{}
		for i, tag := range p.site.Tags {
			v.Tags.Tags = append(v.Tags.Tags, view.TagCount{Title: tag.Name, URL: p.tagURLs[i], Count: len(tag.Entries)})
		}
	})
	p.listUndated(tagsAddress)
	above := append(home[:1:1], view.Link{Title: p.Word("tags"), URL: p.site.URL(tagsAddress)})
	for _, tag := range p.site.Tags {
		from := p.bears(tag)
		name := func(n int) string { return p.leaf(tagsAddress+tag.Key+"/", "page-"+strconv.Itoa(n)) }
		parts := p.paginate(p.tagAddress(tag.Key), name, tag.Entries, perPage)
		p.ahead(parts, name, from, tag.Name)
		for _, pt := range parts {
			p.page("tag", pt.address, from, func(v *view.View) {
				v.Page.Title = tag.Name
				v.Page.Keywords = []string{tag.Name}
				v.Page.Crumbs = above
				v.Tag = &view.Tag{Title: tag.Name, Cards: p.cards(pt.ids), Pager: pt.pager}
				if pt.newest {
					v.Tag.Count = len(tag.Entries)
				} else {
					v.Page.Title = fmt.Sprintf(p.Word("title-of-page"), v.Page.Title, pt.pager.Number)
				}
				v.Page.HeadTitle = fmt.Sprintf(p.Word("title-of-tag"), v.Page.Title)
			})
			p.listUndated(pt.address)
		}
	}
}
