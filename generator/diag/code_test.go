package diag

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestEveryCodeIsListed reads the package's own constants: each code has a severity, and a value that says its name.
func TestEveryCodeIsListed(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "code.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var declared []Code
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return true
		}
		if kind, ok := spec.Type.(*ast.Ident); !ok || kind.Name != "Code" {
			return true
		}
		value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		if name := spec.Names[0].Name; !strings.EqualFold(name, strings.ReplaceAll(value, "-", "")) {
			t.Errorf("the code %s is called %q", name, value)
		}
		if !regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`).MatchString(value) {
			t.Errorf("the code %q is no name of lower-case words", value)
		}
		declared = append(declared, Code(value))
		return true
	})
	slices.Sort(declared)
	if len(declared) == 0 || !slices.Equal(declared, Codes()) {
		t.Errorf("declared codes %q\nare not the listed ones %q", declared, Codes())
	}
	for _, code := range declared {
		if s := code.Severity().String(); s != "error" && s != "warning" && s != "note" {
			t.Errorf("%s has the severity %q", code, s)
		}
	}
}

func TestSeverity(t *testing.T) {
	if BadDate.Severity() != Error || ImageAlt.Severity() != Warning || HTMLDropped.Severity() != Warning {
		t.Error("severities are not those of the design")
	}
	for s, want := range map[Severity][2]string{Error: {"error", "错误"}, Warning: {"warning", "警告"}, Note: {"note", "提示"}} {
		if got := [2]string{s.In(English), s.In(Chinese)}; got != want {
			t.Errorf("severity %d is called %q, want %q", s, got, want)
		}
	}
	defer func() {
		if problem, _ := recover().(string); !strings.HasPrefix(problem, "internal error") {
			t.Errorf("an unlisted code gives %q", problem)
		}
	}()
	Code("unheard-of").Severity()
}
