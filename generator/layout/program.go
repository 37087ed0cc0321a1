package layout

import (
	"reflect"

	"wenming/generator/view"
)

// A program is a template compiled for one type of its dot. Package html/template decides what a template means and how
// its values are escaped; a program does the same to a value of the type that it was compiled for, without looking up
// names and types anew on each page. Whatever it meets that it was not made for, an error of the layout among it, ends
// the run: then html/template makes the page, or says what is wrong with it.
type program struct {
	body  step
	slots int // variables that are alive at one time, $ among them
}

// run is a page in the making.
type run struct {
	page  []byte
	slots []reflect.Value // the variables of all templates that are being executed
	base  int             // where those of the innermost begin
	depth int             // of templates within templates
}

// step executes a node of a template.
type step func(r *run, dot reflect.Value) signal

// signal says how a range goes on after a step.
type signal int

const (
	proceed signal = iota
	nextItem
	endRange
)

// deepest is how deep templates may call each other in a program. Views are shallow; html/template goes deeper, and has
// words for what never ends.
const deepest = 1000

// call executes the program with a dot.
func (p *program) call(r *run, dot reflect.Value) {
	if r.depth == deepest {
		panic("too deep")
	}
	base := r.base
	r.base = len(r.slots)
	for range p.slots {
		r.slots = append(r.slots, reflect.Value{})
	}
	r.slots[r.base] = dot
	r.depth++
	p.body(r, dot)
	r.depth--
	r.slots = r.slots[:r.base]
	r.base = base
}

// appendPage appends the page that shows a view, or tells that the program cannot make it. Everything that ends a run
// too early is a panic, as package reflect does it.
func (p *program) appendPage(page []byte, v *view.View) (made []byte, ok bool) {
	defer func() {
		if recover() != nil {
			made, ok = page, false
		}
	}()
	r := &run{page: page, slots: make([]reflect.Value, 0, 16)}
	p.call(r, reflect.ValueOf(v))
	return r.page, true
}

// text writes what is the same on every page.
func text(b []byte) step {
	return func(r *run, _ reflect.Value) signal {
		r.page = append(r.page, b...)
		return proceed
	}
}

// sequence executes steps one after the other.
func sequence(steps []step) step {
	if len(steps) == 1 {
		return steps[0]
	}
	return func(r *run, dot reflect.Value) signal {
		for _, s := range steps {
			if next := s(r, dot); next != proceed {
				return next
			}
		}
		return proceed
	}
}
