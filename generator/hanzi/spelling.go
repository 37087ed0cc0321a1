package hanzi

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// The tone marks and the two dots of ü, as combining characters.
const (
	macron    = '\u0304'
	acute     = '\u0301'
	caron     = '\u030C'
	grave     = '\u0300'
	diaeresis = '\u0308'
)

// toneOf returns the tone of a mark, or 0 for another character.
func toneOf(mark rune) byte {
	switch mark {
	case macron:
		return 1
	case acute:
		return 2
	case caron:
		return 3
	case grave:
		return 4
	}
	return 0
}

// ValidPinyin reports whether s can override a reading: words of Latin letters,
// with or without tone marks, apostrophes, hyphens and dots between them.
func ValidPinyin(s string) bool {
	letters := false
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Latin, r):
			letters = letters || fold(string(r)) != ""
		case !unicode.IsSpace(r) && !unicode.Is(unicode.Mn, r) && !strings.ContainsRune("'’-·", r):
			return false
		}
	}
	return letters
}

// fold returns the plain letters and digits of s in lower case; ü becomes u.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch r = unicode.ToLower(r); {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			return r
		}
		return -1
	}, norm.NFD.String(s))
}

// untoned removes tone marks and leaves ü.
func untoned(s string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if toneOf(r) > 0 {
			return -1
		}
		return r
	}, norm.NFD.String(s)))
}

// spell returns the sounds that a reading such as "ou1 yang2" gives to as many
// characters.
func spell(reading string, text []rune) []sound {
	out := make([]sound, len(text))
	for i := range out {
		syllable, rest, _ := strings.Cut(reading, " ")
		last := len(syllable) - 1
		out[i] = sound{syllable[:last], syllable[last] - '0', text[i]}
		reading = rest
	}
	return out
}

// syllablesOf takes written pinyin apart where it is apart: at spaces,
// apostrophes and hyphens. The tone is the last mark's.
func syllablesOf(reading string) []sound {
	var out []sound
	fresh := true
	for _, r := range norm.NFD.String(reading) {
		r = unicode.ToLower(r)
		switch {
		case 'a' <= r && r <= 'z':
			if fresh {
				out = append(out, sound{})
				fresh = false
			}
			out[len(out)-1].letters += string(r)
		case fresh: // a mark without a letter
		case r == diaeresis:
			last := &out[len(out)-1]
			if u, ok := strings.CutSuffix(last.letters, "u"); ok {
				last.letters = u + "v"
			}
		case toneOf(r) > 0:
			out[len(out)-1].tone = toneOf(r)
		case !unicode.Is(unicode.Mn, r) && !unicode.IsLetter(r):
			fresh = true
		}
	}
	return out
}

// override returns the sounds of a name whose profile gives its pinyin; plain
// are those that it would have otherwise. Where the pinyin has a syllable for
// every character, each gets its own; otherwise every word of it counts as one.
func override(pinyin string, plain []sound) []sound {
	words := syllablesOf(pinyin)
	if len(plain) > longest {
		return words
	}
	a := aligner{words: words, plain: plain, dead: map[[3]int]bool{}}
	if found := a.align(0, 0, 0); found != nil {
		return found
	}
	return words
}

// longest is a bound on the syllables of a name; the rules allow 25 characters.
const longest = 64

// An aligner shares the letters of words out among characters.
type aligner struct {
	words []sound
	plain []sound
	dead  map[[3]int]bool // places from which it cannot be done
}

// align shares out what follows the first at letters of a word, from the i-th
// character on. It prefers the reading that the character has anyway, then long
// syllables, and takes a whole word that is no pinyin for one syllable.
func (a aligner) align(word, at, i int) []sound {
	if word == len(a.words) {
		if i == len(a.plain) {
			return a.plain[:0:0]
		}
		return nil
	}
	place := [3]int{word, at, i}
	if i == len(a.plain) || a.dead[place] {
		return nil
	}
	rest := a.words[word].letters[at:]
	try := func(k int) []sound {
		nextWord, nextAt := word, at+k
		if k == len(rest) {
			nextWord, nextAt = word+1, 0
		}
		tail := a.align(nextWord, nextAt, i+1)
		if tail == nil {
			return nil
		}
		s := sound{rest[:k], 0, a.plain[i].char}
		if s.letters == a.plain[i].letters {
			s.tone = a.plain[i].tone
		}
		if k == len(rest) && at == 0 && a.words[word].tone > 0 {
			s.tone = a.words[word].tone
		}
		return append([]sound{s}, tail...)
	}
	if own := a.plain[i].letters; own != "" && strings.HasPrefix(rest, own) {
		if found := try(len(own)); found != nil {
			return found
		}
	}
	for k := min(width, len(rest)); k > 0; k-- {
		if isSyllable(rest[:k]) {
			if found := try(k); found != nil {
				return found
			}
		}
	}
	if at == 0 {
		if found := try(len(rest)); found != nil {
			return found
		}
	}
	a.dead[place] = true
	return nil
}
