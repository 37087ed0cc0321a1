// Package site links entries into a Site: which are shown, where each stands, what refers to what, who was honoured in
// which list, and in which order everything comes.
//
// Link makes a Site and says which references, links and honours of different files do not fit together. A Site never
// changes. Entries are named by an ID; relations are lists of IDs, so a Site holds no circles and can be compared.
package site

import (
	"path"
	"slices"
	"strings"
	"sync"
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
	Stable     time.Time        // until when Link makes the same of the same entries and says the same of them; zero: for ever
	Sections   []Section        // by folder; the first is the home page where content/_index.md exists
	Tags       []Tag            // by name
	Honors     []Honor          // the rows that count or are retained, by list and row

	hasFile   func(string) bool
	asset     func(string) (string, bool)
	root      root
	register  register
	byPath    map[string]ID  // None for an entry that is not shown
	byAddress map[string]ID  // None for an entry that is not shown
	byFolder  map[string]int // section by folder
	kinds     map[content.Kind][]ID
	addresses []string
	order
	section   []int32 // by ID: the section an entry belongs to, or -1
	position  []int32 // by ID: its place in that section
	related   relations
	links     lists[ID]    // of each entry: to what its links lead where that is the whole of an entry, else None
	tags      lists[int32] // of each entry as it writes them: places in Tags
	published []string     // files below content/, by path
	fromRoot  []AbsoluteLink
	honorsOf  map[ID][]int32  // by subject: places in Honors, the newest first
	honorsIn  map[ID][2]int32 // by list: its part of Honors
	batchesOf map[ID][]ID     // by award: its lists, the newest first
	awardOf   map[ID]ID       // by list
	guesses   *guesses        // while Link is at work
}

// Link makes a site of entries. The diagnostics are those that concern more than one file. What does not need each other
// is made at the same time.
func Link(in Input) (*Site, diag.List) {
	s := &Site{guesses: &guesses{made: map[diag.Place]func() diag.Text{}}, Config: in.Config, hasFile: in.HasFile, asset: in.Asset, root: rootOf(in.Config), kinds: map[content.Kind][]ID{}}
	all := s.choose(in)
	var located, linked, honored diag.List
	var first, second sync.WaitGroup
	first.Go(s.sortByDate)
	first.Go(s.sortPeople)
	first.Go(func() { s.register = newRegister(all) })
	first.Go(func() { s.byPath = byPath(all) })
	first.Go(func() { located = s.locate(all) })
	first.Wait()
	second.Go(func() { linked = s.relate() })
	second.Go(func() { honored = s.honor() })
	second.Go(s.arrange)
	second.Wait()
	problems := slices.Concat(located, linked, honored, s.parents(), s.checkConfig(), s.checkRecord(in.At))
	s.guesses.give(problems)
	s.guesses = nil
	return s, problems
}

// choose keeps the entries that are to be shown at the moment, by path, and returns all. The lists of an award that is
// not shown are not shown either.
func (s *Site) choose(in Input) []known {
	all := make([]known, len(in.Entries))
	awards := map[string]bool{} // the folders of those that are not shown
	for i, e := range in.Entries {
		due, next := e.Due(in.At, in.Drafts)
		s.NextChange = earlier(s.NextChange, next)
		all[i].Entry = e
		if p, ok := e.Fields.(*content.Person); !due || ok && p.Withdrawn {
			all[i].id = None
			if e.Kind == content.KindAward {
				awards[path.Dir(e.Path)] = true
			}
		}
	}
	compare := func(a, b known) int { return strings.Compare(a.Path, b.Path) }
	if !slices.IsSortedFunc(all, compare) {
		slices.SortFunc(all, compare)
	}
	s.Entries = make([]*content.Entry, 0, len(all))
	s.Stable = s.NextChange
	for i := range all {
		e := &all[i]
		if e.Kind == content.KindBatch && awards[path.Dir(e.Path)] {
			e.id = None
		}
		if e.id == None {
			continue
		}
		e.id = ID(len(s.Entries))
		s.Entries = append(s.Entries, e.Entry)
		s.kinds[e.Kind] = append(s.kinds[e.Kind], e.id)
		if f, ok := e.Fields.(*content.Batch); ok {
			s.Stable = earlier(s.Stable, objectionsEnd(f, in.At))
		}
	}
	return all
}

// earlier is the earlier of two moments, of which zero is never.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

func byPath(all []known) map[string]ID {
	ids := make(map[string]ID, len(all))
	for _, e := range all {
		ids[e.Path] = e.id
	}
	return ids
}

// Entry is the entry of an ID.
func (s *Site) Entry(id ID) *content.Entry { return s.Entries[id] }

// IDs lists the entries of a kind, by path.
func (s *Site) IDs(kind content.Kind) []ID { return slices.Clone(s.kinds[kind]) }
