package view

import (
	"encoding/json"
	"html/template"
	"net/url"
)

// LinkedData is the page as JSON-LD in the vocabulary of schema.org: NewsArticle, Person with award, Organization,
// Project, CollectionPage or WebSite, and BreadcrumbList.
func (v *View) LinkedData() template.JS {
	graph := []any{v.subject()}
	if len(v.Page.Crumbs) > 0 {
		graph = append(graph, v.breadcrumbs())
	}
	data, err := json.Marshal(thing{"@context": "https://schema.org", "@graph": graph})
	if err != nil {
		panic("internal error: linked data holds only text: " + err.Error())
	}
	return template.JS(data)
}

// thing is a node of linked data. encoding/json sorts its keys and escapes what could end a script element.
type thing map[string]any

// with adds a property unless it is empty.
func (t thing) with(name string, value any) thing {
	switch x := value.(type) {
	case string:
		if x == "" {
			return t
		}
	case []string:
		if len(x) == 0 {
			return t
		}
	case []thing:
		if len(x) == 0 {
			return t
		}
	}
	t[name] = value
	return t
}

func (v *View) subject() thing {
	page := thing{"@id": v.Page.Absolute, "url": v.Page.Absolute, "name": v.Page.Title, "description": v.Page.Description,
		"inLanguage": v.Site.Language}
	if v.Page.Image != nil {
		page["image"] = v.Page.Image.Absolute
	}
	switch {
	case v.Article != nil:
		return v.newsArticle(page)
	case v.Person != nil:
		return v.person(page)
	case v.Organization != nil:
		page["@type"] = "Organization"
		return page.with("address", v.Organization.Place).with("award", awards(v.Organization.Honors))
	case v.Project != nil:
		page["@type"] = "Project"
		return page.with("award", awards(v.Project.Honors)).with("foundingDate", v.Project.Since)
	case v.Home != nil:
		page["@type"] = "WebSite"
		page["publisher"] = v.publisher()
		return page
	case v.Undated != nil, v.NotFound != nil:
		page["@type"] = "WebPage"
		return page
	}
	page["@type"] = "CollectionPage"
	return page
}

func (v *View) newsArticle(page thing) thing {
	page["@type"] = "NewsArticle"
	page["headline"] = v.Article.Title
	page["mainEntityOfPage"] = v.Page.Absolute
	page["publisher"] = v.publisher()
	var about, authors []thing
	for _, p := range v.Article.People {
		about = append(about, thing{"@type": "Person", "name": p.Name}.with("url", v.absolute(p.URL)))
	}
	names := v.Article.Reporters
	if v.Article.Author != "" {
		names = []string{v.Article.Author}
	}
	for _, name := range names {
		authors = append(authors, thing{"@type": "Person", "name": name})
	}
	return page.with("datePublished", v.Page.Published.Machine).with("dateModified", v.Page.Updated.Machine).
		with("author", authors).with("about", about).with("keywords", v.Page.Keywords).with("isBasedOn", v.Article.Original)
}

func (v *View) person(page thing) thing {
	p := v.Person
	page["@type"] = "Person"
	page.with("alternateName", p.Also).with("jobTitle", p.Post).with("award", awards(p.Honors)).with("gender", p.Gender)
	if p.Unit != "" {
		page["affiliation"] = thing{"@type": "Organization", "name": p.Unit}
	}
	return page
}

// awards are honours as schema.org's award wants them: one text each.
func awards(honors []Honor) []string {
	var texts []string
	for _, h := range honors {
		text := h.Award.Title
		for _, part := range []string{h.Period, h.Category, h.Grade} {
			if part != "" {
				text += " " + part
			}
		}
		texts = append(texts, text)
	}
	return texts
}

func (v *View) publisher() thing {
	return thing{"@type": "Organization", "name": v.Site.Name, "url": v.absolute(v.Site.HomeURL)}
}

func (v *View) breadcrumbs() thing {
	var items []thing
	for i, crumb := range append(v.Page.Crumbs[:len(v.Page.Crumbs):len(v.Page.Crumbs)], Link{v.Page.Title, v.Page.URL}) {
		items = append(items, thing{"@type": "ListItem", "position": i + 1, "name": crumb.Title, "item": v.absolute(crumb.URL)})
	}
	return thing{"@type": "BreadcrumbList", "itemListElement": items}
}

// absolute adds scheme and host to an address of this site.
func (v *View) absolute(address string) string {
	if address == "" {
		return ""
	}
	page, err := url.Parse(v.Page.Absolute)
	if err != nil {
		panic("internal error: a canonical address is an address: " + err.Error())
	}
	return page.Scheme + "://" + page.Host + address
}
