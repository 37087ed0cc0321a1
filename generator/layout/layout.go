// Package layout turns views into HTML by the html/template files under layouts/.
//
// Load reads and checks all of them; Set.Execute makes a page. A layout is base.html with the "main" that the layout's
// own file defines, and the partials of layouts/partials/ by name. It sees one *view.View and nothing else: no clock, no
// site, no files. The functions asset, integrity and word take literal names and are replaced by what they name while
// the layouts load, so that a layout's digest covers the words and assets that it shows: equal layout digest and equal
// view digest mean an equal page.
//
// Package html/template parses the layouts and decides how each value is escaped. What is constant in them is minified, so
// that pages need not be. A layout is then compiled for the types of package view into a program, which makes the same
// page several times faster. What a program does not know, and any page that it cannot make, html/template makes as ever;
// so all mistakes are told in one way. A layout that no page uses is only checked.
package layout

import (
	"bytes"
	"html/template"
	"maps"
	"slices"

	"wenming/generator/diag"
	"wenming/generator/memo"
	"wenming/generator/view"
)

// Folder holds the layouts, relative to a site.
const Folder = "layouts"

// Names finds what a layout may name. Each returns false for an unknown name.
type Names struct {
	Asset     func(name string) (url string, ok bool)
	Integrity func(name string) (hash string, ok bool)
	Word      func(key string) (text string, ok bool)
}

// Set is all layouts of a site, ready to execute. It is safe for concurrent use.
type Set struct {
	layouts map[string]compiled
	files   files
	assets  []string
}

// compiled is a layout with all that it uses. One with mistakes has no template.
type compiled struct {
	template *template.Template
	program  func() *program // the template minified and compiled, once; nil where package template has to execute it
	digest   memo.Digest
}

// Load compiles the layouts. texts maps paths such as layouts/base.html to what is in them. Mistakes are reported once,
// however many layouts use the file; while there are any, the set can be asked for names only.
func Load(texts map[string][]byte, names Names) (*Set, diag.List) {
	return load(texts, names, newMinifier().layout)
}

// load compiles the layouts, each after something has been done to it.
func load(texts map[string][]byte, names Names, prepare func(*template.Template)) (*Set, diag.List) {
	assets := map[string]bool{}
	find := names.Asset
	names.Asset = func(name string) (string, bool) {
		assets[name] = true
		return find(name)
	}
	l := library{files: texts, names: names, shared: templates{}, own: map[string]templates{}, prepare: prepare}
	for _, file := range slices.Sorted(maps.Keys(texts)) {
		l.read(file)
	}
	set := &Set{map[string]compiled{}, texts, slices.Sorted(maps.Keys(assets))}
	for _, name := range slices.Sorted(maps.Keys(l.own)) {
		set.layouts[name] = l.compile(name)
	}
	return set, l.problems
}

// Has tells whether there is a layout of that name.
func (s *Set) Has(name string) bool {
	_, ok := s.layouts[name]
	return ok
}

// Assets are the names of the assets that layouts show, sorted.
func (s *Set) Assets() []string { return s.assets }

// Digest names all that a layout adds to a view: its own text, the partials, words and assets that it uses.
func (s *Set) Digest(name string) memo.Digest { return s.layouts[name].digest }

// Execute appends the page to buf. A mistake in the layout is a layout-run diagnostic that names the layout's place
// and the page.
func (s *Set) Execute(buf *bytes.Buffer, name string, v *view.View) *diag.Diagnostic {
	l := s.layouts[name]
	if p := l.program(); p != nil {
		if page, ok := p.appendPage(buf.AvailableBuffer(), v); ok {
			buf.Write(page)
			return nil
		}
	}
	err := l.template.Execute(buf, v)
	if err == nil {
		return nil
	}
	d := s.files.failed(err)
	d.Message = diag.T("%[1]s (while making the page %[3]s)", "%[2]s（生成页面 %[3]s 时）", d.Message.English, d.Message.Chinese, v.Page.URL)
	return &d
}
