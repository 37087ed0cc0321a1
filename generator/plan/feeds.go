package plan

import (
	"html"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"wenming/generator/asset"
	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/feed"
	"wenming/generator/memo"
	"wenming/generator/output"
	"wenming/generator/schema"
	"wenming/generator/site"
	"wenming/generator/view"
)

// feedEntries is how many entries a feed holds.
const feedEntries = 20

// feeds plans the three feeds of the site, and of every section.
func (p *planner) feeds() {
	p.feed("/", p.shared.Name, p.description(), nil, p.site.IDs(content.KindArticle))
	for _, s := range p.site.Sections {
		e := p.site.Entry(s.ID)
		if e.Kind != content.KindSection || s.Folder == "." {
			continue
		}
		p.feed(p.site.Address(s.ID), e.Name()+" - "+p.shared.Name, p.summary(s.ID), named{e}, p.told(s))
	}
}

// told are the entries that the feeds of a section tell of: those that it lists, and of the roll the awarded lists too.
func (p *planner) told(s site.Section) []site.ID {
	if s.Folder != "honors" {
		return s.Entries
	}
	awarded := slices.DeleteFunc(p.site.IDs(content.KindBatch), func(id site.ID) bool {
		return p.site.Entry(id).Fields.(*content.Batch).Stage != content.StageAwarded
	})
	return append(awarded, s.Entries...)
}

// listBody is a list of honours as a feed carries it: the names by category, then the text.
func (p *planner) listBody(id site.ID, f *content.Batch) view.Body {
	text := p.absoluteBody(id)
	groups := p.rowGroups(id, f, p.site.Rows(id))
	return view.NewBody(memo.Of([]any{text.MemoDigest(), groups}), func() string {
		var b strings.Builder
		for _, group := range groups {
			var names []string
			for _, row := range group.Rows {
				names = append(names, html.EscapeString(row.Name))
			}
			title := strings.TrimSpace(group.Category + " " + group.Grade)
			if title != "" {
				b.WriteString("<h2>" + html.EscapeString(title) + "</h2>")
			}
			b.WriteString("<p>" + strings.Join(names, "　") + "</p>")
		}
		return b.String() + string(text.HTML())
	})
}

// description is what the site says of itself.
func (p *planner) description() string {
	if section, ok := p.site.SectionAt("."); ok {
		return p.summary(p.site.Sections[section].ID)
	}
	return p.shared.Name
}

// feed plans the feeds of a list of entries that stands at an address.
func (p *planner) feed(folder, title, description string, from origin, entries []site.ID) {
	newest := p.newest(entries)
	make := func(file string) feed.Feed {
		f := feed.Feed{
			Title: title, Description: description, Language: p.shared.Language, Site: p.shared.Name,
			Home: p.site.Absolute(folder), Self: p.site.Absolute(folder + file),
		}
		for _, id := range newest {
			f.Items = append(f.Items, p.feedItem(id))
		}
		return f
	}
	p.document(folder+"feed.xml", from, func() feed.Document { return feed.RSS(make("feed.xml")) })
	p.document(folder+"atom.xml", from, func() feed.Document { return feed.Atom(make("atom.xml")) })
	p.document(folder+"feed.json", from, func() feed.Document { return feed.JSON(make("feed.json")) })
}

// newest are the newest dated entries, as many as a feed holds.
func (p *planner) newest(entries []site.ID) []site.ID {
	var newest []site.ID
	for _, id := range entries {
		full := len(newest) == feedEntries && p.site.Newer(newest[feedEntries-1], id) < 0
		if full || !p.site.Entry(id).Date.Set() {
			continue
		}
		at, _ := slices.BinarySearchFunc(newest, id, p.site.Newer)
		newest = slices.Insert(newest, at, id)
		newest = newest[:min(feedEntries, len(newest))]
	}
	return newest
}

func (p *planner) feedItem(id site.ID) feed.Item {
	e := p.site.Entry(id)
	item := feed.Item{
		URL: p.site.Absolute(p.site.Address(id)), Title: p.card(id).Title, Summary: p.card(id).Summary, HTML: p.absoluteBody(id),
		Published: e.Date.Time, Updated: e.Updated.Time, Tags: keywords(e),
	}
	if cover := p.picture(id, e.Cover); cover != nil {
		item.Image = cover.Absolute
	}
	if f, ok := e.Fields.(*content.Batch); ok {
		item.HTML = p.listBody(id, f)
	}
	if a, ok := e.Fields.(*content.Article); ok {
		if a.Author != "" {
			item.Authors = append(item.Authors, a.Author)
		}
		item.Authors = append(item.Authors, a.Reporters...)
	}
	return item
}

// dated tells whether the feeds of a section hold anything.
func (p *planner) dated(s site.Section) bool {
	return slices.ContainsFunc(p.told(s), func(id site.ID) bool { return p.site.Entry(id).Date.Set() })
}

// feedLinks are the feeds of a section.
func (p *planner) feedLinks(section site.ID) []view.Feed {
	return p.feedFiles(p.site.Address(section), p.name(section))
}

func (p *planner) feedFiles(folder, title string) []view.Feed {
	return []view.Feed{
		{Title: title, Type: "application/rss+xml", URL: p.site.URL(folder + "feed.xml")},
		{Title: title, Type: "application/atom+xml", URL: p.site.URL(folder + "atom.xml")},
		{Title: title, Type: "application/feed+json", URL: p.site.URL(folder + "feed.json")},
	}
}

// redirects plans a page at every old address, and the map of all of them for a web server.
func (p *planner) redirects() {
	var moves feed.RedirectMap
	for i, e := range p.site.Entries {
		id := site.ID(i)
		for _, alias := range e.Aliases {
			old, ok := aliasAddress(alias)
			if !ok {
				p.problems = append(p.problems, diag.New(diag.WrongType, e.At(alias.Span),
					diag.T("%q is not an old address of this site", "“%s”不是本站的旧网址", alias.Value)).
					WithHint(diag.T("write its path, such as /old/page.html; what follows ? or # reaches no server of static files",
						"请写路径，如 /old/page.html；? 和 # 之后的部分，静态网站的服务器收不到")))
				continue
			}
			moves = append(moves, feed.Move{From: p.site.URL(old), To: p.site.URL(p.site.Address(id))})
			p.document(old, written(e.At(alias.Span)), func() feed.Document {
				return feed.Redirect{
					To: p.site.URL(p.site.Address(id)), Absolute: p.site.Absolute(p.site.Address(id)),
					Language: p.shared.Language, Title: p.name(id),
				}
			})
		}
	}
	p.document("/redirects.map", nil, func() feed.Document { return moves })
}

// aliasAddress is an old address from the site's root, not escaped. One that names no file is a folder's.
func aliasAddress(alias schema.Text) (address string, ok bool) {
	u, err := url.Parse(alias.Value)
	if err != nil || u.Scheme != "" || u.Host != "" || u.RawQuery != "" || u.Fragment != "" || u.Path == "" {
		return "", false
	}
	old := path.Join("/", norm.NFC.String(u.Path))
	if last := path.Base(old); old != "/" && (strings.HasSuffix(u.Path, "/") || !strings.Contains(last, ".")) {
		old += "/"
	}
	return old, true
}

// listed is an address in the sitemap.
type listed struct {
	url   string
	entry site.ID // whose last change is the page's, or None
}

// list puts the address of a page that changes with an entry into the sitemap.
func (p *planner) list(address string, entry site.ID) {
	p.listed = append(p.listed, listed{p.site.URL(address), entry})
}

func (p *planner) listUndated(address string) { p.list(address, site.None) }

// crawlers plans robots.txt and the sitemap, in as many files as it takes.
func (p *planner) crawlers() {
	if !slices.Contains(p.Root, asset.Root+"/robots.txt") { // a site may have its own
		p.document("/robots.txt", nil, func() feed.Document { return feed.Robots{Sitemap: p.site.Absolute("/sitemap.xml")} })
	}
	all := sortRuns(p.listed, func(a, b listed) int { return strings.Compare(a.url, b.url) }, p.listedEntries)
	p.listed = nil
	longest := 0
	for _, l := range all {
		longest = max(longest, len(l.url)+4*(strings.Count(l.url, "&")+strings.Count(l.url, "'"))) // &amp; and &#39;
	}
	url := func(i int) feed.URL {
		u := feed.URL{Absolute: p.site.AbsoluteURL(all[i].url)}
		if id := all[i].entry; id != site.None {
			u.LastMod = p.lastChange(id)
		}
		return u
	}
	for _, file := range feed.Sitemaps(p.site.Absolute("/"), len(all), len(p.site.AbsoluteURL(""))+longest, url) {
		p.outputs = append(p.outputs, Output{Path: file.Name, Role: output.Document, Make: Document{file.Make}})
	}
}
