package layout_test

import (
	"os"
	"sync"
	"testing"
	"time"

	"wenming/generator/build"
	"wenming/generator/layout"
	"wenming/generator/plan"
	"wenming/generator/view"
)

// TestMinifiedSite makes the pages of the repository's own site with minified layouts and with others.
func TestMinifiedSite(t *testing.T) {
	set, problems := layout.Load(layout.Theme(t), layout.ThemeNames)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	plain := layout.Plain(t, layout.Theme(t), layout.ThemeNames)
	site, err := build.Look(build.Options{Site: "../..", Theme: os.DirFS("../.."), At: time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	type page struct {
		layout string
		view   *view.View
	}
	var pages []page
	var lock sync.Mutex
	err = site.Render(func(out plan.Output, _ []byte) {
		if p, ok := out.Make.(plan.Page); ok {
			lock.Lock()
			defer lock.Unlock()
			pages = append(pages, page{p.Layout, p.View()})
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(pages) < 90 {
		t.Errorf("only %d pages", len(pages))
	}
	for _, p := range pages {
		layout.SameToBrowser(t, set, plain, p.layout, p.view, p.view.Page.URL)
	}
}
