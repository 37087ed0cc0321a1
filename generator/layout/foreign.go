package layout

import (
	"fmt"
	"html/template"
	"io"
	"reflect"
	"strings"
	"text/template/parse"
)

// foreigners are expressions that html/template evaluates, one by one, with the functions that it escapes with: what is
// rare in layouts needs no second implementation.
type foreigners map[string]func(args ...reflect.Value) reflect.Value

// exchange is the dot of such an expression.
type exchange struct {
	args   []reflect.Value
	result reflect.Value
}

// Arg is an argument of the expression.
func (e *exchange) Arg(i int) reflect.Value { return e.args[i] }

// Take gets the value of the expression.
func (e *exchange) Take(v reflect.Value) bool {
	e.result = v
	return true
}

// call compiles an expression of (.Arg 0), (.Arg 1) and so on. It is refused, now or on a page, where html/template
// reports an error.
func (f foreigners) call(text string) func(args ...reflect.Value) reflect.Value {
	if call, ok := f[text]; ok {
		return call
	}
	trees := map[string]*parse.Tree{}
	tree := parse.New("foreign")
	tree.Mode = parse.SkipFuncCheck
	// What a variable is set to is not escaped.
	if _, err := tree.Parse("{{$taken := .Take ("+text+")}}", "", "", trees); err != nil {
		refuse("%v", err)
	}
	t, err := template.New("").Funcs(shortFunctions).AddParseTree("foreign", trees["foreign"])
	if err != nil {
		refuse("%v", err)
	}
	call := func(args ...reflect.Value) reflect.Value {
		e := exchange{args: args}
		if err := t.Execute(io.Discard, &e); err != nil {
			refuse("%v", err)
		}
		return e.result
	}
	f[text] = call
	return call
}

// apply compiles a function as a foreign one.
func (f foreigners) apply(name string, args []expression, result reflect.Type) expression {
	var text strings.Builder
	text.WriteString(name)
	for i := range args {
		fmt.Fprintf(&text, " (.Arg %d)", i)
	}
	call := f.call(text.String())
	return valued(result, func(r *run, dot reflect.Value) reflect.Value {
		values := make([]reflect.Value, len(args))
		for i, arg := range args {
			values[i] = arg.value(r, dot)
		}
		return call(values...)
	})
}
