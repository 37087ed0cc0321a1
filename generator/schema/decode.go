package schema

import (
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
	"wenming/generator/diag"
)

// maxFollowed is how many values may be reached through aliases in one block.
const maxFollowed = 10_000

// decoder holds a mapping against structs.
type decoder struct {
	Options
	written   []byte       // the block as written
	src       []byte       // the block as repaired
	offset    int          // where src starts in its file
	skip      map[int]bool // the bytes where keys start whose values were blanked
	inside    int          // how many aliases are being followed
	followed  int          // how many values were reached through aliases
	exhausted bool         // no more aliases are followed
	found     diag.List
}

// mapping fills structs that share one mapping, which may be nil. Keys that are not there are missing at the span. It
// tells whether all was in order.
func (d *decoder) mapping(n *yaml.Node, opening diag.Span, require []string, into ...reflect.Value) (sound bool) {
	before, skipped := len(d.found), false
	plans := make([]*plan, len(into))
	given := make([][]*yaml.Node, len(into))
	for i, v := range into {
		plans[i] = planOf(v.Type())
		given[i] = make([]*yaml.Node, len(plans[i].fields))
		if p := plans[i]; p.span >= 0 && n != nil {
			v.Field(p.span).Set(reflect.ValueOf(d.shift(span(n))))
		}
	}
	required := func(f *field) bool { return f.Required || slices.Contains(require, f.Name) }
	for key, value := range pairs(n) {
		i, j := find(plans, key.Value)
		switch {
		case key.Kind != yaml.ScalarNode:
			d.say(diag.WrongType, key, notAWord, diag.Text{})
		case i < 0:
			if i, j = d.unknown(key, plans); i >= 0 {
				given[i][j] = key
			}
		case given[i][j] != nil:
			d.duplicate(key, given[i][j])
		default:
			given[i][j] = key
			f := &plans[i].fields[j]
			switch {
			case d.skip[key.Line]:
				skipped = true
			case !d.empty(value):
				d.value(f, key.Value, value, into[i].Field(f.index))
			case required(f):
				d.missing(f, d.shift(span(key)), key.Value)
			}
		}
	}
	for i, p := range plans {
		for j := range p.fields {
			if f := &p.fields[j]; given[i][j] == nil && required(f) {
				d.missing(f, opening, "")
			}
		}
	}
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

// find tells which field of which plan a name belongs to, or -1.
func find(plans []*plan, name string) (i, j int) {
	for i, p := range plans {
		if j, known := p.byName[name]; known {
			return i, j
		}
	}
	return -1, -1
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
		items := []*yaml.Node{n}
		if n.Kind == yaml.SequenceNode {
			items = n.Content
		}
		list := reflect.MakeSlice(into.Type(), 0, len(items))
		for _, item := range items {
			d.follow(item, func(item *yaml.Node) {
				if d.empty(item) {
					return
				}
				element := reflect.New(into.Type().Elem()).Elem()
				if d.single(f, key, item, element) {
					list = reflect.Append(list, element)
				}
			})
		}
		into.Set(list)
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
