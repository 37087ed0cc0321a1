package layout

import (
	"html/template"
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"
)

// escaping parts the commands of an action from those that html/template and this package have added to escape their
// value.
func escaping(pipe *parse.PipeNode) (values []*parse.CommandNode, escapers string) {
	values = pipe.Cmds
	for len(values) > 1 {
		last := values[len(values)-1]
		function, ok := last.Args[0].(*parse.IdentifierNode)
		if !ok || len(last.Args) > 1 || !strings.HasPrefix(function.Ident, "_html_template_") && shortFunctions[function.Ident] == nil {
			break
		}
		if escapers != "" {
			escapers = " | " + escapers
		}
		escapers = function.Ident + escapers
		values = values[:len(values)-1]
	}
	return values, escapers
}

// show compiles an action that shows a value.
func (c *compiler) show(pipe *parse.PipeNode, dot reflect.Type) step {
	commands, escapers := escaping(pipe)
	x := c.pipeline(commands, dot)
	if escapers == "" {
		if x.typ != stringType {
			refuse("%s", pipe)
		}
		return func(r *run, dot reflect.Value) signal {
			r.page = append(r.page, x.text(r, dot)...)
			return proceed
		}
	}
	other := c.foreign.call("(.Arg 0) | " + escapers)
	switch write := appenders[escapers]; {
	case x.typ == nil && write != nil:
		return func(r *run, dot reflect.Value) signal {
			if v := x.value(r, dot); v.IsValid() && v.Type() == stringType {
				r.page = write(r.page, v.String())
			} else {
				r.page = append(r.page, other(v).String()...)
			}
			return proceed
		}
	case x.typ == stringType && write != nil:
		return func(r *run, dot reflect.Value) signal {
			r.page = write(r.page, x.text(r, dot))
			return proceed
		}
	case x.typ == intType && write != nil:
		return func(r *run, dot reflect.Value) signal {
			r.page = strconv.AppendInt(r.page, x.value(r, dot).Int(), 10)
			return proceed
		}
	case x.typ == reflect.TypeFor[template.HTML]() && (escapers == escapeText || escapers == shortText),
		x.typ == reflect.TypeFor[template.JS]() && escapers == "_html_template_jsvalescaper":
		if x.write != nil {
			return func(r *run, dot reflect.Value) signal {
				x.write(r, dot)
				return proceed
			}
		}
		return func(r *run, dot reflect.Value) signal {
			r.page = append(r.page, x.text(r, dot)...)
			return proceed
		}
	}
	return func(r *run, dot reflect.Value) signal {
		r.page = append(r.page, other(x.value(r, dot)).String()...)
		return proceed
	}
}
