package schema

import (
	"bytes"
	"errors"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
	"wenming/generator/diag"
)

// wideColon is what Chinese input methods type for a colon. YAML takes it for a letter.
const wideColon = "："

// repair looks in a block that is no mapping for the two mistakes that hide all others: full-width colons after keys,
// and tabs as indentation. What it finds it says, and returns the block with ASCII colons and spaces of the same
// number of bytes in their place, so that the other mistakes are found too; nil where it finds neither.
func (d *decoder) repair(src []byte, err error, into []reflect.Value) (fixed []byte, tabs bool) {
	fixed = slices.Clone(src)
	known := map[string]bool{}
	for _, v := range into {
		collect(known, Keys(v.Type()))
	}
	tabs = isTab(src, err)
	before := len(d.found)
	for line := range contentLines(src) {
		if indent := leading(src, line, " \t"); tabs && bytes.ContainsRune(indent, '\t') && len(indent) < line.End-line.Start {
			d.tab(fixed, diag.Span{Start: line.Start, End: line.Start + len(indent)})
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
			line := diag.Span{Start: at, End: end}
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

// colonAfterKey finds a full-width colon where a key ends. A line without indentation must have a key; a line with
// some may as well continue a value, so that its key must be a known one.
func (d *decoder) colonAfterKey(fixed []byte, line diag.Span, known map[string]bool) {
	text := string(fixed[line.Start:line.End])
	start := strings.TrimLeft(text, " \t-")
	before, _, found := strings.Cut(start, wideColon)
	key := strings.TrimSpace(before)
	if !found || key == "" || strings.ContainsAny(key[:1], `"'[]{}&*!|>%@`) || strings.Contains(text, ": ") || strings.HasSuffix(strings.TrimSpace(text), ":") {
		return
	}
	if len(start) < len(text) && !known[key] {
		return
	}
	at := line.Start + len(text) - len(start) + len(before)
	copy(fixed[at:], ":  ")
	d.wideColon(at, key)
}

// wideColon says that a key ends in a full-width colon, which stands at the byte of the block.
func (d *decoder) wideColon(at int, key string) {
	span := diag.Span{Start: at, End: at + len(wideColon)}
	d.add(diag.New(diag.FullwidthColon, d.place(span),
		diag.T("key %q ends in a full-width colon", "键“%s”后面是全角冒号", clip(key))).
		WithHint(diag.T("write an ASCII colon and a space: %s: …", "请用半角冒号加空格：%s: …", clip(key))))
}

// colonInside tells whether a value that should be a mapping is one whose only colon is full-width, and says so.
func (d *decoder) colonInside(f *field, n *yaml.Node) bool {
	before, _, found := strings.Cut(n.Value, wideColon)
	key := strings.TrimSpace(before)
	at := bytes.Index(d.src[n.Line:n.Column], []byte(wideColon))
	if !found || at < 0 || !slices.ContainsFunc(f.Keys, func(k Key) bool { return k.Name == key || k.Twin == key }) {
		return false
	}
	d.wideColon(n.Line+at, key)
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
