// Package site links entries into a Site: which are shown, where each stands, what refers to what, who was honoured in
// which list, and in which order everything comes.
//
// Link makes a Site and says which references, links and honours of different files do not fit together. A Site never
// changes. Entries are named by an ID; relations are lists of IDs, so a Site holds no circles and can be compared.
package site

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"time"

	"wenming/generator/config"
	"wenming/generator/content"
	"wenming/generator/diag"
)

// ID names a shown entry: its place in Site.Entries.
type ID int32

// None is the ID of nothing.
const None ID = -1

// Input is what a site is linked from.
type Input struct {
	Config  *config.Site
	Entries []*content.Entry                        // all of them, hidden ones too; paths are in Unicode normal form C
	At      time.Time                               // the moment that decides what is due
	Drafts  bool                                    // show drafts
	HasFile func(path string) bool                  // whether the site has a file, such as content/people/a.jpg
	Asset   func(name string) (url string, ok bool) // the served path of an asset below assets/
}

// Site is a linked site.
type Site struct {
	Config     *config.Site
	Entries    []*content.Entry // those shown, by path
	NextChange time.Time        // when the next entry becomes due or expires; zero: never
	Sections   []Section        // by folder; the first is the home page where content/_index.md exists
	Tags       []Tag            // by name
	Honors     []Honor          // the rows that count or are retained, by list and row

	hasFile   func(string) bool
	asset     func(string) (string, bool)
	register  register
	byPath    map[string]ID
	hidden    map[string]bool // paths below content/ of entries that are not shown
	byAddress map[string]ID   // None for an entry that is not shown
	byFolder  map[string]int  // section by folder
	addresses []string
	section   []int32 // by ID: the section an entry belongs to, or -1
	position  []int32 // by ID: its place in that section
	related   relations
	honorsOf  map[ID][]int32 // by subject: places in Honors, the newest first
	batchesOf map[ID][]ID    // by award: its lists, the newest first
	awardOf   map[ID]ID      // by list
}

// Link makes a site of entries. The diagnostics are those that concern more than one file.
func Link(in Input) (*Site, diag.List) {
	s := &Site{
		Config: in.Config, hasFile: in.HasFile, asset: in.Asset,
		byPath: map[string]ID{}, hidden: map[string]bool{},
	}
	s.choose(in)
	problems := s.locate(in.Entries)
	s.arrange()

	related, found := s.relate()
	s.related = related
	problems = append(problems, found...)
	problems = append(problems, s.honor()...)
	problems = append(problems, s.parents()...)
	problems = append(problems, s.checkConfig()...)
	problems = append(problems, s.checkRecord(in.At)...)
	s.collectTags()
	return s, problems
}

// choose keeps the entries that are to be shown at the moment, by path, and registers all. The lists of an award that is
// not shown are not shown either.
func (s *Site) choose(in Input) {
	awards := map[string]bool{} // the folders of those that are not shown
	for _, e := range in.Entries {
		due, next := e.Due(in.At, in.Drafts)
		if !next.IsZero() && (s.NextChange.IsZero() || next.Before(s.NextChange)) {
			s.NextChange = next
		}
		if p, ok := e.Fields.(*content.Person); !due || ok && p.Withdrawn {
			s.hidden[e.Path] = true
			if e.Kind == content.KindAward {
				awards[path.Dir(e.Path)] = true
			}
		}
	}
	for _, e := range in.Entries {
		if e.Kind == content.KindBatch && awards[path.Dir(e.Path)] {
			s.hidden[e.Path] = true
		}
		if !s.hidden[e.Path] {
			s.Entries = append(s.Entries, e)
		}
	}
	slices.SortFunc(s.Entries, func(a, b *content.Entry) int { return strings.Compare(a.Path, b.Path) })
	for i, e := range s.Entries {
		s.byPath[e.Path] = ID(i)
	}
	all := make([]known, len(in.Entries))
	for i, e := range in.Entries {
		all[i] = known{e, None}
		if id, shown := s.byPath[e.Path]; shown {
			all[i].id = id
		}
	}
	slices.SortFunc(all, func(a, b known) int { return strings.Compare(a.Path, b.Path) })
	s.register = newRegister(all)
}

// Entry is the entry of an ID.
func (s *Site) Entry(id ID) *content.Entry { return s.Entries[id] }

// IDs lists the entries of a kind, by path.
func (s *Site) IDs(kind content.Kind) []ID {
	var ids []ID
	for i, e := range s.Entries {
		if e.Kind == kind {
			ids = append(ids, ID(i))
		}
	}
	return ids
}

// Newer orders entries by date, the newest first, undated ones last, and by path where dates are equal.
func (s *Site) Newer(a, b ID) int {
	ea, eb := s.Entries[a], s.Entries[b]
	return cmp.Or(eb.Date.Time.Compare(ea.Date.Time), cmp.Compare(a, b))
}
