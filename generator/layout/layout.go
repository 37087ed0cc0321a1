// Package layout turns views into HTML by the html/template files under layouts/.
//
// Load reads and checks all of them; Set.Execute makes a page. A layout is base.html with the "main" that the layout's
// own file defines, and the partials of layouts/partials/ by name. It sees one *view.View and nothing else: no clock, no
// site, no files. The functions asset, integrity and word take literal names and are replaced by what they name while
// the layouts load, so that a layout's digest covers the words and assets that it shows: equal layout digest and equal
// view digest mean an equal page.
package layout

import (
	"bytes"
	"fmt"
	"html/template"
	"path"
	"slices"
	"strings"
	"text/template/parse"

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
	sources map[string][]byte
}

type compiled struct {
	template *template.Template
	digest   memo.Digest
}

// Load compiles the layouts. files maps paths such as layouts/base.html to their text. Layouts with mistakes are left
// out and reported; so are broken partials, in every layout that would use them.
func Load(files map[string][]byte, names Names) (*Set, diag.List) {
	var problems diag.List
	shared := map[string]*parse.Tree{}
	own := map[string]map[string]*parse.Tree{}
	for _, file := range sortedKeys(files) {
		trees, mistakes := parseFile(file, files[file], names)
		problems = append(problems, mistakes...)
		if len(mistakes) > 0 {
			continue
		}
		name := strings.TrimSuffix(path.Base(file), ".html")
		switch {
		case path.Dir(file) == Folder+"/partials", file == Folder+"/base.html":
			trees[name] = trees[file]
			delete(trees, file)
			for n, tree := range trees {
				shared[n] = tree
			}
		case path.Dir(file) == Folder:
			delete(trees, file)
			own[name] = trees
		}
	}

	set := &Set{map[string]compiled{}, files}
	if len(problems) > 0 {
		return set, problems
	}
	for _, name := range sortedKeys(own) {
		c, mistakes := compile(name, shared, own[name], files)
		problems = append(problems, mistakes...)
		set.layouts[name] = c
	}
	return set, problems
}

// compile joins the templates that a layout reaches, and lets html/template check how they escape.
func compile(name string, shared, own map[string]*parse.Tree, files map[string][]byte) (compiled, diag.List) {
	file := Folder + "/" + name + ".html"
	trees := map[string]*parse.Tree{}
	var problems diag.List
	var reach func(template string, from diag.Place)
	reach = func(name string, from diag.Place) {
		if trees[name] != nil {
			return
		}
		tree := own[name]
		if tree == nil {
			tree = shared[name]
		}
		if tree == nil {
			problems = append(problems, diag.New(diag.LayoutSyntax, from,
				diag.T("there is no template %q", "没有名为“%s”的模板", name)).
				WithHint(diag.T("a partial %[1]q is the file layouts/partials/%[1]s.html", "部件“%[1]s”应为文件 layouts/partials/%[1]s.html", name)))
			return
		}
		trees[name] = tree
		for _, call := range calls(tree) {
			reach(call.Name, placeOf(tree, call, files))
		}
	}
	reach("base", diag.Place{File: file})
	if len(problems) > 0 {
		return compiled{}, problems
	}

	t := template.New("")
	var digest bytes.Buffer
	for _, name := range sortedKeys(trees) {
		tree := trees[name].Copy()
		fmt.Fprintf(&digest, "%q%q", name, tree.Root.String())
		if _, err := t.AddParseTree(name, tree); err != nil {
			return compiled{}, diag.List{problem(diag.LayoutSyntax, err, file, files)}
		}
	}
	t = t.Lookup("base")
	// The first execution escapes the templates; without data it fails, which says nothing about them.
	err := t.Execute(&bytes.Buffer{}, nil)
	if _, escaping := err.(*template.Error); escaping {
		return compiled{}, diag.List{problem(diag.LayoutSyntax, err, file, files)}
	}
	return compiled{t, memo.Bytes(digest.Bytes())}, nil
}

// Has tells whether there is a layout of that name.
func (s *Set) Has(name string) bool { return s.layouts[name].template != nil }

// Names are the layouts' names, sorted.
func (s *Set) Names() []string { return sortedKeys(s.layouts) }

// Digest names all that a layout adds to a view: its own text, the partials, words and assets that it uses.
func (s *Set) Digest(name string) memo.Digest { return s.layouts[name].digest }

// Execute appends the page to buf. A mistake in the layout is a layout-run diagnostic that names the layout's place
// and the page.
func (s *Set) Execute(buf *bytes.Buffer, name string, v *view.View) *diag.Diagnostic {
	err := s.layouts[name].template.Execute(buf, v)
	if err == nil {
		return nil
	}
	d := problem(diag.LayoutRun, err, Folder+"/"+name+".html", s.sources)
	d.Message = diag.T("%s (while making the page %s)", "%s（生成页面 %s 时）", d.Message.English, v.Page.URL)
	return &d
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
