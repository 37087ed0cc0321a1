//go:build full

package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// eventually waits until a JavaScript expression holds in the page.
func (b *tab) eventually(script string) {
	b.Helper()
	eventually(b.T, script, func() bool { return ask[bool](b, script) })
}

// TestServeInBrowser edits the repository's site as an editor does, and looks at what two tabs of a browser make of it.
func TestServeInBrowser(t *testing.T) {
	s := startServing(t)
	browser := startChromium(t)
	home, article := browser.open(t), browser.open(t)
	var streams atomic.Int32
	for _, b := range []*tab{home, article} {
		err := chromedp.Listen(b.context, func(event any) {
			if e, ok := event.(*network.EventRequestWillBeSent); ok && strings.HasSuffix(e.Request.URL, "/events") {
				streams.Add(1)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	home.do(chromedp.Navigate(s.address))
	article.do(chromedp.Navigate(s.address + servedPage))
	const (
		live    = `document.querySelector("wenming-live")`
		overlay = live + `.shadowRoot.querySelector(".panel.problems")`
	)
	both := []*tab{home, article}
	for _, b := range both {
		b.resize(1000)
		b.eventually(live + ` !== null`)
		if !ask[bool](b, `window.kept = true; scrollTo(0, 200); scrollY === 200`) { // a new page would have neither
			t.Fatal("the page does not scroll")
		}
	}
	ask[bool](article, `document.querySelector("main h1").kept = true`)

	s.edit(servedFile, `(?m)^title: .*$`, "title: 换了一个标题")
	article.eventually(`document.querySelector("main h1").textContent === "换了一个标题" && document.title.startsWith("换了一个标题")`)
	home.eventually(`document.querySelector("main").textContent.includes("换了一个标题")`)
	home.eventually(live + `.shadowRoot.querySelector(".changes") !== null`)
	ask[bool](home, live+`.shadowRoot.querySelector(".changes").click(), true`)
	home.eventually(live + `.shadowRoot.querySelector(".panel.changes a[href='/` + servedPage + `']") !== null`)

	file := filepath.Join(s.site, servedFile)
	good := readFile(t, file)
	s.edit(servedFile, `(?m)^date: .*$`, "date: 2023-13-45")
	for _, b := range both {
		b.eventually(overlay + `?.querySelector("mark").textContent === "2023-13-45"`)
		if text := ask[string](b, overlay+`.textContent`); !strings.Contains(text, servedFile+":3:7") || !strings.Contains(text, "is not a date [bad-date]") {
			t.Errorf("the overlay says %q", text)
		}
		b.eventually(`document.querySelector("main").textContent.includes("换了一个标题")`)
	}
	writeFile(t, file, good)
	for _, b := range both {
		b.eventually(overlay + ` === null`)
	}

	const css = "assets/css/site.css"
	writeFile(t, filepath.Join(s.site, css), readFile(t, filepath.Join(s.site, css))+"\nbody { background-color: rgb(1, 2, 3); }\n")
	for _, b := range both {
		b.eventually(`getComputedStyle(document.body).backgroundColor === "rgb(1, 2, 3)"`)
		b.eventually(`document.querySelectorAll("link[rel=stylesheet]").length === 1`)
		if !ask[bool](b, `window.kept === true && scrollY === 200`) {
			t.Error("the page was loaded again, or scrolled")
		}
	}
	if !ask[bool](article, `document.querySelector("main h1").kept === true`) {
		t.Error("the headline is another element")
	}
	if n := streams.Load(); n != 1 {
		t.Errorf("two tabs of a browser hold %d streams", n)
	}

	// Whatever changed, the page is in the end as if it were loaded anew, but for what the reader did.
	random := rand.New(rand.NewPCG(1, 2))
	ask[bool](home, `document.body.insertAdjacentHTML("beforeend", "<input id=typed>"), document.querySelector("#typed").value = "半句", true`)
	for step := range 20 {
		name := fmt.Sprintf("content/news/yuhu/step%d.md", random.IntN(6))
		text := fmt.Sprintf("---\ntitle: 第%d步\ndate: 2026-0%d-01\nsource: 本站\npinned: %v\n---\n\n正文%[1]d。\n", step, 1+random.IntN(9), random.IntN(2) == 0)
		if file := filepath.Join(s.site, name); random.IntN(3) > 0 || os.Remove(file) != nil {
			writeFile(t, file, text)
		}
		if random.IntN(4) == 0 {
			s.edit("site.yaml", `limit: \d+`, fmt.Sprintf("limit: %d", 1+random.IntN(8)))
		}
		home.eventually(`fetch("/").then((a) => a.text()).then((t) => new DOMParser().parseFromString(t, "text/html"))
			.then((d) => ["head", "header", "main", "footer"].every((p) => d.querySelector(p).outerHTML === document.querySelector(p).outerHTML))`)
	}
	if !ask[bool](home, `window.kept === true && document.querySelector("#typed").value === "半句"`) {
		t.Error("what the reader typed is gone")
	}
}
