//go:build full

package main

import (
	"context"
	"image"
	"image/png"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/security"
	"github.com/chromedp/chromedp"
)

// otherServer is another site, which has pictures and recordings.
type otherServer struct {
	*httptest.Server
	asked sync.Map // paths
}

func startOther(t *testing.T) *otherServer {
	t.Helper()
	other := &otherServer{}
	other.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		other.asked.Store(r.URL.Path, true)
		io.WriteString(w, pixel)
	}))
	other.Config.ErrorLog = log.New(io.Discard, "", 0) // a browser that does not trust its certificate at once
	other.StartTLS()
	t.Cleanup(other.Close)
	return other
}

var pixel = func() string {
	var b strings.Builder
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		panic("internal error: " + err.Error())
	}
	return b.String()
}()

// suspects are files of a site that the security policy is about.
func suspects(other string) map[string]string {
	files := map[string]string{
		"content/about/表格.md":   "---\ntitle: 表格\n---\n\n| 左 | 中 | 右 |\n|:--|:-:|--:|\n| 一 | 二 | 三 |\n",
		"content/about/别处.md":   "---\ntitle: 别处\n---\n\n![别处的图](OTHER/a.png)\n\n[录音](OTHER/a.mp3)\n",
		"assets/root/pixel.png": pixel,
		// What no page of the site does. The script notes which rules refused it.
		"assets/root/attack.html": `<!doctype html><meta charset=utf-8><title>a</title><script src=/attack.js></script><base href=OTHER/>
<style>p { color: red }</style><p style="color:red">p</p><script>ran = "a script in the page"</script>
<script src=OTHER/forbidden></script><iframe src=OTHER/forbidden></iframe><img src=http://127.0.0.1:9/a.png>
<form action=OTHER/forbidden></form><img src=/pixel.png onload='ran = "a handler"'>`,
		"assets/root/attack.js": `const rules = new Set();
document.addEventListener("securitypolicyviolation", (e) => rules.add(e.effectiveDirective));
addEventListener("load", () => {
	fetch("OTHER/forbidden").catch(() => {});
	document.forms[0].submit();
	try { document.body.insertAdjacentHTML("beforeend", "<b>b</b>"); } catch {}
	setTimeout(() => window.refused = [...rules].sort().join(" "), 200);
});`,
	}
	for name, text := range files {
		files[name] = strings.ReplaceAll(text, "OTHER", other)
	}
	return files
}

// testPolicy holds that the security policy lets the site be what it is, and nothing else happen. TestBrowser opens a page
// of each kind by nginx.
func testPolicy(t *testing.T, b *tab, n *nginx, s *built, other *otherServer) {
	b.T = t
	for _, name := range []string{"404.html", "pixel.png", "about/表格.html"} {
		b.visit(n.address + strings.TrimPrefix(s.address(name), s.host))
	}
	if align := ask[string](b, `[..."左中右"].map((c) => [...document.querySelectorAll("main th")].find((e) => e.innerText === c)).map((e) => getComputedStyle(e).textAlign).join()`); align != "left,center,right" {
		t.Errorf("a table's columns are aligned %s", align)
	}
	b.visit(n.address + "/honors/?q=ft")
	b.eventually(`document.querySelector(".found").innerText.includes("扶婷")`)

	b.do(anyCertificate(), chromedp.Navigate(s.url(n.address, s.pages["about/别处.html"])))
	b.eventually(`document.querySelector("main .text img")?.naturalWidth === 8`)
	ask[bool](b, `document.querySelector("main audio").load(), true`)
	eventually(t, "the recording from elsewhere", func() bool { _, ok := other.asked.Load("/a.mp3"); return ok })

	b.do(chromedp.Navigate(n.address + "/attack.html"))
	b.eventually(`"refused" in window`)
	const all = "base-uri connect-src form-action frame-src img-src require-trusted-types-for script-src-attr script-src-elem style-src-attr style-src-elem"
	if refused := ask[string](b, `refused`); refused != all {
		t.Errorf("refused by %s\ninstead of %s", refused, all)
	}
	if ran := ask[string](b, `window.ran ?? ""`); ran != "" {
		t.Errorf("%s ran", ran)
	}
	if _, fetched := other.asked.Load("/forbidden"); fetched {
		t.Error("something forbidden was fetched from elsewhere")
	}
}

// anyCertificate lets a tab trust the certificates of tests.
func anyCertificate() chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, security.SetIgnoreCertificateErrors, security.SetIgnoreCertificateErrorsParams{Ignore: true})
		return err
	})
}
