package markdown

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// wideEmoji holds the characters of East Asian Width W that are shown as emoji by default (Unicode Technical
// Standard 51, Emoji_Presentation). Ranges are as wide as they can be without touching another wide character.
var wideEmoji = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x2300, Hi: 0x2328, Stride: 1},
		{Lo: 0x232b, Hi: 0x262f, Stride: 1},
		{Lo: 0x2638, Hi: 0x2689, Stride: 1},
		{Lo: 0x2690, Hi: 0x2bff, Stride: 1},
	},
	R32: []unicode.Range32{
		{Lo: 0x1f000, Hi: 0x1f1ff, Stride: 1},
		{Lo: 0x1f201, Hi: 0x1f201, Stride: 1},
		{Lo: 0x1f21a, Hi: 0x1f21a, Stride: 1},
		{Lo: 0x1f22f, Hi: 0x1f22f, Stride: 1},
		{Lo: 0x1f232, Hi: 0x1f236, Stride: 1},
		{Lo: 0x1f238, Hi: 0x1f23a, Stride: 1},
		{Lo: 0x1f250, Hi: 0x1f251, Stride: 1},
		{Lo: 0x1f300, Hi: 0x1faff, Stride: 1},
	},
}

// isCJK tells whether a character is a CJK character as the CJK-friendly amendments to CommonMark define it
// (github.com/tats-u/markdown-cjk-friendly, specification 2.1): East Asian Width W, F or H and not an emoji, or Hangul.
func isCJK(r rune) bool {
	if isIdeograph(r) {
		return true
	}
	if r < 0x1100 {
		return false
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianHalfwidth:
		return !unicode.Is(wideEmoji, r)
	}
	return unicode.Is(unicode.Hangul, r)
}

// isIdeograph tells whether a character is in the block that nearly all Chinese text is of, CJK Unified Ideographs.
func isIdeograph(r rune) bool { return 0x4e00 <= r && r <= 0x9fff }

// isSpaceless tells whether a character belongs to a script that puts no spaces between words.
func isSpaceless(r rune) bool { return isIdeograph(r) || isCJK(r) && !unicode.Is(unicode.Hangul, r) }

// isPunctuation is CommonMark's Unicode punctuation: general categories P and S.
func isPunctuation(r rune) bool {
	return !isIdeograph(r) && (unicode.IsPunct(r) || unicode.IsSymbol(r))
}

// isShared tells whether a mark is used alike in Chinese and in Latin text, so that only its neighbours say which.
func isShared(r rune) bool {
	switch r {
	case '“', '”', '‘', '’', '—', '…', '·':
		return true
	}
	return false
}

// joins tells whether a line break between what comes before it and the character after it is no space: between two
// characters of a script without spaces, and beside punctuation of such a script, which brings its own space. The rules
// are those of CSS Text 3, segment break transformation, with shared marks decided by what they follow.
func joins(before []byte, after rune) bool {
	r, size := utf8.DecodeLastRune(before)
	for isShared(r) && size > 0 {
		before = before[:len(before)-size]
		r, size = utf8.DecodeLastRune(before)
	}
	if !isSpaceless(r) {
		return isSpaceless(after) && isPunctuation(after) && size > 0
	}
	return isPunctuation(r) || isSpaceless(after) || isShared(after)
}
