//go:build full

package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// violation is a rule of axe-core that a page breaks.
type violation struct {
	ID, Help string
	Nodes    []string
}

const runAxe = `axe.run(document, {
	runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"],
}).then(result => result.violations.map(v => ({id: v.id, help: v.help, nodes: v.nodes.slice(0, 3).map(n => n.target.join(" ") + ": " + n.html.slice(0, 120))})))`

// testAxe holds one page of each kind to the Web Content Accessibility Guidelines, as far as axe-core can tell, contrast
// included.
func testAxe(t *testing.T, b *tab, server string, s *built, axe string) {
	for _, width := range []int64{390, 1280} {
		b.resize(width)
		for _, p := range s.largest() {
			b.visit(s.url(server, p))
			b.do(chromedp.Evaluate[chromedp.Void](axe))
			for _, v := range ask[[]violation](b, runAxe) {
				t.Errorf("%s at %d px: %s: %s\n\t%s", p.path, width, v.ID, v.Help, strings.Join(v.Nodes, "\n\t"))
			}
		}
	}
}
