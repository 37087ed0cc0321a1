package build

import (
	"path"
	"slices"
	"strings"

	"wenming/generator/asset"
	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/memo"
	"wenming/generator/plan"
	"wenming/generator/site"
)

// linked is a site with all that its plan needs.
type linked struct {
	*parsed
	site *site.Site
}

// link makes a site of the entries. While some entry cannot be read, a name or heading that is not found may be in it, so
// that is no news then.
func link(p *parsed, problems diag.List) (*linked, diag.List) {
	s, found := site.Link(site.Input{
		Config: &p.config, Entries: p.entries, At: p.at, Drafts: p.drafts,
		HasFile: p.tree.Has,
		Asset: func(name string) (string, bool) {
			a, ok := p.assets.Get(name)
			return a.Served, ok
		},
	})
	for _, d := range found {
		if !p.broken || d.Code != diag.UnknownReference && d.Code != diag.BrokenAnchor {
			problems = append(problems, d)
		}
	}
	return &linked{p, s}, problems
}

// makePlan plans the site's files.
func makePlan(l *linked, problems diag.List) (*plan.Plan, diag.List) {
	planned, found := plan.New(plan.Input{
		Site:    l.site,
		Body:    l.body,
		Layouts: l.layouts,
		Assets:  l.assets,
		Root:    l.root,
		Read:    l.bytes,
		Digest:  l.digest,
		Picture: l.pictures(),
		Word:    l.word,
	})
	return planned, append(problems, found...)
}

// body is the body of the entry of a path.
func (l *linked) body(path string) *content.Body {
	i, _ := slices.BinarySearchFunc(l.entries, path, func(e *content.Entry, path string) int { return strings.Compare(e.Path, path) })
	return l.bodies.of(l.entries[i])
}

// size is the width and height of a picture, in CSS pixels.
type size struct{ Width, Height int }

// pictures are the sizes of the pictures that pages show.
func (l *linked) pictures() func(path string) (width, height int) {
	names := l.site.Published()
	sizes := make([]size, len(names))
	_ = each(len(names), nil, func(i int) error {
		sizes[i] = l.picture(content.Root + "/" + names[i])
		return nil
	})
	byPath := make(map[string]size, len(names))
	for i, name := range names {
		byPath[content.Root+"/"+name] = sizes[i]
	}
	return func(path string) (int, int) { return byPath[path].Width, byPath[path].Height }
}

// picture is a picture's size. A file that cannot be read has none here; writing it will say why.
func (l *linked) picture(name string) size {
	key := memo.Of([]any{path.Ext(name), l.digest(name)})
	if size, ok := l.memory.size(key); ok {
		return size
	}
	data, err := l.bytes(name)
	if err != nil {
		return size{}
	}
	var s size
	s.Width, s.Height = asset.Size(name, data)
	l.memory.learnSize(key, s)
	return s
}
