package layout

import (
	"reflect"
	"text/template/parse"
)

// expression is a compiled expression.
type expression struct {
	typ   reflect.Type // nil where it is known only when a page is made
	value func(r *run, dot reflect.Value) reflect.Value
	truth func(r *run, dot reflect.Value) bool
	text  func(r *run, dot reflect.Value) string // of a type whose kind is string; else nil
	write func(r *run, dot reflect.Value)        // shows the text by itself, as it stands; nil where that cannot be
	fixed reflect.Value                          // of a literal
}

// valued makes an expression of what finds its value.
func valued(typ reflect.Type, value func(r *run, dot reflect.Value) reflect.Value) expression {
	if typ != nil && typ.Kind() == reflect.Interface {
		typ = nil
	}
	x := expression{typ: typ, value: value}
	holds := truthOf(typ)
	x.truth = func(r *run, dot reflect.Value) bool { return holds(value(r, dot)) }
	if typ != nil && typ.Kind() == reflect.String {
		x.text = func(r *run, dot reflect.Value) string { return value(r, dot).String() }
	}
	return x
}

// fixed makes an expression of a value that is always the same.
func fixed(v reflect.Value) expression {
	x := valued(typeOf(v), func(*run, reflect.Value) reflect.Value { return v })
	x.fixed = v
	if x.text != nil {
		s := v.String()
		x.text = func(*run, reflect.Value) string { return s }
	}
	return x
}

// decided makes an expression of what finds a bool.
func decided(truth func(r *run, dot reflect.Value) bool) expression {
	x := valued(reflect.TypeFor[bool](), func(r *run, dot reflect.Value) reflect.Value { return reflect.ValueOf(truth(r, dot)) })
	x.truth = truth
	return x
}

func typeOf(v reflect.Value) reflect.Type {
	if !v.IsValid() {
		return nil
	}
	return v.Type()
}

// content is what an interface holds; any other value is itself.
func content(v reflect.Value) reflect.Value {
	if v.Kind() == reflect.Interface {
		return v.Elem()
	}
	return v
}

// pipeline compiles commands, each of which gets the value of the one before it as its last argument.
func (c *compiler) pipeline(commands []*parse.CommandNode, dot reflect.Type) expression {
	var x expression
	for i, command := range commands {
		var last []expression
		if i > 0 {
			last = []expression{x}
		}
		x = c.command(command, last, dot)
		if x.typ == nil {
			inner := x.value
			x = valued(nil, func(r *run, dot reflect.Value) reflect.Value { return content(inner(r, dot)) })
		}
	}
	return x
}

// command compiles a command with the value before it, if there is one.
func (c *compiler) command(command *parse.CommandNode, last []expression, dot reflect.Type) expression {
	if function, ok := command.Args[0].(*parse.IdentifierNode); ok {
		var args []expression
		for _, arg := range command.Args[1:] {
			args = append(args, c.argument(arg, dot))
		}
		return c.function(function.Ident, append(args, last...))
	}
	if len(command.Args) > 1 || len(last) > 0 || command.Args[0].Type() == parse.NodeNil {
		refuse("arguments of a method: %s", command)
	}
	return c.argument(command.Args[0], dot)
}

// argument compiles an operand.
func (c *compiler) argument(node parse.Node, dot reflect.Type) expression {
	switch n := node.(type) {
	case *parse.DotNode:
		return valued(dot, func(_ *run, dot reflect.Value) reflect.Value { return dot })
	case *parse.NilNode:
		return fixed(reflect.Value{})
	case *parse.BoolNode:
		return fixed(reflect.ValueOf(n.True))
	case *parse.StringNode:
		return fixed(reflect.ValueOf(n.Text))
	case *parse.NumberNode:
		return fixed(c.foreign.call(n.Text)())
	case *parse.FieldNode:
		return c.fields(c.argument(&parse.DotNode{}, dot), n.Ident)
	case *parse.VariableNode:
		slot := c.find(n.Ident[0])
		return c.fields(valued(c.scope[slot].typ, func(r *run, _ reflect.Value) reflect.Value { return r.slots[r.base+slot] }), n.Ident[1:])
	case *parse.ChainNode:
		return c.fields(c.argument(n.Node, dot), n.Field)
	case *parse.IdentifierNode:
		return c.function(n.Ident, nil)
	case *parse.PipeNode:
		if len(n.Decl) > 0 {
			refuse("a variable in parentheses: %s", n)
		}
		return c.pipeline(n.Cmds, dot)
	}
	panic(unsupported(node.String()))
}
