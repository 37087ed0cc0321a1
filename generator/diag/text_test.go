package diag

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

func TestT(t *testing.T) {
	for _, c := range []struct{ got, want Text }{
		{T("a", "甲"), Text{"a", "甲"}},
		{T("%q is %d", "“%s”是 %d", "a", 1), Text{`"a" is 1`, "“a”是 1"}},
		{T("%q in %q", "“%[2]s”里的“%[1]s”", "a", "b"), Text{`"a" in "b"`, "“b”里的“a”"}},
	} {
		if c.got != c.want || c.got.In(English) != c.want.English || c.got.In(Chinese) != c.want.Chinese {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// TestEveryMessage reads the program's source: each call of T has formats in both languages for all of its arguments,
// and an English text that starts and ends as messages do. The vet tool sees one format of a call only.
func TestEveryMessage(t *testing.T) {
	calls := 0
	for _, root := range []string{"..", "../../cmd"} {
		err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			positions := token.NewFileSet()
			file, err := parser.ParseFile(positions, name, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok && isT(call.Fun) && len(call.Args) > 1 { // a type T converts one value
					calls++
					checkCall(t, positions.Position(call.Pos()).String(), call)
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if calls == 0 {
		t.Error("no message was found")
	}
}

func isT(f ast.Expr) bool {
	switch f := f.(type) {
	case *ast.Ident:
		return f.Name == "T"
	case *ast.SelectorExpr:
		of, ok := f.X.(*ast.Ident)
		return ok && of.Name == "diag" && f.Sel.Name == "T"
	}
	return false
}

// checkCall tries the formats of a call out. The verbs see arguments of a type that has every form.
func checkCall(t *testing.T, at string, call *ast.CallExpr) {
	var arguments []any
	for range call.Args[2:] {
		arguments = append(arguments, anything{})
	}
	for i := range 2 {
		literal, ok := call.Args[i].(*ast.BasicLit)
		if !ok || call.Ellipsis.IsValid() {
			continue
		}
		format, err := strconv.Unquote(literal.Value)
		if err != nil {
			t.Fatal(err)
		}
		text := format
		if len(arguments) > 0 {
			text = fmt.Sprintf(format, arguments...)
		}
		if len(arguments) > 0 && strings.Contains(text, "%!") {
			t.Errorf("%s: %q does not fit %d arguments: %s", at, format, len(arguments), text)
		}
		if text == "" || i == 0 && strings.HasSuffix(text, ".") || strings.HasSuffix(text, "。") {
			t.Errorf("%s: %q is empty or ends in a full stop", at, format)
		}
	}
}

// anything takes every verb.
type anything struct{}

func (anything) Format(s fmt.State, verb rune) { fmt.Fprint(s, "x") }
