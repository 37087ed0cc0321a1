package check

import (
	"fmt"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"wenming/generator/config"
	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/site"
)

// siteOf links a site of files: site.yaml, and those below content/.
func siteOf(t *testing.T, files map[string]string) (*site.Site, diag.Source) {
	t.Helper()
	read := func(file string) []byte { return []byte(files[file]) }
	configuration, problems := config.Parse(read(config.File))
	in := site.Input{Config: &configuration, HasFile: func(file string) bool { return files[file] != "" }}
	for _, file := range slices.Sorted(maps.Keys(files)) {
		if name, below := strings.CutPrefix(file, content.Root+"/"); below && path.Ext(name) == ".md" {
			kind, key := content.KindOf(name, nil)
			e, _, found := content.Parse(name, read(file), kind, key, content.Options{})
			in.Entries = append(in.Entries, &e)
			problems = append(problems, found...)
		}
	}
	in.At = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	s, found := site.Link(in)
	if problems = append(problems, found...); problems.Failed() {
		t.Fatal(problems)
	}
	return s, read
}

// located writes addresses as what is asked for and the places with what stands there.
func located(list []address, read diag.Source) []string {
	var lines []string
	for _, a := range list {
		line := "none"
		if a.target != nil {
			line = a.target.String()
		}
		for _, at := range a.places {
			line += fmt.Sprintf(" %s:%q", at.File, read(at.File)[at.Span.Start:at.Span.End])
		}
		lines = append(lines, line)
	}
	return lines
}

// TestAddresses gathers every external address that content and site.yaml name, each once, with its places.
func TestAddresses(t *testing.T) {
	s, read := siteOf(t, map[string]string{
		"site.yaml": `name: 测试网
url: https://Example.org/sub/
parent: {name: 总站, url: "http://parent.example"}
identity: {mark: "https://mark.example/m.png"}
menu: [{title: 一, url: "https://menu.example/"}, {title: 二, url: /news/}]
home:
  - {block: links, items: [{title: 三, url: "https://menu.example"}]}
  - {block: text, body: "见[这里](https://block.example/a)"}
`,
		"content/_index.md":      "---\ntitle: 首页\n---\n",
		"content/news/_index.md": "---\ntitle: 新闻\n---\n",
		"content/news/a.md": `---
title: 甲
date: 2023-10-25
source: https://source.example/
original: "http://name:word@Original.Example:80/a?b=甲#c"
cover: https://cover.example/c.jpg
attachments: [{title: 乙, file: "https://file.example/b.pdf"}, {title: 丙, file: b.pdf}]
---
[一](https://link.example/a#b) ![二](https://picture.example/p.jpg) ![](//media.example/v.mp4)
<video src="https://raw.example/v.webm"></video> https://bare.example/x 和[再一次](HTTPS://LINK.example:443/a)

[信](mailto:a@b.example) [话](tel:10086) [文](../news/b.md) [本站](https://example.org/sub/news/b.html)
[本站](http://example.org/sub/news/b.html) [邻站](https://example.org/other) [锚](#top) [[扶婷]] [错](http://%zz.example/) [空](https:///x)
`,
		"content/news/b.pdf":              "%PDF",
		"content/news/b.md":               "---\ntitle: 乙\ndate: 2023-10-25\nsource: https://x.example 记者\n---\n[一](https://link.example/a)\n",
		"content/news/c.md":               "---\ntitle: 丙\ndate: 2023-10-25\nsource: 本站\ndraft: true\n---\n[一](https://draft.example/a)\n",
		"content/people/fu-ting.md":       "---\nname: 扶婷\nphoto: https://photo.example/f.jpg\n---\n",
		"content/honors/haoren/_index.md": "---\nname: 中国好人\nlevel: 国家\n---\n",
		"content/honors/haoren/2022.md": "---\nperiod: 2022\nstage: 命名\nsource: https://list.example/\ndocument: {title: 通报, url: 'https://document.example/d'}\n" +
			"recipients: [{name: 扶婷}]\n---\n",
	})
	want := []string{
		`https://list.example/ content/honors/haoren/2022.md:"https://list.example/"`,
		`https://document.example/d content/honors/haoren/2022.md:"https://document.example/d"`,
		`https://source.example/ content/news/a.md:"https://source.example/"`,
		`http://original.example/a?b=%E7%94%B2 content/news/a.md:"\"http://name:word@Original.Example:80/a?b=甲#c\""`,
		`https://cover.example/c.jpg content/news/a.md:"https://cover.example/c.jpg"`,
		`https://file.example/b.pdf content/news/a.md:"\"https://file.example/b.pdf\""`,
		`https://link.example/a content/news/a.md:"https://link.example/a#b" content/news/a.md:"HTTPS://LINK.example:443/a" content/news/b.md:"https://link.example/a"`,
		`https://picture.example/p.jpg content/news/a.md:"https://picture.example/p.jpg"`,
		`https://media.example/v.mp4 content/news/a.md:"//media.example/v.mp4"`,
		`https://raw.example/v.webm content/news/a.md:"https://raw.example/v.webm"`,
		`https://bare.example/x content/news/a.md:"https://bare.example/x"`,
		`https://example.org/other content/news/a.md:"https://example.org/other"`,
		`none content/news/a.md:"http://%zz.example/"`,
		`none content/news/a.md:"https:///x"`,
		`https://photo.example/f.jpg content/people/fu-ting.md:"https://photo.example/f.jpg"`,
		`http://parent.example/ site.yaml:"\"http://parent.example\""`,
		`https://mark.example/m.png site.yaml:"https://mark.example/m.png"`,
		`https://menu.example/ site.yaml:"\"https://menu.example/\"" site.yaml:"\"https://menu.example\""`,
		`https://block.example/a site.yaml:"\"见[这里](https://block.example/a)\""`,
	}
	got := located(addresses(s, read), read)
	if !slices.Equal(got, want) {
		t.Errorf("found\n%s\ninstead of\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// FuzzParse holds what is asked for against what it promises: neither credentials nor fragment, printable ASCII on the
// wire, and one text for one address.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"https://a.example/b#c", "HTTP://u:p@A.example:80?q=甲 乙", "//a.example", "https://a.example:443", "http:///", "http://[::1]:80/", "http:a",
		"https://a.example/%zz", "https://文明.example/甲", "http://a.example:/\\", "https://:1/", "http://a.example:080/x?y#z?#", "//::", "http://[fe80::1%25a]/",
	} {
		f.Add(seed)
	}
	home, err := url.Parse("https://example.org/sub")
	if err != nil {
		f.Fatal(err)
	}
	c := collector{home: home}
	f.Fuzz(func(t *testing.T, written string) {
		target, _, web := c.parse(written)
		if target == nil {
			return
		}
		if !web || target.User != nil || target.Fragment != "" || target.Hostname() == "" || target.Scheme != "http" && target.Scheme != "https" {
			t.Fatalf("%q is asked for as %#v", written, target)
		}
		if sent := target.RequestURI(); strings.ContainsFunc(sent, func(r rune) bool { return r <= ' ' || r > '~' }) || !strings.HasPrefix(sent, "/") {
			t.Fatalf("%q is sent as %q", written, sent)
		}
		if again, _, _ := c.parse(target.String()); again == nil || again.String() != target.String() {
			t.Fatalf("%q is asked for as %q, and that as %v", written, target, again)
		}
	})
}
