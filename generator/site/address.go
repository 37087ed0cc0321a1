package site

import (
	"net/url"
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"

	"wenming/generator/config"
	"wenming/generator/content"
)

// locate gives every entry its address.
func (s *Site) locate() {
	slugs := map[string]string{} // of folders, by their path
	for _, e := range s.Entries {
		if path.Base(e.Path) == "_index.md" && e.Slug.Value != "" {
			slugs[path.Dir(e.Path)] = e.Slug.Value
		}
	}
	s.addresses = make([]string, len(s.Entries))
	for i, e := range s.Entries {
		s.addresses[i] = address(e, slugs, s.Config.URLs == config.URLsPretty)
	}
}

// address is where an entry stands: a path from the site's root, in Unicode normal form C, not escaped. It ends with a
// slash for a folder.
func address(e *content.Entry, slugs map[string]string, pretty bool) string {
	dir, file := path.Split(e.Path)
	dir = strings.TrimSuffix(dir, "/")
	name := strings.TrimSuffix(file, path.Ext(file))
	switch name {
	case "_index":
		return folderAddress(dir, slugs)
	case "index":
		dir, name = path.Dir(dir), path.Base(dir)
		if dir == "." {
			dir = ""
		}
	}
	if e.Slug.Value != "" {
		name = e.Slug.Value
	}
	at := folderAddress(dir, slugs) + norm.NFC.String(name)
	if pretty {
		return at + "/"
	}
	return at + ".html"
}

// folderAddress is a folder's address: its path, with the slugs of the sections on the way.
func folderAddress(dir string, slugs map[string]string) string {
	if dir == "" || dir == "." {
		return "/"
	}
	name := path.Base(dir)
	if slug := slugs[dir]; slug != "" {
		name = slug
	}
	return folderAddress(path.Dir(dir), slugs) + norm.NFC.String(name) + "/"
}

// Address is where an entry stands, from the site's root, not escaped.
func (s *Site) Address(id ID) string { return s.addresses[id] }

// FileAddress is where a file beside an entry is served: in the folder of its section, or, for an entry with files of
// its own, in the folder that bears the entry's name. file is a path below content/.
func (s *Site) FileAddress(file string) string {
	dir, name := path.Split(file)
	dir = strings.TrimSuffix(dir, "/")
	rest := name
	for at := dir; at != "." && at != ""; at = path.Dir(at) {
		if id, ok := s.byPath[at+"/index.md"]; ok {
			own := strings.TrimSuffix(strings.TrimSuffix(s.addresses[id], "/"), ".html")
			return own + "/" + norm.NFC.String(rest)
		}
		if id, ok := s.byPath[at+"/_index.md"]; ok {
			return s.addresses[id] + norm.NFC.String(rest)
		}
		rest = path.Base(at) + "/" + rest
	}
	return "/" + norm.NFC.String(file)
}

// URL is an address as a page writes it: below the path of the site's url, escaped.
func (s *Site) URL(address string) string { return s.Config.Base() + (&url.URL{Path: address}).EscapedPath() }

// Absolute is an address with scheme and host, escaped.
func (s *Site) Absolute(address string) string {
	root := s.root()
	return root.Scheme + "://" + root.Host + s.URL(address)
}

// Domain is the host of the site.
func (s *Site) Domain() string { return s.root().Hostname() }

func (s *Site) root() *url.URL {
	root, err := url.Parse(s.Config.URL.Value)
	if err != nil {
		panic("internal error: config lets only a valid url through: " + err.Error())
	}
	return root
}
