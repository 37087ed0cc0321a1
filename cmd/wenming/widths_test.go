//go:build full

package main

import (
	"fmt"
	"slices"
	"testing"
)

// testWidths opens one page of each kind on all screens, and where all is set every page on the narrowest: nothing
// reaches beyond the screen's side.
func testWidths(t *testing.T, c *chromium, server string, s *built, all bool) {
	b := c.open(t)
	for _, width := range []int64{320, 390, 768, 1280, 1920} {
		b.resize(width)
		pages := s.largest()
		if all && width == 320 {
			for _, p := range s.pages {
				if p.kind != "" && !slices.Contains(pages, p) {
					pages = append(pages, p)
				}
			}
		}
		for _, p := range pages {
			b.visit(s.url(server, p))
			if wide := ask[string](b, fmt.Sprintf(tooWide, width)); wide != "" {
				t.Errorf("%s is too wide for %d px: %s", p.path, width, wide)
			}
		}
	}
}

// tooWide says what makes a page wider than the screen.
const tooWide = `(width => {
	const needs = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth);
	if (needs <= width && innerWidth <= width) return "";
	const beyond = [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > width + 1);
	return needs + " px; " + beyond.slice(0, 5).map(e => e.tagName + "." + e.className + " " + e.textContent.slice(0, 20)).join(", ");
})(%d)`
