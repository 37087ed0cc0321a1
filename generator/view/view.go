// Package view is what a layout can see: plain structs, made for one page, holding text that is ready to be shown.
//
// A layout gets a *View: .Site and .Page in every layout, and the one struct of its kind, such as .Article in
// article.html. A view is complete when it is planned and never changes. Its digest covers every field, so two equal
// digests under one layout are the same page. What follows from a view alone (meta tags, linked data) is a method and
// needs no field. Addresses of this site (fields named URL) start with the path of site.yaml's url; those in fields
// named Absolute carry the host too.
package view

import (
	"html/template"

	"wenming/generator/memo"
)

// View is everything that one page shows.
type View struct {
	Site *Site // the same on every page
	Page Page  // what every page has

	// One of these is set, by the page's kind.
	Home         *Home
	Section      *Section
	Article      *Article
	Undated      *Undated
	Person       *Person
	Project      *Project
	Organization *Organization
	People       *People
	Award        *Award
	Batch        *Batch
	Roll         *Roll
	Tags         *Tags
	Tag          *Tag
	SiteMap      *SiteMap
	NotFound     *NotFound
}

// Digest names the view's content.
func (v *View) Digest() memo.Digest { return memo.Of(v) }

// Feed is a feed of the site or of a section.
type Feed struct {
	Title string
	Type  string // media type
	URL   string
}

// Page is what every page has.
type Page struct {
	Kind        string // the layout's kind: home, section, article …
	Title       string // the page's own title, as in its h1
	HeadTitle   string // as in <title>: with the site's name
	Description string // never empty
	Keywords    []string
	URL         string // of this page within the site
	Absolute    string // its canonical address
	Menu        string // URL of the menu item that this page belongs to, or ""
	Crumbs      []Link // from the home page to the page above this one
	Column      *Column
	Image       *Picture // for cards elsewhere, or nil
	Published   Date
	Updated     Date
	Feeds       []Feed // of this page's section
	NoIndex     bool
	Extra       map[string]any // front matter's extra
	Draft       bool
}

// Column is the section that a page belongs to, as the meta tags name it.
type Column struct {
	Name, Description, Type string
	Keywords                []string
	URL                     string
}

// Link is a text that leads somewhere. An empty URL is a text alone.
type Link struct {
	Title string
	URL   string
}

// Date is a date as printed and as machines read it. An unset date is empty.
type Date struct {
	Text    string // 2023-10-25, with 08:30 where a time was given
	Day     string // 2023-10-25
	Minute  string // 2023-10-25 08:30, as the meta tag PubDate wants it
	Machine string // RFC 3339, for datetime="…"
}

// Picture is a picture of the site.
type Picture struct {
	URL           string
	Absolute      string
	Alt           string
	Width, Height int // CSS pixels; 0 when unknown
}

// Heading is a heading of a body, for a table of contents.
type Heading struct {
	Level int // 2 to 6
	ID    string
	Text  string
}

// Body is an entry's text. It is made late: its digest stands for it.
type Body struct {
	digest   memo.Digest
	html     func() string
	contents func() []Heading
}

// NewBody makes a body from what stands for it and what makes it.
func NewBody(digest memo.Digest, html func() string) Body { return Body{digest: digest, html: html} }

// WithContents is the body with what makes its headings. The digest stands for them too.
func (b Body) WithContents(contents func() []Heading) Body {
	b.contents = contents
	return b
}

// HTML is the text, sanitised, with every link resolved. A body that was not written is empty.
func (b Body) HTML() template.HTML {
	if b.html == nil {
		return ""
	}
	return template.HTML(b.html())
}

func (b Body) headings() []Heading {
	if b.contents == nil {
		return nil
	}
	return b.contents()
}

// MemoDigest stands for the body.
func (b Body) MemoDigest() memo.Digest { return b.digest }
