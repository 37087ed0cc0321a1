package main

import (
	"bytes"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// testLinks follows every address in pages, style sheets, pictures and data.
func testLinks(t *testing.T, s *built) {
	count := 0
	for _, p := range s.pages {
		for _, a := range addresses(p.root) {
			count++
			if err := s.follow(p.path, a.value); err != nil {
				t.Errorf("%s: <%s %s=%q>: %v", p.path, a.element, a.attribute, a.value, err)
			}
		}
	}
	for name, data := range s.files {
		var found []string
		switch path.Ext(name) {
		case ".css", ".svg":
			found = inCSS(string(data))
		case ".json", ".csv", ".xml", ".txt":
			found = regexp.MustCompile(regexp.QuoteMeta(s.host)+`/[^\s"',;<>\\\]]*`).FindAllString(string(data), -1)
		}
		for _, target := range found {
			count++
			if err := s.follow(name, target); err != nil {
				t.Errorf("%s: %s: %v", name, target, err)
			}
		}
	}
	if count < 5000 {
		t.Errorf("only %d addresses were found; the test does not see them", count)
	}
}

// testNothingFromElsewhere holds that a visitor's browser asks nobody but this site: no script, font, style sheet,
// picture or frame of others, and nothing that is loaded by an address in a script.
func testNothingFromElsewhere(t *testing.T, s *built) {
	for _, p := range s.pages {
		for _, a := range addresses(p.root) {
			u, err := url.Parse(a.value)
			elsewhere := err == nil && (u.Host != "" && u.Scheme+"://"+u.Host != s.host || u.Scheme == "data")
			if named := a.element == "a" || a.element == "meta" || a.element == "script (linked data)"; elsewhere && !named {
				t.Errorf("%s: <%s %s=%q> loads from elsewhere", p.path, a.element, a.attribute, a.value)
			}
		}
		for n := range p.root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			switch n.Data {
			case "iframe", "embed", "object", "frame", "base", "applet":
				t.Errorf("%s: has <%s>", p.path, n.Data)
			case "script":
				_, src := attribute(n, "src")
				if kind, _ := attribute(n, "type"); !src && kind != "application/ld+json" {
					t.Errorf("%s: has a script in the page", p.path)
				}
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "ping" {
					t.Errorf("%s: <%s %s=%q>", p.path, n.Data, a.Key, a.Val)
				}
			}
		}
	}
	for name, data := range s.files {
		switch path.Ext(name) {
		case ".js", ".css":
			if bytes.Contains(data, []byte("//")) || bytes.Contains(data, []byte("@import")) {
				t.Errorf("%s names an address or imports something", name)
			}
		case ".svg":
			rest := strings.ReplaceAll(string(data), "http://www.w3.org/", "")
			if strings.Contains(rest, "//") || strings.Contains(rest, "<script") || strings.Contains(rest, "<image") {
				t.Errorf("%s names an address, or holds a script or a picture", name)
			}
		}
	}
}

// address that an element names.
type address struct{ element, attribute, value string }

// addresses are those that the elements below a node name.
func addresses(root *html.Node) []address {
	var found []address
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		for _, a := range n.Attr {
			add := func(values ...string) {
				for _, v := range values {
					found = append(found, address{n.Data, a.Key, v})
				}
			}
			switch a.Key {
			case "href", "src", "poster", "action", "formaction", "data", "cite", "background", "longdesc", "manifest", "data-src":
				add(a.Val)
			case "srcset", "imagesrcset":
				for candidate := range strings.SplitSeq(a.Val, ",") {
					if fields := strings.Fields(candidate); len(fields) > 0 {
						add(fields[0])
					}
				}
			case "style":
				add(inCSS(a.Val)...)
			case "content":
				name, _ := attribute(n, "name")
				if property, _ := attribute(n, "property"); property != "" {
					name = property
				}
				switch refresh, _ := attribute(n, "http-equiv"); {
				case strings.EqualFold(refresh, "refresh"):
					_, target, _ := strings.Cut(strings.ReplaceAll(a.Val, "URL=", "url="), "url=")
					add(target)
				case slices.Contains([]string{"og:url", "og:image", "url", "image"}, strings.ToLower(name)):
					add(a.Val)
				}
			}
		}
		if n.Data == "style" {
			for _, target := range inCSS(text(n)) {
				found = append(found, address{"style", "url()", target})
			}
		}
		if kind, _ := attribute(n, "type"); kind == "application/ld+json" {
			for _, target := range inLinkedData(text(n)) {
				found = append(found, address{"script (linked data)", "", target})
			}
		}
	}
	return found
}

var cssURL = regexp.MustCompile(`url\(\s*["']?([^"')]*)["']?\s*\)`)

// inCSS are the addresses that a style sheet names.
func inCSS(css string) []string {
	var found []string
	for _, m := range cssURL.FindAllStringSubmatch(css, -1) {
		found = append(found, m[1])
	}
	return found
}

var linkedURL = regexp.MustCompile(`"(https?:[^"]*)"`)

// inLinkedData are the addresses that JSON-LD names, that of its vocabulary aside.
func inLinkedData(json string) []string {
	var found []string
	for _, m := range linkedURL.FindAllStringSubmatch(json, -1) {
		if m[1] != "https://schema.org" {
			found = append(found, m[1])
		}
	}
	return found
}

// follow finds what an address in a file leads to: a file of the site and, where it has a fragment, an element of that
// page. An address elsewhere is only looked at.
func (s *built) follow(from, address string) error {
	file, err := s.target(from, address)
	if file == "" || err != nil {
		return err
	}
	if _, ok := s.files[file]; !ok {
		return fmt.Errorf("there is no file %s", file)
	}
	if u, _ := url.Parse(address); u.Fragment != "" && !s.hasID(file, u.Fragment) {
		return fmt.Errorf("%s has no element with the id %q", file, u.Fragment)
	}
	return nil
}

// target is the file that a server gives out for an address in a file, or "" where that is elsewhere.
func (s *built) target(from, address string) (file string, err error) {
	if address == "" || address == "#" {
		return "", fmt.Errorf("leads nowhere")
	}
	if strings.TrimSpace(address) != address {
		return "", fmt.Errorf("has a space at an end")
	}
	base, err := url.Parse(s.address(from))
	if err != nil {
		return "", err
	}
	u, err := base.Parse(address)
	if err != nil {
		return "", err
	}
	switch u.Scheme {
	case "mailto", "tel":
		return "", nil
	case "http", "https":
	default:
		return "", fmt.Errorf("has the scheme %q", u.Scheme)
	}
	if u.Scheme+"://"+u.Host != s.host {
		if !strings.Contains(u.Host, ".") {
			return "", fmt.Errorf("names no host of the web")
		}
		return "", nil
	}
	if u.RawQuery != "" {
		return "", fmt.Errorf("has a query, which means nothing to static files")
	}
	file = strings.TrimPrefix(u.Path, "/")
	if file == "" || strings.HasSuffix(file, "/") {
		file += "index.html"
	}
	return file, nil
}

// hasID tells whether a page or a picture has an element of that id.
func (s *built) hasID(file, id string) bool {
	if p := s.pages[file]; p != nil {
		return p.ids[id]
	}
	return path.Ext(file) == ".svg" && bytes.Contains(s.files[file], []byte(` id="`+id+`"`))
}

// checkFragment follows every address in a piece of HTML that is read away from the site: all of them are absolute.
func (s *built) checkFragment(t *testing.T, where, fragment string) {
	t.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(fragment), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		t.Errorf("%s: %v", where, err)
	}
	for _, root := range nodes {
		holder := &html.Node{Type: html.DocumentNode}
		holder.AppendChild(root)
		for _, a := range addresses(holder) {
			s.checkAbsolute(t, where, a.value)
		}
	}
}

// checkAbsolute follows an address that must be absolute.
func (s *built) checkAbsolute(t *testing.T, where, target string) {
	t.Helper()
	if u, err := url.Parse(target); err != nil || u.Scheme == "" {
		t.Errorf("%s: %q is not absolute", where, target)
	} else if err := s.follow("index.html", target); err != nil {
		t.Errorf("%s: %q: %v", where, target, err)
	}
}
