package hanzi

import (
	_ "embed" // for table.bin
	"sort"
	"strings"
)

//go:generate go run ./gen -cnchar $CNCHAR -rime $RIME -unihan $UNIHAN

// table holds, for the characters of 通用规范汉字表, in this order:
//
//	codes      their code points, sorted, two bytes each; those after the
//	           first bmp are 0x20000 less than they are
//	ranks      for each code its place in stroke order, two bytes
//	sounds     for each code its reading, two bytes: the number of a
//	           syllable, times eight, plus a tone from 1 to 5 (neutral)
//	starts     for each number of strokes below 64 the rank of the first
//	           character that has as many or more, two bytes
//	syllables  six letters each, sorted, padded with spaces, v for ü
//	strokes    by rank, three a byte: digits of base five, the first the
//	           highest, a last byte padded with zeros
//
// Numbers are big-endian. Stroke order is by number of strokes, then stroke by
// stroke, then by the official table. As the characters of one number of
// strokes take equally many bytes, no offsets are kept.
//
//go:embed table.bin
var table string

const (
	characters = 8105
	bmp        = 7909 // of them in the Basic Multilingual Plane
	syllables  = 405
	width      = 6
	maxCount   = 63

	ranksAt     = 2 * characters
	soundsAt    = ranksAt + 2*characters
	startsAt    = soundsAt + 2*characters
	syllablesAt = startsAt + 2*(maxCount+1)
	strokesAt   = syllablesAt + width*syllables
)

// Strokes returns the strokes of a character in writing order: 1 横 (and 提),
// 2 竖 (and 竖钩), 3 撇, 4 点 (and 捺), 5 折. It is false for a character that is
// not in 通用规范汉字表.
func Strokes(r rune) (seq string, ok bool) {
	i, ok := find(r)
	if !ok {
		return "", false
	}
	return strokesOf(rankOf(i)), true
}

// number reads two bytes.
func number(at int) int { return int(table[at])<<8 | int(table[at+1]) }

// find returns where r stands among the codes.
func find(r rune) (i int, ok bool) {
	low, high := 0, bmp
	if r >= 0x20000 {
		r -= 0x20000
		low, high = bmp, characters
	}
	i = low + sort.Search(high-low, func(k int) bool { return number(2*(low+k)) >= int(r) })
	return i, i < high && number(2*i) == int(r)
}

// rankOf returns the place in stroke order of the i-th code.
func rankOf(i int) int { return number(ranksAt + 2*i) }

// startOf returns the rank of the first character of at least n strokes.
func startOf(n int) int { return number(startsAt + 2*n) }

// soundOf returns the reading of the i-th code.
func soundOf(i int) (letters string, tone byte) {
	sound := number(soundsAt + 2*i)
	return syllable(sound >> 3), byte(sound & 7)
}

// syllable returns the i-th syllable.
func syllable(i int) string {
	at := syllablesAt + width*i
	return strings.TrimRight(table[at:at+width], " ")
}

// isSyllable reports whether some character reads so.
func isSyllable(letters string) bool {
	i := sort.Search(syllables, func(k int) bool { return syllable(k) >= letters })
	return i < syllables && syllable(i) == letters
}

// strokesOf returns the sequence of the character at a rank.
func strokesOf(rank int) string {
	at, count := strokesAt, 1
	for rank >= startOf(count+1) {
		at += (startOf(count+1) - startOf(count)) * ((count + 2) / 3)
		count++
	}
	at += (rank - startOf(count)) * ((count + 2) / 3)
	seq := make([]byte, 0, count+2)
	for len(seq) < count {
		b := table[at]
		seq = append(seq, '1'+b/25, '1'+b/5%5, '1'+b%5)
		at++
	}
	return string(seq[:count])
}
