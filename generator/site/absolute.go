package site

import (
	"strings"

	"wenming/generator/asset"
	"wenming/generator/config"
	"wenming/generator/diag"
	"wenming/generator/markdown"
	"wenming/generator/schema"
)

// AbsoluteLink is an address of this site, written from its root, with its place.
type AbsoluteLink struct {
	diag.Place
	Address string
	Picture bool
}

// AbsoluteLinks lists the links of bodies and front matter to addresses of this site that are written from its root.
// Only a plan knows whether they exist.
func (s *Site) AbsoluteLinks() []AbsoluteLink {
	var links []AbsoluteLink
	add := func(t Target, at diag.Place, picture bool) {
		if t.Entry == None && t.File == "" && t.Address != "" && !strings.HasPrefix(t.Address, "/"+asset.Folder+"/") {
			links = append(links, AbsoluteLink{at, t.Address, picture})
		}
	}
	for i, e := range s.Entries {
		for _, link := range e.Links {
			target, _ := s.Resolve(ID(i), link)
			add(target, e.At(link.Span), link.Kind == markdown.Picture)
		}
		for _, f := range s.files(e) {
			add(s.File(ID(i), f.text), e.At(f.text.Span), f.picture)
		}
	}
	return links
}

// ConfigLinks lists the same of site.yaml's menu and blocks.
func (s *Site) ConfigLinks() []AbsoluteLink {
	var links []AbsoluteLink
	add := func(text schema.Text) {
		if t := s.ConfigTarget(text); t.External == "" && t.Address != "" {
			links = append(links, AbsoluteLink{Place: diag.Place{File: config.File, Span: text.Span}, Address: t.Address})
		}
	}
	for _, item := range s.Config.Menu {
		add(item.URL)
	}
	for _, block := range s.Config.Home {
		for _, item := range block.Items {
			add(item.URL)
		}
	}
	return links
}

// ConfigTarget is what an address in site.yaml leads to: another site, or an address of this one.
func (s *Site) ConfigTarget(text schema.Text) Target {
	written := text.Value
	if rest, ours := s.ownAddress(written); ours {
		written = rest
	}
	if written == "" || external(written) {
		return Target{Entry: None, External: written}
	}
	address, fragment, _ := strings.Cut(written, "#")
	if !strings.HasPrefix(address, "/") {
		address = "/" + address
	}
	return Target{Entry: None, Address: address, Fragment: fragment}
}

// ConfigLink is what a link in a Markdown text of site.yaml leads to: a mention, an address of this site from its root,
// or another site. at is the text's place.
func (s *Site) ConfigLink(link markdown.Link, at diag.Span) (Target, *diag.Diagnostic) {
	place := diag.Place{File: config.File, Span: at}
	if link.Kind == markdown.Mention {
		return s.mention(link, place)
	}
	return s.ConfigTarget(schema.Text{Value: link.Target, Span: at}), nil
}
