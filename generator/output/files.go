package output

import (
	"iter"
	"strings"
)

// files are all paths of both versions, in order: each with what is owned there, what is planned there, or both.
func (s *Stage) files() iter.Seq2[*owned, *planned] {
	return func(yield func(*owned, *planned) bool) {
		i, j := 0, 0
		for i < len(s.owned) || j < len(s.planned) {
			var o *owned
			var p *planned
			order := 0
			switch {
			case i == len(s.owned):
				order = 1
			case j == len(s.planned):
				order = -1
			default:
				order = strings.Compare(s.owned[i].path, s.planned[j].path)
			}
			if order <= 0 {
				o = &s.owned[i]
				i++
			}
			if order >= 0 {
				p = &s.planned[j]
				j++
			}
			if !yield(o, p) {
				return
			}
		}
	}
}

// records are those of the new version.
func (s *Stage) records(yield func(*record) bool) {
	for o, p := range s.files() {
		switch {
		case p != nil:
			if !yield(&p.record) {
				return
			}
		case o.state == standing:
			if !yield(o.record) {
				return
			}
		}
	}
}
