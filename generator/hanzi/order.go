package hanzi

import (
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Key sorts names: compare two keys of one order with < or cmp.Compare.
// They are bytes, not text.
type Key string

// A stroke key is the places of a name's characters, ended by endPlace and the
// text. A place is two bytes. The character of rank k in stroke order has the
// place firstPlace+2k; the odd place before it is for overridden characters
// that belong there, and what tells those from each other follows.
const (
	endPlace     = 0 // the name ends: before every character
	emptyPlace   = 1 // an empty middle: before every character, after an end
	firstPlace   = 4
	outsidePlace = 0xFFFF // not in the table; its code point follows
)

// BySurnameStroke is the key of 姓氏笔画 order: the characters one by one, each
// by its number of strokes, then stroke by stroke. A given name of one
// character has an empty middle, so that 田富 stands before 田大利. A compound
// surname goes by its first character, then its second.
func (n Name) BySurnameStroke() Key { return n.strokeKey(true) }

// ByNameStroke is the key of 姓名笔画 order: as BySurnameStroke, without the
// empty middle, so that 田富 stands after 田大利.
func (n Name) ByNameStroke() Key { return n.strokeKey(false) }

func (n Name) strokeKey(middle bool) Key {
	var key []byte
	first := true
	for _, part := range runs(n.Text) {
		gap := -1
		if s := part.surnameLen(); middle && s > 0 && len(part.text) == s+1 {
			gap = s
		}
		for i, r := range part.text {
			if i == gap {
				key = append(key, 0, emptyPlace)
			}
			key = n.appendPlace(key, r, first && part.han)
			first = first && !part.han
		}
	}
	key = append(key, 0, endPlace)
	return Key(append(key, n.Text...))
}

// appendPlace appends the place of a character; first says whether an override
// would apply to it.
func (n Name) appendPlace(key []byte, r rune, first bool) []byte {
	i, known := find(r)
	if first {
		if count, seq, ok := parseStroke(n.Stroke); ok && !(known && sameStrokes(i, count, seq)) {
			return appendOverridden(key, r, count, seq)
		}
	}
	if !known {
		return appendCode(append(key, outsidePlace>>8, outsidePlace&0xFF), r)
	}
	place := firstPlace + 2*rankOf(i)
	return append(key, byte(place>>8), byte(place))
}

// appendOverridden appends the place of a character with strokes of its own:
// after the characters of the table with as many, or with the same.
func appendOverridden(key []byte, r rune, count int, seq string) []byte {
	low, high := startOf(count), startOf(count+1)
	rank := low + sort.Search(high-low, func(k int) bool { return strokesOf(low+k) > seq })
	place := firstPlace + 2*rank - 1
	key = append(key, byte(place>>8), byte(place), byte(count))
	key = append(append(key, seq...), 0)
	return appendCode(key, r)
}

// appendCode appends a code point so that it sorts as a number.
func appendCode(key []byte, r rune) []byte { return append(key, byte(r>>16), byte(r>>8), byte(r)) }

// sameStrokes reports whether an override says what the table says anyway.
func sameStrokes(i, count int, seq string) bool {
	known := strokesOf(rankOf(i))
	return seq == known || seq == noSequence && count == len(known)
}

// noSequence stands for the sequence where only a number is given: after every
// sequence of that many strokes.
const noSequence = "6"

// ValidStroke reports whether s can override a character's strokes: a number
// from 1 to 62, or a sequence of 3 to 62 digits from 1 to 5.
func ValidStroke(s string) bool {
	_, _, ok := parseStroke(s)
	return ok
}

// parseStroke reads an override. A character of one or two strokes needs none,
// so two digits are always a number.
func parseStroke(s string) (count int, seq string, ok bool) {
	switch {
	case s == "": // almost always, and an error would be made for nothing
		return 0, "", false
	case len(s) > 2:
		return len(s), s, len(s) < maxCount && strings.Trim(s, "12345") == ""
	}
	count, err := strconv.Atoi(s)
	return count, noSequence, err == nil && 0 < count && count < maxCount && s[0] != '+'
}

// StrokeCount returns the number of strokes of the name's first character, or
// 0 where it is not known.
func (n Name) StrokeCount() int {
	if count, _, ok := parseStroke(n.Stroke); ok {
		return count
	}
	first, _ := utf8.DecodeRuneInString(n.Text)
	seq, _ := Strokes(first)
	return len(seq)
}
