package site

import (
	"cmp"
	"slices"

	"wenming/generator/content"
	"wenming/generator/hanzi"
)

// order says in which order entries come, so that lists of them are sorted by comparing numbers.
type order struct {
	newest  []ID          // all entries, by date, the newest first, undated ones last, and by path where dates are equal
	rank    []int32       // by ID: its place in newest
	people  []ID          // everybody who has a profile, by reading
	strokes []ID          // the same by 姓氏笔画
	spoken  map[ID]spoken // of people
}

// spoken is what indexes of people ask of a name.
type spoken struct {
	reading hanzi.Key // what the name is sorted by
	initial byte
	strokes int // of its first character
}

// sortByDate ranks all entries.
func (s *Site) sortByDate() {
	type dated struct {
		seconds int64
		nanos   int32
		id      ID
	}
	all := make([]dated, len(s.Entries))
	for i, e := range s.Entries {
		all[i] = dated{e.Date.Time.Unix(), int32(e.Date.Time.Nanosecond()), ID(i)}
	}
	slices.SortFunc(all, func(a, b dated) int {
		switch {
		case a.seconds != b.seconds:
			return cmp.Compare(b.seconds, a.seconds)
		case a.nanos != b.nanos:
			return cmp.Compare(b.nanos, a.nanos)
		}
		return cmp.Compare(a.id, b.id)
	})
	s.newest, s.rank = make([]ID, len(all)), make([]int32, len(all))
	for i, d := range all {
		s.newest[i], s.rank[d.id] = d.id, int32(i)
	}
}

// sortPeople puts everybody in order.
func (s *Site) sortPeople() {
	type keys struct {
		spoken
		strokes hanzi.Key
	}
	s.people = s.IDs(content.KindPerson)
	all := slices.Concat(inParts(len(s.people), func(from, to int) []keys {
		var part []keys
		for _, id := range s.people[from:to] {
			name := s.HanName(id)
			part = append(part, keys{spoken{name.ByPinyin(), name.Initial(), name.StrokeCount()}, name.BySurnameStroke()})
		}
		return part
	})...)
	s.spoken = make(map[ID]spoken, len(all))
	strokes := make(map[ID]hanzi.Key, len(all))
	for i, id := range s.people {
		s.spoken[id], strokes[id] = all[i].spoken, all[i].strokes
	}
	s.strokes = slices.Clone(s.people)
	slices.SortFunc(s.strokes, func(a, b ID) int { return cmp.Or(cmp.Compare(strokes[a], strokes[b]), cmp.Compare(a, b)) })
	slices.SortFunc(s.people, s.byReading(s.people))
}

// People lists everybody who has a profile, by reading.
func (s *Site) People() []ID { return s.people }

// PeopleByStroke lists everybody who has a profile, by 姓氏笔画, and by path where names are the same.
func (s *Site) PeopleByStroke() []ID { return s.strokes }

// Initial is the letter that the reading of somebody's name begins with, or '#'.
func (s *Site) Initial(person ID) byte { return s.spoken[person].initial }

// StrokeCount is the number of strokes of the first character of somebody's name.
func (s *Site) StrokeCount(person ID) int { return s.spoken[person].strokes }

// Newer orders entries by date, the newest first, undated ones last, and by path where dates are equal.
func (s *Site) Newer(a, b ID) int { return int(s.rank[a] - s.rank[b]) }
