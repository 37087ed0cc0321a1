package schema

import (
	"reflect"
	"testing"
	"unicode/utf8"

	"wenming/generator/diag"
)

// FuzzDecode holds for any block of text: Decode ends, its spans lie inside the file, at characters, what it says is
// in both languages, and it says and reads the same again.
func FuzzDecode(f *testing.F) {
	for _, block := range []string{
		typical, sound, "标题：a\n", "title:a\n", "title: |\n  a\n b", "\ttitle: a", "title: &a [*a]", "rows:\n- 姓名：王\n- {name：x}\n", "title: \"a\\u", "? [a]\n: b",
		"extra: {a: [1, ~, {b: c}], <<: *x}", "title: a\n---\nb", "title: a\r\nsource: b\r\n", "\uFEFFtitle: a", "title: a\u2028b: c\u0085d: e\r\rf: g", "%YAML 1.1\n---\n",
		"title: 'a\n\n b'", "title: !<x> &y >+\n  a\n\n\n", "tags: [a, {b: c}, [d], 'e', \"f\" , # g\n h]", "date: 2023-13-01\nsince: 2\nzone: UTC\nlimit: 1\n",
	} {
		f.Add(block)
	}
	f.Fuzz(func(t *testing.T, block string) {
		if !utf8.ValidString(block) {
			return // Readable comes first
		}
		var first, second entry
		source, problems := decode(block, &first)
		inside(t, []byte(source), problems)
		_, again := decode(block, &second)
		if !reflect.DeepEqual(problems, again) || !reflect.DeepEqual(first, second) {
			t.Fatal("a second reading differs")
		}
		for _, s := range []diag.Span{first.Title.Span, first.Date.Span, first.Since.Span} {
			inside(t, []byte(source), diag.List{diag.New(diag.WrongType, diag.Place{Span: s}, diag.T("a span", "位置"))})
		}
	})
}
