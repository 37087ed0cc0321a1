package site

import (
	"net/url"
	"path"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"wenming/generator/config"
	"wenming/generator/content"
	"wenming/generator/diag"
)

// locate gives every entry its address, and reports slugs that cannot be a part of one. The slug of a section that is
// not shown counts too, so that no address depends on the date.
func (s *Site) locate(all []*content.Entry) diag.List {
	var problems diag.List
	slugs := map[string]string{} // by path
	folders := map[string]string{}
	for _, e := range all {
		if e.Slug.Value == "" {
			continue
		}
		if !validSlug(e.Slug.Value) {
			problems = append(problems, diag.New(diag.WrongType, e.At(e.Slug.Span),
				diag.T("slug %q cannot be a part of an address", "“%s”不能用作网址名", e.Slug.Value)).
				WithHint(diag.T("write one name without slashes, such as yuhu-2023", "请写一个不含斜线的名称，如 yuhu-2023")))
			continue
		}
		slugs[e.Path] = e.Slug.Value
		if path.Base(e.Path) == "_index.md" {
			folders[path.Dir(e.Path)] = e.Slug.Value
		}
	}
	s.addresses = make([]string, len(s.Entries))
	s.byAddress = make(map[string]ID, len(all))
	for _, e := range all {
		at := address(e.Path, slugs[e.Path], folders, s.Config.URLs == config.URLsPretty)
		if id, shown := s.byPath[e.Path]; shown {
			s.addresses[id], s.byAddress[at] = at, id
		} else if _, taken := s.byAddress[at]; !taken {
			s.byAddress[at] = None
		}
	}
	return problems
}

// validSlug tells whether a slug is one part of an address. Whether a file can bear it is asked of whole addresses.
func validSlug(slug string) bool {
	return strings.TrimSpace(slug) == slug && strings.Trim(slug, ".") != "" && !strings.ContainsAny(slug, `/\`) &&
		!strings.ContainsFunc(slug, unicode.IsControl)
}

// address is where the entry of a path below content/ stands: a path from the site's root, in Unicode normal form C, not
// escaped. It ends with a slash for a folder. folders are the slugs of folders by their path.
func address(file, slug string, folders map[string]string, pretty bool) string {
	dir, name := path.Split(file)
	dir = strings.TrimSuffix(dir, "/")
	name = strings.TrimSuffix(name, path.Ext(name))
	switch {
	case name == "_index":
		return folderAddress(dir, folders)
	case name == "index" && dir != "":
		dir, name = path.Dir(dir), path.Base(dir)
	}
	if slug != "" {
		name = slug
	}
	at := folderAddress(dir, folders) + norm.NFC.String(name)
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
			return own + "/" + rest
		}
		if id, ok := s.byPath[at+"/_index.md"]; ok {
			return s.addresses[id] + rest
		}
		rest = path.Base(at) + "/" + rest
	}
	return "/" + file
}

// URL is an address as a page writes it: below the path of the site's url, escaped.
func (s *Site) URL(address string) string {
	return s.Config.Base() + (&url.URL{Path: address}).EscapedPath()
}

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
