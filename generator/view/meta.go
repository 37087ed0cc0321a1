package view

import (
	"html/template"
	"strings"
)

// attributes escapes what may not stand in an attribute's value between double quotes.
var attributes = strings.NewReplacer("&", "&amp;", `"`, "&#34;")

// MetaTags are the page's meta elements: by the rules of the field, and the Open Graph properties (ogp.me). They are
// written here and not in a layout because every page has some twenty, and html/template takes ten times as long.
func (v *View) MetaTags() template.HTML { return template.HTML(v.AppendMetaTags(nil)) }

// AppendMetaTags adds MetaTags to dst.
func (v *View) AppendMetaTags(dst []byte) []byte {
	tags := metaTags{dst}
	v.named(&tags)
	v.openGraph(&tags)
	return tags.buf
}

// metaTags collects meta elements, as short as they can be; those without content are left out.
type metaTags struct{ buf []byte }

func (t *metaTags) name(name, content string)         { t.add("name", name, content) }
func (t *metaTags) property(property, content string) { t.add("property", property, content) }

func (t *metaTags) add(attribute, name, content string) {
	if content == "" {
		return
	}
	t.buf = append(append(append(t.buf, "<meta "...), attribute...), '=')
	t.buf = append(append(t.buf, name...), " content="...)
	quoted := strings.ContainsAny(content, " \t\n\f\r\"'=<>`") // HTML, 13.1.2.3
	if quoted {
		t.buf = append(t.buf, '"')
	}
	t.buf = append(t.buf, attributes.Replace(content)...)
	if quoted {
		t.buf = append(t.buf, '"')
	}
	t.buf = append(t.buf, '>')
}

// named are the meta elements with names, by the rules of 国办发〔2017〕47号 (网页标签规范) where site.yaml's profile is gov
// or party: SiteName, SiteDomain and SiteIDCode on every page, Column… below a section, ArticleTitle, PubDate and the
// rest on articles. Other sites get a description and keywords.
func (v *View) named(t *metaTags) {
	keywords := strings.Join(v.Page.Keywords, ",")
	if v.Site.Profile == "none" {
		t.name("description", v.Page.Description)
		t.name("keywords", keywords)
		return
	}
	t.name("SiteName", v.Site.Name)
	t.name("SiteDomain", v.Site.Domain)
	t.name("SiteIDCode", v.Site.Code)
	if c := v.Page.Column; c != nil {
		t.name("ColumnName", c.Name)
		t.name("ColumnDescription", c.Description)
		t.name("ColumnKeywords", strings.Join(c.Keywords, ","))
		t.name("ColumnType", c.Type)
	}
	if v.Article == nil {
		t.name("Keywords", keywords)
		t.name("Description", v.Page.Description)
		return
	}
	t.name("ArticleTitle", v.Article.Title)
	t.name("PubDate", v.Page.Published.Minute)
	t.name("ContentSource", v.Article.Source)
	t.name("Keywords", keywords)
	t.name("Author", strings.Join(v.Article.authors(), " "))
	t.name("Description", v.Page.Description)
	if v.Page.Image != nil {
		t.name("Image", v.Page.Image.Absolute)
	}
	t.name("Url", v.Page.Absolute)
}

// authors are who wrote an article: its author, else its reporters.
func (a *Article) authors() []string {
	if a.Author != "" {
		return []string{a.Author}
	}
	return a.Reporters
}

func (v *View) openGraph(t *metaTags) {
	kind := "website"
	switch {
	case v.Article != nil:
		kind = "article"
	case v.Person != nil:
		kind = "profile"
	}
	t.property("og:type", kind)
	t.property("og:title", v.Page.Title)
	t.property("og:description", v.Page.Description)
	t.property("og:url", v.Page.Absolute)
	t.property("og:site_name", v.Site.Name)
	t.property("og:locale", strings.ReplaceAll(v.Site.Language, "-", "_"))
	if v.Page.Image != nil {
		t.property("og:image", v.Page.Image.Absolute)
	}
	if v.Article != nil {
		t.property("article:published_time", v.Page.Published.Machine)
		t.property("article:modified_time", v.Page.Updated.Machine)
	}
}
