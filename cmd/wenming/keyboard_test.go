//go:build full

package main

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// stop is an element that the Tab key leads to.
type stop struct {
	Class, Text, Href string
	Focused, Seen     bool // the focus is drawn; the element is on the screen
	Inside            string
}

const atStop = `(() => {
	const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
	return {
		class: e.className, text: e.innerText.trim(), href: e.getAttribute("href") || "",
		focused: e.matches(":focus-visible") && style.outlineStyle != "none" && parseFloat(style.outlineWidth) >= 2,
		seen: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
		inside: e.closest(".menu") ? "menu" : e.closest("main") ? "main" : e == document.body ? "body" : "",
	};
})()`

// testKeyboard walks through pages by the Tab key alone.
func testKeyboard(t *testing.T, b *tab, server string, s *built) {
	for _, width := range []int64{390, 1280} {
		b.resize(width)
		for _, p := range s.largest() {
			b.visit(s.url(server, p))
			walk(b, p, width)
		}
	}
}

// walk goes from the top of a page to its end. The first stop leads past the menu; every link, button and scrolling
// table is reached, and each shows that it is.
func walk(b *tab, p *page, width int64) {
	b.Helper()
	where := fmt.Sprintf("%s at %d px", p.path, width)
	links := ask[int](b, `[...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")].filter(e => e.checkVisibility()).length`)
	menu := ask[int](b, `document.querySelectorAll(".menu a").length`)
	reached, inMenu := 0, 0
	for range links + 2 {
		b.do(chromedp.KeyEvent(kb.Tab))
		at := ask[stop](b, atStop)
		if at.Inside == "body" || reached > 0 && at.Href == "#main" {
			break // from the last stop the focus leaves the page, or begins anew
		}
		reached++
		if reached == 1 && at.Href != "#main" {
			b.Errorf("%s: the first stop is %q, not the link to the text", where, at.Text)
		}
		if at.Inside == "menu" {
			inMenu++
		}
		if !at.Focused || !at.Seen {
			b.Errorf("%s: the focus on %q (class %q) is not seen: drawn %v, on the screen %v", where, at.Text, at.Class, at.Focused, at.Seen)
		}
	}
	if reached != links || inMenu != menu || menu == 0 {
		b.Errorf("%s: %d of %d links and buttons were reached, %d of %d in the menu", where, reached, links, inMenu, menu)
	}
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector("a[href='#main']").focus()`), chromedp.KeyEvent(kb.Enter), chromedp.KeyEvent(kb.Tab))
	if at := ask[stop](b, atStop); at.Inside != "main" && ask[int](b, `document.querySelectorAll("main a[href]").length`) > 0 {
		b.Errorf("%s: the link to the text leads to %q", where, at.Text)
	}
}
