package main

import (
	"bytes"
	"encoding/json"
	"fmt"
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

	"wenming/generator/config"
	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/feed"
	"wenming/generator/schema"
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
			session := &transcripts{language: l}
			makers["first minute"] = session.replay
			makers["mistake"] = func(t *testing.T, block string) string {
				session.spoil(t)
				return session.replay(t, block)
			}
			file, err := filepath.Abs(filepath.Join(repository, name))
			if err != nil {
				t.Fatal(err)
			}
			session.enter(t)
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

// keyTables make the tables of all keys: those that every kind has, those of each kind, those of site.yaml.
func keyTables(l diag.Language) map[string]func(*testing.T, string) string {
	kinds := map[string][]schema.Key{}
	count := map[string]int{}
	for kind := content.KindSection; kind <= content.KindBatch; kind++ {
		kinds[kind.String()] = content.Keys(kind)
		for _, k := range content.Keys(kind) {
			count[k.Name]++
		}
	}
	shared := func(k schema.Key) bool { return count[k.Name] == len(kinds) && !k.Required }
	tables := map[string][]schema.Key{
		"site.yaml": schema.Keys(reflect.TypeFor[config.Site]()),
		"all kinds": slices.DeleteFunc(content.Keys(content.KindPage), func(k schema.Key) bool { return !shared(k) }),
	}
	for kind, keys := range kinds {
		tables[kind] = slices.DeleteFunc(keys, shared)
	}
	makers := map[string]func(*testing.T, string) string{}
	for name, keys := range tables {
		makers["keys of "+name] = func(*testing.T, string) string {
			head := diag.T("| key | 中文 | value | meaning |", "| 键 | 英文 | 值 | 含义 |").In(l)
			return "\n" + head + "\n|---|---|---|---|\n" + keyRows(keys, l, "", "") + "\n"
		}
	}
	return makers
}

// keyRows are keys, each followed by the keys inside it; a star marks a required one.
func keyRows(keys []schema.Key, l diag.Language, above, aboveTwin string) string {
	var rows strings.Builder
	for _, k := range keys {
		name, twin := above+k.Name, aboveTwin+k.Twin
		star := ""
		if k.Required {
			star = " *"
		}
		first, second := name, twin
		if l == diag.Chinese {
			first, second = twin, name
		}
		fmt.Fprintf(&rows, "| `%s`%s | `%s` | %s | %s |\n", first, star, second, valueForm(k, l), meaning(k, l))
		rows.WriteString(keyRows(k.Keys, l, name+".", twin+"."))
	}
	return rows.String()
}

// meaning is what a key means, unless that is only the choices, which stand beside it.
func meaning(k schema.Key, l diag.Language) string {
	rest := k.Doc.In(l)
	for _, words := range k.Choices {
		rest = strings.Replace(rest, words[l], "", 1)
	}
	if strings.Trim(rest, " ,、") == "" {
		return ""
	}
	return k.Doc.In(l)
}

// forms are what values look like.
var forms = map[schema.Form]diag.Text{
	schema.FormText:    diag.T("text", "文字"),
	schema.FormNumber:  diag.T("number", "整数"),
	schema.FormSwitch:  diag.T("`true` 是, `false` 否", "`是` true、`否` false"),
	schema.FormDate:    diag.T("date", "日期"),
	schema.FormMonth:   diag.T("year or month", "年或年月"),
	schema.FormZone:    diag.T("time zone", "时区"),
	schema.FormMapping: diag.T("keys", "下列各键"),
	schema.FormData:    diag.T("keys of your own", "自定的键"),
}

func valueForm(k schema.Key, l diag.Language) string {
	form := forms[k.Form]
	for i, words := range k.Choices {
		if i > 0 {
			form.English, form.Chinese = form.English+", ", form.Chinese+"、"
		}
		form.English += fmt.Sprintf("`%s` %s", words[0], words[1])
		form.Chinese += fmt.Sprintf("`%s` %s", words[1], words[0])
	}
	if k.Bare {
		form = diag.T("text, or keys", "文字，或下列各键")
	}
	if k.List {
		form.English, form.Chinese = "one or more: "+form.English, "一个或多个："+form.Chinese
	}
	return form.In(l)
}

// example matches a file of the example site: its path in a comment, then its text in a fence.
var example = regexp.MustCompile("(?ms)^<!-- (site\\.yaml|(?:content|layouts|assets)/\\S+) -->\n```\\w*\n(.*?)^```\n")

// beside are the files of the example site that no README can show.
var beside = map[string]string{
	"content/news/market/stall.svg":     `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>`,
	"content/news/market/timetable.pdf": "%PDF-1.4\n",
	"assets/root/favicon.ico":           "\x00\x00\x01\x00",
}

// TestReadmeExamples builds the examples of each README as one site: without a word of complaint, and the same site
// from English and from Chinese keys.
func TestReadmeExamples(t *testing.T) {
	sites := map[string]map[string][]byte{}
	for name := range readmes {
		dir := t.TempDir()
		files := maps.Clone(beside)
		for _, m := range example.FindAllStringSubmatch(readDocument(t, name), -1) {
			if files[m[1]] != "" {
				t.Errorf("%s shows %s twice", name, m[1])
			}
			files[m[1]] = m[2]
		}
		for file, text := range files {
			file = filepath.Join(dir, filepath.FromSlash(file))
			if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		var out, errs bytes.Buffer
		args := []string{"build", "--site", dir, "--at", "2026-07-05", "--lang", "en"}
		if exit := run(args, &out, &errs, os.Getenv, time.Time{}); exit != done || errs.Len() > 0 {
			t.Errorf("%s: exit status %d\n%s%s", name, exit, &out, &errs)
			continue
		}
		sites[name] = readFiles(t, filepath.Join(dir, "public"))
		delete(sites[name], ".wenming-manifest")
		checkColumns(t, name, reflect.TypeFor[feed.Honor](), sites[name]["data/honors.csv"])
		checkColumns(t, name, reflect.TypeFor[feed.Person](), sites[name]["data/people.csv"])
	}
	english, chinese := sites["README.md"], sites["README.zh-CN.md"]
	for file := range english {
		if !bytes.Equal(english[file], chinese[file]) {
			t.Errorf("%s differs between the examples of the two READMEs", file)
		}
	}
	for file := range chinese {
		if english[file] == nil {
			t.Errorf("%s is in the examples of README.zh-CN.md only", file)
		}
	}
}

// checkColumns looks for a line with each field of a record of open data and its heading in Chinese.
func checkColumns(t *testing.T, name string, record reflect.Type, csv []byte) {
	head, _, _ := strings.Cut(strings.TrimPrefix(string(csv), "\uFEFF"), "\r\n")
	text := readDocument(t, name)
	for i, heading := range strings.Split(head, ",") {
		if row := "| `" + record.Field(i).Tag.Get("json") + "` | " + heading + " |"; !strings.Contains(text, row) {
			t.Errorf("%s does not have the row %s", name, row)
		}
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

// TestReadmeCodes holds the table of diagnostics against the codes.
func TestReadmeCodes(t *testing.T) {
	row := regexp.MustCompile("(?m)^\\| `([a-z0-9-]+)` \\| (error|warning|note|错误|警告|提示) \\| \\S")
	for name, l := range readmes {
		var told, want []string
		for _, m := range row.FindAllStringSubmatch(readDocument(t, name), -1) {
			told = append(told, m[1]+" "+m[2])
		}
		for _, code := range diag.Codes() {
			want = append(want, string(code)+" "+code.Severity().In(l))
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
