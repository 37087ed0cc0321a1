// Package feed is the documents of a site that are not pages: feeds, sitemaps, robots.txt and redirects.
//
// Each document is plain data that can be digested (memo.Of) and encodes itself: RSS(f).Encode(), and Sitemaps for the
// sitemap in as many files as it takes. Encode is a pure function of the data. What it returns is as short as the
// format allows within reason and well-formed whatever the strings hold: a character that XML 1.0 does not allow is
// dropped, an invalid byte becomes U+FFFD, and what may not stand in an address is percent-encoded.
package feed

import (
	"time"

	"wenming/generator/view"
)

// Document is what a file holds: data, and its bytes.
type Document interface{ Encode() []byte }

// Feed is the newest entries of the site or of a section. Addresses are absolute. RSS(f), Atom(f) and JSON(f) are the
// same feed in the three formats; only Self differs.
type Feed struct {
	Title       string // required
	Description string
	Language    string // zh-CN
	Site        string // its name; who wrote an item that names no author
	Home        string // required: the page that the feed belongs to
	Self        string // required: the feed itself
	Items       []Item // the newest first
}

// Item is an entry in a feed.
type Item struct {
	ID        string // an address that stays when the entry moves; empty when that is URL
	URL       string // required
	Title     string
	Summary   string    // plain text
	HTML      view.Body // the full text; its links are absolute
	Published time.Time // in the zone to be shown; zero when unknown
	Updated   time.Time // zero when not updated
	Authors   []string
	Tags      []string
	Image     string
}

// id is the name by which readers know the item.
func (i Item) id() string {
	if i.ID == "" {
		return i.URL
	}
	return i.ID
}

// changed is when the item was updated, or else published; zero when unknown.
func (i Item) changed() time.Time {
	if i.Updated.IsZero() {
		return i.Published
	}
	return i.Updated
}

// changed is when the feed's last changed item did; zero when unknown.
func (f Feed) changed() time.Time {
	var last time.Time
	for _, item := range f.Items {
		if at := item.changed(); at.After(last) {
			last = at
		}
	}
	return last
}

// publisher is who stands for the feed as a whole.
func (f Feed) publisher() string { return first(f.Site, f.Title, f.Home) }

// first is the first of some texts that is not empty.
func first(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}
