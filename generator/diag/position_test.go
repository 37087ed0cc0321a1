package diag

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestPosition(t *testing.T) {
	cases := []struct {
		name, src string
		offset    int
		want      position
	}{
		{"the start", "ab\ncd", 0, position{1, 1}},
		{"within a line", "ab\ncd", 1, position{1, 2}},
		{"at a line's end", "ab\ncd", 2, position{1, 3}},
		{"after a line's end", "ab\ncd", 3, position{2, 1}},
		{"the end", "ab\ncd", 5, position{2, 3}},
		{"past the end", "ab\ncd", 99, position{2, 3}},
		{"before the start", "ab\ncd", -1, position{1, 1}},
		{"an empty file", "", 0, position{1, 1}},
		{"past the end of an empty file", "", 7, position{1, 1}},
		{"after the last line's end", "ab\n", 3, position{2, 1}},
		{"columns count code points", "标题：甲", 9, position{1, 4}},
		{"outside the BMP too", "𬭎𬭎", 4, position{1, 2}},
		{"the first byte of a character", "标题", 3, position{1, 2}},
		{"the second byte of a character", "标题", 4, position{1, 2}},
		{"the last byte of a character", "标题", 5, position{1, 2}},
		{"a combining mark has a column", "e\u0301x", 3, position{1, 3}},
		{"a tab is one column", "\tx", 1, position{1, 2}},
		{"before a byte order mark", "\uFEFFab", 0, position{1, 1}},
		{"inside a byte order mark", "\uFEFFab", 2, position{1, 1}},
		{"after a byte order mark", "\uFEFFab", 3, position{1, 1}},
		{"a byte order mark counts only in front", "\uFEFFab", 4, position{1, 2}},
		{"a byte order mark alone", "\uFEFF", 3, position{1, 1}},
		{"a later mark is a character", "a\uFEFFb", 4, position{1, 3}},
		{"CRLF ends a line", "ab\r\ncd", 4, position{2, 1}},
		{"the CR of CRLF", "ab\r\ncd", 2, position{1, 3}},
		{"the LF of CRLF is the same character", "ab\r\ncd", 3, position{1, 3}},
		{"CR alone is a character", "ab\rcd", 3, position{1, 4}},
		{"broken bytes count one by one", "a\xff\xfeb", 3, position{1, 4}},
		{"a broken character before another", "\xe6\xb1汉x", 5, position{1, 4}},
		{"inside a character after a broken one", "\xe6\xb1汉x", 4, position{1, 3}},
		{"a character cut off by the end", "a\xe6\xb1", 2, position{1, 3}},
		{"continuation bytes alone", "\x80\x80\x80\x80\x80", 4, position{1, 5}},
	}
	for _, c := range cases {
		if got := (&text{src: []byte(c.src)}).position(c.offset); got != c.want {
			t.Errorf("%s: offset %d of %q is %v, want %v", c.name, c.offset, c.src, got, c.want)
		}
	}
}

// counted finds a position the plain way: from the start, character by character.
func counted(src []byte, offset int) position {
	at := position{1, 1}
	rest := strings.TrimPrefix(string(src), "\uFEFF")
	passed := len(src) - len(rest)
	for rest != "" {
		r, size := utf8.DecodeRuneInString(rest)
		if strings.HasPrefix(rest, "\r\n") {
			r, size = '\n', 2
		}
		if passed += size; passed > offset {
			break
		}
		rest = rest[size:]
		if at.column++; r == '\n' {
			at = position{at.line + 1, 1}
		}
	}
	return at
}

// tricky are the pieces that files of difficult positions are made of.
var tricky = []string{"a", "汉", "𬭎", "\n", "\r\n", "\r", "\t", "\uFEFF", "e\u0301", "\u200b", "\xe6", "\xe6\xb1", "\x80", "\xff", "\x00", "\u202e", "：", "👨‍👩‍👧"}

func randomText(r *rand.Rand) []byte {
	var b strings.Builder
	for range r.IntN(30) {
		b.WriteString(tricky[r.IntN(len(tricky))])
	}
	return []byte(b.String())
}

// TestPositionInAnyOrder asks one text for offsets back and forth: what was asked before must not matter.
func TestPositionInAnyOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		src := randomText(r)
		asked := &text{src: src}
		for range 10 {
			offset := r.IntN(len(src)+4) - 2
			if got, want := asked.position(offset), counted(src, offset); got != want {
				t.Fatalf("offset %d of %q is %v, want %v", offset, src, got, want)
			}
		}
	}
}

func FuzzPosition(f *testing.F) {
	for _, piece := range tricky {
		f.Add([]byte(piece+"x"+piece), 1, 3)
	}
	f.Fuzz(func(t *testing.T, src []byte, a, b int) {
		if len(src) > 1<<16 {
			return
		}
		asked := &text{src: src}
		for _, offset := range []int{a, b, a} {
			if got, want := asked.position(offset), counted(src, offset); got != want {
				t.Fatalf("offset %d of %q is %v, want %v", offset, src, got, want)
			}
		}
		checkFrame(t, src, Range(a, b))
	})
}
