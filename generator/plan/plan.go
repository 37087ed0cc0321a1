// Package plan says what a site consists of: every file that will be written, as a list of Outputs.
//
// New makes the plan of a linked site. An Output has a path and is a Page (a layout and a view), a Document (a feed, a
// sitemap, a redirect) or a Blob (an asset, a picture). Its view is made when its turn comes, so a plan is small. Two
// outputs with one path, and links to addresses that no output has, are diagnostics.
package plan

import (
	"strings"
	"sync/atomic"

	"wenming/generator/asset"
	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/feed"
	"wenming/generator/memo"
	"wenming/generator/output"
	"wenming/generator/site"
	"wenming/generator/view"
)

// Input is what a plan is made from.
type Input struct {
	Site    *site.Site
	Body    func(path string) *content.Body // of an entry, by its path; asked only for what a page or a feed shows of it
	Layouts interface {
		Has(name string) bool
		Assets() []string // that layouts show
	}
	Assets  *asset.Set
	Root    []string                              // files below assets/root/
	Read    func(path string) ([]byte, error)     // a file of the site
	Digest  func(path string) memo.Digest         // of a file of the site
	Picture func(path string) (width, height int) // of a file of the site, CSS pixels; 0 when unknown
	Word    func(key string) string               // a word of the theme in the site's language
}

// Plan is every file that will be written.
type Plan struct {
	Outputs []Output // by path
	Pages   int
}

// Output is one file that will be written.
type Output struct {
	Path  string // relative to the output folder
	Role  output.Role
	Entry bool // at the address of an entry: what is there is not there because of others
	Make  Maker
	from  origin // what asked for it; nil where the program makes it of itself
}

// Maker is a Page, a Document or a Blob.
type Maker interface{ maker() }

// Page is a layout over a view.
type Page struct {
	Layout string
	View   func() *view.View
}

// Document is a view that encodes itself.
type Document struct{ View func() feed.Document }

// Blob is a file as it stands.
type Blob struct {
	Key  memo.Digest // of what it is made from
	Data func() ([]byte, error)
}

func (Page) maker()     {}
func (Document) maker() {}
func (Blob) maker()     {}

// planner collects the outputs of a site.
type planner struct {
	Input
	site          *site.Site
	shared        *view.Site
	around        []surroundings                    // by section
	tagURLs       []string                          // by tag
	cardsMade     []atomic.Pointer[view.Card]       // by ID: those that some page has shown
	peopleMade    []atomic.Pointer[view.PersonCard] // by ID
	honored       map[string]bool                   // categories that the roll has pages for, by key
	outputs       []Output
	entries       [2]int // the range of outputs that are pages of entries
	listed        []listed
	listedEntries int // where those of entries begin
	problems      diag.List
}

// New plans a site. What the program makes of itself comes before entries, their old addresses and other files: of two
// outputs with one path, the later is at fault.
func New(in Input) (*Plan, diag.List) {
	p := &planner{Input: in, site: in.Site}
	p.cardsMade = make([]atomic.Pointer[view.Card], len(in.Site.Entries))
	p.peopleMade = make([]atomic.Pointer[view.PersonCard], len(in.Site.Entries))
	p.outputs = make([]Output, 0, len(in.Site.Entries)*5/4)
	p.listed = make([]listed, 0, len(in.Site.Entries)*5/4)
	p.shared = p.siteView().Digested()
	p.survey()
	p.home()
	p.sections()
	p.people()
	p.roll()
	p.tags()
	p.siteMap()
	p.notFound()
	p.feeds()
	p.exports()
	p.entryPages()
	p.crawlers()
	p.redirects()
	p.files()
	p.checkPaths()
	p.absoluteLinks()
	plan := &Plan{Outputs: p.outputs}
	for _, o := range p.outputs {
		if _, ok := o.Make.(Page); ok {
			plan.Pages++
		}
	}
	return plan, p.problems
}

// page plans a page at an address. make fills in what its kind shows; the rest is the same for all.
func (p *planner) page(kind, address string, from origin, make func(v *view.View)) {
	p.pageWith(kind, kind, address, from, make)
}

func (p *planner) pageWith(layout, kind, address string, from origin, make func(v *view.View)) {
	p.outputs = append(p.outputs, Output{
		Path: filePath(address), Role: output.Page, from: from,
		Make: Page{layout, func() *view.View { return p.view(kind, address, make) }},
	})
}

// view makes what the page at an address shows.
func (p *planner) view(kind, address string, make func(v *view.View)) *view.View {
	v := &view.View{Site: p.shared}
	v.Page.Kind = kind
	v.Page.URL = p.site.URL(address)
	v.Page.Absolute = p.site.AbsoluteURL(v.Page.URL)
	make(v)
	p.finish(v)
	return v
}

// document plans a document at an address.
func (p *planner) document(address string, from origin, view func() feed.Document) {
	p.outputs = append(p.outputs, Output{Path: filePath(address), Role: output.Document, from: from, Make: Document{view}})
}

// filePath is the file that a server gives out for an address.
func filePath(address string) string {
	if strings.HasSuffix(address, "/") {
		address += "index.html"
	}
	return strings.TrimPrefix(address, "/")
}

// folder is the address of a folder below content/: that of its section, which may have a slug, or the folder's own name.
func (p *planner) folder(name string) string {
	if section, ok := p.site.SectionAt(name); ok {
		return p.site.Address(p.site.Sections[section].ID)
	}
	return "/" + name + "/"
}

// leaf is the address of a generated page in a folder's address: /tags/ and a name make /tags/name.html.
func (p *planner) leaf(folder, name string) string { return folder + name + ".html" }
