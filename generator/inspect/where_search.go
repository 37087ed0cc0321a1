package inspect

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/hanzi"
	"wenming/generator/site"
)

// search is what is looked for: a name as asked for, and the names, keys and addresses of the entries that it means.
type search struct {
	asked     string
	entries   []site.Bearer
	terms     []term
	keys      []*regexp.Regexp
	addresses [][]byte // as pages write them
}

// term is a name that is looked for, in all its spellings.
type term struct {
	name    string
	first   [][]byte // what every spelling begins with
	pattern *regexp.Regexp
	longer  []*regexp.Regexp // names of other people that hold it: 王芳芳 is no 王芳
}

func newSearch(asked string, s *site.Site) *search {
	r := &search{asked: hanzi.Normalize(asked), entries: s.Find(strings.TrimSpace(asked))}
	names := []string{r.asked}
	for _, e := range r.entries {
		names = append(names, namesOf(e.Entry)...)
		r.keys = append(r.keys, keyPattern(e.Key))
		if e.ID != site.None {
			r.addresses = append(r.addresses, []byte(s.URL(s.Address(e.ID))))
		}
	}
	slices.Sort(names)
	people := s.Bearers(content.KindPerson)
	for _, name := range slices.Compact(names) {
		if name == "" || len(r.entries) > 0 && slices.ContainsFunc(r.entries, func(e site.Bearer) bool { return e.Key == name && !slices.Contains(namesOf(e.Entry), name) }) {
			continue // a key is looked for as one
		}
		t := newTerm(name)
		for other := range people {
			if other != name && strings.Contains(other, name) && !slices.Contains(names, other) {
				t.longer = append(t.longer, namePattern(other))
			}
		}
		r.terms = append(r.terms, t)
	}
	return r
}

// namesOf are the names of an entry, in the normal form. Titles of texts are none.
func namesOf(e *content.Entry) []string {
	var names []string
	switch f := e.Fields.(type) {
	case *content.Person:
		names = append(names, hanzi.Normalize(f.Name.Value))
		for _, also := range f.Also {
			names = append(names, hanzi.Normalize(also.Value))
		}
	case *content.Project, *content.Organization, *content.Award:
		names = append(names, hanzi.Normalize(e.Name()))
	}
	return names
}

func newTerm(name string) term {
	t := term{name: name, pattern: namePattern(name)}
	for _, r := range spellings([]rune(name)[0]) {
		t.first = append(t.first, []byte(r))
	}
	return t
}

// padding is what may pad a name: spaces, what cannot be seen, and the end of a line.
const padding = `[\s\p{Z}\x{AD}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}\x{FEFF}]*`

// namePattern matches a name in any spelling that hanzi.Normalize makes it of: other dots, spaces between Chinese
// characters, other Unicode forms.
func namePattern(name string) *regexp.Regexp {
	var b strings.Builder
	for i, r := range []rune(name) {
		switch {
		case r == '·':
			b.WriteString(padding + `[·•․‧∙⋅⸱・ㆍꞏ･.．]` + padding)
			continue
		case r == ' ':
			b.WriteString(`\s+`)
			continue
		case i > 0:
			b.WriteString(padding)
		}
		var quoted []string
		for _, s := range spellings(r) {
			quoted = append(quoted, regexp.QuoteMeta(s))
		}
		b.WriteString("(?:" + strings.Join(quoted, "|") + ")")
	}
	return regexp.MustCompile(b.String())
}

// spellings are the Unicode forms of a character.
func spellings(r rune) []string {
	forms := []string{string(r)}
	if d := norm.NFD.String(string(r)); d != forms[0] {
		forms = append(forms, d)
	}
	return forms
}

// keyPattern matches a key that is no part of a longer word.
func keyPattern(key string) *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[^\p{L}\p{N}_-])(` + regexp.QuoteMeta(key) + `)(?:$|[^\p{L}\p{N}_-])`)
}

// names lists where names stand in a text, in order, none within another.
func (s *search) names(text []byte) []diag.Span {
	var found []diag.Span
	for _, t := range s.terms {
		if !slices.ContainsFunc(t.first, func(first []byte) bool { return bytes.Contains(text, first) }) {
			continue
		}
		for _, at := range t.pattern.FindAllIndex(text, -1) {
			if hanzi.Normalize(string(text[at[0]:at[1]])) == t.name && !t.within(text, at) && !cutWord(text, at) {
				found = append(found, diag.Range(at[0], at[1]))
			}
		}
	}
	return merged(found)
}

// merged sorts spans, and of those that overlap keeps the first and longest.
func merged(found []diag.Span) []diag.Span {
	slices.SortFunc(found, func(a, b diag.Span) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	end := int32(0)
	return slices.DeleteFunc(found, func(span diag.Span) bool {
		inside := span.Start < end
		if !inside {
			end = span.End
		}
		return inside
	})
}

// around is how far from a name a longer one may begin, in bytes.
const around = 200

// within tells whether a name stands in a longer one of somebody else.
func (t term) within(text []byte, at []int) bool {
	start := max(0, at[0]-around)
	part := text[start:min(len(text), at[1]+around)]
	return slices.ContainsFunc(t.longer, func(longer *regexp.Regexp) bool {
		return slices.ContainsFunc(longer.FindAllIndex(part, -1), func(other []int) bool {
			return start+other[0] <= at[0] && at[1] <= start+other[1]
		})
	})
}

// cutWord tells whether a name in Latin letters is a part of a longer word.
func cutWord(text []byte, at []int) bool {
	before, _ := utf8.DecodeLastRune(text[:at[0]])
	first, _ := utf8.DecodeRune(text[at[0]:])
	last, _ := utf8.DecodeLastRune(text[:at[1]])
	after, _ := utf8.DecodeRune(text[at[1]:])
	return letter(before) && letter(first) || letter(last) && letter(after)
}

// letter tells whether a character belongs to a script that puts spaces between words.
func letter(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// keysIn lists where keys stand in a text, in order.
func (s *search) keysIn(text []byte) []diag.Span {
	var found []diag.Span
	for _, pattern := range s.keys {
		for from := 0; ; {
			at := pattern.FindSubmatchIndex(text[from:])
			if at == nil {
				break
			}
			found = append(found, diag.Range(from+at[2], from+at[3]))
			from += at[3] // what ends one key may begin the next
		}
	}
	return merged(found)
}

// links counts how often the address of an entry stands in a text.
func (s *search) links(text []byte) int {
	n := 0
	for _, address := range s.addresses {
		for from := 0; ; {
			at := bytes.Index(text[from:], address)
			if at < 0 {
				break
			}
			from += at + len(address)
			if from == len(text) || strings.IndexByte("/-_.%~", text[from]) < 0 && !isAlphanumeric(text[from]) {
				n++
			}
		}
	}
	return n
}

func isAlphanumeric(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9'
}
