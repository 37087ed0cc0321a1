// Package asset makes what the site's assets/ are served as: minified, and named by their content, so that they may be
// cached for ever.
//
// Make turns all assets of a site into a Set; Set.Get is what layouts and Markdown ask. A stylesheet's addresses of
// other assets are replaced by their served names, so a changed picture changes the name of the stylesheet too. Scripts
// and pictures that name other assets are served with those names as they are: what they name belongs in assets/root/.
// Type is the media type of any file of a site, for whoever serves it.
package asset

import (
	"bytes"
	"crypto/sha512"
	"encoding/base64"
	"path"
	"slices"
	"strings"

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
	shown  map[string][]string // by a stylesheet
}

// Make makes the assets. sources maps names below assets/ to their bytes.
func Make(sources map[string][]byte) (*Set, diag.List) {
	m := maker{sources: sources, set: &Set{assets: make(map[string]Asset, len(sources)), shown: map[string][]string{}}}
	for name := range sources {
		m.set.names = append(m.set.names, name)
	}
	slices.Sort(m.set.names)
	for _, name := range m.set.names {
		if _, made := m.set.assets[name]; !made {
			m.make(name)
		}
	}
	return m.set, m.problems
}

// maker makes assets, those that a stylesheet refers to before the stylesheet.
type maker struct {
	sources  map[string][]byte
	set      *Set
	open     []string // stylesheets being made, each by the one before it
	problems diag.List
}

// make makes an asset that is not made yet.
func (m *maker) make(name string) {
	data, ext := m.sources[name], path.Ext(name)
	if strings.EqualFold(ext, ".css") {
		m.open = append(m.open, name)
		data = m.stylesheet(name, data)
		m.open = m.open[:len(m.open)-1]
	}
	data, problem := Minify(Folder+"/"+name, data)
	if problem != nil {
		m.problems = append(m.problems, *problem)
	}
	hash := sha512.Sum384(data)
	m.set.assets[name] = Asset{
		Served:    Folder + "/" + strings.TrimSuffix(name, ext) + "." + memo.Bytes(data).Short() + ext,
		Data:      bytes.Clone(data),
		Integrity: "sha384-" + base64.StdEncoding.EncodeToString(hash[:]),
	}
}

// Get returns an asset by its name below assets/.
func (s *Set) Get(name string) (Asset, bool) {
	a, ok := s.assets[name]
	return a, ok
}

// Reach is the assets of these names, and all that these show in turn.
func (s *Set) Reach(names []string) map[string]bool {
	reached := map[string]bool{}
	for len(names) > 0 {
		name := names[len(names)-1]
		if names = names[:len(names)-1]; !reached[name] {
			reached[name] = true
			names = append(names, s.shown[name]...)
		}
	}
	return reached
}

// Names are the assets' names below assets/, sorted.
func (s *Set) Names() []string { return s.names }
