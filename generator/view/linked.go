package view

import (
	"html/template"
	"strconv"
	"strings"
)

// LinkedData is the page as JSON-LD in the vocabulary of schema.org: NewsArticle, Person with award, Organization,
// Project, CollectionPage or WebSite, and BreadcrumbList.
func (v *View) LinkedData() template.JS { return template.JS(v.AppendLinkedData(nil)) }

// AppendLinkedData adds LinkedData to dst.
func (v *View) AppendLinkedData(dst []byte) []byte {
	w := &jsonWriter{dst, len(dst)}
	w.open('{')
	w.text("@context", "https://schema.org")
	w.key("@graph")
	w.open('[')
	v.subject(w)
	v.breadcrumbs(w)
	w.close(']')
	w.close('}')
	return w.buf
}

// subject is what the page is about.
func (v *View) subject(w *jsonWriter) {
	w.open('{')
	switch {
	case v.Article != nil:
		v.newsArticle(w)
	case v.Person != nil:
		v.person(w)
	case v.Organization != nil:
		w.text("@type", "Organization")
		w.text("address", v.Organization.Place)
		w.texts("award", awards(v.Organization.Honors))
	case v.Project != nil:
		w.text("@type", "Project")
		w.texts("award", awards(v.Project.Honors))
	case v.Home != nil:
		w.text("@type", "WebSite")
		w.text("inLanguage", v.Site.Language)
		v.publisher(w)
	case v.Undated != nil, v.NotFound != nil:
		w.text("@type", "WebPage")
		w.text("inLanguage", v.Site.Language)
	default:
		w.text("@type", "CollectionPage")
		w.text("inLanguage", v.Site.Language)
	}
	w.text("@id", v.Page.Absolute)
	w.text("url", v.Page.Absolute)
	w.text("name", v.Page.Title)
	w.text("description", v.Page.Description)
	if v.Page.Image != nil {
		w.text("image", v.Page.Image.Absolute)
	}
	w.close('}')
}

func (v *View) newsArticle(w *jsonWriter) {
	a := v.Article
	w.text("@type", "NewsArticle")
	w.text("headline", a.Title)
	w.text("inLanguage", v.Site.Language)
	w.text("mainEntityOfPage", v.Page.Absolute)
	w.text("datePublished", v.Page.Published.Machine)
	w.text("dateModified", v.Page.Updated.Machine)
	w.texts("keywords", v.Page.Keywords)
	w.text("isBasedOn", a.Original)
	v.publisher(w)
	if authors := a.authors(); len(authors) > 0 {
		w.key("author")
		w.open('[')
		for _, name := range authors {
			w.named("Person", name, "")
		}
		w.close(']')
	}
	if len(a.People) > 0 {
		w.key("about")
		w.open('[')
		for _, p := range a.People {
			w.named("Person", p.Name, v.absolute(p.URL))
		}
		w.close(']')
	}
}

func (v *View) person(w *jsonWriter) {
	p := v.Person
	w.text("@type", "Person")
	w.texts("alternateName", p.Also)
	w.text("jobTitle", p.Post)
	w.text("gender", p.Gender)
	w.texts("award", awards(p.Honors))
	if p.Unit != "" {
		w.key("affiliation")
		w.named("Organization", p.Unit, "")
	}
}

// named is a thing of which no more is said than what it is called and where its page is.
func (w *jsonWriter) named(kind, name, url string) {
	w.open('{')
	w.text("@type", kind)
	w.text("name", name)
	w.text("url", url)
	w.close('}')
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

func (v *View) publisher(w *jsonWriter) {
	w.key("publisher")
	w.named("Organization", v.Site.Name, v.absolute(v.Site.HomeURL))
}

func (v *View) breadcrumbs(w *jsonWriter) {
	if len(v.Page.Crumbs) == 0 {
		return
	}
	w.open('{')
	w.text("@type", "BreadcrumbList")
	w.key("itemListElement")
	w.open('[')
	item := func(i int, crumb Link) {
		w.open('{')
		w.text("@type", "ListItem")
		w.key("position")
		w.buf = strconv.AppendInt(w.buf, int64(i), 10)
		w.text("name", crumb.Title)
		w.text("item", v.absolute(crumb.URL))
		w.close('}')
	}
	for i, crumb := range v.Page.Crumbs {
		item(i+1, crumb)
	}
	item(len(v.Page.Crumbs)+1, Link{v.Page.Title, v.Page.URL})
	w.close(']')
	w.close('}')
}

// absolute adds scheme and host to an address of this site.
func (v *View) absolute(address string) string {
	if address == "" {
		return ""
	}
	return strings.TrimSuffix(v.Page.Absolute, v.Page.URL) + address
}
