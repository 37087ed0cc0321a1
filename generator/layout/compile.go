package layout

import (
	"fmt"
	"html/template"
	"reflect"
	"text/template/parse"

	"wenming/generator/view"
)

// compiler makes programs of the templates of one layout, after html/template has escaped them. What it does not know
// how to compile is a panic with an unsupported.
type compiler struct {
	trees    templates
	programs map[instance]*program
	foreign  foreigners
	scope    []variable // the variables that the node being compiled can see
	slots    int        // how many there were at most in this template
}

// instance is a template with the type of its dot, nil for a type that is known only when a page is made.
type instance struct {
	name string
	dot  reflect.Type
}

// variable is a variable of a template; its slot is its index in the scope.
type variable struct {
	name string
	typ  reflect.Type
}

// unsupported is a construct that html/template has to execute.
type unsupported string

// compileProgram compiles a layout, or returns nil where html/template has to execute it.
func compileProgram(t *template.Template) (p *program) {
	c := compiler{trees: templates{}, programs: map[instance]*program{}, foreign: foreigners{}}
	for _, each := range t.Templates() {
		if each.Tree != nil {
			c.trees[each.Name()] = each.Tree
		}
	}
	defer func() {
		if reason := recover(); reason != nil {
			if _, ok := reason.(unsupported); !ok {
				panic(reason)
			}
			p = nil
		}
	}()
	return c.program(instance{t.Name(), reflect.TypeFor[*view.View]()})
}

func refuse(format string, args ...any) { panic(unsupported(fmt.Sprintf(format, args...))) }

// program compiles a template for a type of dot, once.
func (c *compiler) program(i instance) *program {
	if p, ok := c.programs[i]; ok {
		return p
	}
	tree := c.trees[i.name]
	if tree == nil { // html/template keeps to itself what it derives for a call inside of a tag
		refuse("the template %q", i.name)
	}
	p := &program{}
	c.programs[i] = p
	scope, slots := c.scope, c.slots
	c.scope, c.slots = []variable{{"$", i.dot}}, 1
	p.body = c.list(tree.Root, i.dot)
	p.slots = c.slots
	c.scope, c.slots = scope, slots
	return p
}

// within compiles what has variables of its own.
func (c *compiler) within(compile func()) {
	alive := len(c.scope)
	compile()
	c.scope = c.scope[:alive]
}

// declare adds a variable and returns its slot.
func (c *compiler) declare(name string, typ reflect.Type) int {
	c.scope = append(c.scope, variable{name, typ})
	c.slots = max(c.slots, len(c.scope))
	return len(c.scope) - 1
}

// find is the slot of the innermost variable of that name.
func (c *compiler) find(name string) int {
	for i := len(c.scope) - 1; i >= 0; i-- {
		if c.scope[i].name == name {
			return i
		}
	}
	panic(unsupported("the variable " + name))
}

func (c *compiler) list(list *parse.ListNode, dot reflect.Type) step {
	var steps []step
	if list != nil {
		for _, node := range list.Nodes {
			if s := c.node(node, dot); s != nil {
				steps = append(steps, s)
			}
		}
	}
	return sequence(steps)
}

func (c *compiler) node(node parse.Node, dot reflect.Type) step {
	switch n := node.(type) {
	case *parse.TextNode:
		if len(n.Text) == 0 {
			return nil
		}
		return text(n.Text)
	case *parse.CommentNode:
		return nil
	case *parse.ActionNode:
		return c.action(n.Pipe, dot)
	case *parse.IfNode:
		return c.branch(&n.BranchNode, dot, false)
	case *parse.WithNode:
		return c.branch(&n.BranchNode, dot, true)
	case *parse.RangeNode:
		return c.loop(&n.BranchNode, dot)
	case *parse.TemplateNode:
		return c.call(n, dot)
	case *parse.BreakNode:
		return func(*run, reflect.Value) signal { return endRange }
	case *parse.ContinueNode:
		return func(*run, reflect.Value) signal { return nextItem }
	}
	panic(unsupported(node.String()))
}

// action compiles what shows a value, or sets variables.
func (c *compiler) action(pipe *parse.PipeNode, dot reflect.Type) step {
	if len(pipe.Decl) == 0 {
		return c.show(pipe, dot)
	}
	x, set := c.declaring(pipe, dot)
	return func(r *run, dot reflect.Value) signal {
		set(r, x.value(r, dot))
		return proceed
	}
}

// declaring compiles a pipeline with what it does to variables.
func (c *compiler) declaring(pipe *parse.PipeNode, dot reflect.Type) (x expression, set func(r *run, v reflect.Value)) {
	x = c.pipeline(pipe.Cmds, dot)
	switch {
	case len(pipe.Decl) == 0:
		return x, func(*run, reflect.Value) {}
	case len(pipe.Decl) > 1:
		refuse("%s", pipe)
	}
	name := pipe.Decl[0].Ident[0]
	var slot int
	if pipe.IsAssign {
		slot = c.find(name)
		if typ := c.scope[slot].typ; typ != nil && typ != x.typ {
			refuse("another type of value for %s", name)
		}
	} else {
		slot = c.declare(name, x.typ)
	}
	return x, func(r *run, v reflect.Value) { r.slots[r.base+slot] = v }
}

// branch compiles {{if}} and {{with}}.
func (c *compiler) branch(b *parse.BranchNode, dot reflect.Type, with bool) (s step) {
	c.within(func() {
		x, set := c.declaring(b.Pipe, dot)
		inner := dot
		if with {
			inner = x.typ
		}
		then, otherwise := c.block(b.List, inner), c.block(b.ElseList, dot)
		if !with && len(b.Pipe.Decl) == 0 {
			truth := x.truth
			s = func(r *run, dot reflect.Value) signal {
				if truth(r, dot) {
					return then(r, dot)
				}
				return otherwise(r, dot)
			}
			return
		}
		holds := truthOf(x.typ)
		s = func(r *run, dot reflect.Value) signal {
			v := x.value(r, dot)
			set(r, v)
			switch {
			case !holds(v):
				return otherwise(r, dot)
			case with:
				return then(r, v)
			}
			return then(r, dot)
		}
	})
	return s
}

// block compiles a list of nodes whose variables end with it.
func (c *compiler) block(list *parse.ListNode, dot reflect.Type) (s step) {
	c.within(func() { s = c.list(list, dot) })
	return s
}

// call compiles {{template}}.
func (c *compiler) call(n *parse.TemplateNode, dot reflect.Type) step {
	if n.Pipe == nil {
		p := c.program(instance{n.Name, nil})
		return func(r *run, _ reflect.Value) signal {
			p.call(r, reflect.Value{})
			return proceed
		}
	}
	x, set := c.declaring(n.Pipe, dot)
	p := c.program(instance{n.Name, x.typ})
	return func(r *run, dot reflect.Value) signal {
		v := x.value(r, dot)
		set(r, v)
		p.call(r, v)
		return proceed
	}
}
