package feed

import (
	"strings"
	"time"
)

// RSS is a feed as RSS 2.0 (https://www.rssboard.org/rss-specification) with the full text in content:encoded.
type RSS Feed

// Encode is the document.
func (r RSS) Encode() []byte {
	f := Feed(r)
	w := new(xmlWriter)
	w.WriteString(xmlHead + `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"` +
		` xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
		` xmlns:media="http://search.yahoo.com/mrss/"><channel>`)
	w.element("title", first(f.Title, f.Site, f.Home))
	w.element("link", uri(f.Home))
	w.element("description", first(f.Description, f.Title, f.Site, f.Home))
	w.element("language", f.Language)
	w.element("lastBuildDate", rfc822(f.changed()))
	w.empty(`atom:link rel="self" type="application/rss+xml"`, "href", uri(f.Self))
	for _, item := range f.Items {
		item.rss(w)
	}
	w.WriteString("</channel></rss>")
	return w.Bytes()
}

func (i Item) rss(w *xmlWriter) {
	w.WriteString("<item>")
	w.element("title", first(i.Title, i.URL))
	w.element("link", uri(i.URL))
	if i.id() == i.URL {
		w.element("guid", uri(i.URL)) // is a permalink unless it says otherwise
	} else {
		w.WriteString(`<guid isPermaLink="false">`)
		w.text(uri(i.ID))
		w.WriteString("</guid>")
	}
	w.element("pubDate", rfc822(i.Published))
	for _, author := range i.Authors {
		w.element("dc:creator", author)
	}
	for _, tag := range i.Tags {
		w.element("category", tag)
	}
	// An item's description is HTML by the specification, and the summary is not.
	w.element("description", strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(i.Summary))
	if html := string(i.HTML.HTML()); html != "" {
		w.cdata("content:encoded", "content:encoded", html)
	}
	i.image(w)
	w.WriteString("</item>")
}

// image writes the item's picture as Media RSS (https://www.rssboard.org/media-rss), which readers of both XML formats
// take for a preview. An enclosure would be offered as a download, and media:content has the local name of Atom's text.
func (i Item) image(w *xmlWriter) {
	if i.Image != "" {
		w.empty("media:thumbnail", "url", uri(i.Image))
	}
}

// rfc822 is a time as RSS writes it: RFC 822 with a year of four digits.
func rfc822(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC1123Z)
}
