package hanzi

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// dot separates the parts of minority names (民委发〔2016〕33号).
const dot = '·' // U+00B7

// Normalize returns the form of a name that keys are made of: NFC; U+00B7 for
// every kind of separating dot; no space beside a dot, around the name, or
// between two Chinese characters, where lists pad short names; single spaces
// elsewhere; and no invisible characters. Nothing is cut or folded: rare
// characters and variation sequences stay.
func Normalize(name string) string {
	if normal(name) {
		return name
	}
	return normalized(name)
}

func normalized(name string) string {
	var out strings.Builder
	var last rune // the last character written
	var spaced, dotted bool
	text := []rune(norm.NFC.String(name))
	for i, r := range text {
		switch {
		case unicode.IsSpace(r):
			spaced = true
			continue
		case invisible(r):
			continue
		case separates(r) || fullStop(r) && cjk(last) && cjk(next(text[i+1:])):
			dotted = true
			continue
		}
		switch {
		case last == 0: // before the name: outer space, or the bullet of a list
		case dotted:
			out.WriteRune(dot)
		case spaced && !(cjk(last) && cjk(r)):
			out.WriteByte(' ')
		}
		out.WriteRune(r)
		last, spaced, dotted = r, false, false
	}
	return norm.NFC.String(out.String())
}

// normal reports whether a name is nothing but common Chinese characters, ASCII
// letters and digits, and so in its normal form.
func normal(name string) bool {
	for _, r := range name {
		han := 0x4E00 <= r && r <= 0x9FFF
		if !han && (r >= 0x80 || !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9')) {
			return false
		}
	}
	return true
}

// next returns the first visible character of text, or 0.
func next(text []rune) rune {
	for _, r := range text {
		if !unicode.IsSpace(r) && !invisible(r) {
			return r
		}
	}
	return 0
}

// cjk reports whether lists pad r with spaces and set it without.
func cjk(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo)
}

// invisible reports whether r is a character that shows nothing and comes
// along when text is copied from a page.
func invisible(r rune) bool {
	switch {
	case r == 0xAD, r == 0x200B, r == 0x200E, r == 0x200F, r == 0x2060, r == 0xFEFF,
		0x202A <= r && r <= 0x202E, 0x2066 <= r && r <= 0x2069:
		return true
	}
	return unicode.IsControl(r) && !unicode.IsSpace(r)
}

// separates reports whether r is one of the dots that are typed for U+00B7.
func separates(r rune) bool {
	switch r {
	case dot,
		'\u2022', // bullet
		'\u2024', // one dot leader
		'\u2027', // hyphenation point
		'\u2219', // bullet operator
		'\u22C5', // dot operator
		'\u2E31', // word separator middle dot
		'\u30FB', // katakana middle dot
		'\u318D', // hangul letter araea
		'\uA78F', // sinological dot
		'\uFF65': // halfwidth katakana middle dot
		return true
	}
	return false
}

// fullStop reports whether r separates too, but only between Chinese
// characters; elsewhere it ends an initial or a number.
func fullStop(r rune) bool { return r == '.' || r == '．' }
