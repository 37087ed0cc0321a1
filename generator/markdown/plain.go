package markdown

import (
	"unicode"
	"unicode/utf8"
)

// Plain is text without markup, with holes where the names of mentions go. It is a value: nothing changes it.
type Plain struct {
	text  string
	holes []nameHole
}

// nameHole is the range of a text that stands in for a name: the key that the author wrote.
type nameHole struct{ at, end, link uint32 }

// String returns the text with mentions that have no text of their own replaced by name(link), or by their key where
// that is empty.
func (p Plain) String(name func(link int) string) string {
	if len(p.holes) == 0 {
		return p.text
	}
	text := make([]byte, 0, len(p.text)+16*len(p.holes))
	at := uint32(0)
	for _, hole := range p.holes {
		text = append(text, p.text[at:hole.at]...)
		at = hole.at
		if s := name(int(hole.link)); s != "" {
			text = append(text, s...)
			at = hole.end
		}
	}
	return string(append(text, p.text[at:]...))
}

// plainBuilder writes plain text.
type plainBuilder struct {
	text  []byte
	holes []nameHole
}

func (b *plainBuilder) string(s string) { b.text = append(b.text, s...) }

// name writes the stand-in for a mention's name.
func (b *plainBuilder) name(link int, fallback []byte) {
	at := len(b.text)
	b.text = append(b.text, fallback...)
	b.holes = append(b.holes, nameHole{uint32(at), uint32(len(b.text)), uint32(link)})
}

// newline ends a block.
func (b *plainBuilder) newline() {
	for n := len(b.text); n > 0 && b.text[n-1] == ' '; n-- {
		b.text = b.text[:n-1]
	}
	if n := len(b.text); n > 0 && b.text[n-1] != '\n' {
		b.text = append(b.text, '\n')
	}
}

// space separates what stands in one line.
func (b *plainBuilder) space() {
	if n := len(b.text); n > 0 && b.text[n-1] != ' ' && b.text[n-1] != '\n' {
		b.text = append(b.text, ' ')
	}
}

// The lengths of a summary in characters: no longer than most, cut after a sentence that ends after least.
const (
	mostSummary  = 120
	leastSummary = 30
)

// enoughForSummary is how many bytes hold a character more than a summary, whatever the characters.
const enoughForSummary = utf8.UTFMax * (mostSummary + 1)

// summary is the beginning of the text in the ranges: whole where it is short enough, else cut after a sentence, else
// anywhere with … at the end.
func (b *plainBuilder) summary(ranges [][2]int) Plain {
	var room [2 * enoughForSummary]byte
	s := plainBuilder{text: room[:0]}
	for _, r := range ranges {
		if len(s.text) >= enoughForSummary {
			break
		}
		if n := len(s.text); n > 0 && !joins(s.text, firstRune(b.text[r[0]:r[1]])) {
			s.string(" ")
		}
		s.take(b, r[0], min(r[1], r[0]+enoughForSummary))
	}
	for i, c := range s.text {
		if c == '\n' { // written as a character reference
			s.text[i] = ' '
		}
	}
	end, cut := s.summaryEnd()
	s.text = s.text[:end]
	if cut {
		s.string("…")
	}
	p := Plain{text: string(s.text)}
	for _, hole := range s.holes {
		if int(hole.end) <= end {
			p.holes = append(p.holes, hole)
		}
	}
	return p
}

// take adds a range of another text. A name that the range cuts stays one.
func (b *plainBuilder) take(from *plainBuilder, start, end int) {
	moved := uint32(len(b.text) - start)
	b.text = append(b.text, from.text[start:end]...)
	for _, hole := range from.holes {
		if start <= int(hole.at) && int(hole.at) < end {
			b.holes = append(b.holes, nameHole{hole.at + moved, min(hole.end, uint32(end)) + moved, hole.link})
		}
	}
}

// summaryEnd finds where a summary ends, and whether that is within a sentence.
func (b *plainBuilder) summaryEnd() (end int, within bool) {
	count, sentence, room := 0, 0, 0
	ended := false
	for i := 0; i < len(b.text); {
		r, size := utf8.DecodeRune(b.text[i:])
		if ended && !isClosing(r) {
			ended = false
			if count > leastSummary && count <= mostSummary {
				sentence = i
			}
		}
		if count == mostSummary-1 {
			room = i
		}
		if count == mostSummary {
			if sentence > 0 {
				return sentence, false
			}
			return b.outsideName(room), true
		}
		i += size
		count++
		if isSentenceEnd(r) || r == '.' && i < len(b.text) && b.text[i] == ' ' {
			ended = true
		}
	}
	return len(b.text), false
}

// outsideName moves an end that cuts a name to the start of the name.
func (b *plainBuilder) outsideName(end int) int {
	for _, hole := range b.holes {
		if int(hole.at) < end && end < int(hole.end) {
			return int(hole.at)
		}
	}
	return end
}

func isSentenceEnd(r rune) bool {
	switch r {
	case '。', '！', '？', '；', '!', '?':
		return true
	}
	return false
}

func isClosing(r rune) bool {
	return unicode.In(r, unicode.Pe, unicode.Pf) || isSentenceEnd(r) || r == '"'
}

func firstRune(text []byte) rune {
	r, _ := utf8.DecodeRune(text)
	return r
}
