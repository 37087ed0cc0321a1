package diag

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// frameCells is how many terminal cells of a long line a frame shows, and frameBytes how many bytes of one that hides
// thousands of marks in no width at all.
const (
	frameCells = 100
	frameBytes = 1000
)

// frame draws the line that holds the span's start, with carets under the span, as two lines:
//
//	4 | date: 2023-13-01
//	  |       ^^^^^^^^^^
//
// A wide character takes two cells and a combining mark none, so carets stand under what they mean. A long line is cut
// around the span. A point in a picture has no frame.
func (t *text) frame(at Span) string {
	if t.pictured(at) {
		return ""
	}
	line, start := t.line(int(at.Start))
	from := max(min(characterStart(t.src, int(at.Start))-start, len(line)), 0)
	to := max(min(characterStart(t.src, int(at.End))-start, len(line)), from)

	left, room := backwards(line, from, frameCells/2)
	right, room := forwards(line, from, room+frameCells/2)
	left, _ = backwards(line, left, room)
	to = min(to, right)

	before, marked, after := printable(string(line[left:from])), printable(string(line[from:to])), printable(string(line[to:right]))
	if left > 0 {
		before = "…" + before
	}
	if right < len(line) {
		after += "…"
	}
	number := fmt.Sprintf("%5d", t.position(int(at.Start)).line)
	carets := strings.Repeat(" ", cells(before)) + strings.Repeat("^", max(cells(marked), 1))
	shown := strings.TrimRight(number+" | "+before+marked+after, " ")
	return fmt.Sprintf("%s\n%*s | %s\n", shown, len(number), "", carets)
}

// pictured tells whether a span is a point in a line that is no text, such as a picture's.
func (t *text) pictured(at Span) bool {
	if at.End > at.Start {
		return false
	}
	line, _ := t.line(int(at.Start))
	return !utf8.Valid(line) || bytes.IndexByte(line, 0) >= 0
}

// backwards goes left from an offset in a line for as many cells as there is room, and returns the room that is left.
func backwards(line []byte, i, room int) (int, int) {
	for end := max(i-frameBytes, 0); i > end; {
		_, size := utf8.DecodeLastRune(line[:i])
		needed := cells(printable(string(line[i-size : i])))
		if needed > room {
			break
		}
		i, room = i-size, room-needed
	}
	return i, room
}

// forwards goes right in the same way.
func forwards(line []byte, i, room int) (int, int) {
	for end := min(i+frameBytes, len(line)); i < end; {
		_, size := utf8.DecodeRune(line[i:])
		needed := cells(printable(string(line[i : i+size])))
		if needed > room {
			break
		}
		i, room = i+size, room-needed
	}
	return i, room
}

// printable replaces what would disturb a terminal: tabs become one space; other controls, marks that change the
// direction of writing, and broken bytes become U+FFFD.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case unicode.In(r, unicode.Cc, unicode.Bidi_Control, unicode.Zl, unicode.Zp):
			return utf8.RuneError
		}
		return r
	}, s)
}

// cells is the width of a text in terminal cells. Wide and full-width characters take two (Unicode Standard Annex 11);
// marks, formats other than the soft hyphen, and the vowels and finals that join a Hangul syllable take none.
func cells(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r < 0x300:
			n++
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf), 0x1160 <= r && r <= 0x11ff:
		default:
			n++
			if kind := width.LookupRune(r).Kind(); kind == width.EastAsianWide || kind == width.EastAsianFullwidth {
				n++
			}
		}
	}
	return n
}
