// Package hanzi knows what lists of names need of Chinese characters: a normal
// form, the two official stroke orders, and pinyin with surname readings.
//
// Normalize a name as it comes from a list, then make a Name of it:
// Name.BySurnameStroke and Name.Reading are the functions you most likely want.
//
// The package promises that each order is total (two names have one key only
// when they are the same text), that a character which it does not know sorts
// last in its place and is reported by Name.Unknown, and that nothing depends
// on the machine: all data are compiled in. It covers the 8,105 characters of
// 通用规范汉字表 (国务院, 2013).
package hanzi

import "unicode"

// A Name is a printed name and what its owner's profile says about it.
type Name struct {
	// Text is the name in the form of Normalize.
	Text string
	// Pinyin overrides the reading: "Shan Xiong". Empty, or anything that
	// ValidPinyin refuses, overrides nothing.
	Pinyin string
	// Stroke overrides the strokes of the first character: a number of them
	// (at most two digits) or their sequence (three or more digits from 1 to
	// 5). Empty, or anything that ValidStroke refuses, overrides nothing.
	Stroke string
}

// Unknown returns the characters of the name whose strokes are not known, in
// their order. Such a character sorts last in its place.
func (n Name) Unknown() []rune {
	var out []rune
	first := true
	for _, r := range n.Text {
		if !unicode.Is(unicode.Han, r) {
			continue
		}
		if _, ok := find(r); !ok && !(first && ValidStroke(n.Stroke)) {
			out = append(out, r)
		}
		first = false
	}
	return out
}

// A run is a part of a name in one kind of writing, without what separates it
// from the next.
type run struct {
	text []rune
	han  bool
	// foreign: the run touches the dot of a name that another language's
	// sounds gave, so that it has no surname.
	foreign bool
}

// runs takes a name apart.
func runs(text string) []run {
	var out []run
	fresh, dotted := true, false
	for _, r := range text {
		han := unicode.Is(unicode.Han, r)
		switch {
		case r == dot:
			if len(out) > 0 {
				out[len(out)-1].foreign = true
			}
			fresh, dotted = true, true
		case !han && !unicode.In(r, unicode.Letter, unicode.Mark, unicode.Digit):
			fresh = true
		case fresh || out[len(out)-1].han != han:
			out = append(out, run{[]rune{r}, han, dotted})
			fresh, dotted = false, false
		default:
			last := &out[len(out)-1]
			last.text = append(last.text, r)
		}
	}
	return out
}

// surnameLen returns how many characters of a run are its surname, or 0 where
// it can have none: it is foreign, or too long for a person's name.
func (r run) surnameLen() int {
	switch {
	case !r.han || r.foreign || len(r.text) > 4:
		return 0
	case len(r.text) > 2 && compound(string(r.text[:2])) != "":
		return 2
	}
	return 1
}
