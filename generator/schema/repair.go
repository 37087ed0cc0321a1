package schema

import (
	"bytes"
	"errors"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
	"wenming/generator/diag"
)

// wideColon is what Chinese input methods type for a colon. YAML takes it for a letter.
const wideColon = "："

// repair looks in a block that is no mapping for the mistakes that hide all others: full-width colons, colons without a
// space, and tabs as indentation. What it finds it says, and returns the block with as many bytes of sound YAML in
// their place, so that the other mistakes are found too; nil where it finds none. A value without a space before it
// has no room for one: it is blanked, and its key skipped.
func (d *decoder) repair(src []byte, err error) (fixed []byte, tabs bool) {
	fixed = slices.Clone(src)
	d.skip = map[int]bool{}
	known := map[string]bool{}
	for _, v := range d.into {
		collect(known, Keys(v.Type()))
	}
	tabs = isTab(src, err)
	before := len(d.found)
	for line := range contentLines(src) {
		if indent := leading(src, line, " \t"); tabs && bytes.ContainsRune(indent, '\t') && len(indent) < line.Len() {
			d.tab(fixed, diag.Range(0, len(indent)).Moved(int(line.Start)))
		}
		d.colonAfterKey(fixed, line, known)
	}
	if len(d.found) == before {
		return nil, false
	}
	return fixed, tabs
}

// collect gathers the names of all keys, those of nested mappings too.
func collect(names map[string]bool, keys []Key) {
	for _, k := range keys {
		names[k.Name], names[k.Twin] = true, true
		collect(names, k.Keys)
	}
}

// leading is the run of the given bytes that starts a line.
func leading(src []byte, line diag.Span, set string) []byte {
	text := src[line.Start:line.End]
	return text[:len(text)-len(bytes.TrimLeft(text, set))]
}

var blockHeader = regexp.MustCompile(`(^|[:\-] |：)\s*[|>][-+0-9]*\s*(#.*)?$`)

// contentLines are the lines of a block that may hold a key: all but those of block scalars and comments.
func contentLines(src []byte) func(yield func(diag.Span) bool) {
	return func(yield func(diag.Span) bool) {
		block := -1 // the indentation of the line that starts a block scalar
		for at := 0; at < len(src); {
			end, next := lineEnd(src, at)
			line := diag.Range(at, end)
			text := bytes.TrimSpace(src[at:end])
			indent := len(leading(src, line, " \t"))
			at = max(next, end)
			if next == end {
				at = len(src)
			}
			if len(text) == 0 || block >= 0 && indent > block {
				continue
			}
			block = -1
			if text[0] == '#' {
				continue
			}
			if blockHeader.Match(text) {
				block = indent
			}
			if !yield(line) {
				return
			}
		}
	}
}

// badColon finds a key whose colon YAML does not take for one: it is full-width, or no space follows it.
func badColon(text string) (key string, at int, found bool) {
	at = strings.IndexAny(text, ":"+wideColon)
	if at < 0 || text[at] == ':' && (at+1 == len(text) || blank(text[at+1])) {
		return "", 0, false
	}
	key = strings.TrimSpace(text[:at])
	return key, at, key != "" && !strings.ContainsAny(key[:1], `"'[]{}&*!|>%@#`)
}

// colonAfterKey finds such a key in a line. A line without indentation must have one; a line with some may as well
// continue a value, so that its key must be known.
func (d *decoder) colonAfterKey(fixed []byte, line diag.Span, known map[string]bool) {
	text := string(fixed[line.Start:line.End])
	start := strings.TrimLeft(text, " \t-")
	indent := int(line.Start) + len(text) - len(start)
	key, at, found := badColon(start)
	if !found || strings.Contains(start, ": ") || strings.HasSuffix(strings.TrimSpace(start), ":") {
		return
	}
	wide := start[at] != ':'
	if !known[key] && (indent > int(line.Start) || !wide) {
		return
	}
	at += indent
	d.colon(at, key, wide)
	if wide {
		copy(fixed[at:], ":  ")
		return
	}
	d.skip[indent] = true
	for i := at + 1; i < int(line.End); i++ {
		fixed[i] = ' '
	}
}

// colon says what is wrong with the colon after a key, which stands at a byte of the block.
func (d *decoder) colon(at int, key string, wide bool) {
	problem := diag.New(diag.YAMLSyntax, d.place(diag.Range(at, at+1)),
		diag.T("no space follows the colon after key %q", "键“%s”的冒号后面没有空格", clip(key)))
	if wide {
		problem = diag.New(diag.FullwidthColon, d.place(diag.Range(at, at+len(wideColon))),
			diag.T("key %q ends in a full-width colon", "键“%s”后面是全角冒号", clip(key)))
	}
	d.add(problem.WithHint(diag.T("write an ASCII colon and a space: %s: …", "请用半角冒号加空格：%s: …", clip(key))))
}

// colonInside tells whether a key or a value that was not understood is a known key with such a colon, and says so.
func (d *decoder) colonInside(n *yaml.Node, known func(key string) bool) bool {
	written := string(d.src[n.Line:n.Column])
	key, at, found := badColon(written)
	if !found || !known(key) {
		return false
	}
	d.colon(n.Line+at, key, written[at] != ':')
	return true
}

// tab says that a line is indented with a tab, and makes it a space.
func (d *decoder) tab(fixed []byte, indent diag.Span) {
	for i := indent.Start; i < indent.End; i++ {
		fixed[i] = ' '
	}
	d.add(diag.New(diag.YAMLSyntax, d.place(indent),
		diag.T("the line is indented with a tab", "本行用制表符（Tab）缩进")).
		WithHint(diag.T("indent with spaces", "请改用空格缩进")))
}

// isTab tells whether the library stumbled over a tab.
func isTab(src []byte, err error) bool {
	var load *yaml.LoadError
	if !errors.As(err, &load) {
		return false
	}
	if strings.Contains(load.Message, "tab character") {
		return true
	}
	at := newLocator(src).offset(load.Mark.Line, load.Mark.Column)
	return load.Message == "found character that cannot start any token" && at < len(src) && src[at] == '\t'
}
