// Package markdown is the only user of goldmark: it turns a body of Markdown into everything that the rest of the
// program asks of one.
//
// Parse reads a body once and gives its headings, links, summary, problems and HTML. The HTML has holes
// where addresses and names go, because what a link becomes depends on the whole site; HTML.Append fills them, as often
// as the site changes, without parsing again.
//
// Parse promises that the HTML is well-formed by itself, whatever the body: it holds no element or attribute outside
// a safe subset, no <h1>, no address with an unknown scheme and nothing that could close an element of the page around
// it. It takes at most about a second and memory in proportion to the body for any input: what is nested or repeated
// beyond all use is a problem with the code too-large. It is safe for concurrent use.
package markdown

import (
	"wenming/generator/diag"
)

// Document is what one body of Markdown says.
type Document struct {
	Headings []Heading // in order
	Anchors  []string  // the other ids that a link may point to: of figures, footnotes and raw HTML
	Links    []Link    // everything whose address the site decides or checks, in order of appearance
	Summary  Plain     // the beginning of the text, at most 120 characters
	HTML     HTML      // the body with holes where links go
	Problems diag.List // about this body alone; File is empty, the caller fills it in
}

// Heading is a heading written in Markdown.
type Heading struct {
	Level int    // as put out: 2 to 6
	ID    string // unique in the document
	Text  string // without markup
	Span  diag.Span
}

// Link is one thing whose address the site decides or checks.
type Link struct {
	Kind   LinkKind
	Target string    // as written, percent-decoded where it is a path; for a mention `key` or `kind:key`
	Text   string    // an anchor's plain text, a picture's alternative text, a mention's own text; may be empty
	Span   diag.Span // the target as written
}

// LinkKind is what a link is to become.
type LinkKind uint8

// The kinds of links.
const (
	Anchor  LinkKind = iota
	Picture          // shown in the page
	Media            // video or sound, played in the page
	Mention          // [[key]]
)

// Target says what a link becomes.
type Target struct {
	URL           string // "" unlinks: an anchor's or mention's text stays as plain text, a picture becomes its alternative text
	Text          string // for a mention without its own text: the name to show; "" shows the key
	Width, Height int    // of a picture in CSS pixels; 0 leaves the attributes out
}

// Parse reads a Markdown body once. offset is where src starts in its file, so that every span counts from the file's
// start.
func Parse(src []byte, offset int) Document {
	t := parseTree(newSource(src, offset))
	defer t.context.release()
	r := newRenderer(t)
	if !r.render(true) {
		r = newRenderer(t)
		r.render(false)
	}
	defer r.release()
	return r.document()
}
