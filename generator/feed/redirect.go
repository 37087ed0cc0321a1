package feed

import (
	"html"
	"strings"

	"wenming/generator/words"
)

// Redirect is the page at an old address. It leads on by itself and by a link, without a script.
type Redirect struct {
	To       string // the new address: absolute, or from the root of the host
	Absolute string // the new address with its host
	Language string
	Title    string // of the page it leads to
}

// Encode is the document. No search engine keeps it, and it names the new address as the canonical one.
func (r Redirect) Encode() []byte {
	moved, _ := words.Lookup(r.Language, "redirect")
	moved = html.EscapeString(moved)
	to, title := uri(r.To), legal(first(r.Title, r.Absolute, r.To))
	return []byte("<!doctype html><html lang=" + attribute(r.Language) + "><meta charset=utf-8>" +
		"<title>" + moved + "</title>" +
		"<meta name=description content=" + attribute(title) + ">" +
		"<link rel=canonical href=" + attribute(uri(r.Absolute)) + ">" +
		"<meta http-equiv=refresh content=" + attribute("0;url="+to) + ">" +
		"<meta name=robots content=noindex>" +
		`<meta name=viewport content="width=device-width,initial-scale=1">` +
		"<main><h1>" + moved + "</h1><p><a href=" + attribute(to) + ">" + html.EscapeString(title) + "</a></main>")
}

// attribute is an attribute's value in HTML, in quotes where it needs them.
func attribute(s string) string {
	if s == "" || strings.ContainsAny(s, "\t\n\f\r \"'=<>`") {
		return `"` + html.EscapeString(s) + `"`
	}
	return html.EscapeString(s)
}
