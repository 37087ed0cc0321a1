package site

import (
	"slices"

	"wenming/generator/content"
	"wenming/generator/hanzi"
)

// Namesakes tells what the rules for rows make of a name with a place and a unit: the profile that the row is certainly
// about, or None; and all profiles of that name that are shown, by path.
func (s *Site) Namesakes(name, place, unit string) (certain ID, all []ID) {
	for _, e := range s.register.in(s.register.byName, hanzi.Normalize(name), content.KindPerson) {
		if e.id != None && !slices.Contains(all, e.id) {
			all = append(all, e.id)
		}
	}
	return s.namesake(name, place, unit), all
}
