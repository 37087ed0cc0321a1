package check

import (
	"bytes"
	"strings"
	"testing"

	"wenming/generator/content"
)

// TestList adds keys to front matter of every style. "⟨…⟩" marks what is put in; without it the file cannot be added to.
func TestList(t *testing.T) {
	for _, test := range []struct{ name, file string }{
		{"no list", "title: 甲\ndate: 2023-10-25\nsource: 本站\n⟨people: [a, b]\n⟩---\n"},
		{"no list, Chinese keys", "标题: 甲\n日期: 2023-10-25\n来源: 本站\n⟨人物: [a, b]\n⟩---\n正文\n"},
		{"no list, comments after the last key", "title: 甲\ndate: 2023-10-25\nsource: 本站\n⟨people: [a, b]\n⟩# people:\n\n# pinned:\n---\n"},
		{"no list, comment first", "# 文章\ntitle: 甲\ndate: 2023-10-25\nsource: 本站\n⟨people: [a, b]\n⟩---\n"},
		{"no list, a text of lines last", "title: 甲\ndate: 2023-10-25\nsource: 本站\nsummary: |\n  一\n  # 二\n⟨people: [a, b]\n⟩---\n"},
		{"no list, a list last", "title: 甲\ndate: 2023-10-25\nsource: 本站\ntags:\n- 一\n- 二\n⟨people: [a, b]\n⟩---\n"},
		{"no list, a list in lines last", "title: 甲\ndate: 2023-10-25\nsource: 本站\ntags: [\n  一\n]\n⟨people: [a, b]\n⟩---\n"},
		{"flow", "title: 甲\npeople: [x, y⟨, a, b⟩]\ndate: 2023-10-25\nsource: 本站\n---\n"},
		{"flow, tight", "title: 甲\npeople: [x,y⟨,a,b⟩]\ndate: 2023-10-25\nsource: 本站\n---\n"},
		{"flow, one", "title: 甲\npeople: [ x⟨, a, b⟩ ] # 谁\ndate: 2023-10-25\nsource: 本站\n---\n"},
		{"flow, quoted", "title: 甲\npeople: ['x', \"y\"⟨, a, b⟩]\ndate: 2023-10-25\nsource: 本站\n---\n"},
		{"flow, trailing comma", "title: 甲\npeople: [x, y⟨, a, b⟩,]\ndate: 2023-10-25\nsource: 本站\n---\n"},
		{"flow, lines", "title: 甲\npeople: [\n  x,\n  y⟨,\n  a,\n  b⟩\n]\ndate: 2023-10-25\nsource: 本站\n---\n"},
		{"flow, twin", "标题: 甲\n人物: [扶婷⟨, a, b⟩]\n日期: 2023-10-25\n来源: 本站\n---\n"},
		{"block", "title: 甲\npeople:\n  - x\n  - y # 谁\n⟨  - a\n  - b\n⟩date: 2023-10-25\nsource: 本站\n---\n"},
		{"block, not indented", "title: 甲\ndate: 2023-10-25\nsource: 本站\npeople:\n- x\n⟨- a\n- b\n⟩---\n"},
		{"block, twin, comments", "标题: 甲\n日期: 2023-10-25\n来源: 本站\n人物:\n    # 先\n    -   x\n⟨    -   a\n    -   b\n⟩    # 后\n标签: [一]\n---\n"},
		{"one value", "title: 甲\npeople: ⟨[⟩x⟨, a, b]⟩ # 谁\ndate: 2023-10-25\nsource: 本站\n---\n"},
		{"empty", "title: 甲\npeople:⟨ [a, b]⟩\ndate: 2023-10-25\nsource: 本站\n---\n"},
		{"empty, comment", "title: 甲\npeople:⟨ [a, b]⟩   # 谁\ndate: 2023-10-25\nsource: 本站\n---\n"},
		{"empty, last", "title: 甲\ndate: 2023-10-25\nsource: 本站\npeople:⟨ [a, b]⟩\n---\n"},
		{"empty brackets", "title: 甲\npeople: [⟨a, b⟩ ]\ndate: 2023-10-25\nsource: 本站\n---\n"},
		{"quoted key", "title: 甲\n\"people\": [x⟨, a, b⟩]\ndate: 2023-10-25\nsource: 本站\n---\n"},

		{"alias", "title: 甲\ntags: &t [x]\npeople: *t\ndate: 2023-10-25\nsource: 本站\n---\n"},
		{"null", "title: 甲\npeople: ~\ndate: 2023-10-25\nsource: 本站\n---\n"},
		{"one mapping", "{title: 甲, date: 2023-10-25, source: 本站, people: [x]}\n---\n"},
		{"folded key", "title: 甲\n? people\n: [x]\ndate: 2023-10-25\nsource: 本站\n---\n"},
		{"broken", "title: 甲\nsource: 本站\nno: such key\n---\n"},
	} {
		for ending, file := range map[string]string{
			"LF": "---\n" + test.file, "CRLF": strings.ReplaceAll("---\n"+test.file, "\n", "\r\n"), "mark": "\uFEFF---\n" + test.file,
			"body": "---\n" + test.file + "people: [x]\n---\n\n[[扶婷]]\n",
		} {
			t.Run(test.name+"/"+ending, func(t *testing.T) {
				src := cut(file)
				e, _, _ := content.Parse("news/a.md", []byte(src), content.KindArticle, "a", content.Options{})
				got, ok := list(&e, []byte(src), []string{"a", "b"})
				want := strings.NewReplacer("⟨", "", "⟩", "").Replace(file)
				switch {
				case ok != (want != src):
					t.Errorf("%v for\n%s", ok, src)
				case ok && string(got) != want:
					t.Errorf("wrote\n%s\ninstead of\n%s", got, want)
				}
			})
		}
	}
}

// cut takes out what stands between ⟨ and ⟩.
func cut(text string) string {
	for {
		before, rest, found := strings.Cut(text, "⟨")
		if !found {
			return text
		}
		_, after, _ := strings.Cut(rest, "⟩")
		text = before + after
	}
}

// TestListKeys writes keys that YAML would take for something else.
func TestListKeys(t *testing.T) {
	src := []byte("---\nname: 心之翼\n---\n")
	e, _, _ := content.Parse("projects/a.md", src, content.KindProject, "a", content.Options{})
	for _, key := range []string{"null", "2022", "true", "扶婷", "a b", "a: b", "2023/fu-ting", "#x", "阿依古丽·买买提", "\U0002CB4E", "a\"b", "-", "~"} {
		changed, ok := list(&e, src, []string{key})
		if !ok {
			t.Errorf("cannot list %q", key)
			continue
		}
		again, _, problems := content.Parse("projects/a.md", changed, content.KindProject, "a", content.Options{})
		if got := again.Fields.(*content.Project).People; len(problems) > 0 || len(got) != 1 || got[0].Value != key {
			t.Errorf("%q became %v, %v in\n%s", key, got, problems, changed)
		}
	}
}

// FuzzList adds to any front matter: the file is still there, with text put in, and lists the key; or it cannot be done.
func FuzzList(f *testing.F) {
	f.Add("title: 甲\npeople:\n  - x # 谁\n\ntags: [一]\n")
	f.Add("title: 甲\r\npeople: [x,\r\n  y]\r\n")
	f.Add("'人物': x\nextra: {a: [1, {b: c}]}\n? d\n: e\n")
	f.Add("title: |\n  甲\npeople: &a []\nsummary: \"# \\\n  people: [\"\n")
	f.Fuzz(func(t *testing.T, block string) {
		src := []byte("---\n" + block + "\n---\n[[甲]]\n")
		e, _, _ := content.Parse("projects/a.md", src, content.KindProject, "a", content.Options{})
		changed, ok := list(&e, src, []string{"fu-ting"})
		if !ok {
			return
		}
		rest := changed
		for _, b := range src {
			i := bytes.IndexByte(rest, b)
			if i < 0 {
				t.Fatalf("%q became %q", src, changed)
			}
			rest = rest[i+1:]
		}
		again, _, problems := content.Parse("projects/a.md", changed, content.KindProject, "a", content.Options{})
		people := again.Fields.(*content.Project).People
		if problems.Failed() || len(people) == 0 || people[len(people)-1].Value != "fu-ting" {
			t.Fatalf("%q became %q: %v", src, changed, problems)
		}
	})
}
