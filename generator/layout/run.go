package layout

import (
	"cmp"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"wenming/generator/diag"
	"wenming/generator/schema"
	"wenming/generator/view"
)

// What package text/template says when an execution fails.
var (
	executing    = regexp.MustCompile(`(?s)^template: (.*?):(\d+):(\d+): executing ".*?" at <(.*?)>: (.*)$`)
	unknownField = regexp.MustCompile(`^can't evaluate field (\S+) in type (\S+)$`)
	nothingThere = regexp.MustCompile(`^nil pointer evaluating \S+\.(\S+)$`)
	typeName     = regexp.MustCompile(`\*?view\.(\w)`)
)

// failed makes a diagnostic of what ended an execution.
func (f files) failed(err error) diag.Diagnostic {
	m := executing.FindStringSubmatch(err.Error())
	if m == nil {
		return diag.New(diag.LayoutRun, diag.Place{}, unusable(err.Error()))
	}
	file, expression, message := m[1], m[4], m[5]
	line, _ := strconv.Atoi(m[2])
	column, _ := strconv.Atoi(m[3])
	at := f.expression(file, f.offset(file, line, column), expression)
	d := diag.New(diag.LayoutRun, f.place(file, at), unusable(typeName.ReplaceAllString(message, "$1"))).WithHint(manual)
	if m := unknownField.FindStringSubmatch(message); m != nil {
		d.Span = f.field(file, at, m[1])
		d.Message = diag.T("there is no field %q here", "这里没有字段“%s”", m[1])
		d.Hint = known(m[1], m[2])
	} else if m := nothingThere.FindStringSubmatch(message); m != nil {
		d.Span = f.field(file, at, m[1])
		before, _, _ := strings.Cut(expression, "."+m[1])
		before = cmp.Or(before, ".")
		d.Message = diag.T("%q is empty here and has no field %q", "“%s”在这里是空的，没有字段“%s”", before, m[1])
		d.Hint = diag.T("ask for it first: {{with %[1]s}}{{.%[2]s}}{{end}}", "请先判断有没有：{{with %[1]s}}{{.%[2]s}}{{end}}", before, m[1])
	} else if strings.HasPrefix(message, "range can't iterate over") { // and goes on with all of the value
		d.Message = diag.T("only a list can be ranged over", "只有列表才能用 range 逐项显示")
	} else if strings.HasPrefix(message, "exceeded maximum template depth") {
		d.Message = diag.T("the template calls itself without end", "模板无休止地调用自己")
		d.Hint = goDown
	}
	return d
}

// unusable passes on what the template packages say; they speak English only.
func unusable(message string) diag.Text {
	return diag.T("the layout cannot be used: %s", "版式有误：%s", message)
}

// expression is the span of an expression that holds an offset: package template names the end of .A.B, not its start.
func (f files) expression(file string, offset int, expression string) diag.Span {
	text := string(f[file])
	reach := text[:min(offset+len(expression), len(text))]
	if start := strings.LastIndex(reach, expression); start >= 0 && start <= offset && offset <= start+len(expression) {
		return diag.Range(start, start+len(expression))
	}
	return f.action(file, offset)
}

// field is the span of a field's name in that of an expression.
func (f files) field(file string, at diag.Span, name string) diag.Span {
	text := string(f[file][at.Start:at.End]) + " "
	for i := range text {
		if rest, ok := strings.CutPrefix(text[i:], "."+name); ok && !isName(rest[0]) {
			return diag.Range(i+1, i+1+len(name)).Moved(int(at.Start))
		}
	}
	return at
}

func isName(b byte) bool {
	return b == '_' || b >= 0x80 || '0' <= b && b <= '9' || 'A' <= b && b <= 'Z' || 'a' <= b && b <= 'z'
}

// known says what a type of package view has instead of a field.
func known(wanted, typeName string) diag.Text {
	names := members(reflect.TypeFor[*view.View](), typeName, map[reflect.Type]bool{})
	if len(names) == 0 {
		return diag.T("it is a value without fields", "这个值没有字段")
	}
	best := slices.MinFunc(names, func(a, b string) int {
		return distance(wanted, a) - distance(wanted, b)
	})
	if distance(wanted, best) <= max(1, len(wanted)/3) {
		return diag.T("did you mean %q?", "是不是“%s”？", best)
	}
	list := strings.Join(names, ", ")
	return diag.T("it has: %s", "它有：%s", list)
}

func distance(a, b string) int { return schema.Distance(strings.ToLower(a), strings.ToLower(b)) }

// members are the fields and methods of the type of that name, looked for in a type and those it consists of.
func members(t reflect.Type, name string, seen map[reflect.Type]bool) []string {
	if seen[t] {
		return nil
	}
	seen[t] = true
	var names []string
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		return members(t.Elem(), name, seen)
	case reflect.Struct:
		if strings.TrimPrefix(name, "*") == t.String() {
			for _, field := range reflect.VisibleFields(t) {
				if field.IsExported() {
					names = append(names, field.Name)
				}
			}
			for i := range reflect.PointerTo(t).NumMethod() {
				names = append(names, reflect.PointerTo(t).Method(i).Name)
			}
			return names
		}
		for i := range t.NumField() {
			if names = members(t.Field(i).Type, name, seen); names != nil {
				return names
			}
		}
	}
	for i := range reflect.PointerTo(t).NumMethod() {
		if method := reflect.PointerTo(t).Method(i).Type; method.NumOut() > 0 {
			if names = members(method.Out(0), name, seen); names != nil {
				return names
			}
		}
	}
	return names
}
