package feed

import "time"

// Atom is a feed as RFC 4287. Every feed and entry must say when it was updated: one of which that is not known,
// such as a feed without items, says 1970-01-01T00:00:00Z, so that whatever comes later is newer.
type Atom Feed

// Encode is the document.
func (a Atom) Encode() []byte {
	f := Feed(a)
	w := new(xmlWriter)
	w.WriteString(xmlHead + `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"`)
	if f.Language != "" {
		w.WriteString(` xml:lang="`)
		w.text(f.Language)
		w.WriteString(`"`)
	}
	w.WriteString(">")
	w.element("title", first(f.Title, f.Site, f.Home))
	w.element("subtitle", f.Description)
	w.element("id", uri(f.Self))
	w.element("updated", known(f.changed()))
	w.empty(`link rel="self" type="application/atom+xml"`, "href", uri(f.Self))
	w.empty("link", "href", uri(f.Home)) // an alternate unless it says otherwise
	w.author(f.publisher())
	for _, item := range f.Items {
		item.atom(w)
	}
	w.WriteString("</feed>")
	return w.Bytes()
}

func (i Item) atom(w *xmlWriter) {
	w.WriteString("<entry>")
	w.element("title", first(i.Title, i.URL))
	w.element("id", uri(i.id()))
	w.empty("link", "href", uri(i.URL))
	w.element("published", rfc3339(i.Published))
	w.element("updated", known(i.changed()))
	for _, author := range i.Authors {
		w.author(author)
	}
	for _, tag := range i.Tags {
		if tag != "" {
			w.empty("category", "term", tag)
		}
	}
	w.element("summary", i.Summary)
	if html := string(i.HTML.HTML()); html != "" {
		w.cdata(`content type="html"`, "content", html)
	}
	i.image(w)
	w.WriteString("</entry>")
}

func (w *xmlWriter) author(name string) {
	if name == "" {
		return
	}
	w.WriteString("<author>")
	w.element("name", name)
	w.WriteString("</author>")
}

// known is a time in a place that needs one.
func known(t time.Time) string { return first(rfc3339(t), "1970-01-01T00:00:00Z") }

// rfc3339 is a time to the second, with its zone.
func rfc3339(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}
