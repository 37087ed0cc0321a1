package main

import (
	"encoding/json"
	"encoding/xml"
	"path"
	"slices"
	"strings"
	"testing"
	"time"
)

// testFeeds reads the feeds of the site and of every section.
func testFeeds(t *testing.T, s *built) {
	sections := 0
	for _, p := range s.pages {
		dir, file := path.Split(p.path)
		if p.kind != "home" && !(file == "index.html" && (p.kind == "section" || p.path == "people/index.html" || p.path == "honors/index.html")) {
			continue
		}
		sections++
		titles := map[string][]string{}
		for name, read := range map[string]func([]byte) (feedOf, error){"feed.xml": readRSS, "atom.xml": readAtom, "feed.json": readJSON} {
			name = dir + name
			data, ok := s.files[name]
			if !ok {
				t.Errorf("%s does not exist", name)
				continue
			}
			f, err := read(data)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			s.checkFeed(t, name, f)
			for _, item := range f.items {
				titles[name] = append(titles[name], item.title)
			}
			if !slices.Equal(titles[name], titles[dir+"feed.xml"]) && titles[dir+"feed.xml"] != nil {
				t.Errorf("%s holds %q, but %sfeed.xml %q", name, titles[name], dir, titles[dir+"feed.xml"])
			}
		}
	}
	if sections < 10 {
		t.Errorf("only %d sections were found", sections)
	}
}

// feedOf is what the three formats have in common.
type feedOf struct {
	title, home, self string
	items             []feedItem
}

type feedItem struct {
	title, link, html string
	published         time.Time
}

func (s *built) checkFeed(t *testing.T, name string, f feedOf) {
	t.Helper()
	if f.title == "" {
		t.Errorf("%s has no title", name)
	}
	if f.self != s.host+"/"+name {
		t.Errorf("%s says that it is %q", name, f.self)
	}
	s.checkAbsolute(t, name, f.home)
	if len(f.items) > 20 {
		t.Errorf("%s has %d items", name, len(f.items))
	}
	if name == "feed.xml" && len(f.items) != 20 {
		t.Errorf("%s has %d items of the newest 20", name, len(f.items))
	}
	newestFirst := slices.IsSortedFunc(f.items, func(a, b feedItem) int { return b.published.Compare(a.published) })
	if !newestFirst {
		t.Errorf("%s is not in order", name)
	}
	for _, item := range f.items {
		if item.title == "" || item.html == "" || item.published.IsZero() {
			t.Errorf("%s: an item without title, text or date: %q", name, item.title)
		}
		s.checkAbsolute(t, name, item.link)
		s.checkFragment(t, name, item.html)
	}
}

func readRSS(data []byte) (feedOf, error) {
	var r struct {
		XMLName xml.Name `xml:"rss"`
		Version string   `xml:"version,attr"`
		Channel struct {
			Title string `xml:"title"`
			Links []struct {
				XMLName xml.Name
				Href    string `xml:"href,attr"`
				Text    string `xml:",chardata"`
			} `xml:"link"` // its own, and Atom's
			Items []struct {
				Title   string `xml:"title"`
				Link    string `xml:"link"`
				Date    string `xml:"pubDate"`
				Content string `xml:"http://purl.org/rss/1.0/modules/content/ encoded"`
			} `xml:"item"`
		} `xml:"channel"`
	}
	if err := xml.Unmarshal(data, &r); err != nil {
		return feedOf{}, err
	}
	f := feedOf{title: r.Channel.Title}
	for _, l := range r.Channel.Links {
		f.home += l.Text
		f.self += l.Href
	}
	for _, item := range r.Channel.Items {
		at, err := time.Parse(time.RFC1123Z, item.Date)
		if err != nil {
			return f, err
		}
		f.items = append(f.items, feedItem{item.Title, item.Link, item.Content, at})
	}
	return f, nil
}

func readAtom(data []byte) (feedOf, error) {
	type link struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	}
	var a struct {
		XMLName xml.Name  `xml:"http://www.w3.org/2005/Atom feed"`
		ID      string    `xml:"id"`
		Title   string    `xml:"title"`
		Updated time.Time `xml:"updated"`
		Links   []link    `xml:"link"`
		Entries []struct {
			ID        string    `xml:"id"`
			Title     string    `xml:"title"`
			Links     []link    `xml:"link"`
			Published time.Time `xml:"published"`
			Updated   time.Time `xml:"updated"`
			Content   string    `xml:"content"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(data, &a); err != nil {
		return feedOf{}, err
	}
	f := feedOf{title: a.Title}
	for _, l := range a.Links {
		if l.Rel == "self" {
			f.self = l.Href
		} else {
			f.home = l.Href
		}
	}
	for _, entry := range a.Entries {
		f.items = append(f.items, feedItem{entry.Title, entry.Links[0].Href, entry.Content, entry.Published})
	}
	return f, nil
}

func readJSON(data []byte) (feedOf, error) {
	var j struct {
		Title string `json:"title"`
		Home  string `json:"home_page_url"`
		Self  string `json:"feed_url"`
		Items []struct {
			Title     string    `json:"title"`
			URL       string    `json:"url"`
			HTML      string    `json:"content_html"`
			Published time.Time `json:"date_published"`
		} `json:"items"`
	}
	if err := json.Unmarshal(data, &j); err != nil {
		return feedOf{}, err
	}
	f := feedOf{title: j.Title, home: j.Home, self: j.Self}
	for _, item := range j.Items {
		f.items = append(f.items, feedItem{item.Title, item.URL, item.HTML, item.Published})
	}
	return f, nil
}

// testSitemap holds that the sitemap lists every page that a search engine may keep, once, and nothing else.
func testSitemap(t *testing.T, s *built) {
	var m struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []struct {
			Loc     string `xml:"loc"`
			LastMod string `xml:"lastmod"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal(s.files["sitemap.xml"], &m); err != nil {
		t.Fatal(err)
	}
	var listed, pages []string
	for _, u := range m.URLs {
		listed = append(listed, u.Loc)
		s.checkAbsolute(t, "sitemap.xml", u.Loc)
		if _, err := time.Parse(time.DateOnly, u.LastMod); u.LastMod != "" && err != nil {
			t.Errorf("sitemap.xml: %v", err)
		}
	}
	for _, p := range s.pages {
		if robots, _ := p.meta("robots"); !strings.Contains(robots, "noindex") {
			pages = append(pages, p.canonical())
		} else if p.kind != "" && p.kind != "404" {
			t.Errorf("%s (%s) is %s", p.path, p.kind, robots)
		}
	}
	slices.Sort(pages)
	for _, page := range pages {
		if !slices.Contains(listed, page) {
			t.Errorf("sitemap.xml does not list %s", page)
		}
	}
	for i, address := range listed {
		if !slices.Contains(pages, address) || slices.Contains(listed[:i], address) {
			t.Errorf("sitemap.xml lists %s, which is no page or listed before", address)
		}
	}
	if robots := string(s.files["robots.txt"]); !strings.Contains(robots, "Sitemap: "+s.host+"/sitemap.xml\n") {
		t.Errorf("robots.txt does not name the sitemap: %q", robots)
	}
}
