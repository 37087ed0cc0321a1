//go:build full

package main

import (
	"path/filepath"
	"strings"
	"testing"

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
}
