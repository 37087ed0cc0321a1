package check

import (
	"bufio"
	"bytes"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"wenming/generator/config"
	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/markdown"
	"wenming/generator/schema"
	"wenming/generator/site"
	"wenming/generator/source"
)

// sentence is a line of a test set: whom it names, or only seems to.
type sentence struct {
	line  int
	meant bool
	name  string
	text  string
}

func sentences(t *testing.T, file string) []sentence {
	t.Helper()
	data, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer data.Close()
	var list []sentence
	lines := bufio.NewScanner(data)
	for number := 1; lines.Scan(); number++ {
		line := lines.Text()
		if strings.HasPrefix(line, "#") {
			continue
		}
		sign, rest, _ := strings.Cut(line, " ")
		name, text, ok := strings.Cut(rest, " ")
		if !ok || sign != "+" && sign != "-" {
			t.Fatalf("%s:%d: %q", file, number, line)
		}
		list = append(list, sentence{number, sign == "+", name, text})
	}
	return list
}

// registerOf is the register of people of some names.
func registerOf(names ...string) *register {
	in := site.Input{Config: new(config.Site), HasFile: func(string) bool { return false }}
	for _, name := range names {
		in.Entries = append(in.Entries, &content.Entry{
			Kind: content.KindPerson, Path: "people/" + name + ".md", Key: name,
			Fields: &content.Person{Name: schema.Text{Value: name}}, Common: content.Common{Seldom: new(content.Seldom)},
		})
	}
	for _, name := range []string{"扶婷公益法律服务工作室"} {
		in.Entries = append(in.Entries, &content.Entry{
			Kind: content.KindOrganization, Path: "organizations/" + name + ".md", Key: name,
			Fields: &content.Organization{Name: schema.Text{Value: name}}, Common: content.Common{Seldom: new(content.Seldom)},
		})
	}
	s, _ := site.Link(in)
	return newRegister(s)
}

// score is how well a set of sentences was judged.
type score struct{ right, wrong, missed, refused int }

func (s score) precision() float64 { return float64(s.right) / float64(s.right+s.wrong) }
func (s score) recall() float64    { return float64(s.right) / float64(s.right+s.missed) }

// TestMentions measures how well names are told from what only looks like them, on invented sentences, half of which are
// traps.
func TestMentions(t *testing.T) {
	for _, test := range []struct {
		file              string
		precision, recall float64
	}{
		{"testdata/mentions.txt", 0.95, 0.9},
		{"testdata/unseen.txt", 0.9, 0.8},
	} {
		set := sentences(t, test.file)
		var names []string
		for _, s := range set {
			names = append(names, s.name)
		}
		r := registerOf(names...)
		var got score
		for _, s := range set {
			meant := false
			for _, p := range markdown.Passages([]byte(s.text), 0) {
				for _, f := range r.find(p.Text) {
					meant = meant || f.name == s.name
				}
			}
			switch {
			case meant && s.meant:
				got.right++
			case meant:
				got.wrong++
				t.Logf("%s:%d: %s is not meant: %s", test.file, s.line, s.name, s.text)
			case s.meant:
				got.missed++
				t.Logf("%s:%d: %s is missed: %s", test.file, s.line, s.name, s.text)
			default:
				got.refused++
			}
		}
		t.Logf("%s: %d sentences, %d traps: precision %.3f, recall %.3f", test.file, len(set), got.wrong+got.refused, got.precision(), got.recall())
		if got.precision() < test.precision || got.recall() < test.recall {
			t.Errorf("%s: precision %.3f and recall %.3f, not %.2f and %.2f", test.file, got.precision(), got.recall(), test.precision, test.recall)
		}
	}
}

// TestMentionsReal measures the same on the texts of this repository's site, whose front matter and mentions say who is
// meant: every name that stands in a text, a mention's too, is judged as if nothing said so.
func TestMentionsReal(t *testing.T) {
	s, read := realSite(t)
	r := newRegister(s)
	var got score
	for i, e := range s.Entries {
		meant := s.Both(site.ID(i), content.KindPerson)
		if e.Kind != content.KindArticle && e.Kind != content.KindProject && e.Kind != content.KindOrganization {
			continue
		}
		text := read(e.File())
		_, body, _ := content.Bounds(text)
		plain := unmentioned(s, e, text, body)
		found := map[string]bool{}
		for _, p := range markdown.Passages(plain, 0) {
			for _, f := range r.find(p.Text) {
				found[f.name] = true
			}
		}
		for name, people := range r.people {
			is := slices.ContainsFunc(people, func(b site.Bearer) bool { return slices.Contains(meant, b.ID) })
			switch {
			case found[name] && is:
				got.right++
			case found[name]:
				got.wrong++
				t.Errorf("%s: %s is not meant", e.Path, name)
			case is && bytes.Contains(plain, []byte(name)):
				got.missed++
				t.Logf("%s: %s is missed", e.Path, name)
			case bytes.Contains(plain, []byte(name)):
				got.refused++
			}
		}
	}
	t.Logf("the real site: %d names in texts: precision %.3f, recall %.3f", got.right+got.wrong+got.missed+got.refused, got.precision(), got.recall())
	if got.recall() < 0.95 {
		t.Errorf("recall %.3f, not 0.95", got.recall())
	}
}

// unmentioned is a body with what its mentions show in their place.
func unmentioned(s *site.Site, e *content.Entry, src []byte, body int) []byte {
	var out []byte
	at := body
	for _, link := range e.Links {
		if link.Kind != markdown.Mention {
			continue
		}
		name := link.Text
		if name == "" {
			name = s.Mentioned(link.Target)
		}
		start := bytes.LastIndex(src[:link.Span.Start], []byte("[["))
		out = append(append(out, src[at:start]...), name...)
		end := int(link.Span.End)
		at = end + bytes.Index(src[end:], []byte("]]")) + len("]]")
	}
	return append(out, src[at:]...)
}

// realSite is this repository's site.
func realSite(t *testing.T) (*site.Site, diag.Source) {
	t.Helper()
	tree, problems, err := source.Read("../..", os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	read := func(file string) []byte {
		data, err := tree.Bytes(file)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	configuration, found := config.Parse(read(config.File))
	problems = append(problems, found...)
	in := site.Input{Config: &configuration, HasFile: tree.Has, Asset: func(name string) (string, bool) { return name, true },
		At: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)}
	declared := map[string]content.Kind{}
	var paths []string
	for _, file := range tree.Below(content.Root) {
		if name := strings.TrimPrefix(file.Path, content.Root+"/"); path.Ext(name) == ".md" {
			paths = append(paths, name)
			if path.Base(name) == "_index.md" {
				if kind := content.DeclaredKind(read(file.Path)); kind != content.KindSection {
					declared[strings.TrimSuffix(path.Dir(name), ".")] = kind
				}
			}
		}
	}
	for _, name := range paths {
		kind, key := content.KindOf(name, declared)
		e, _, found := content.Parse(name, read(content.Root+"/"+name), kind, key, content.Options{})
		in.Entries = append(in.Entries, &e)
		problems = append(problems, found...)
	}
	s, found := site.Link(in)
	if problems = append(problems, found...); problems.Failed() {
		t.Fatal(problems)
	}
	return s, read
}
