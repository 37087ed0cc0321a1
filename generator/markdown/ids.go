package markdown

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxID is how many characters of a heading go into its id.
const maxID = 60

// ids hands out ids, each once in a document. The zero ids has handed out none.
type ids struct {
	taken map[string]bool
	next  map[string]int // the number to try next for a name that is taken
}

// claim takes an id if it is free.
func (i *ids) claim(id string) bool {
	if i.taken[id] {
		return false
	}
	if i.taken == nil {
		i.taken = map[string]bool{}
	}
	i.taken[id] = true
	return true
}

// unique takes an id, with a number behind it if it is not free: 荣誉, 荣誉-1.
func (i *ids) unique(id string) string {
	if i.claim(id) {
		return id
	}
	if i.next == nil {
		i.next = map[string]int{}
	}
	for n := max(i.next[id], 1); ; n++ {
		if numbered := id + "-" + strconv.Itoa(n); i.claim(numbered) {
			i.next[id] = n + 1
			return numbered
		}
	}
}

// slug is the readable id for a heading's text: its letters and numbers in lower case and normal form C, with a hyphen
// where there is white space.
func slug(text string) string {
	var b strings.Builder
	b.Grow(min(len(text), utf8.UTFMax*maxID))
	count, gap := 0, false
	for _, r := range norm.NFC.String(text) {
		switch {
		case unicode.In(r, unicode.Letter, unicode.Number, unicode.Mark) || r == '_':
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
			count++
		case unicode.IsSpace(r) || r == '-' || r == '–' || r == '—':
			gap = true
		}
		if count == maxID {
			break
		}
	}
	if b.Len() == 0 {
		return "section"
	}
	return b.String()
}
