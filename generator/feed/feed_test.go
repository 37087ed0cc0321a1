package feed

import (
	"encoding/json"
	"slices"
	"testing"
	"time"
)

const goldenRSS = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"` +
	` xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
	` xmlns:media="http://search.yahoo.com/mrss/"><channel><title>雨湖动态</title><link>https://example.org/news/</link>` +
	`<description>雨湖区的新闻 &amp; 通知</description><language>zh-CN</language><lastBuildDate>Thu, 26 Oct 2023 00:00:00 +0800</lastBuildDate>` +
	`<atom:link rel="self" type="application/rss+xml" href="https://example.org/news/feed.xml"/>` +
	`<item><title>“好人”榜 &lt;2023&gt;</title><link>https://example.org/news/a%20b.html</link>` +
	`<guid isPermaLink="false">https://example.org/old.html</guid><pubDate>Wed, 25 Oct 2023 08:30:00 +0800</pubDate>` +
	`<dc:creator>付鼎臣</dc:creator><dc:creator>何敏</dc:creator><category>志愿服务</category>` +
	`<description>一 &amp;lt; 二 &amp;amp; 三</description>` +
	`<content:encoded><![CDATA[<p>正文 ]]&gt; <a href="https://example.org/?a=1&amp;b=2">链接</a></p>]]></content:encoded>` +
	`<media:thumbnail url="https://example.org/a.jpg"/></item>` +
	`<item><title>https://example.org/news/b.html</title><link>https://example.org/news/b.html</link>` +
	`<guid>https://example.org/news/b.html</guid></item></channel></rss>`

const goldenAtom = `<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"` +
	` xmlns:media="http://search.yahoo.com/mrss/" xml:lang="zh-CN"><title>雨湖动态</title><subtitle>雨湖区的新闻 &amp; 通知</subtitle>` +
	`<id>https://example.org/news/feed.xml</id><updated>2023-10-26T00:00:00+08:00</updated>` +
	`<link rel="self" type="application/atom+xml" href="https://example.org/news/feed.xml"/><link href="https://example.org/news/"/>` +
	`<author><name>雨湖文明网</name></author><entry><title>“好人”榜 &lt;2023&gt;</title><id>https://example.org/old.html</id>` +
	`<link href="https://example.org/news/a%20b.html"/><published>2023-10-25T08:30:00+08:00</published>` +
	`<updated>2023-10-26T00:00:00+08:00</updated><author><name>付鼎臣</name></author><author><name>何敏</name></author>` +
	`<category term="志愿服务"/><summary>一 &lt; 二 &amp; 三</summary>` +
	`<content type="html"><![CDATA[<p>正文 ]]&gt; <a href="https://example.org/?a=1&amp;b=2">链接</a></p>]]></content>` +
	`<media:thumbnail url="https://example.org/a.jpg"/></entry>` +
	`<entry><title>https://example.org/news/b.html</title><id>https://example.org/news/b.html</id>` +
	`<link href="https://example.org/news/b.html"/><updated>1970-01-01T00:00:00Z</updated></entry></feed>`

const goldenJSON = `{"version":"https://jsonfeed.org/version/1.1","title":"雨湖动态","home_page_url":"https://example.org/news/",` +
	`"feed_url":"https://example.org/news/feed.xml","description":"雨湖区的新闻 & 通知","language":"zh-CN",` +
	`"authors":[{"name":"雨湖文明网"}],"items":[{"id":"https://example.org/old.html","url":"https://example.org/news/a%20b.html",` +
	`"title":"“好人”榜 <2023>","content_html":"<p>正文 ]]&gt; <a href=\"https://example.org/?a=1&amp;b=2\">链接</a></p>",` +
	`"summary":"一 < 二 & 三","image":"https://example.org/a.jpg","date_published":"2023-10-25T08:30:00+08:00",` +
	`"date_modified":"2023-10-26T00:00:00+08:00","authors":[{"name":"付鼎臣"},{"name":"何敏"}],"tags":["志愿服务"]},` +
	`{"id":"https://example.org/news/b.html","url":"https://example.org/news/b.html","content_text":"https://example.org/news/b.html"}]}`

func TestGolden(t *testing.T) {
	f := sample()
	tests := []struct {
		name     string
		document Document
		want     string
	}{
		{"RSS", RSS(f), goldenRSS},
		{"Atom", Atom(f), goldenAtom},
		{"JSON", JSON(f), goldenJSON},
	}
	for _, test := range tests {
		if got := string(test.document.Encode()); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.name, got, test.want)
		}
	}
}

// The feeds that have as little as a feed can have, and the elements that each must have nevertheless.
var small = map[string]Feed{
	"no items": {Home: "https://example.org/", Self: "https://example.org/feed.xml"},
	"bare items": {Home: "https://example.org/", Self: "https://example.org/feed.xml",
		Items: []Item{{URL: "https://example.org/a.html"}, {URL: "https://example.org/b.html"}}},
	"full": sample(),
}

func TestRequiredRSS(t *testing.T) {
	for name, f := range small {
		root := parse(t, RSS(f).Encode())
		if root.name.Local != "rss" || root.attributes["version"] != "2.0" {
			t.Errorf("%s: the root is %v", name, root)
		}
		for _, path := range []string{"channel", "channel/title", "channel/description"} {
			if len(root.all(path)) != 1 {
				t.Errorf("%s: %d elements %s", name, len(root.all(path)), path)
			}
		}
		for _, link := range root.all("channel/link") {
			self := link.name.Space == "http://www.w3.org/2005/Atom"
			if self && (link.attributes["rel"] != "self" || link.attributes["href"] != f.Self) || !self && link.text != f.Home {
				t.Errorf("%s: a link is %v", name, link)
			}
		}
		if n := len(root.all("channel/link")); n != 2 {
			t.Errorf("%s: %d links", name, n)
		}
		for i, item := range root.all("channel/item") {
			for _, path := range []string{"title", "link", "guid"} {
				if got := item.texts(path); len(got) != 1 || got[0] == "" {
					t.Errorf("%s: item %d has the %s %q", name, i, path, got)
				}
			}
		}
	}
}

func TestRequiredAtom(t *testing.T) {
	for name, f := range small {
		root := parse(t, Atom(f).Encode())
		for i, n := range append(root.all("entry"), root) {
			if n.name.Space != "http://www.w3.org/2005/Atom" {
				t.Errorf("%s: %v is not of Atom", name, n.name)
			}
			for _, path := range []string{"id", "title", "updated"} {
				if got := n.texts(path); len(got) != 1 || got[0] == "" {
					t.Errorf("%s: element %d has the %s %q", name, i, path, got)
				}
			}
			if _, err := time.Parse(time.RFC3339, n.texts("updated")[0]); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			alternates := slices.DeleteFunc(n.all("link"), func(n *node) bool { return n.attributes["rel"] != "" })
			if len(alternates) != 1 {
				t.Errorf("%s: element %d has %d alternate links", name, i, len(alternates))
			}
		}
		if got := root.texts("author/name"); len(got) != 1 || got[0] == "" {
			t.Errorf("%s: the authors %q", name, got)
		}
	}
}

func TestRequiredJSON(t *testing.T) {
	for name, f := range small {
		var root map[string]any
		if err := json.Unmarshal(JSON(f).Encode(), &root); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, key := range []string{"version", "title", "home_page_url", "feed_url"} {
			if text, _ := root[key].(string); text == "" {
				t.Errorf("%s: %s is %v", name, key, root[key])
			}
		}
		items, ok := root["items"].([]any)
		if !ok || len(items) != len(f.Items) {
			t.Fatalf("%s: items is %v", name, root["items"])
		}
		for i, item := range items {
			item := item.(map[string]any)
			_, html := item["content_html"]
			_, text := item["content_text"]
			if id, _ := item["id"].(string); id == "" || html == text {
				t.Errorf("%s: item %d is %v", name, i, item)
			}
		}
	}
}

func TestChanged(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2023, 10, n, 0, 0, 0, 0, china) }
	tests := []struct {
		name  string
		items []Item
		want  string
	}{
		{"none", nil, "1970-01-01T00:00:00Z"},
		{"without a date", []Item{{}}, "1970-01-01T00:00:00Z"},
		{"the newest", []Item{{Published: day(3)}, {Published: day(2)}}, "2023-10-03T00:00:00+08:00"},
		{"an older one updated", []Item{{Published: day(3)}, {Published: day(2), Updated: day(5)}}, "2023-10-05T00:00:00+08:00"},
		{"one instant in two zones", []Item{{Published: day(3)}, {Published: day(3).UTC()}}, "2023-10-03T00:00:00+08:00"},
	}
	for _, test := range tests {
		if got := parse(t, Atom(Feed{Items: test.items}).Encode()).texts("updated")[0]; got != test.want {
			t.Errorf("%s: updated %s, want %s", test.name, got, test.want)
		}
	}
}

func TestURI(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"https://example.org/a.html?b=c&d=[e]#f", "https://example.org/a.html?b=c&d=[e]#f"},
		{"/人/a b.html", "/%E4%BA%BA/a%20b.html"},
		{"/%e4%ba%ba", "/%e4%ba%ba"},
		{"/100%", "/100%25"},
		{"/%4", "/%254"},
		{"/%zz", "/%25zz"},
		{"/a\r\n\"<>\\^`{|}", "/a%0D%0A%22%3C%3E%5C%5E%60%7B%7C%7D"},
		{"人", "%E4%BA%BA"},
	}
	for _, test := range tests {
		got := uri(test.in)
		if got != test.want {
			t.Errorf("uri(%q) = %q, want %q", test.in, got, test.want)
		}
		if again := uri(got); again != got {
			t.Errorf("uri(%q) = %q: encoded twice", got, again)
		}
	}
}
