package inspect

import (
	"strings"
	"unicode"
)

// tidy is a cell's text in one line: a line break between Chinese characters only wraps and goes, other blanks become
// one space, and what cannot be seen goes.
func tidy(text string) string {
	var out strings.Builder
	var last rune
	blank, broken := false, false
	for _, r := range text {
		switch {
		case r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029':
			broken = true
			continue
		case unicode.IsSpace(r):
			blank = true
			continue
		case unseen(r):
			continue
		}
		if last != 0 && (blank || broken && !(wide(last) && wide(r))) {
			out.WriteByte(' ')
		}
		out.WriteRune(r)
		last, blank, broken = r, false, false
	}
	return out.String()
}

// tight is a text without any blanks, by which words are compared.
func tight(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unseen(r) {
			return -1
		}
		return r
	}, text)
}

// unseen tells which characters show nothing, or stand for none; most come along when text is copied.
func unseen(r rune) bool {
	switch {
	case r == 0xAD, r == 0x200B, r == 0x200E, r == 0x200F, r == 0x2060, r == 0xFEFF, r == 0xFFFE, r == 0xFFFF,
		0x202A <= r && r <= 0x202E, 0x2066 <= r && r <= 0x2069:
		return true
	}
	return unicode.IsControl(r) && !unicode.IsSpace(r)
}

// wide tells whether a character stands beside its neighbours without a space: Chinese writing and its punctuation.
func wide(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo) ||
		0x3000 <= r && r <= 0x303F || 0xFF00 <= r && r <= 0xFF60 || strings.ContainsRune("“”‘’—…·", r)
}
