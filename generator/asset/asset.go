// Package asset makes what the site's assets/ are served as: minified, and named by their content, so that they may be
// cached for ever.
//
// Make turns all assets of a site into a Set; Set.URL and Set.Integrity are what layouts and Markdown ask. A
// stylesheet's url(…) of another asset is replaced by that asset's served name, so a changed picture changes the name of
// the stylesheet too.
package asset

import (
	"bytes"
	"crypto/sha512"
	"encoding/base64"
	"path"
	"slices"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/json"
	"github.com/tdewolff/minify/v2/svg"
	"github.com/tdewolff/minify/v2/xml"

	"wenming/generator/diag"
	"wenming/generator/memo"
)

// Folder holds the assets, relative to a site; Root is the part of it that is copied to the site's root as it stands.
const (
	Folder = "assets"
	Root   = Folder + "/root"
)

// Asset is one served file.
type Asset struct {
	Served    string // path in the site: assets/css/site.1a2b3c4d.css
	Data      []byte
	Integrity string // for integrity="…": the SHA-384 of Data (W3C Subresource Integrity)
}

// Set is all assets of a site by their name below assets/: "css/site.css".
type Set struct {
	assets map[string]Asset
	names  []string
}

// minifier handles text formats; made once, it is safe for concurrent use.
var minifier = func() *minify.M {
	m := minify.New()
	m.AddFunc("text/css", css.Minify)
	m.AddFunc("text/javascript", js.Minify)
	m.AddFunc("application/json", json.Minify)
	m.AddFunc("image/svg+xml", svg.Minify)
	m.AddFunc("text/xml", xml.Minify)
	return m
}()

var mediaTypes = map[string]string{
	".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript", ".json": "application/json",
	".svg": "image/svg+xml", ".xml": "text/xml", ".webmanifest": "application/json",
}

// Minify returns the text in its shortest form where the name's extension is one that can be minified, and the data
// itself otherwise. A file that its format's parser refuses is a diagnostic at the place that the parser names.
func Minify(name string, data []byte) ([]byte, *diag.Diagnostic) {
	media, ok := mediaTypes[strings.ToLower(path.Ext(name))]
	if !ok {
		return data, nil
	}
	short, err := minifier.Bytes(media, data)
	if err != nil {
		d := diag.New(diag.LayoutSyntax, diag.Place{File: name}, diag.T("the file cannot be read: %s", "文件无法解析：%s", err))
		return data, &d
	}
	return short, nil
}

// Make makes the assets. sources maps names below assets/ to their bytes.
func Make(sources map[string][]byte) (*Set, diag.List) {
	m := maker{sources: sources, set: &Set{assets: make(map[string]Asset, len(sources))}, open: map[string]bool{}}
	for name := range sources {
		m.set.names = append(m.set.names, name)
	}
	slices.Sort(m.set.names)
	for _, name := range m.set.names {
		m.asset(name)
	}
	return m.set, m.problems
}

// maker makes assets, those that a stylesheet refers to before the stylesheet.
type maker struct {
	sources  map[string][]byte
	set      *Set
	open     map[string]bool // being made
	problems diag.List
}

// asset makes one asset; false where there is none of that name, or where stylesheets import one another in a circle.
func (m *maker) asset(name string) (Asset, bool) {
	if a, made := m.set.assets[name]; made {
		return a, true
	}
	data, ok := m.sources[name]
	if !ok || m.open[name] {
		return Asset{}, false
	}
	m.open[name] = true
	defer delete(m.open, name)
	data, problem := Minify(Folder+"/"+name, data)
	if problem != nil {
		m.problems = append(m.problems, *problem)
	}
	if path.Ext(name) == ".css" {
		data = replaceURLs(data, func(address string) (string, bool) {
			other := path.Join(path.Dir(name), address)
			a, ok := m.asset(other)
			return relative(path.Dir(name), strings.TrimPrefix(a.Served, Folder+"/")), ok
		})
	}
	ext := path.Ext(name)
	hash := sha512.Sum384(data)
	a := Asset{
		Served:    Folder + "/" + strings.TrimSuffix(name, ext) + "." + memo.Bytes(data).Short() + ext,
		Data:      bytes.Clone(data),
		Integrity: "sha384-" + base64.StdEncoding.EncodeToString(hash[:]),
	}
	m.set.assets[name] = a
	return a, true
}

// relative is the way from a folder to a path; both are below assets/.
func relative(from, to string) string {
	up := ""
	for from != "." && !strings.HasPrefix(to, from+"/") {
		from = path.Dir(from)
		up += "../"
	}
	if from != "." {
		to = strings.TrimPrefix(to, from+"/")
	}
	return up + to
}

// Get returns an asset by its name below assets/.
func (s *Set) Get(name string) (Asset, bool) {
	a, ok := s.assets[name]
	return a, ok
}

// Names are the assets' names below assets/, sorted.
func (s *Set) Names() []string { return s.names }
