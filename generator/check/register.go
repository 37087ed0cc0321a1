package check

import (
	"cmp"
	"slices"
	"unicode"

	"wenming/generator/content"
	"wenming/generator/hanzi"
	"wenming/generator/site"
)

// dot separates the parts of a name, in the normal form of names.
const dot = '·'

// register finds names in texts.
type register struct {
	people  map[string][]site.Bearer // by name
	starts  map[[2]rune][]entryName  // by the first two characters, the longest first
	dots    map[rune]bool            // what is typed for the dot
	longest int                      // characters of a person's name
}

// entryName is a name of the register.
type entryName struct {
	runes  []rune
	person bool // of a person; the others only hide what stands in them
}

func newRegister(s *site.Site) *register {
	r := &register{people: s.Bearers(content.KindPerson), starts: map[[2]rune][]entryName{}, dots: map[rune]bool{}}
	for name := range r.people {
		r.longest = max(r.longest, r.add(name, true))
	}
	hides := map[string]bool{}
	for _, kind := range []content.Kind{content.KindProject, content.KindOrganization, content.KindAward} {
		for name := range s.Bearers(kind) {
			hides[name] = r.people[name] == nil
		}
	}
	for name, alone := range hides {
		if alone {
			r.add(name, false)
		}
	}
	for _, names := range r.starts {
		slices.SortFunc(names, func(a, b entryName) int {
			return cmp.Or(cmp.Compare(len(b.runes), len(a.runes)), slices.Compare(a.runes, b.runes))
		})
	}
	for _, c := range "·•‧∙⋅⸱・ㆍꞏ･․.．" {
		r.dots[c] = hanzi.Normalize("甲"+string(c)+"乙") == "甲·乙"
	}
	return r
}

// add adds a name, and tells how long it is. One of a single character says too little.
func (r *register) add(name string, person bool) int {
	runes := []rune(name)
	if len(runes) > 1 {
		start := [2]rune{runes[0], runes[1]}
		r.starts[start] = append(r.starts[start], entryName{runes, person})
	}
	return len(runes)
}

// found is a name in a text.
type found struct {
	name     string
	from, to int
}

// find lists the names in a text that mean somebody, in order.
func (r *register) find(written []rune) []found {
	text := slices.Clone(written)
	for i, c := range text {
		if r.dots[c] && i > 0 && i+1 < len(text) && unicode.Is(unicode.Han, text[i-1]) && unicode.Is(unicode.Han, text[i+1]) {
			text[i] = dot
		}
	}
	var list []found
	for i := 0; i+1 < len(text); {
		name, to := r.at(text, i)
		switch {
		case to == 0:
			i++
		case !name.person:
			i = to
		case place{r, text, i, to}.counts(name.runes):
			list = append(list, found{string(name.runes), i, to})
			i = to
		default:
			i++
		}
	}
	return list
}

// at is the longest name that begins with a character, and where it ends; 0 for none. Lists pad names of two characters
// with a space or two.
func (r *register) at(text []rune, i int) (entryName, int) {
	for _, name := range r.starts[[2]rune{text[i], text[i+1]}] {
		if to := i + len(name.runes); to <= len(text) && slices.Equal(text[i:to], name.runes) {
			return name, to
		}
	}
	next := i + 1
	for next < len(text) && next < i+3 && (text[next] == ' ' || text[next] == '\u3000' || text[next] == '\u00A0') {
		next++
	}
	if next > i+1 && next < len(text) {
		for _, name := range r.starts[[2]rune{text[i], text[next]}] {
			if len(name.runes) == 2 {
				return name, next + 1
			}
		}
	}
	return entryName{}, 0
}
