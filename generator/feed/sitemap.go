package feed

import (
	"strconv"
	"strings"
)

// The limits of one file, by https://www.sitemaps.org/protocol.html.
const (
	maxURLs  = 50_000
	maxBytes = 50 << 20
)

const (
	urlsetStart = xmlHead + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`
	urlsetEnd   = `</urlset>`
)

// URL is an address in a sitemap.
type URL struct {
	Absolute string
	LastMod  string // 2023-10-25 or RFC 3339; empty when unknown
}

// Sitemap is a list of addresses, in the order given.
type Sitemap []URL

// SitemapIndex is the absolute addresses of sitemaps. It says nothing of when they changed: the newest date in a list
// is not the list's, which also changes when an entry goes or comes with an old date.
type SitemapIndex []string

// File is a document with its name. It is made when its turn comes.
type File struct {
	Name string
	Make func() Document
}

// Sitemaps is a sitemap of n addresses, in files that stand in one folder, whose absolute address is base. It is
// sitemap.xml; where that would be larger than the protocol allows, sitemap.xml is an index of sitemap-1.xml and so on.
// Addresses keep their order, so one that is added at the end changes the last file only. No address is longer in XML
// than longest.
func Sitemaps(base string, n, longest int, url func(i int) URL) []File {
	parts := split(n, longest, url, maxURLs, maxBytes)
	sitemap := func(p part) func() Document {
		return func() Document {
			s := make(Sitemap, 0, p.to-p.from)
			for i := p.from; i < p.to; i++ {
				s = append(s, url(i))
			}
			return s
		}
	}
	if len(parts) == 1 {
		return []File{{"sitemap.xml", sitemap(parts[0])}}
	}
	var index SitemapIndex
	files := []File{{"sitemap.xml", func() Document { return index }}}
	for i, part := range parts {
		name := "sitemap-" + strconv.Itoa(i+1) + ".xml"
		index = append(index, strings.TrimSuffix(base, "/")+"/"+name)
		files = append(files, File{name, sitemap(part)})
	}
	return files
}

// part is a range of addresses.
type part struct{ from, to int }

// split cuts a list into parts of at most so many addresses and encoded bytes: one at least. Addresses are looked at
// only where they could be too many bytes.
func split(n, longest int, url func(i int) URL, most, size int) []part {
	var parts []part
	var w xmlWriter
	const frame = len(urlsetStart) + len(urlsetEnd)
	const around = len("<url><loc></loc><lastmod>2006-01-02T15:04:05+08:00</lastmod></url>")
	short := frame+most*(longest+around) <= size
	start, bytes := 0, frame
	for i := range n {
		w.Reset()
		if !short {
			url(i).encode(&w)
		}
		if i > start && (i-start == most || bytes+w.Len() > size) {
			parts = append(parts, part{start, i})
			start, bytes = i, frame
		}
		bytes += w.Len()
	}
	return append(parts, part{start, n})
}

// Encode is the document.
func (s Sitemap) Encode() []byte {
	w := new(xmlWriter)
	w.WriteString(urlsetStart)
	for _, u := range s {
		u.encode(w)
	}
	w.WriteString(urlsetEnd)
	return w.Bytes()
}

func (u URL) encode(w *xmlWriter) {
	w.WriteString("<url>")
	w.element("loc", uri(u.Absolute))
	w.element("lastmod", u.LastMod)
	w.WriteString("</url>")
}

// Encode is the document.
func (s SitemapIndex) Encode() []byte {
	w := new(xmlWriter)
	w.WriteString(xmlHead + `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`)
	for _, address := range s {
		w.WriteString("<sitemap>")
		w.element("loc", uri(address))
		w.WriteString("</sitemap>")
	}
	w.WriteString("</sitemapindex>")
	return w.Bytes()
}
