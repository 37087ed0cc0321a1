package view

import "strings"

// Tag of a page's head: a name, or a property, with its content.
type Meta struct{ Name, Content string }

// Meta are the meta tags of the page, by the rules of 国办发〔2017〕47号 (网页标签规范) where site.yaml's profile is gov or
// party: SiteName, SiteDomain and SiteIDCode on every page, Column… below a section, ArticleTitle, PubDate and the rest
// on articles. Other sites get keywords and description.
func (v *View) Meta() []Meta {
	var tags []Meta
	add := func(name, content string) {
		if content != "" {
			tags = append(tags, Meta{name, content})
		}
	}
	if v.Site.Profile == "none" {
		add("description", v.Page.Description)
		add("keywords", strings.Join(v.Page.Keywords, ","))
		return tags
	}
	add("SiteName", v.Site.Name)
	add("SiteDomain", v.Site.Domain)
	add("SiteIDCode", v.Site.Code)
	if c := v.Page.Column; c != nil {
		add("ColumnName", c.Name)
		add("ColumnDescription", c.Description)
		add("ColumnKeywords", strings.Join(c.Keywords, ","))
		add("ColumnType", c.Type)
	}
	if a := v.Article; a != nil {
		add("ArticleTitle", a.Title)
		add("PubDate", v.Page.Published.Minute)
		add("ContentSource", a.Source)
	}
	add("Keywords", strings.Join(v.Page.Keywords, ","))
	if a := v.Article; a != nil {
		add("Author", v.author())
	}
	add("Description", v.Page.Description)
	if v.Article != nil {
		if v.Page.Image != nil {
			add("Image", v.Page.Image.Absolute)
		}
		add("Url", v.Page.Absolute)
	}
	return tags
}

// author is who wrote an article: its author, else its reporters.
func (v *View) author() string {
	if v.Article.Author != "" {
		return v.Article.Author
	}
	return strings.Join(v.Article.Reporters, " ")
}

// OpenGraph are the page's properties by the Open Graph protocol (ogp.me).
func (v *View) OpenGraph() []Meta {
	kind := "website"
	switch {
	case v.Article != nil:
		kind = "article"
	case v.Person != nil:
		kind = "profile"
	}
	tags := []Meta{
		{"og:type", kind},
		{"og:title", v.Page.Title},
		{"og:description", v.Page.Description},
		{"og:url", v.Page.Absolute},
		{"og:site_name", v.Site.Name},
		{"og:locale", strings.ReplaceAll(v.Site.Language, "-", "_")},
	}
	if v.Page.Image != nil {
		tags = append(tags, Meta{"og:image", v.Page.Image.Absolute})
	}
	if v.Article != nil {
		tags = append(tags, Meta{"article:published_time", v.Page.Published.Machine})
		if v.Page.Updated.Machine != "" {
			tags = append(tags, Meta{"article:modified_time", v.Page.Updated.Machine})
		}
	}
	return tags
}
