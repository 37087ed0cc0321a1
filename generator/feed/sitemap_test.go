package feed

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
)

func addresses(n int) []URL {
	urls := make([]URL, n)
	for i := range urls {
		urls[i] = URL{fmt.Sprintf("https://example.org/news/%d.html", i), "2023-10-25"}
	}
	return urls
}

// files are the sitemaps of some addresses.
func files(base string, urls []URL) []File {
	return Sitemaps(base, len(urls), longest(urls), func(i int) URL { return urls[i] })
}

// longest is how many bytes the longest address has in XML.
func longest(urls []URL) int {
	most := 0
	for _, u := range urls {
		var w xmlWriter
		w.text(uri(u.Absolute))
		most = max(most, w.Len())
	}
	return most
}

func TestSitemapGolden(t *testing.T) {
	tests := []struct {
		document Document
		want     string
	}{
		{
			Sitemap{{"https://example.org/", ""}, {"https://example.org/人.html?a=1&b='2'", "2023-10-25T08:30:00+08:00"}},
			`<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` +
				`<url><loc>https://example.org/</loc></url>` +
				`<url><loc>https://example.org/%E4%BA%BA.html?a=1&amp;b=&#39;2&#39;</loc><lastmod>2023-10-25T08:30:00+08:00</lastmod></url></urlset>`,
		},
		{
			SitemapIndex{"https://example.org/sitemap-1.xml"},
			`<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` +
				`<sitemap><loc>https://example.org/sitemap-1.xml</loc></sitemap></sitemapindex>`,
		},
		{Robots{"https://example.org/sitemap.xml"}, "User-agent: *\nDisallow:\nSitemap: https://example.org/sitemap.xml\n"},
		{Robots{"https://example.org/\nDisallow: /"}, "User-agent: *\nDisallow:\nSitemap: https://example.org/%0ADisallow:%20/\n"},
		{Robots{}, "User-agent: *\nDisallow:\n"},
	}
	for _, test := range tests {
		if got := string(test.document.Encode()); got != test.want {
			t.Errorf("got %s\nwant %s", got, test.want)
		}
	}
}

func TestSitemaps(t *testing.T) {
	tests := []struct {
		base  string
		urls  int
		names []string
	}{
		{"https://example.org", 0, []string{"sitemap.xml"}},
		{"https://example.org", 1, []string{"sitemap.xml"}},
		{"https://example.org", 50_000, []string{"sitemap.xml"}},
		{"https://example.org", 50_001, []string{"sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"}},
		{"https://example.org/path/", 100_001, []string{"sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"}},
	}
	for _, test := range tests {
		urls := addresses(test.urls)
		var names, index []string
		var found []URL
		for _, file := range files(test.base, urls) {
			names = append(names, file.Name)
			switch d := file.Make().(type) {
			case Sitemap:
				found = append(found, d...)
				if len(d) > maxURLs {
					t.Errorf("%s has %d addresses", file.Name, len(d))
				}
			case SitemapIndex:
				index = d
			}
		}
		if !slices.Equal(names, test.names) {
			t.Errorf("%d addresses are in %q, want %q", test.urls, names, test.names)
		}
		if !slices.Equal(found, urls) {
			t.Errorf("%d addresses are %d in the files, or in another order", len(urls), len(found))
		}
		for i, address := range index {
			if want := strings.TrimSuffix(test.base, "/") + "/" + names[i+1]; address != want {
				t.Errorf("the index names %q, want %q", address, want)
			}
		}
		if len(index) != len(names)-1 {
			t.Errorf("the index names %d files of %d", len(index), len(names)-1)
		}
	}
}

// An address that is added at the end changes the last file only.
func TestSitemapsAreStable(t *testing.T) {
	before, after := files("https://example.org", addresses(50_010)), files("https://example.org", addresses(50_011))
	for i := range before {
		same := bytes.Equal(before[i].Make().Encode(), after[i].Make().Encode())
		if last := i == len(before)-1; same == last {
			t.Errorf("%s is the same: %v", before[i].Name, same)
		}
	}
}

// Whatever the limits, each file is within them, and no file could hold the next one's first address as well.
func TestSplit(t *testing.T) {
	urls := addresses(200)
	for i := range urls {
		urls[i].Absolute += strings.Repeat("人&", i%17)
	}
	for _, most := range []int{1, 7, 1000} {
		for _, size := range []int{1, 500, 3000, 1 << 20} {
			var parts []Sitemap
			for _, part := range split(len(urls), longest(urls), func(i int) URL { return urls[i] }, most, size) {
				parts = append(parts, urls[part.from:part.to])
			}
			var joined []URL
			for i, part := range parts {
				joined = append(joined, part...)
				if n := len(part.Encode()); len(part) > most || n > size && len(part) > 1 {
					t.Errorf("limits %d and %d: a file of %d addresses and %d bytes", most, size, len(part), n)
				}
				if i == 0 {
					continue
				}
				if full := append(slices.Clone(parts[i-1]), part[0]); len(full) <= most && len(full.Encode()) <= size {
					t.Errorf("limits %d and %d: file %d has room left", most, size, i)
				}
			}
			if !slices.Equal(joined, urls) {
				t.Errorf("limits %d and %d: the files together are not the list", most, size)
			}
		}
	}
}

func FuzzSitemap(f *testing.F) {
	for _, s := range hostile {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, address, modified string) {
		root := parse(t, Sitemap{{address, modified}}.Encode())
		if got := root.texts("url/loc"); address != "" && (len(got) != 1 || got[0] != uri(address)) {
			t.Errorf("%q is written %q", address, got)
		}
		parse(t, SitemapIndex{address}.Encode())
	})
}

func BenchmarkSitemaps(b *testing.B) {
	urls := addresses(100_000)
	for b.Loop() {
		for _, file := range files("https://example.org", urls) {
			file.Make().Encode()
		}
	}
}
