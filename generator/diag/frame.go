package diag

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// frameCells is how many terminal cells of a long line a frame shows.
const frameCells = 100

// frame draws the line that holds the span's start, with carets under the span, as two lines:
//
//	4 | date: 2023-13-01
//	  |       ^^^^^^^^^^
//
// A wide character takes two cells, so carets stand under what they mean. A long line is cut around the span.
// It is empty where the source has no such line.
func frame(src []byte, at Span) string {
	line, start := lineAt(src, at.Start)
	from := min(max(at.Start-start, 0), len(line))
	to := min(max(at.End-start, from), len(line))
	from, to = runeStart(line, from), runeStart(line, to)

	left := from
	for room := frameCells / 2; left > 0; {
		_, size := utf8.DecodeLastRune(line[:left])
		if room -= cells(string(line[left-size : left])); room < 0 {
			break
		}
		left -= size
	}
	right := from
	for room := frameCells - cells(string(line[left:from])); right < len(line); {
		_, size := utf8.DecodeRune(line[right:])
		if room -= cells(string(line[right : right+size])); room < 0 {
			break
		}
		right += size
	}
	to = min(to, right)

	prefix, suffix := "", ""
	if left > 0 {
		prefix = "…"
	}
	if right < len(line) {
		suffix = "…"
	}
	number := fmt.Sprint(position(src, at.Start).Line)
	text := prefix + printable(string(line[left:right])) + suffix
	pad := strings.Repeat(" ", cells(prefix)+cells(string(line[left:from])))
	carets := strings.Repeat("^", max(cells(string(line[from:to])), 1))
	return fmt.Sprintf("%5s | %s\n%5s | %s%s\n", number, strings.TrimRight(text, " "), "", pad, carets)
}

func runeStart(line []byte, i int) int {
	for i > 0 && i < len(line) && !utf8.RuneStart(line[i]) {
		i--
	}
	return i
}

// printable replaces what would disturb a terminal: tabs become one space, other controls and broken bytes U+FFFD.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case r < ' ' || r == 0x7f || 0x80 <= r && r < 0xa0 || 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069:
			return utf8.RuneError
		}
		return r
	}, s)
}

// cells is the width of a text in terminal cells (Unicode Standard Annex 11: wide and full-width take two).
func cells(s string) int {
	n := 0
	for _, r := range s {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}
