package inspect

import (
	"cmp"
	"path"
	"slices"
	"sync"

	"wenming/generator/build"
	"wenming/generator/content"
	"wenming/generator/hanzi"
	"wenming/generator/plan"
	"wenming/generator/site"
)

// Where is every place where a name or key stands: in the sources, and in what a build would write. Its JSON is for
// machines; the lists are never null, but for Pages of a site with errors.
type Where struct {
	Name     string    `json:"name"`     // as asked for, in the normal form of names
	Profiles []Profile `json:"profiles"` // the entries that it means
	Sources  []Found   `json:"sources"`  // by file and place
	Rows     []Row     `json:"rows"`     // the rows of lists among them
	Pages    []Page    `json:"pages"`    // by address; null where errors keep the site from being built
	Near     []string  `json:"near"`     // names and keys spelled almost alike, where nothing was found
}

// Profile is an entry that bears the name or has the key.
type Profile struct {
	Kind    string `json:"kind"`
	Key     string `json:"key"`
	Name    string `json:"name"`
	File    string `json:"file"`
	Address string `json:"address"` // "" while it is not shown
	Honors  []Made `json:"honors"`  // the newest first
}

// Page is an output that holds the name or leads to the profile.
type Page struct {
	Address string `json:"address"`
	Names   int    `json:"names"` // how often a name stands there
	Links   int    `json:"links"` // how often a profile's address does
}

// Find looks for a name or key everywhere. The report holds what is wrong with the site; where that is an error, the
// outputs are not known.
func Find(name string, o build.Options) (Where, build.Report, error) {
	p, err := build.Look(o)
	if err != nil {
		return Where{}, build.Report{}, err
	}
	w := Where{Profiles: []Profile{}, Sources: []Found{}, Rows: []Row{}, Near: []string{}}
	if p.Site == nil {
		return w, p.Report, nil
	}
	s := newSearch(name, p.Site)
	w.Name = s.asked
	for _, e := range s.entries {
		w.Profiles = append(w.Profiles, profile(p.Site, e))
	}
	entries := map[string]*content.Entry{}
	for _, e := range p.Entries {
		entries[e.File()] = e
	}
	for _, file := range p.Files {
		if searched[path.Ext(file)] {
			w.Sources = append(w.Sources, s.source(file, p.Source(file), entries[file])...)
		}
	}
	w.Rows = append(w.Rows, s.rows(p.Site, w.Sources)...)
	if err := w.findPages(p, s); err != nil {
		return w, p.Report, err
	}
	if len(w.Profiles) == 0 && len(w.Sources) == 0 && len(w.Pages) == 0 {
		w.Near = append(w.Near, p.Site.Near(name)...)
	}
	return w, p.Report, nil
}

// searched are the files that are text.
var searched = map[string]bool{
	".md": true, ".yaml": true, ".yml": true, ".svg": true, ".txt": true, ".csv": true, ".json": true, ".xml": true, ".html": true, ".htm": true,
}

// findPages makes the site in memory and searches it.
func (w *Where) findPages(p *build.Preview, s *search) error {
	if p.Diagnostics.Failed() {
		return nil
	}
	var adding sync.Mutex
	pages := []Page{}
	err := p.Render(func(out plan.Output, data []byte) {
		page := Page{Address: build.Address(out.Path), Names: len(s.names(data)), Links: s.links(data)}
		if page.Names+page.Links > 0 {
			adding.Lock()
			defer adding.Unlock()
			pages = append(pages, page)
		}
	})
	if err != nil || p.Diagnostics.Failed() {
		return err
	}
	slices.SortFunc(pages, func(a, b Page) int { return cmp.Compare(a.Address, b.Address) })
	w.Pages = pages
	return nil
}

// profile says what an entry is and, of somebody honoured, by whom, in which document, when, and where it shows.
func profile(s *site.Site, e site.Bearer) Profile {
	p := Profile{Kind: e.Kind.String(), Key: e.Key, Name: titled(s, e.Entry, e.ID), File: e.File(), Honors: made(s, e)}
	if e.ID != site.None {
		p.Address = s.Address(e.ID)
	}
	return p
}

// titled is what an entry is called: a list by its award and period where it has no title.
func titled(s *site.Site, e *content.Entry, id site.ID) string {
	batch, ok := e.Fields.(*content.Batch)
	switch {
	case !ok || e.Name() != "":
		return hanzi.Normalize(e.Name())
	case id == site.None || s.AwardOf(id) == site.None:
		return batch.Period.String()
	}
	return s.Name(s.AwardOf(id)) + " " + batch.Period.String()
}
