package schema

import (
	"reflect"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v4"
	"wenming/generator/diag"
)

// maxFollowed is how many values may be reached through aliases in one block.
const maxFollowed = 10_000

// decoder holds a mapping against structs.
type decoder struct {
	Options
	few       [32]*yaml.Node
	into      []reflect.Value // the structs that share the block
	written   []byte          // the block as written
	src       []byte          // the block as repaired
	offset    int             // where src starts in its file
	simple    bool            // no value holds a control character
	skip      map[int]bool    // the bytes where keys start whose values were blanked
	given     []*yaml.Node    // in few if they are: the keys that the fields of all mappings around the current value were given
	inside    int             // how many aliases are being followed
	followed  int             // how many values were reached through aliases
	exhausted bool            // no more aliases are followed
	found     diag.List
}

func newDecoder(src []byte, offset int, o Options, into []any) *decoder {
	if o.Location == nil {
		o.Location = time.UTC
	}
	d := &decoder{Options: o, offset: offset, written: src, into: make([]reflect.Value, len(into))}
	d.given = d.few[:0]
	for i, target := range into {
		d.into[i] = reflect.ValueOf(target).Elem()
	}
	return d
}

// mapping fills structs that share one mapping, which may be nil. Keys that are not there are missing at the span. It
// tells whether all was in order.
func (d *decoder) mapping(n *yaml.Node, opening diag.Span, require []string, into ...reflect.Value) (sound bool) {
	before, skipped, base := len(d.found), false, len(d.given)
	var few [2]*plan
	plans := few[:0]
	for _, v := range into {
		p := planOf(v.Type())
		plans = append(plans, p)
		d.given = append(d.given, make([]*yaml.Node, len(p.fields))...)
		if p.span >= 0 && n != nil {
			*v.Field(p.span).Addr().Interface().(*diag.Span) = d.shift(span(n))
		}
	}
	given := d.given[base:]
	required := func(f *field) bool { return f.Required || slices.Contains(require, f.Name) }
	for key, value := range pairs(n) {
		i, j, slot := find(plans, key.Value)
		switch {
		case key.Kind != yaml.ScalarNode:
			d.say(diag.WrongType, key, notAWord, diag.Text{})
		case slot < 0:
			if slot = d.unknown(key, plans); slot >= 0 {
				given[slot] = key
			}
		case given[slot] != nil:
			d.duplicate(key, given[slot])
		default:
			given[slot] = key
			f := &plans[i].fields[j]
			switch {
			case d.skip[key.Line]:
				skipped = true
			case !d.empty(value):
				d.value(f, key.Value, value, f.of(into[i]))
			case required(f):
				d.missing(f, d.shift(span(key)), key.Value)
			}
		}
	}
	for _, p := range plans {
		for j := range p.fields {
			if f := &p.fields[j]; given[j] == nil && required(f) {
				d.missing(f, opening, "")
			}
		}
		given = given[len(p.fields):]
	}
	d.given = d.given[:base]
	return !skipped && len(d.found) == before && !d.full()
}

// pairs are a mapping's keys with their values.
func pairs(n *yaml.Node) func(yield func(key, value *yaml.Node) bool) {
	return func(yield func(key, value *yaml.Node) bool) {
		for i := 0; n != nil && i+1 < len(n.Content); i += 2 {
			if !yield(n.Content[i], n.Content[i+1]) {
				return
			}
		}
	}
}

// find tells which field of which plan a name belongs to, and which of all their fields that is, or -1.
func find(plans []*plan, name string) (i, j, slot int) {
	for i, p := range plans {
		if j, known := p.byName[name]; known {
			return i, j, slot + j
		}
		slot += len(p.fields)
	}
	return -1, -1, -1
}

// follow reads a value, or what an alias stands for. Where too many were followed, or an alias stands inside what it
// stands for, that is said once, and no further alias is read.
func (d *decoder) follow(n *yaml.Node, read func(*yaml.Node)) {
	if d.inside > 0 {
		d.followed++
	}
	if n.Kind != yaml.AliasNode {
		read(n)
		return
	}
	if d.exhausted {
		return
	}
	if d.followed++; d.followed > maxFollowed || d.inside == maxDepth {
		d.exhausted = true
		d.say(diag.TooLarge, n,
			diag.T("aliases stand for too many values", "别名展开后的值太多"),
			diag.T("write the values out", "请逐个写出各值"))
		return
	}
	d.inside++
	read(n.Alias)
	d.inside--
}

// value reads what a key was given into a field.
func (d *decoder) value(f *field, key string, n *yaml.Node, into reflect.Value) {
	d.follow(n, func(n *yaml.Node) {
		if !f.List {
			d.single(f, key, n, into)
			return
		}
		one := [1]*yaml.Node{n}
		items := one[:]
		if n.Kind == yaml.SequenceNode {
			items = n.Content
		}
		into.Grow(len(items))
		into.SetLen(len(items))
		count := 0
		for _, item := range items {
			d.follow(item, func(item *yaml.Node) {
				if !d.empty(item) && d.single(f, key, item, into.Index(count)) {
					count++
				}
			})
		}
		into.SetLen(count)
	})
}

// empty tells whether a value counts as not given.
func (d *decoder) empty(n *yaml.Node) bool {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	return n.Kind == yaml.ScalarNode && (strings.TrimSpace(n.Value) == "" || null(n))
}

// null tells whether a value was written as ~ or null.
func null(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Tag == "!!null" && n.Style == 0
}
