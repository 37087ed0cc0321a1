package site

import (
	"net/url"
	"path"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"wenming/generator/config"
	"wenming/generator/diag"
)

// locate gives every entry its address, and reports slugs that cannot be a part of one. all are sorted by path. The slug
// of a section that is not shown counts too, so that no address depends on the date.
func (s *Site) locate(all []known) diag.List {
	problems, folders := slugs(all)
	s.addresses = make([]string, len(s.Entries))
	s.byAddress = make(map[string]ID, len(all))
	pretty := s.Config.URLs == config.URLsPretty
	for _, e := range all {
		slug := e.Slug.Value
		if slug != "" && !validSlug(slug) {
			slug = ""
		}
		at := address(e.Path, slug, folders, pretty)
		if e.id != None {
			s.addresses[e.id], s.byAddress[at] = at, e.id
		} else if _, taken := s.byAddress[at]; !taken {
			s.byAddress[at] = None
		}
	}
	return problems
}

// slugs finds the slugs of folders by their path.
func slugs(all []known) (diag.List, map[string]string) {
	var problems diag.List
	folders := map[string]string{}
	for _, e := range all {
		switch {
		case e.Slug.Value == "":
		case !validSlug(e.Slug.Value):
			problems = append(problems, diag.New(diag.WrongType, e.At(e.Slug.Span),
				diag.T("slug %q cannot be a part of an address", "“%s”不能用作网址名", e.Slug.Value)).
				WithHint(diag.T("write one name without slashes, such as yuhu-2023", "请写一个不含斜线的名称，如 yuhu-2023")))
		case path.Base(e.Path) == "_index.md":
			folders[path.Dir(e.Path)] = e.Slug.Value
		}
	}
	return problems, folders
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
	end := ".html"
	if pretty {
		end = "/"
	}
	return folderAddress(dir, folders) + norm.NFC.String(name) + end
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
		if id, ok := s.byPath[at+"/index.md"]; ok && id != None {
			own := strings.TrimSuffix(strings.TrimSuffix(s.addresses[id], "/"), ".html")
			return own + "/" + rest
		}
		if id, ok := s.byPath[at+"/_index.md"]; ok && id != None {
			return s.addresses[id] + rest
		}
		rest = path.Base(at) + "/" + rest
	}
	return "/" + file
}

// URL is an address as a page writes it: below the path of the site's url, escaped.
func (s *Site) URL(address string) string {
	for i := range len(address) {
		if !unreserved(address[i]) {
			return s.root.base + (&url.URL{Path: address}).EscapedPath()
		}
	}
	return s.root.base + address
}

// unreserved tells whether a byte of a path stands for itself: a slash, or unreserved by RFC 3986.
func unreserved(c byte) bool {
	return '/' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '-' || c == '.' || c == '_' || c == '~'
}

// Absolute is an address with scheme and host, escaped.
func (s *Site) Absolute(address string) string { return s.AbsoluteURL(s.URL(address)) }

// AbsoluteURL adds scheme and host to an address as a page writes it.
func (s *Site) AbsoluteURL(url string) string { return s.root.origin + url }

// Domain is the host of the site.
func (s *Site) Domain() string { return s.root.host }

// root is where a site stands.
type root struct {
	origin string // scheme and host
	host   string
	base   string // the path that every address begins with, escaped and without a slash at its end
}

func rootOf(c *config.Site) root {
	u, err := url.Parse(c.URL.Value)
	if err != nil {
		panic("internal error: config lets only a valid url through: " + err.Error())
	}
	return root{u.Scheme + "://" + u.Host, u.Hostname(), c.Base()}
}

// Hidden tells whether an address is that of an entry that is not shown.
func (s *Site) Hidden(address string) bool {
	id, known := s.byAddress[address]
	return known && id == None
}
