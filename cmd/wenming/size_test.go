package main

import (
	"encoding/json"
	"path"
	"strings"
	"testing"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
	minifyjson "github.com/tdewolff/minify/v2/json"
	"github.com/tdewolff/minify/v2/svg"
	"github.com/tdewolff/minify/v2/xml"
)

// testSize holds how much there is: pages enough, style sheets and scripts little.
func testSize(t *testing.T, s *built) {
	pages, sizes := 0, map[string]int{}
	for name, data := range s.files {
		sizes[path.Ext(name)] += len(data)
		if p := s.pages[name]; p != nil && p.kind != "" {
			pages++
		}
	}
	if pages < 90 {
		t.Errorf("only %d pages", pages)
	}
	if sizes[".css"] == 0 || sizes[".css"] >= 20_000 {
		t.Errorf("%d bytes of style sheets", sizes[".css"])
	}
	for _, p := range s.pages {
		scripts, most := 0, 500
		if p.kind == "roll" {
			most = 4_000 // it searches all honours
		}
		for _, n := range p.all("script") {
			src, _ := attribute(n, "src")
			scripts += len(s.files[strings.TrimPrefix(src, "/")])
		}
		if scripts > most || p.kind != "" && scripts == 0 {
			t.Errorf("%s loads %d bytes of scripts", p.path, scripts)
		}
	}
}

// testMinified holds that another pass of the minifier would save next to nothing. Texts of entries are written with the
// end tags and quotes that HTML can do without, so something is left to it
// on pages that are little else.
func testMinified(t *testing.T, s *built) {
	m := minify.New()
	m.Add(".html", &html.Minifier{KeepDocumentTags: true})
	m.AddFunc(".css", css.Minify)
	m.AddFunc("text/css", css.Minify)
	m.AddFunc(".js", js.Minify)
	m.AddFunc("application/ld+json", minifyjson.Minify)
	m.AddFunc(".json", minifyjson.Minify)
	m.AddFunc(".svg", svg.Minify)
	m.AddFunc(".xml", xml.Minify)
	before, after := map[string]int{}, map[string]int{}
	worst, most := "", 0.0
	for name, data := range s.files {
		ext := path.Ext(name)
		short, err := m.Bytes(ext, data)
		if err == minify.ErrNotExist {
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		before[ext] += len(data)
		after[ext] += len(short)
		if share := 1 - float64(len(short))/float64(len(data)); share > most {
			worst, most = name, share
		}
	}
	for ext := range before {
		if share := 1 - float64(after[ext])/float64(before[ext]); share > 0.005 {
			t.Errorf("%s files could be %.2f %% of their %d bytes shorter", ext, 100*share, before[ext])
		}
		t.Logf("%s: %d bytes, %d after another pass", ext, before[ext], after[ext])
	}
	if most > 0.04 {
		t.Errorf("%s could be %.2f %% shorter", worst, 100*most)
	}
	for name, data := range s.files {
		if strings.HasSuffix(name, ".json") && !json.Valid(data) {
			t.Errorf("%s is not JSON", name)
		}
	}
}
