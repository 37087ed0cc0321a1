//go:build full

package main

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// testSizes holds a telephone's page to sizes that the elderly can read and hit.
func testSizes(t *testing.T, b *tab, server string, s *built) {
	b.resize(390)
	for _, p := range s.largest() {
		b.visit(s.url(server, p))
		for _, small := range ask[[]string](b, `[...document.querySelectorAll(".text p, .text li, .text td, .text dd, main > p, .lede")]
			.filter(e => e.checkVisibility() && parseFloat(getComputedStyle(e).fontSize) < 18)
			.map(e => e.tagName + "." + e.className + " " + getComputedStyle(e).fontSize + " " + e.textContent.slice(0, 20))`) {
			t.Errorf("%s: the text is too small: %s", p.path, small)
		}
		for _, low := range ask[[]string](b, `[...document.querySelectorAll(".menu a, .pager a, .tabs a, .turn a, .go, button")]
			.filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 43.9)
			.map(e => e.tagName + " " + e.textContent.trim().slice(0, 20) + " " + e.getBoundingClientRect().height + " px")`) {
			t.Errorf("%s: hard to hit: %s", p.path, low)
		}
	}
}

// testWithoutScripts holds that scripts add nothing but buttons, and the form that searches the roll.
func testWithoutScripts(t *testing.T, b *tab, server string, s *built) {
	b.resize(1280)
	const said = `document.querySelectorAll(".tools, .finder").forEach(e => e.remove()), document.body.innerText`
	for _, p := range s.largest() {
		b.visit(s.url(server, p))
		with := ask[string](b, said)
		b.do(scripts(false))
		b.visit(s.url(server, p))
		without := ask[string](b, said)
		b.do(scripts(true))
		if with != without || strings.TrimSpace(with) == "" {
			t.Errorf("%s says %d characters with scripts and %d without", p.path, len(with), len(without))
		}
	}
}

func scripts(on bool) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
		return err
	})
}

// testTools presses the buttons that an article has where scripts run.
func testTools(t *testing.T, b *tab, server string, s *built) {
	b.resize(1280)
	article := s.kinds()["article"][0]
	b.visit(s.url(server, s.pages["index.html"]))
	b.visit(s.url(server, article))
	if printed := ask[int](b, `(() => { let n = 0; window.print = () => n++; document.querySelector("[data-do=print]").click(); return n })()`); printed != 1 {
		t.Errorf("%s: the button prints %d times", article.path, printed)
	}
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector("[data-do=close]").click()`))
	back := ask[string](b, `new Promise(done => setTimeout(() => done(location.pathname), 500))`)
	if back != "/" {
		t.Errorf("%s: closing a page that came from / leads to %s", article.path, back)
	}
}
