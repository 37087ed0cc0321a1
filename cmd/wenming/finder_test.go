//go:build full

package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// testFinder looks for a person on the roll by name, reading and initials, and opens the search again by its address.
func testFinder(t *testing.T, b *tab, server string, s *built) {
	const found = `new Promise(done => setTimeout(() => done(document.querySelector(".found").innerText), 500))`
	b.resize(390)
	for _, query := range []string{"扶婷", "futing", "ft"} {
		b.visit(s.url(server, s.pages["honors/index.html"]))
		b.do(chromedp.SendKeys(chromedp.ID("find-q"), query))
		if said := ask[string](b, found); !strings.Contains(said, "扶婷") || strings.Contains(said, "杨定国") {
			t.Errorf("%s finds %q", query, said)
		}
		b.visit(get(b, chromedp.Location()))
		if said := ask[string](b, found); !strings.Contains(said, "扶婷") {
			t.Errorf("opened again, %s finds %q", query, said)
		}
	}
}
