package main

import (
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// testOutline holds what every page needs to be read aloud: one h1, headings that skip no level, one main.
func testOutline(t *testing.T, s *built) {
	for _, p := range s.pages {
		last := 0
		for n := range p.root.Descendants() {
			if len(n.Data) != 2 || n.Data[0] != 'h' || n.Data[1] < '1' || n.Data[1] > '6' {
				continue
			}
			level := int(n.Data[1] - '0')
			if text(n) == "" {
				t.Errorf("%s: an empty %s", p.path, n.Data)
			}
			if last > 0 && level > last+1 {
				t.Errorf("%s: h%d %q follows h%d", p.path, level, text(n), last)
			}
			last = level
		}
		if h1 := p.all("h1"); len(h1) != 1 {
			t.Errorf("%s has %d h1", p.path, len(h1))
		}
		if main := p.all("main"); len(main) != 1 {
			t.Errorf("%s has %d main", p.path, len(main))
		}
		for _, a := range p.all("a") {
			label, _ := attribute(a, "aria-label")
			if text(a) == "" && label == "" {
				href, _ := attribute(a, "href")
				t.Errorf("%s: the link to %s says nothing", p.path, href)
			}
		}
	}
}

// testPictures holds that a picture has an alternative text, which may be empty, and a size, so that nothing moves when
// it arrives.
func testPictures(t *testing.T, s *built) {
	count := 0
	for _, p := range s.pages {
		for _, n := range p.all("img") {
			count++
			src, _ := attribute(n, "src")
			if _, ok := attribute(n, "alt"); !ok {
				t.Errorf("%s: %s has no alt", p.path, src)
			}
			for _, name := range []string{"width", "height"} {
				value, _ := attribute(n, name)
				if size, err := strconv.Atoi(value); err != nil || size <= 0 {
					t.Errorf("%s: %s has %s=%q", p.path, src, name, value)
				}
			}
		}
	}
	if count == 0 {
		t.Error("no picture was found")
	}
}

// leftovers are what a mistake in the program leaves in a text.
var leftovers = regexp.MustCompile(`<no value>|&lt;nil&gt;|ZgotmplZ|%!|\{\{|\}\}|\[\[|0001-01-01|localhost|127\.0\.0\.1|file://|TODO|FIXME|�|\.md["#)]`)

// testLeftovers looks for what no reader should see: the program's insides, and Markdown that was not read.
func testLeftovers(t *testing.T, s *built) {
	for name, data := range s.files {
		switch path.Ext(name) {
		case ".html", ".xml", ".json", ".txt", ".map":
			if at := leftovers.FindIndex(data); at != nil {
				t.Errorf("%s: %q", name, data[max(0, at[0]-30):min(len(data), at[1]+30)])
			}
		}
	}
	markdown := regexp.MustCompile(`\*\*|~~|\]\(|(^|\n)#{1,6} `)
	for _, p := range s.pages {
		for _, n := range p.all("main") {
			if said := text(n); markdown.MatchString(said) {
				t.Errorf("%s: Markdown in the text: %q", p.path, strings.TrimSpace(markdown.FindString(said)))
			}
		}
	}
}
