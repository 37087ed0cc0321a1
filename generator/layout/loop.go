package layout

import (
	"reflect"
	"slices"
	"strings"
	"text/template/parse"
)

// loop compiles {{range}}.
func (c *compiler) loop(b *parse.BranchNode, dot reflect.Type) (s step) {
	if b.Pipe.IsAssign {
		refuse("%s", b.Pipe)
	}
	c.within(func() {
		x := c.pipeline(b.Pipe.Cmds, dot)
		otherwise := c.block(b.ElseList, dot)
		key, item := itemTypes(x.typ)
		keySlot, itemSlot := -1, -1
		switch names := b.Pipe.Decl; len(names) {
		case 1:
			itemSlot = c.declare(names[0].Ident[0], item)
		case 2:
			keySlot = c.declare(names[0].Ident[0], key)
			itemSlot = c.declare(names[1].Ident[0], item)
		}
		body := c.block(b.List, item)
		s = func(r *run, dot reflect.Value) signal {
			all := itemsOf(x.value(r, dot))
			if all.count == 0 {
				return otherwise(r, dot)
			}
			for i := range all.count {
				item := all.item(i)
				if keySlot >= 0 {
					r.slots[r.base+keySlot] = all.key(i)
				}
				if itemSlot >= 0 {
					r.slots[r.base+itemSlot] = item
				}
				if body(r, item) == endRange {
					break
				}
			}
			return proceed
		}
	})
	return s
}

// itemTypes are the types of what {{range}} sets its variables to; nil where they are known only when a page is made.
func itemTypes(list reflect.Type) (key, item reflect.Type) {
	if list != nil && list.Kind() == reflect.Pointer {
		list = list.Elem()
	}
	switch {
	case list == nil:
		return nil, nil
	case list.Kind() == reflect.Slice:
		key, item = intType, list.Elem()
	case list.Kind() == reflect.Map && list.Key() == stringType:
		key, item = stringType, list.Elem()
	case list == intType:
		key, item = intType, intType
	default:
		refuse("a range over %s", list)
	}
	if item.Kind() == reflect.Interface {
		item = nil
	}
	return key, item
}

// items are what a range goes through: a list, a map in the order of its keys, or the numbers below one.
type items struct {
	count int
	list  reflect.Value
	keys  []reflect.Value // of a map
}

// itemsOf panics where html/template has to say what is wrong.
func itemsOf(v reflect.Value) items {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		v = v.Elem()
		if !v.IsValid() {
			panic("a range over nil")
		}
	}
	switch {
	case !v.IsValid():
		return items{}
	case v.Kind() == reflect.Slice:
		return items{count: v.Len(), list: v}
	case v.Kind() == reflect.Map && v.Type().Key() == stringType:
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
		return items{len(keys), v, keys}
	case v.Type() == intType:
		return items{count: int(max(v.Int(), 0)), list: v}
	}
	panic("a range over something else")
}

func (all *items) item(i int) reflect.Value {
	switch {
	case all.keys != nil:
		return all.list.MapIndex(all.keys[i])
	case all.list.Kind() == reflect.Slice:
		return all.list.Index(i)
	}
	return reflect.ValueOf(i)
}

func (all *items) key(i int) reflect.Value {
	switch {
	case all.keys != nil:
		return all.keys[i]
	case all.list.Kind() == reflect.Slice:
		return reflect.ValueOf(i)
	}
	panic("a range over a number has one variable")
}
