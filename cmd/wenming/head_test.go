package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// testHead holds what every page's head says, and that no two pages say the same.
func testHead(t *testing.T, s *built) {
	titles, canonicals := map[string]string{}, map[string]string{}
	for _, p := range s.pages {
		for _, n := range p.all("html") {
			if lang, _ := attribute(n, "lang"); lang != "zh-CN" {
				t.Errorf("%s: lang=%q", p.path, lang)
			}
		}
		title := p.says("title")
		if len(p.all("title")) != 1 || title == "" {
			t.Errorf("%s has %d titles, or an empty one", p.path, len(p.all("title")))
		}
		if description, _ := p.meta("description"); strings.TrimSpace(description) == "" {
			t.Errorf("%s has no description", p.path)
		}
		if viewport, _ := p.meta("viewport"); !strings.Contains(viewport, "width=device-width") || strings.Contains(viewport, "user-scalable") {
			t.Errorf("%s: viewport=%q", p.path, viewport)
		}
		if p.kind == "" {
			continue // a redirect has the canonical address of the page that it leads to
		}
		if other := titles[title]; other != "" {
			t.Errorf("%s and %s have the title %q", other, p.path, title)
		}
		titles[title] = p.path
		canonical := p.canonical()
		if canonical != s.address(p.path) {
			t.Errorf("%s says that its address is %q, not %q", p.path, canonical, s.address(p.path))
		}
		if other := canonicals[canonical]; other != "" {
			t.Errorf("%s and %s have the canonical address %q", other, p.path, canonical)
		}
		canonicals[canonical] = p.path
		if h1 := p.says("h1"); !strings.Contains(title, strings.Fields(h1 + " ")[0]) {
			t.Errorf("%s has the title %q but the h1 %q", p.path, title, h1)
		}
		for _, name := range []string{"og:type", "og:title", "og:description", "og:url", "og:site_name", "og:locale"} {
			if content, _ := p.meta(name); content == "" {
				t.Errorf("%s has no %s", p.path, name)
			}
		}
		if url, _ := p.meta("og:url"); url != canonical {
			t.Errorf("%s: og:url=%q", p.path, url)
		}
	}
}

// belowSections are the kinds of pages that belong to a column.
var belowSections = []string{"section", "article", "page", "person", "project", "organization", "people", "award", "batch", "roll"}

// testOfficialMeta holds the meta tags of 国办发〔2017〕47号 that inspectors' robots read.
func testOfficialMeta(t *testing.T, s *built) {
	for _, p := range s.pages {
		if p.kind == "" {
			continue
		}
		want := []string{"SiteName", "SiteDomain"}
		if slices.Contains(belowSections, p.kind) {
			want = append(want, "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
		}
		if p.kind == "article" {
			want = append(want, "ArticleTitle", "PubDate", "ContentSource")
		}
		for _, name := range want {
			if content, _ := p.meta(name); strings.TrimSpace(content) == "" {
				t.Errorf("%s (%s) has no %s", p.path, p.kind, name)
			}
		}
		if name, _ := p.meta("SiteName"); name != "雨湖文明网" {
			t.Errorf("%s: SiteName is %q", p.path, name)
		}
		if domain, _ := p.meta("SiteDomain"); domain != "yuhu.example.org" {
			t.Errorf("%s: SiteDomain is %q", p.path, domain)
		}
		published, article := p.meta("PubDate")
		if article != (p.kind == "article") {
			t.Errorf("%s (%s): PubDate is %q", p.path, p.kind, published)
		}
		if article {
			checkPublished(t, p, published)
		}
	}
}

// checkPublished holds a publication date against what the page shows, in Beijing's time.
func checkPublished(t *testing.T, p *page, published string) {
	t.Helper()
	beijing := time.FixedZone("", 8*60*60)
	at, err := time.ParseInLocation("2006-01-02 15:04", published, beijing)
	if err != nil {
		t.Errorf("%s: %v", p.path, err)
	}
	machine, _ := p.meta("article:published_time")
	if again, err := time.Parse(time.RFC3339, machine); err != nil || !again.Truncate(time.Minute).Equal(at) {
		t.Errorf("%s was published at %q, but PubDate is %q", p.path, machine, published)
	}
	shown := slices.ContainsFunc(p.all("time"), func(n *html.Node) bool { return strings.HasPrefix(published, text(n)) })
	if !shown {
		t.Errorf("%s shows the time %q nowhere", p.path, published)
	}
}

// linkedTypes are what schema.org calls a page of each kind.
var linkedTypes = map[string]string{
	"home": "WebSite", "article": "NewsArticle", "person": "Person", "project": "Project", "organization": "Organization",
	"section": "CollectionPage", "people": "CollectionPage", "award": "CollectionPage", "batch": "CollectionPage", "roll": "CollectionPage",
	"tags": "CollectionPage", "tag": "CollectionPage", "sitemap": "CollectionPage", "page": "WebPage", "404": "WebPage",
}

// testLinkedData holds the JSON-LD of every page.
func testLinkedData(t *testing.T, s *built) {
	seen, honoured := map[string]bool{}, 0
	for _, p := range s.pages {
		if p.kind == "" {
			continue
		}
		seen[p.kind] = true
		graph := p.linkedData(t)
		if len(graph) == 0 {
			continue
		}
		subject := graph[0]
		if subject["@type"] != linkedTypes[p.kind] {
			t.Errorf("%s (%s) is of type %v", p.path, p.kind, subject["@type"])
		}
		want := []string{"url", "name", "description"}
		if kind := linkedTypes[p.kind]; strings.HasSuffix(kind, "Page") || kind == "WebSite" || kind == "NewsArticle" {
			want = append(want, "inLanguage") // works have a language; people and organizations do not
		}
		if p.kind == "article" {
			want = append(want, "headline", "datePublished", "publisher", "mainEntityOfPage")
		}
		for _, name := range want {
			if subject[name] == nil || subject[name] == "" {
				t.Errorf("%s (%s) has no %s", p.path, p.kind, name)
			}
		}
		if subject["url"] != p.canonical() {
			t.Errorf("%s is at %v", p.path, subject["url"])
		}
		if awards, _ := subject["award"].([]any); p.kind == "person" && len(awards) > 0 {
			honoured++
		}
		if p.kind != "home" {
			checkBreadcrumbs(t, p, graph)
		}
	}
	for kind := range linkedTypes {
		if !seen[kind] {
			t.Errorf("the site has no page of the kind %s", kind)
		}
	}
	if honoured < 50 {
		t.Errorf("only %d people have an award", honoured)
	}
}

// linkedData is the graph of a page's JSON-LD.
func (p *page) linkedData(t *testing.T) []map[string]any {
	t.Helper()
	var graphs []map[string]any
	for _, n := range p.all("script") {
		if kind, _ := attribute(n, "type"); kind != "application/ld+json" {
			continue
		}
		var data struct {
			Context string           `json:"@context"`
			Graph   []map[string]any `json:"@graph"`
		}
		if err := json.Unmarshal([]byte(text(n)), &data); err != nil || data.Context != "https://schema.org" {
			t.Errorf("%s: linked data of %q: %v", p.path, data.Context, err)
		}
		graphs = append(graphs, data.Graph...)
	}
	if len(graphs) == 0 {
		t.Errorf("%s has no linked data", p.path)
	}
	return graphs
}

// checkBreadcrumbs holds that a page has breadcrumbs from the home page to itself.
func checkBreadcrumbs(t *testing.T, p *page, graph []map[string]any) {
	t.Helper()
	at := slices.IndexFunc(graph, func(thing map[string]any) bool { return thing["@type"] == "BreadcrumbList" })
	if at < 0 {
		if p.kind != "404" {
			t.Errorf("%s has no breadcrumbs", p.path)
		}
		return
	}
	items, _ := graph[at]["itemListElement"].([]any)
	if len(items) < 2 {
		t.Errorf("%s has %d breadcrumbs", p.path, len(items))
	}
	for i, item := range items {
		item, _ := item.(map[string]any)
		if item["position"] != float64(i+1) || item["name"] == "" || item["item"] == "" {
			t.Errorf("%s: breadcrumb %d is %v", p.path, i+1, item)
		}
		if i == len(items)-1 && item["item"] != p.canonical() {
			t.Errorf("%s: the last breadcrumb is %v", p.path, item)
		}
	}
}
