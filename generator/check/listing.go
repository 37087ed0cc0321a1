package check

import (
	"bytes"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/memo"
	"wenming/generator/schema"
)

// list adds keys to people: in a file's front matter, in the style that it has, and changes nothing else: the result is
// the file with text put in. It is false where the front matter is written in a way that this cannot be done for.
func list(e *content.Entry, src []byte, keys []string) (changed []byte, done bool) {
	block, _, ok := content.Bounds(src)
	listed, has := people(e)
	if !ok || !has {
		return nil, false
	}
	words := make([]string, len(keys))
	for i, key := range keys {
		words[i] = scalar(key)
	}
	var puts []put
	switch line, found := peopleLine(src, block); {
	case !found:
		puts = newLine(src, block, words)
	case len(listed) == 0:
		puts = emptyLine(src, line, words)
	default:
		puts = longerList(src, line, listed, words)
	}
	if puts == nil {
		return nil, false
	}
	changed = apply(src, puts)
	return changed, adds(e, src, changed, keys)
}

// put is a text that goes into a file before a byte.
type put struct {
	at   int
	text string
}

func apply(src []byte, puts []put) []byte {
	var out []byte
	at := 0
	for _, p := range puts {
		out = append(append(out, src[at:p.at]...), p.text...)
		at = p.at
	}
	return append(out, src[at:]...)
}

// people are those that an entry lists; has is false for a kind that lists none.
func people(e *content.Entry) (list []schema.Text, has bool) {
	switch f := e.Fields.(type) {
	case *content.Article:
		return f.People, true
	case *content.Project:
		return f.People, true
	}
	return nil, false
}

var (
	peopleKey = regexp.MustCompile(`(?m)^(?:people|人物|"people"|"人物"|'people'|'人物')[ \t]*:`)
	nextKey   = regexp.MustCompile(`(?m)^[^\s#\-\]}]`)
	anyKey    = regexp.MustCompile(`(?m)^[^\s#].*$`)
	bullet    = regexp.MustCompile(`^[ \t]*-[ \t]+$`)
	emptyList = regexp.MustCompile(`^[ \t]*\[[ \t]*\]`)
	nothing   = regexp.MustCompile(`^[ \t]*(?:#.*)?\r?$`)
	plainWord = regexp.MustCompile(`^\p{L}[\p{L}\p{M}\p{N}_/·-]*$`)
)

// scalar writes a key as YAML.
func scalar(key string) string {
	if plainWord.MatchString(key) && !strings.EqualFold(key, "null") {
		return key
	}
	return strconv.Quote(key)
}

// peopleLine is where the value of people: stands, from its colon to the next key.
func peopleLine(src []byte, block diag.Span) (value diag.Span, found bool) {
	start, end := block.Bounds()
	at := peopleKey.FindIndex(src[start:end])
	if at == nil {
		return value, false
	}
	start += at[1]
	line := lineEnd(src, start)
	if next := nextKey.FindIndex(src[min(line, end):end]); next != nil {
		end = line + next[0]
	}
	return diag.Range(start, end), true
}

// lineEnd is where the line after a byte starts.
func lineEnd(src []byte, at int) int {
	if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(src)
}

// newline is the line ending of the front matter's last line.
func newline(src []byte, block diag.Span) string {
	if bytes.HasSuffix(src[:block.Start], []byte("\r\n")) {
		return "\r\n"
	}
	return "\n"
}

// newLine puts a line after the last key: in Chinese where the first key is.
func newLine(src []byte, block diag.Span, words []string) []put {
	at, end := block.Bounds()
	first := anyKey.Find(src[at:end])
	key := "people"
	if r, _ := utf8.DecodeRune(first); r > utf8.RuneSelf {
		key = "人物"
	}
	for line := at; line < end; line = lineEnd(src, line) {
		text := src[line:min(lineEnd(src, line), end)]
		if trimmed := bytes.TrimSpace(text); len(trimmed) > 0 && text[0] != '#' {
			at = lineEnd(src, line)
		}
	}
	return []put{{at, key + ": [" + strings.Join(words, ", ") + "]" + newline(src, block)}}
}

// emptyLine fills a key that has no value yet.
func emptyLine(src []byte, value diag.Span, words []string) []put {
	start, end := value.Bounds()
	end = min(bytes.IndexByte(src[start:], '\n')+start, end)
	rest := src[start:end]
	text := strings.Join(words, ", ")
	if brackets := emptyList.FindIndex(rest); brackets != nil {
		return []put{{start + bytes.IndexByte(rest, '[') + 1, text}}
	}
	if nothing.Match(rest) && len(bytes.TrimSpace(src[end:value.End])) == 0 {
		return []put{{start, " [" + text + "]"}}
	}
	return nil
}

// longerList adds to a list in brackets, to one of lines that begin with a hyphen, or to a single value, which becomes a
// list.
func longerList(src []byte, value diag.Span, listed []schema.Text, words []string) []put {
	first, last := listed[0].Span, listed[len(listed)-1].Span
	outside := func(t schema.Text) bool { return t.Span.Start < value.Start || t.Span.End > value.End }
	if slices.ContainsFunc(listed, outside) {
		return nil // an alias stands for what is written elsewhere
	}
	between := ", "
	if n := len(listed); n > 1 {
		if gap := string(src[listed[n-2].Span.End:last.Start]); strings.TrimSpace(gap) == "," {
			between = gap
		}
	}
	line := bytes.LastIndexByte(src[:last.Start], '\n') + 1
	start, _ := first.Bounds()
	_, end := last.Bounds()
	switch lead := src[value.Start:first.Start]; {
	case bytes.IndexByte(lead, '[') >= 0:
		return []put{{end, between + strings.Join(words, between)}}
	case bullet.Match(src[line:last.Start]):
		next := lineEnd(src, end)
		if next == len(src) || next > int(value.End) {
			return nil
		}
		ending := "\n"
		if bytes.HasSuffix(src[:next], []byte("\r\n")) {
			ending = "\r\n"
		}
		var text strings.Builder
		for _, word := range words {
			text.WriteString(string(src[line:last.Start]) + word + ending)
		}
		return []put{{next, text.String()}}
	case len(listed) == 1 && strings.Trim(string(lead), " \t") == "":
		return []put{{start, "["}, {end, ", " + strings.Join(words, ", ") + "]"}}
	}
	return nil
}

// adds tells whether a changed file says what it said, and the new keys beside: a front matter can be written in ways
// that only its reader knows.
func adds(e *content.Entry, src, changed []byte, keys []string) bool {
	was, _, _ := content.Parse(e.Path, src, e.Kind, e.Key, content.Options{})
	is, _, problems := content.Parse(e.Path, changed, e.Kind, e.Key, content.Options{})
	before, _ := people(&was)
	after, _ := people(&is)
	var listed []string
	for _, person := range before {
		listed = append(listed, person.Value)
	}
	listed = append(listed, keys...)
	if problems.Failed() || !slices.EqualFunc(listed, after, func(key string, t schema.Text) bool { return key == t.Value }) {
		return false
	}
	for _, side := range []*content.Entry{&was, &is} {
		switch f := side.Fields.(type) {
		case *content.Article:
			f.People = nil
		case *content.Project:
			f.People = nil
		}
		side.Digest = memo.Digest{}
		forget(reflect.ValueOf(side).Elem())
	}
	return reflect.DeepEqual(was, is)
}

// forget takes the places out of a value.
func forget(v reflect.Value) {
	switch {
	case v.Type() == reflect.TypeFor[diag.Span]():
		v.SetZero()
	case v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface:
		if !v.IsNil() && v.Elem().Kind() != reflect.Map {
			forget(v.Elem())
		}
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			forget(v.Index(i))
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				forget(v.Field(i))
			}
		}
	}
}
