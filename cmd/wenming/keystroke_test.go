//go:build full

package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// TestRollOfFiftyThousand builds a roll of 50,000 recipients, filters it in a browser whose processor is slowed down
// four times, and says how long a keystroke takes. What it holds the page to is that the data come when somebody begins
// to search, and not before.
func TestRollOfFiftyThousand(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "site.yaml"), "name: 示例网\nurl: https://example.org\n")
	writeFile(t, filepath.Join(dir, "content/honors/_index.md"), "---\ntitle: 荣誉榜\n---\n")
	writeFile(t, filepath.Join(dir, "content/honors/shili/_index.md"), "---\nname: 示例好人\nlevel: province\ncategories: [助人为乐, 见义勇为, 诚实守信]\n---\n")
	surnames, given := []rune("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"), []rune("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红飞建国")
	categories := []string{"助人为乐", "见义勇为", "诚实守信"}
	for list := range 250 {
		var b strings.Builder
		fmt.Fprintf(&b, "---\nperiod: %d-%02d\nstage: awarded\nrecipients:\n", 2000+list/12, list%12+1)
		for row := range 200 {
			i := list*200 + row
			name := string([]rune{surnames[i%20], given[i/20%30], given[i/600%30]})
			fmt.Fprintf(&b, "  - {name: %s, category: %s, place: 示例省%d市}\n", name, categories[i%3], i%14)
		}
		writeFile(t, filepath.Join(dir, fmt.Sprintf("content/honors/shili/l%d.md", list)), b.String()+"---\n")
	}
	out := filepath.Join(t.TempDir(), "public")
	buildSite(t, dir, out)

	asked := make(chan string, 1000)
	files := http.FileServer(http.Dir(out))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked <- r.URL.Path
		files.ServeHTTP(w, r)
	}))
	defer server.Close()
	b := startChromium(t).open(t)
	b.resize(390)
	b.visit(server.URL + "/honors/")
	for len(asked) > 0 {
		if path := <-asked; strings.HasPrefix(path, "/data/") {
			t.Errorf("the page loads %s before anybody searches", path)
		}
	}
	b.do(chromedp.Focus(chromedp.ID("find-q")))
	b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 4})
		return err
	}))
	times := ask[[]float64](b, `(async () => {
		const box = document.getElementById("find-q"), found = document.querySelector(".found");
		const type = (text) => { box.value = text; box.dispatchEvent(new Event("input", { bubbles: true })); };
		type("w");
		while (!found.children.length) await new Promise((done) => setTimeout(done, 50));
		const times = [];
		for (const text of ["l", "li", "liu", "liuj", "liuji", "liujing", "王", "王桂", "王桂英", ""]) {
			const begun = performance.now();
			type(text);
			found.getBoundingClientRect(); // the list is laid out again
			times.push(performance.now() - begun);
			await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
		}
		return times;
	})()`)
	t.Logf("milliseconds a keystroke, 50,000 rows, processor slowed four times: %.1f", times)
	if said := ask[string](b, `document.getElementById("find-q").value = "刘静", document.getElementById("find-q").dispatchEvent(new Event("input", {bubbles: true})), document.querySelector(".found").innerText`); !strings.Contains(said, "刘静") {
		t.Errorf("刘静 is not found: %q", said)
	}
}
