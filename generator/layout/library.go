package layout

import (
	"bytes"
	"errors"
	"html/template"
	"strings"
	"sync"
	"text/template/parse"

	"wenming/generator/diag"
	"wenming/generator/memo"
)

// templates are parsed templates by name; nil is one with mistakes, which are reported already.
type templates map[string]*parse.Tree

// library is the files of all layouts on their way to layouts.
type library struct {
	files    files
	names    Names
	shared   templates            // base, the partials, and what they define
	own      map[string]templates // what the layouts' own files define, by layout; nil for a file with mistakes
	problems diag.List
	prepare  func(*template.Template) // a layout that is escaped, before it is compiled
}

// read parses a file. A layout is named by its path below layouts/, a partial by its path below layouts/partials/.
func (l *library) read(file string) {
	name := strings.TrimSuffix(strings.TrimPrefix(file, Folder+"/"), ".html")
	partial, shared := strings.CutPrefix(name, "partials/")
	shared = shared || name == "base"
	trees, problems := parseFile(file, l.files[file], l.names)
	l.problems = append(l.problems, problems...)
	switch {
	case !shared:
		if outside := trees[file]; outside != nil {
			l.outside(outside)
			delete(trees, file)
		}
		l.own[name] = trees
	case trees == nil:
		l.shared[partial] = nil
	default:
		trees[partial] = trees[file]
		delete(trees, file)
		for name, tree := range trees {
			l.share(name, tree)
		}
	}
}

// share adds a template that all layouts may use.
func (l *library) share(name string, tree *parse.Tree) {
	if other := l.shared[name]; other != nil {
		at := func(tree *parse.Tree) diag.Place {
			return l.files.place(tree.ParseName, opening(l.files[tree.ParseName], int(tree.Root.Pos)))
		}
		l.problems = append(l.problems, diag.New(diag.LayoutSyntax, at(tree),
			diag.T("the template %q is defined twice", "模板“%s”定义了两次", name)).WithAlso(at(other)).
			WithHint(diag.T("rename one of them", "请改其中一个的名字")))
		return
	}
	l.shared[name] = tree
}

// outside reports what a layout's file holds outside its definitions, as no page would show it.
func (l *library) outside(tree *parse.Tree) {
	for _, node := range tree.Root.Nodes {
		start := int(node.Position())
		if text, ok := node.(*parse.TextNode); ok {
			content := bytes.TrimSpace(text.Text)
			if len(content) == 0 {
				continue
			}
			start += bytes.Index(text.Text, content)
		}
		l.problems = append(l.problems, diag.New(diag.LayoutSyntax, l.files.place(tree.ParseName, l.files.action(tree.ParseName, start)),
			diag.T("no page shows what stands outside of {{define \"main\"}}", "{{define \"main\"}} 以外的内容不会显示在任何页面上")).
			WithHint(diag.T("move it between {{define \"main\"}} and its {{end}}", "请移到 {{define \"main\"}} 与它的 {{end}} 之间")))
		return
	}
}

// compile joins the templates that a layout reaches, and lets html/template check how they escape.
func (l *library) compile(name string) compiled {
	file := Folder + "/" + name + ".html"
	reached, sound := l.reach(name, file)
	if !sound || l.endless(reached) {
		return compiled{}
	}
	t := template.New("").Funcs(shortFunctions)
	texts := map[string]string{}
	for name, tree := range reached {
		texts[name] = tree.Root.String()
		if _, err := t.AddParseTree(name, tree.Copy()); err != nil {
			panic("internal error: a parsed template is refused: " + err.Error())
		}
	}
	t = t.Lookup("base")
	// Templates are escaped before they are first executed. The rest of that fails at once, which says nothing.
	err := t.Execute(nowhere{}, nil)
	var refused *template.Error
	if errors.As(err, &refused) {
		l.problems = append(l.problems, l.files.refused(refused, file, reached))
		return compiled{}
	}
	program := sync.OnceValue(func() *program {
		fold(t)
		l.prepare(t)
		return compileProgram(t)
	})
	return compiled{t, program, memo.Of(texts)}
}

var errNowhere = errors.New("nothing is written")

// nowhere is a writer that ends an execution.
type nowhere struct{}

func (nowhere) Write([]byte) (int, error) { return 0, errNowhere }

// reach collects the templates that a layout uses; false where one of them is missing or has mistakes.
func (l *library) reach(layout, file string) (templates, bool) {
	own := l.own[layout]
	reached, sound := templates{}, own != nil
	var visit func(name string, from diag.Place)
	visit = func(name string, from diag.Place) {
		if reached[name] != nil {
			return
		}
		tree, known := own[name]
		if !known {
			tree, known = l.shared[name]
		}
		switch {
		case tree != nil:
			reached[name] = tree
			for _, call := range calls(tree) {
				visit(call.Name, l.files.place(tree.ParseName, l.files.action(tree.ParseName, int(call.Position()))))
			}
		case known || own == nil: // reported already
			sound = false
		default:
			sound = false
			l.problems = append(l.problems, missing(name, file, from))
		}
	}
	visit("base", diag.Place{File: Folder + "/base.html"})
	if sound && reached["main"] == nil {
		sound = false
		l.problems = append(l.problems, diag.New(diag.LayoutSyntax, diag.Place{File: reached["base"].ParseName},
			diag.T("the base never shows the layout's \"main\"", "基础版式没有显示各版式的“main”")).
			WithHint(diag.T("write {{template \"main\" .}} where it belongs", "请在合适的位置写 {{template \"main\" .}}")))
	}
	return reached, sound
}

func missing(name, file string, from diag.Place) diag.Diagnostic {
	if name == "main" {
		return diag.New(diag.LayoutSyntax, diag.Place{File: file}, diag.T("the layout defines no \"main\"", "版式没有定义“main”")).
			WithHint(diag.T("put what it shows between {{define \"main\"}} and {{end}}", "请把要显示的内容放在 {{define \"main\"}} 与 {{end}} 之间"))
	}
	d := diag.New(diag.LayoutSyntax, from, diag.T("there is no template %q", "没有名为“%s”的模板", name))
	if name == "base" {
		return d.WithHint(diag.T("every layout stands in layouts/base.html", "所有版式都套在 layouts/base.html 里"))
	}
	return d.
		WithHint(diag.T("a partial %[1]q is the file layouts/partials/%[1]s.html", "部件“%[1]s”应为文件 layouts/partials/%[1]s.html", name))
}

// opening is the action before an offset: the {{define}} of a template whose content starts there.
func opening(text []byte, offset int) diag.Span {
	end := bytes.LastIndex(text[:offset], []byte("}}"))
	if end < 0 {
		return diag.Span{}
	}
	return diag.Range(max(bytes.LastIndex(text[:end], []byte("{{")), 0), end+len("}}"))
}
