package main

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
)

// The layout is described where it is read: package hanzi, table.go.
const (
	astral    = 0x20000 // what is subtracted from a code point outside the BMP
	counts    = 64      // entries of the index by number of strokes
	syllables = 405
	width     = 6 // of a syllable: zhuang
)

// encode writes the table.
func encode(chars []rune, strokes map[rune]string, readings map[rune]reading) ([]byte, error) {
	// Stroke order of the whole table; a stable sort leaves ties in its own order.
	ranked := slices.Clone(chars)
	slices.SortStableFunc(ranked, func(a, b rune) int { return compare(strokes[a], strokes[b]) })
	rank := map[rune]int{}
	for i, r := range ranked {
		rank[r] = i
	}
	spelt, err := list(readings)
	if err != nil {
		return nil, err
	}

	byCode := slices.Sorted(slices.Values(chars))
	var codes, ranks, sounds, starts, packed []byte
	for _, r := range byCode {
		if r >= astral {
			codes = binary.BigEndian.AppendUint16(codes, uint16(r-astral))
		} else {
			codes = binary.BigEndian.AppendUint16(codes, uint16(r))
		}
		ranks = binary.BigEndian.AppendUint16(ranks, uint16(rank[r]))
		number, _ := slices.BinarySearch(spelt, readings[r].syllable)
		sounds = binary.BigEndian.AppendUint16(sounds, uint16(number<<3|readings[r].tone))
	}
	for n := range counts {
		start, _ := slices.BinarySearchFunc(ranked, n, func(r rune, n int) int { return len(strokes[r]) - n })
		starts = binary.BigEndian.AppendUint16(starts, uint16(start))
	}
	for _, r := range ranked {
		packed = append(packed, pack(strokes[r])...)
	}
	var names strings.Builder
	for _, s := range spelt {
		fmt.Fprintf(&names, "%-*s", width, s)
	}
	return slices.Concat(codes, ranks, sounds, starts, []byte(names.String()), packed), nil
}

// list returns the syllables in use, sorted.
func list(readings map[rune]reading) ([]string, error) {
	set := map[string]bool{}
	for r, spoken := range readings {
		if len(spoken.syllable) > width || strings.Trim(spoken.syllable, "abcdefghijklmnopqrstuvwxyz") != "" {
			return nil, fmt.Errorf("%c: %q is not a syllable", r, spoken.syllable)
		}
		set[spoken.syllable] = true
	}
	var out []string
	for s := range set {
		out = append(out, s)
	}
	slices.Sort(out)
	if len(out) != syllables {
		return nil, fmt.Errorf("%d syllables instead of %d: correct the constant here and in table.go", len(out), syllables)
	}
	return out, nil
}

// pack writes three strokes a byte, as digits of base five, the first the highest.
func pack(seq string) []byte {
	out := make([]byte, (len(seq)+2)/3)
	for i := range out {
		for j := range 3 {
			out[i] *= 5
			if k := 3*i + j; k < len(seq) {
				out[i] += seq[k] - '1'
			}
		}
	}
	return out
}
