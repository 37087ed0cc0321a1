package diag

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"path"
	"reflect"
	"strings"
	"testing"
)

// logged is the one run of the log that is written.
func logged(t *testing.T, s SARIF, list List, source Source, l Language) sarifRun {
	t.Helper()
	var b strings.Builder
	if err := s.Write(&b, list, source, l); err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(strings.NewReader(b.String()))
	decoder.DisallowUnknownFields()
	var log sarifLog
	if err := decoder.Decode(&log); err != nil {
		t.Fatal(err)
	}
	if decoder.More() || log.Version != "2.1.0" || len(log.Runs) != 1 {
		t.Fatalf("not one log of one run: %s", b.String())
	}
	return log.Runs[0]
}

func TestSARIF(t *testing.T) {
	source := files(map[string]string{
		"content/扶婷 1.md": "\uFEFF标题：𬭎甲\r\n正文\r\n",
		"b[1].md":         "x\ny\n",
		"a.png":           "\x89PNG\r\n\x00",
	})
	list := List{
		New(LostAddress, Place{}, T("about the site", "关于网站")),
		New(TooLarge, Place{File: "a.png"}, T("a picture", "图片")),
		New(ImageAlt, Place{"b[1].md", Span{1, 9}}, T("past the end", "过")),
		New(BadDate, Place{"content/扶婷 1.md", Span{12, 19}}, T("m", "讯")).WithHint(T("h", "示")),
		New(ImageAlt, Place{"content/扶婷 1.md", Span{19, 24}}, T("over lines", "跨行")).
			WithAlso(Place{"b[1].md", Span{2, 3}}, Place{File: "c.md"}).WithHint(T("h", "示")),
	}
	run := logged(t, SARIF{"1.2.3", "a/b", "site.yaml"}, list, source, English)
	var got []string
	for _, r := range run.Results {
		line := fmt.Sprintf("%s %s %s", r.Level, run.Tool.Driver.Rules[r.Index].ID, r.Message.Text)
		for _, at := range append(r.Locations, r.Related...) {
			line += fmt.Sprintf("\n\t%d %s", at.ID, at.Physical.Artifact.URI)
			if region := at.Physical.Region; region != nil {
				line += fmt.Sprint(" ", *region)
			}
			if at.Physical.Artifact.Base != sourceRoot {
				t.Errorf("%s is relative to %q", at.Physical.Artifact.URI, at.Physical.Artifact.Base)
			}
		}
		if r.Rule != run.Tool.Driver.Rules[r.Index].ID {
			t.Errorf("the rule of %s is %s", r.Rule, run.Tool.Driver.Rules[r.Index].ID)
		}
		got = append(got, line)
	}
	want := []string{
		"warning lost-address about the site\n\t0 a/b/site.yaml",
		"error too-large a picture\n\t0 a/b/a.png",
		"warning image-alt past the end\n\t0 a/b/b%5B1%5D.md {1 2 3 1}",
		"error bad-date m; h\n\t0 a/b/content/%E6%89%B6%E5%A9%B7%201.md {1 4 1 6}",
		`warning image-alt over lines; the other place is [b\[1\].md:2:1](1); the other place is [c.md](2); h` +
			"\n\t0 a/b/content/%E6%89%B6%E5%A9%B7%201.md {1 6 2 2}\n\t1 a/b/b%5B1%5D.md {2 1 2 2}\n\t2 a/b/c.md",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if run.Tool.Driver.Version != "1.2.3" || run.Language != "en" || run.ColumnKind != "unicodeCodePoints" {
		t.Errorf("the run is %+v", run)
	}
	if base := run.Bases[sourceRoot]; base.URI != "" || base.Description.Text != "the root of the repository" {
		t.Errorf("the root is %+v", base)
	}
	var rules []string
	for _, rule := range run.Tool.Driver.Rules {
		rules = append(rules, fmt.Sprint(rule.ID, " ", rule.Configuration.Level, " ", rule.Help.Text))
	}
	if want := []string{
		"bad-date error a value is not a date, a year or a month; an error fails the build",
		"image-alt warning a picture has no alternative text; a warning does not fail the build",
		"lost-address warning an address of the last build is gone, and no alias leads on from there; a warning does not fail the build",
		"too-large error a file, a text, a table or a nesting is beyond all use; an error fails the build",
	}; !reflect.DeepEqual(rules, want) {
		t.Errorf("the rules are\n%q\nwant\n%q", rules, want)
	}

	chinese := logged(t, SARIF{"", "", "site.yaml"}, list, source, Chinese)
	if got := chinese.Results[4].Message.Text; got != `跨行；另一处在 [b\[1\].md:2:1](1)；另一处在 [c.md](2)；示` {
		t.Errorf("in Chinese: %s", got)
	}
	if chinese.Language != "zh-CN" || chinese.Tool.Driver.Language != "zh-CN" || chinese.Tool.Driver.Rules[0].Whole.Text != "不是日期、年或年月" {
		t.Errorf("the run is %+v", chinese)
	}
	for i := range list {
		if got, want := chinese.Results[i].Fingerprints, run.Results[i].Fingerprints; !reflect.DeepEqual(got, want) {
			t.Errorf("in Chinese the fingerprints are %v, want %v", got, want)
		}
	}
}

// TestSARIFEmpty looks for the arrays that the standard and its readers want even where nothing was found.
func TestSARIFEmpty(t *testing.T) {
	var b strings.Builder
	if err := (SARIF{}).Write(&b, nil, files(nil), English); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"results":[]`, `"rules":[]`, `{"name":"wenming","language":`} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s is missing in %s", want, b.String())
		}
	}
	full := errors.New("disk full")
	if err := (SARIF{}).Write(&limited{0, full}, nil, files(nil), English); err != full {
		t.Errorf("the error of writing is lost: %v", err)
	}
}

// TestSARIFAddress reads the URI of a file's name back.
func TestSARIFAddress(t *testing.T) {
	for _, folder := range []string{"", ".", "网站", "a b/c#d"} {
		for _, file := range []string{"a.md", "content/雨 湖.md", "a:b.md", "100%.md", "a?b#c.md", "a[1].md", "//a.md", "\xff.md"} {
			uri := SARIF{Folder: folder}.location(&texts{source: files(nil)}, Place{File: file}).Physical.Artifact.URI
			base, _ := url.Parse("file:///")
			back, err := base.Parse(uri)
			if want := path.Join("/", folder, file); err != nil || back.Path != want || back.Host != "" {
				t.Errorf("%q in %q is %s, which is %q in %q, %v; want %q", file, folder, uri, back.Path, back.Host, err, want)
			}
			for _, c := range uri {
				if c > '~' || c <= ' ' || strings.ContainsRune(`[]"<>\^{|}`, c) {
					t.Errorf("%s holds %q, which no URI may", uri, c)
				}
			}
		}
	}
}

// TestFingerprints says what makes two findings one: the code, the file and the message, not the line.
func TestFingerprints(t *testing.T) {
	of := func(list ...Diagnostic) []string {
		var names []string
		for _, r := range logged(t, SARIF{}, list, files(nil), English).Results {
			if len(r.Fingerprints) != 1 {
				t.Fatalf("fingerprints %v", r.Fingerprints)
			}
			names = append(names, r.Fingerprints["codeFileMessage/v1"])
		}
		return names
	}
	base := New(BadDate, Place{"a.md", Span{1, 2}}, T("m", "讯"))
	moved := New(BadDate, Place{"a.md", Span{70, 80}}, T("m", "別")).WithHint(T("h", "示")).WithAlso(Place{File: "b.md"})
	if a, b := of(base), of(moved); a[0] != b[0] {
		t.Errorf("moved to another line, %s is %s", a[0], b[0])
	}
	names := of(base, moved, New(BadPeriod, base.Place, base.Message), New(BadDate, Place{File: "b.md"}, base.Message), New(BadDate, base.Place, T("n", "讯")))
	seen := map[string]bool{}
	for _, name := range names {
		if seen[name] {
			t.Errorf("%s is of two findings: %q", name, names)
		}
		seen[name] = true
	}
	if first, second := strings.TrimSuffix(names[0], ":1"), strings.TrimSuffix(names[1], ":2"); first != second {
		t.Errorf("two alike are %s and %s", names[0], names[1])
	}
}

func TestUnlinked(t *testing.T) {
	for text, want := range map[string]string{
		"plain":                 "plain",
		"people: [fu-ting]":     "people: [fu-ting]",
		"![alt](a.jpg) and [b]": `!\[alt\](a.jpg) and \[b\]`,
		`{{define "main"}} {0}`: `{{{{define "main"}}}} {{0}}`,
		"a\\b":                  "a\\b",
	} {
		if got := unlinked(text); got != want {
			t.Errorf("%q is written %q, want %q", text, got, want)
		}
	}
}
