package build

import (
	"time"

	"wenming/generator/asset"
	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/plan"
	"wenming/generator/site"
)

// linked is a site with all that its plan needs.
type linked struct {
	*parsed
	site *site.Site
	at   time.Time // in the site's zone
}

// link makes a site of the entries. While some entry cannot be read, a name or heading that is not found may be in it, so
// that is no news then.
func link(p *parsed, o Options, problems diag.List) (*linked, diag.List) {
	at := o.At.In(p.config.Location())
	if o.Wall {
		at = o.At
		at = time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), at.Second(), at.Nanosecond(), p.config.Location())
	}
	s, found := site.Link(site.Input{
		Config: &p.config, Entries: p.entries, At: at, Drafts: o.Drafts,
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
	return &linked{p, s, at}, problems
}

// makePlan plans the site's files.
func makePlan(l *linked, problems diag.List) (*plan.Plan, diag.List) {
	planned, found := plan.New(plan.Input{
		Site:    l.site,
		Body:    func(path string) *content.Body { return l.bodies[path] },
		Layouts: l.layouts,
		Assets:  l.assets,
		Root:    l.root,
		Read:    l.tree.Bytes,
		Picture: l.pictures(),
		Word:    l.word,
	})
	return planned, append(problems, found...)
}

// pictures are the sizes of the pictures that pages show.
func (l *linked) pictures() func(path string) (width, height int) {
	type size struct{ width, height int }
	names := l.site.Published()
	sizes := make([]size, len(names))
	_ = each(len(names), func(i int) error {
		if data, err := l.tree.Bytes(content.Root + "/" + names[i]); err == nil { // if not, writing it will say so
			sizes[i].width, sizes[i].height = asset.Size(names[i], data)
		}
		return nil
	})
	byPath := make(map[string]size, len(names))
	for i, name := range names {
		byPath[content.Root+"/"+name] = sizes[i]
	}
	return func(path string) (int, int) { return byPath[path].width, byPath[path].height }
}
