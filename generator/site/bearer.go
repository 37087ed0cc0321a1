package site

import (
	"wenming/generator/content"
)

// Bearer is an entry that bears a name. Its ID is None where it is not shown.
type Bearer struct {
	*content.Entry
	ID ID
}

// Bearers lists who bears each name of a kind, in the normal form of names, those who are not shown too, by path.
func (s *Site) Bearers(kind content.Kind) map[string][]Bearer {
	bearers := map[string][]Bearer{}
	for name := range s.register.byName.first {
		if entries := s.register.in(s.register.byName, name, kind); len(entries) > 0 {
			bearers[name] = bearersOf(entries)
		}
	}
	return bearers
}

// Find lists the entries that a key or name means, keys before names, those that are not shown too.
func (s *Site) Find(text string) []Bearer {
	text, kinds := ofKind(text)
	return bearersOf(s.register.find(text, kinds))
}

// Near lists keys and names that are spelled almost like a text, the nearest first.
func (s *Site) Near(text string) []string {
	text, kinds := ofKind(text)
	return s.register.near(text, kinds)
}

func bearersOf(entries []known) []Bearer {
	bearers := make([]Bearer, len(entries))
	for i, e := range entries {
		bearers[i] = Bearer{e.Entry, e.id}
	}
	return bearers
}
