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
func (s *Site) AbsoluteLinks() []AbsoluteLink { return s.fromRoot }

// unknown tells whether a target is an address of this site of which only a plan knows whether it exists.
func (t Target) unknown() bool {
	return t.Entry == None && t.File == "" && t.Address != "" && !strings.HasPrefix(t.Address, "/"+asset.Folder+"/")
}

// ConfigLinks lists the same of site.yaml's menu and blocks.
func (s *Site) ConfigLinks() []AbsoluteLink {
	var links []AbsoluteLink
	add := func(t Target, at diag.Span, picture bool) {
		if t.unknown() {
			links = append(links, AbsoluteLink{diag.Place{File: config.File, Span: at}, t.Address, picture})
		}
	}
	for _, item := range s.Config.Menu {
		add(s.ConfigTarget(item.URL), item.URL.Span, false)
	}
	for i, block := range s.Config.Home {
		for _, item := range block.Items {
			add(s.ConfigTarget(item.URL), item.URL.Span, false)
		}
		for _, link := range s.BlockText(i).Links {
			target, _ := s.ConfigLink(link, block.Body.Span)
			add(target, block.Body.Span, link.Kind == markdown.Picture)
		}
	}
	return links
}

// ConfigTarget is what an address in site.yaml leads to: another site, or an address of this one. A mistake was reported
// by Link.
func (s *Site) ConfigTarget(text schema.Text) Target {
	target, _ := s.configTarget(text, false)
	return target
}

// configTarget reads an address in site.yaml, which starts from the root also without a slash. What follows # may be
// an id of the layout's, so that is not checked.
func (s *Site) configTarget(text schema.Text, picture bool) (Target, *diag.Diagnostic) {
	written := text.Value
	if rest, ours := s.ownAddress(written); ours {
		written = rest
	}
	if written == "" || external(written) {
		return Target{Entry: None, External: written}, nil
	}
	address, fragment, _ := strings.Cut(written, "#")
	address, _, _ = strings.Cut(address, "?")
	return s.absolute("/"+strings.TrimPrefix(address, "/"), fragment, spot{nil, text.Span}, picture)
}

// ConfigLink is what a link in a Markdown text of site.yaml leads to: a mention, an address of this site from its root,
// or another site. at is the text's place.
func (s *Site) ConfigLink(link markdown.Link, at diag.Span) (Target, *diag.Diagnostic) {
	if link.Kind == markdown.Mention {
		return s.mention(&link, spot{nil, at})
	}
	return s.configTarget(schema.Text{Value: link.Target, Span: at}, link.Kind == markdown.Picture)
}
