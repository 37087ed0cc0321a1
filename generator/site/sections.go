package site

import (
	"cmp"
	"path"
	"slices"

	"wenming/generator/content"
	"wenming/generator/hanzi"
)

// Section is a folder with an _index.md: the home page, a section, or an award.
type Section struct {
	ID       ID // of its _index.md
	Folder   string
	Parent   int   // in Site.Sections, or -1
	Children []int // in Site.Sections, by title's order of their folders
	Entries  []ID  // its entries and those of the folders below it, in its order; neither sections nor lists of honours
	Pinned   []ID  // those of them that are pinned, in the same order
}

// arrange finds the sections and what each lists.
func (s *Site) arrange() {
	s.findSections()
	s.section = make([]int32, len(s.Entries))
	s.position = make([]int32, len(s.Entries))
	lists := make([]listing, len(s.Sections))
	listed := make([]bool, len(s.Entries))
	pinned := map[ID]bool{}
	last, at := "", -1 // most entries stand in the folder of the one before
	for i, e := range s.Entries {
		folder, name := path.Split(e.Path)
		if i == 0 || folder != last || name == "index.md" {
			at = s.sectionOf(e.Path)
		}
		if last = folder; name == "index.md" {
			last = name // which is no folder
		}
		s.section[i] = int32(at)
		switch f := e.Fields.(type) {
		case *content.Section, *content.Award, *content.Batch:
			continue
		case *content.Article:
			if f.Pinned {
				pinned[ID(i)] = true
			}
		}
		listed[i] = true
		for at := at; at >= 0; at = s.Sections[at].Parent {
			lists[at].size++
			lists[at].articles = lists[at].articles || e.Kind == content.KindArticle
		}
	}
	for i := range lists {
		lists[i].by = s.orderOf(i, lists[i].articles)
		s.Sections[i].Entries = make([]ID, 0, lists[i].size)
	}
	fill := func(id ID, dated bool) {
		for at := s.section[id]; at >= 0 && listed[id]; at = int32(s.Sections[at].Parent) {
			if dated == (lists[at].by == content.SectionByDate) {
				s.Sections[at].Entries = append(s.Sections[at].Entries, id)
			}
		}
	}
	for i, id := range s.newest {
		fill(id, true)
		fill(ID(i), false)
	}
	for i := range s.Sections {
		section := &s.Sections[i]
		if by := lists[i].by; by == content.SectionByTitle || by == content.SectionByName {
			slices.SortFunc(section.Entries, s.byReading(section.Entries))
		}
		for at, id := range section.Entries {
			if int(s.section[id]) == i {
				s.position[id] = int32(at)
			}
			if pinned[id] {
				section.Pinned = append(section.Pinned, id)
			}
		}
	}
}

// listing is what a section will list.
type listing struct {
	size     int
	articles bool // some of them are
	by       content.SectionOrder
}

// findSections finds the sections and which stands below which.
func (s *Site) findSections() {
	s.byFolder = map[string]int{}
	for i, e := range s.Entries {
		if e.Kind == content.KindSection || e.Kind == content.KindAward {
			folder := path.Dir(e.Path)
			s.byFolder[folder] = len(s.Sections)
			s.Sections = append(s.Sections, Section{ID: ID(i), Folder: folder, Parent: -1})
		}
	}
	for i := range s.Sections {
		folder := s.Sections[i].Folder
		if folder == "." {
			continue
		}
		if parent := s.nearest(path.Dir(folder)); parent >= 0 {
			s.Sections[i].Parent = parent
			s.Sections[parent].Children = append(s.Sections[parent].Children, i)
		}
	}
}

// sectionOf is the section that a file below content/ belongs to, or that it makes; -1 for none.
func (s *Site) sectionOf(file string) int {
	folder := path.Dir(file)
	if path.Base(file) == "index.md" {
		folder = path.Dir(folder)
	}
	return s.nearest(folder)
}

// nearest is the section of a folder, or of the nearest folder above it that is one; -1 without.
func (s *Site) nearest(folder string) int {
	for {
		if i, ok := s.byFolder[folder]; ok {
			return i
		}
		if folder == "." {
			return -1
		}
		folder = path.Dir(folder)
	}
}

// orderOf is how a section's entries come: as it says, else by date where it lists articles and by name where it does not.
func (s *Site) orderOf(section int, articles bool) content.SectionOrder {
	if f, ok := s.Entries[s.Sections[section].ID].Fields.(*content.Section); ok && f.Order != 0 {
		return f.Order
	}
	if articles {
		return content.SectionByDate
	}
	return content.SectionByName
}

// byReading orders some entries by the reading of their names, and by path where it is the same.
func (s *Site) byReading(ids []ID) func(a, b ID) int {
	keys := make(map[ID]hanzi.Key, len(ids))
	for _, id := range ids {
		if person, known := s.spoken[id]; known {
			keys[id] = person.reading
		} else {
			keys[id] = s.HanName(id).ByPinyin()
		}
	}
	return func(a, b ID) int { return cmp.Or(cmp.Compare(keys[a], keys[b]), cmp.Compare(a, b)) }
}

// HanName is an entry's name with what a profile says of its reading and strokes.
func (s *Site) HanName(id ID) hanzi.Name {
	e := s.Entries[id]
	name := hanzi.Name{Text: hanzi.Normalize(e.Name())}
	if p, ok := e.Fields.(*content.Person); ok {
		name.Pinyin, name.Stroke = p.Pinyin.Value, p.Stroke.Value
	}
	return name
}

// Section is the section that an entry belongs to, or that its _index.md makes; -1 for none.
func (s *Site) Section(id ID) int { return int(s.section[id]) }

// Neighbours are the entries before and after an entry in the order of its section: for a section by date, the
// next newer and the next older.
func (s *Site) Neighbours(id ID) (before, after ID) {
	before, after = None, None
	if s.section[id] < 0 {
		return
	}
	list, at := s.Sections[s.section[id]].Entries, int(s.position[id])
	if at > 0 {
		before = list[at-1]
	}
	if at+1 < len(list) {
		after = list[at+1]
	}
	return
}

// SectionAt is the section of a folder below content/ ("." is the home page); false where it is none.
func (s *Site) SectionAt(folder string) (int, bool) {
	if folder == "" {
		folder = "."
	}
	i, ok := s.byFolder[folder]
	return i, ok
}
