package diag

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFrame(t *testing.T) {
	long := strings.Repeat("汉", 1000)
	cases := []struct {
		name, src string
		at        Span
		want      string
	}{
		{"a value", "---\na: b\n", Span{7, 8}, "    2 | a: b\n      |    ^\n"},
		{"a whole line", "abc\n", Span{0, 3}, "    1 | abc\n      | ^^^\n"},
		{"a point", "abc\n", Span{1, 1}, "    1 | abc\n      |  ^\n"},
		{"a span that ends before it starts is a point", "abc\n", Span{1, 0}, "    1 | abc\n      |  ^\n"},
		{"a point at a line's end", "abc\nd", Span{3, 3}, "    1 | abc\n      |    ^\n"},
		{"a point at the end of a CRLF line", "abc\r\nd", Span{4, 4}, "    1 | abc\n      |    ^\n"},
		{"after the last line", "abc\n", Span{4, 4}, "    2 |\n      | ^\n"},
		{"past the end", "abc", Span{9, 12}, "    1 | abc\n      |    ^\n"},
		{"an empty file", "", Span{0, 0}, "    1 |\n      | ^\n"},
		{"a span over lines is marked in its first", "ab cd\nef\n", Span{3, 8}, "    1 | ab cd\n      |    ^^\n"},
		{"wide characters take two cells", "标题：甲", Span{6, 9}, "    1 | 标题：甲\n      |     ^^\n"},
		{"full-width forms too", "a：b", Span{4, 5}, "    1 | a：b\n      |    ^\n"},
		{"half-width forms do not", "ｱｲ", Span{3, 6}, "    1 | ｱｲ\n      |  ^\n"},
		{"outside the BMP", "𬭎a", Span{4, 5}, "    1 | 𬭎a\n      |   ^\n"},
		{"combining marks take no cell", "e\u0301\u0302a", Span{5, 6}, "    1 | e\u0301\u0302a\n      |  ^\n"},
		{"zero-width characters take none", "a\u200b\u200db", Span{7, 8}, "    1 | a\u200b\u200db\n      |  ^\n"},
		{"a mark alone gets a caret", "a\u200bb", Span{1, 4}, "    1 | a\u200bb\n      |  ^\n"},
		{"a tab is one cell", "\ta\tb", Span{3, 4}, "    1 |  a b\n      |    ^\n"},
		{"controls and direction marks are replaced", "a\x1b[1m\u202eb", Span{8, 9}, "    1 | a\ufffd[1m\ufffdb\n      |       ^\n"},
		{"broken bytes are replaced", "a\xff\xfeb", Span{1, 2}, "    1 | a\ufffd\ufffdb\n      |  ^\n"},
		{"a span inside a character marks what it touches", "标题a", Span{4, 6}, "    1 | 标题a\n      |   ^^\n"},
		{"a byte order mark is not shown", "\uFEFFab", Span{3, 4}, "    1 | ab\n      | ^\n"},
		{"a point inside a byte order mark", "\uFEFFab", Span{0, 0}, "    1 | ab\n      | ^\n"},
		{"trailing spaces are not shown", "a  ", Span{0, 1}, "    1 | a\n      | ^\n"},
		{"a point in a picture", "\x89PNG\r\n", Span{0, 0}, ""},
		{"a line of 90 cells is shown whole", strings.Repeat("x", 90), Span{89, 90},
			"    1 | " + strings.Repeat("x", 90) + "\n      | " + strings.Repeat(" ", 89) + "^\n"},
		{"a long line is cut on both sides", long, Span{1500, 1503},
			"    1 | …" + strings.Repeat("汉", 50) + "…\n      | " + strings.Repeat(" ", 51) + "^^\n"},
		{"a long line is cut at its end", long, Span{3, 6},
			"    1 | " + strings.Repeat("汉", 50) + "…\n      |   ^^\n"},
		{"a long line is cut at its start", long, Span{2997, 3000},
			"    1 | …" + strings.Repeat("汉", 50) + "\n      | " + strings.Repeat(" ", 99) + "^^\n"},
		{"a long span is cut", long, Span{0, 3000},
			"    1 | " + strings.Repeat("汉", 50) + "…\n      | " + strings.Repeat("^", 100) + "\n"},
		{"a large line number", strings.Repeat("\n", 1234566) + "ab", Span{1234567, 1234568}, "1234567 | ab\n        |  ^\n"},
	}
	for _, c := range cases {
		if got := (&text{src: []byte(c.src)}).frame(c.at); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestFrameOfAHugeLine(t *testing.T) {
	for _, piece := range []string{"a", "汉", "\x80", "\u0301", "\u200b"} {
		src := bytes.Repeat([]byte(piece), 10<<20/len(piece))
		for _, at := range []Span{{0, 0}, {5 << 20, 6 << 20}, Range(0, len(src)), Range(len(src), len(src))} {
			checkFrame(t, src, at)
		}
	}
}

// TestFrameOfAnything draws frames of random texts.
func TestFrameOfAnything(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 5000 {
		src := bytes.Repeat(randomText(r), 1+r.IntN(8))
		checkFrame(t, src, Range(r.IntN(len(src)+2), r.IntN(len(src)+2)))
	}
}

// checkFrame holds a frame to what is true of all: two lines of bounded size that a terminal can show, and carets that
// stand in the text or one cell behind it.
func checkFrame(t *testing.T, src []byte, at Span) {
	t.Helper()
	drawn := (&text{src: src}).frame(at)
	if drawn == "" {
		if at.End > at.Start {
			t.Errorf("%.100q at %v has no frame", src, at)
		}
		return
	}
	lines := strings.Split(drawn, "\n")
	if len(lines) != 3 || lines[2] != "" {
		t.Fatalf("the frame of %.100q at %v has not two lines:\n%q", src, at, drawn)
	}
	if !utf8.ValidString(drawn) || printable(lines[0]) != lines[0] {
		t.Errorf("the frame of %.100q at %v disturbs a terminal: %q", src, at, drawn)
	}
	prefix := strings.Index(lines[0], " |") + 3
	shown, carets := lines[0], lines[1]
	if blank := strings.Trim(carets, " ^"); blank != "|" {
		t.Errorf("the second line of a frame holds more than carets: %q", carets)
	}
	if cells(shown) > prefix+frameCells+2 || len(shown) > prefix+3*frameBytes*3+6 {
		t.Errorf("the frame of %.100q at %v is too long: %d cells, %d bytes", src, at, cells(shown), len(shown))
	}
	first, last := strings.IndexByte(carets, '^'), strings.LastIndexByte(carets, '^')
	if first < prefix || last > max(cells(shown), prefix+frameCells)+1 {
		t.Errorf("the carets of %.100q at %v stand outside the line:\n%s", src, at, drawn)
	}
	if strings.Contains(carets[first:last], " ") {
		t.Errorf("the carets of %.100q at %v have gaps:\n%s", src, at, drawn)
	}
}
