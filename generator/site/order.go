package site

import (
	"cmp"
	"slices"

	"wenming/generator/content"
	"wenming/generator/hanzi"
)

// order says in which order entries come, so that lists of them are sorted by comparing numbers.
type order struct {
	newest   []ID             // all entries, by date, the newest first, undated ones last, and by path where dates are equal
	rank     []int32          // by ID: its place in newest
	people   []ID             // everybody who has a profile, by reading
	readings map[ID]hanzi.Key // of people
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

// sortPeople puts everybody in the order of their readings.
func (s *Site) sortPeople() {
	s.people = s.IDs(content.KindPerson)
	keys := inParts(len(s.people), func(from, to int) []hanzi.Key {
		var keys []hanzi.Key
		for _, id := range s.people[from:to] {
			keys = append(keys, s.HanName(id).ByPinyin())
		}
		return keys
	})
	s.readings = make(map[ID]hanzi.Key, len(s.people))
	for i, key := range slices.Concat(keys...) {
		s.readings[s.people[i]] = key
	}
	slices.SortFunc(s.people, s.byReading(s.people))
}

// Newer orders entries by date, the newest first, undated ones last, and by path where dates are equal.
func (s *Site) Newer(a, b ID) int { return int(s.rank[a] - s.rank[b]) }

// Newest lists the entries of a kind, the newest first.
func (s *Site) Newest(kind content.Kind) []ID { return s.ofKind(s.newest, kind) }
