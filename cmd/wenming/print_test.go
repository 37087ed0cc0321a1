//go:build full

package main

import (
	"context"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	printing "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// testPrint prints a page of each kind on A4. The longest profiles fit on one sheet, and nothing is printed that only serves the
// screen.
func testPrint(t *testing.T, b *tab, server string, s *built) {
	b.resize(1280)
	for _, p := range s.largest() {
		b.visit(s.url(server, p))
		b.do(media("print"))
		for _, shown := range ask[[]string](b, `[...document.querySelectorAll(".skip, .strip, .menu, .crumbs, .pager, .tools, .turn, .tabs, button, .foot")]
			.filter(e => e.checkVisibility() && e.getClientRects().length).map(e => e.className || e.tagName)`) {
			t.Errorf("%s prints %s", p.path, shown)
		}
		if said := ask[string](b, "document.body.innerText"); !strings.Contains(said, p.says("h1")[:3]) {
			t.Errorf("%s prints no headline", p.path)
		}
		b.do(media(""))
	}
	people := s.kinds()["person"]
	slices.SortFunc(people, func(a, b *page) int { return len(b.data) - len(a.data) })
	for _, p := range people[:3] {
		b.visit(s.url(server, p))
		sheets, width, height := printed(b)
		if sheets != 1 || math.Abs(width-595) > 2 || math.Abs(height-842) > 2 {
			t.Errorf("%s is printed on %d sheets of %.1f x %.1f points", p.path, sheets, width, height)
		}
	}
}

func media(kind string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: kind})
		return err
	})
}

var (
	pdfSheet = regexp.MustCompile(`/Type\s*/Page\b`)
	pdfBox   = regexp.MustCompile(`/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]`)
)

// printed counts the sheets that a page takes, and tells how large they are, in points.
func printed(b *tab) (sheets int, width, height float64) {
	b.Helper()
	css := true
	pdf := get(b, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), func(p *printing.PrintToPDFParams) { p.PreferCSSPageSize = &css }))
	if box := pdfBox.FindSubmatch(pdf); box != nil {
		width, _ = strconv.ParseFloat(string(box[1]), 64)
		height, _ = strconv.ParseFloat(string(box[2]), 64)
	}
	return len(pdfSheet.FindAll(pdf, -1)), width, height
}
