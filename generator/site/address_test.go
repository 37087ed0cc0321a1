package site

import (
	"io/fs"
	"net/url"
	"path"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"wenming/generator/config"
	"wenming/generator/schema"
)

func TestAddress(t *testing.T) {
	folders := map[string]string{"news": "xinwen", "news/rolls": "bang"}
	for _, c := range []struct{ file, slug, flat, pretty string }{
		{"about/contact.md", "", "/about/contact.html", "/about/contact/"},
		{"about/contact.md", "call", "/about/call.html", "/about/call/"},
		{"about/yuhu/index.md", "", "/about/yuhu.html", "/about/yuhu/"},
		{"about/yuhu/index.md", "hu", "/about/hu.html", "/about/hu/"},
		{"about/_index.md", "", "/about/", "/about/"},
		{"_index.md", "", "/", "/"},
		{"_index.md", "home", "/", "/"},
		{"contact.md", "", "/contact.html", "/contact/"},
		{"index.md", "", "/index.html", "/index/"},
		{"yuhu/index.md", "", "/yuhu.html", "/yuhu/"},
		{"news/a.md", "", "/xinwen/a.html", "/xinwen/a/"},
		{"news/2023/a.md", "", "/xinwen/2023/a.html", "/xinwen/2023/a/"},
		{"news/rolls/_index.md", "bang", "/xinwen/bang/", "/xinwen/bang/"},
		{"news/rolls/a.b.md", "", "/xinwen/bang/a.b.html", "/xinwen/bang/a.b/"},
		{"新闻/花开.md", "", "/新闻/花开.html", "/新闻/花开/"},
		{"about/a.md", "e\u0301", "/about/é.html", "/about/é/"},
	} {
		if got := address(c.file, c.slug, folders, false); got != c.flat {
			t.Errorf("address(%q, %q, flat) = %q, want %q", c.file, c.slug, got, c.flat)
		}
		if got := address(c.file, c.slug, folders, true); got != c.pretty {
			t.Errorf("address(%q, %q, pretty) = %q, want %q", c.file, c.slug, got, c.pretty)
		}
	}
}

// FuzzAddress: the address of a file is a clean path in form C, and what a page writes leads back to it.
func FuzzAddress(f *testing.F) {
	for _, file := range []string{"news/a.md", "a/index.md", "_index.md", "index.md", "新闻/é.md", "a b/c#d.md", "a%41/b?.md", "a:b.md"} {
		f.Add(file, "", false)
		f.Add(file, "slug", true)
	}
	f.Add("a.md", "..", false)
	f.Add("a.md", "a/b", true)
	s := &Site{root: rootOf(&config.Site{URL: schema.Text{Value: "https://example.org/sub"}})}
	f.Fuzz(func(t *testing.T, file, slug string, pretty bool) {
		if !fs.ValidPath(file) || path.Ext(file) != ".md" || strings.HasPrefix(path.Base(file), ".") || !utf8.ValidString(slug) || slug != "" && !validSlug(slug) {
			return
		}
		at := address(norm.NFC.String(file), slug, nil, pretty)
		if path.Clean(at) != strings.TrimSuffix(at, "/") && at != "/" || !strings.HasPrefix(at, "/") || norm.NFC.String(at) != at {
			t.Fatalf("address(%q, %q) = %q", file, slug, at)
		}
		written := s.URL(at)
		read, err := url.Parse(written)
		if err != nil || read.Path != "/sub"+at || read.RawQuery != "" || read.Fragment != "" {
			t.Fatalf("%q is written as %q, which is %q (%v)", at, written, read, err)
		}
		if strings.ContainsAny(written, "\"'<> ") {
			t.Fatalf("%q is written as %q", at, written)
		}
	})
}

func TestTagKey(t *testing.T) {
	for text, want := range map[string]string{
		"好人": "好人", "HTML": "html", "a/b": "a-b", "..": "--", "  ": "-", "志愿 服务": "志愿-服务", "志愿　服务": "志愿-服务", "e\u0301": "é", "?": "-",
	} {
		if got := TagKey(text); got != want {
			t.Errorf("TagKey(%q) = %q, want %q", text, got, want)
		}
	}
}

// FuzzTagKey: a tag's key is one part of an address, and its own key.
func FuzzTagKey(f *testing.F) {
	for _, text := range []string{"好人", "A/B", "..", "", "\u212a", "İ", "ẞ", "e\u0301"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		key := TagKey(text)
		if key == "" || strings.ContainsAny(key, `/\:*?"<>|. `) || TagKey(key) != key {
			t.Fatalf("TagKey(%q) = %q, whose key is %q", text, key, TagKey(key))
		}
	})
}
