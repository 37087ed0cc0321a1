package main

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"

	"wenming/generator/content"
	"wenming/generator/diag"
)

// readmes are the two READMEs. They say the same, so each is held against the program in its language, and their
// examples against each other.
var readmes = map[string]diag.Language{"README.md": diag.English, "README.zh-CN.md": diag.Chinese}

const repository = "../.."

func readDocument(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(repository, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// made matches the parts of a README that follow from the program: tables of keys, and what commands print.
var made = regexp.MustCompile(`(?s)<!-- made: ([\w. -]+) -->\n(.*?)` + end)

const end = "<!-- end -->"

// lastLine is the line that a build ends with. How many files the theme has and how long it took says nothing about the
// READMEs, so its numbers are not compared.
var lastLine = regexp.MustCompile(`(?m)^.*[0-9](?: s| 秒)$`)

func withoutNumbers(text string) string {
	return lastLine.ReplaceAllStringFunc(text, func(line string) string { return regexp.MustCompile(`[0-9]+`).ReplaceAllString(line, "0") })
}

// TestReadmeMade makes those parts anew and compares; -update writes them.
func TestReadmeMade(t *testing.T) {
	for name, l := range readmes {
		t.Run(name, func(t *testing.T) {
			old := readDocument(t, name)
			makers := keyTables(l)
			reader := &transcripts{language: l}
			makers["first minute"] = reader.replay
			makers["mistake"] = func(t *testing.T, block string) string {
				reader.spoil(t)
				return reader.replay(t, block)
			}
			file, err := filepath.Abs(filepath.Join(repository, name))
			if err != nil {
				t.Fatal(err)
			}
			reader.enter(t)
			unused := maps.Clone(makers)
			text := made.ReplaceAllStringFunc(old, func(part string) string {
				m := made.FindStringSubmatch(part)
				make, ok := makers[m[1]]
				if !ok {
					t.Errorf("nothing makes %q", m[1])
					return part
				}
				delete(unused, m[1])
				block := make(t, m[2])
				if withoutNumbers(block) == withoutNumbers(m[2]) && !*update {
					return part
				}
				return strings.TrimSuffix(part, m[2]+end) + block + end
			})
			for what := range unused {
				t.Errorf("the part <!-- made: %s --> is missing", what)
			}
			if text == old {
				return
			}
			if *update {
				if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			was, is := strings.Split(withoutNumbers(old), "\n"), strings.Split(withoutNumbers(text), "\n")
			for i := range was {
				if i == len(is) || was[i] != is[i] {
					t.Fatalf("line %d is\n%s\nand should be\n%s\n(go test ./cmd/wenming -run Readme -update writes it)", i+1, was[i], is[min(i, len(is)-1)])
				}
			}
		})
	}
}

// transcripts replays what a reader types in a new clone, next to the folder that holds it.
type transcripts struct{ language diag.Language }

func (s *transcripts) enter(t *testing.T) {
	clone := filepath.Join(t.TempDir(), "wenming")
	if err := os.Mkdir(clone, 0o777); err != nil {
		t.Fatal(err)
	}
	t.Chdir(clone)
}

// replay makes a console block anew: each command of this program, followed by what it prints.
func (s *transcripts) replay(t *testing.T, block string) string {
	var out strings.Builder
	out.WriteString("```console\n")
	for line := range strings.Lines(block) {
		command, ok := strings.CutPrefix(strings.TrimSpace(line), "$ go run ./cmd/wenming ")
		if !ok {
			continue
		}
		out.WriteString(line)
		s.run(&out, strings.Fields(command)...)
	}
	out.WriteString("```\n")
	return out.String()
}

func (s *transcripts) run(out *strings.Builder, args ...string) int {
	locale := map[diag.Language]string{diag.Chinese: "zh_CN.UTF-8"}[s.language]
	return run(args, out, out, func(string) string { return locale }, time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC))
}

// spoil writes the mistake that the READMEs show.
func (s *transcripts) spoil(t *testing.T) {
	name := "../mysite/content/news/welcome.md"
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	text = regexp.MustCompile(`date: \S+`).ReplaceAll(text, []byte("date: 2026-13-01"))
	if err := os.WriteFile(name, text, 0o666); err != nil {
		t.Fatal(err)
	}
}

// TestReadmePeriods reads every period that the READMEs show with its printed form.
func TestReadmePeriods(t *testing.T) {
	row := regexp.MustCompile("(?m)^\\| `(\\d{4}[^`]*|\\{\\S+: \\d[^`]*\\})` \\| ([^|]*) \\|")
	for name := range readmes {
		rows := row.FindAllStringSubmatch(readDocument(t, name), -1)
		if len(rows) < 8 {
			t.Errorf("%s shows %d periods; there are eight forms", name, len(rows))
		}
		for _, m := range rows {
			src := "---\nperiod: " + m[1] + "\nstage: awarded\n---\n"
			entry, _, problems := content.Parse("honors/a/b.md", []byte(src), content.KindBatch, "a/b", content.Options{})
			if len(problems) > 0 {
				t.Errorf("%s: %s: %v", name, m[1], problems)
			} else if printed := entry.Fields.(*content.Batch).Period.String(); printed != m[2] {
				t.Errorf("%s: %s is printed %s, not %s", name, m[1], printed, m[2])
			}
		}
	}
}

// TestReadmeCodes holds the table of diagnostics against the codes, and what it says against the rules of SARIF.
func TestReadmeCodes(t *testing.T) {
	row := regexp.MustCompile("(?m)^\\| `([a-z0-9-]+)` \\| (error|warning|note|错误|警告|提示) \\| (\\S.*) \\|$")
	for name, l := range readmes {
		var told, want []string
		for _, m := range row.FindAllStringSubmatch(readDocument(t, name), -1) {
			told = append(told, m[1]+" "+m[2]+" "+strings.ReplaceAll(m[3], "`", ""))
		}
		for _, code := range diag.Codes() {
			want = append(want, string(code)+" "+code.Severity().In(l)+" "+code.When().In(l))
		}
		if !slices.Equal(told, want) {
			t.Errorf("%s: the table of diagnostics has %q\ninstead of %q", name, told, want)
		}
	}
}

// TestReadmeCommands looks for every command, argument, flag and exit of the command line, and every name in a report.
func TestReadmeCommands(t *testing.T) {
	program, err := kong.New(&commands{}, kong.Name("wenming"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, command := range program.Model.Leaves(true) {
		words := "wenming " + command.Name
		for _, argument := range command.Positional {
			words += " " + strings.ToUpper(argument.Name)
		}
		names = append(names, words)
		for _, group := range command.AllFlags(true) {
			for _, flag := range group {
				names = append(names, "--"+flag.Name)
			}
		}
	}
	record := reflect.TypeFor[diag.Record]()
	for i := range record.NumField() {
		names = append(names, "`"+record.Field(i).Tag.Get("json")+"`")
	}
	var out bytes.Buffer
	if exit := run([]string{"build", "--site", repository, "--json", "--out", t.TempDir()}, &out, os.Stderr, os.Getenv, time.Now()); exit != done {
		t.Fatalf("exit status %d", exit)
	}
	var report map[string]any
	if err := json.Unmarshal(out.Bytes(), &report); err != nil {
		t.Fatal(err)
	}
	for name := range report {
		names = append(names, "`"+name+"`")
	}
	for name := range readmes {
		text := readDocument(t, name)
		for _, what := range names {
			if !strings.Contains(text, what) {
				t.Errorf("%s does not mention %s", name, what)
			}
		}
	}
}

// TestDocumentLinks follows every link of the documents to a file.
func TestDocumentLinks(t *testing.T) {
	code := regexp.MustCompile("(?ms)^```.*?^```$|`[^`\n]*`")
	link := regexp.MustCompile(`\]\(([^)\s]+)\)`)
	for _, name := range []string{"README.md", "README.zh-CN.md", "generator/README.md"} {
		for _, m := range link.FindAllStringSubmatch(code.ReplaceAllString(readDocument(t, name), ""), -1) {
			target, _, _ := strings.Cut(m[1], "#")
			if target == "" || strings.Contains(target, "://") {
				continue
			}
			if _, err := os.Stat(filepath.Join(repository, filepath.Dir(name), target)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// TestNotice looks for every module that the binary holds, with its version.
func TestNotice(t *testing.T) {
	notice := readDocument(t, "NOTICE")
	list, err := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{end}}{{end}}", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	for module := range strings.Lines(string(list)) {
		if module = strings.TrimSpace(module); !strings.Contains(notice, module+" ") {
			t.Errorf("NOTICE does not name %s", module)
		}
	}
}

// TestLayersAreDocumented holds the table of packages in generator/README.md against the one that the imports are held
// against.
func TestLayersAreDocumented(t *testing.T) {
	told, want := map[string]int{}, map[string]int{}
	for _, m := range regexp.MustCompile("(?m)^\\| (\\d+) \\| `(\\w+)` \\|").FindAllStringSubmatch(readDocument(t, "generator/README.md"), -1) {
		told[m[2]], _ = strconv.Atoi(m[1])
	}
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(repository, "generator/layers_test.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || spec.Names[0].Name != "layers" {
			return true
		}
		for _, element := range spec.Values[0].(*ast.CompositeLit).Elts {
			pair := element.(*ast.KeyValueExpr)
			name, _ := strconv.Unquote(pair.Key.(*ast.BasicLit).Value)
			want[name], _ = strconv.Atoi(pair.Value.(*ast.BasicLit).Value)
		}
		return false
	})
	if !maps.Equal(told, want) {
		t.Errorf("the table has %v\ninstead of %v", told, want)
	}
}
