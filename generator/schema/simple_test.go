package schema

import (
	"bytes"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"wenming/generator/diag"
)

// FuzzSimple holds the simple reader against the library: what it reads fills structs with the same values and the same
// spans, and gives the same problems.
func FuzzSimple(f *testing.F) {
	for _, block := range simpleBlocks {
		f.Add(block)
	}
	f.Fuzz(func(t *testing.T, block string) {
		if utf8.ValidString(block) {
			holdSimple(t, block)
		}
	})
}

// holdSimple tells whether the simple reader reads a block. If so, the library must give the same.
func holdSimple(t *testing.T, block string) bool {
	t.Helper()
	src := []byte(block)
	r := readSimple(src)
	if r == nil {
		return false
	}
	r.release()
	o := Options{File: "a.md", Location: time.FixedZone("CST", 8*3600), Opening: diag.Span{End: 3}}
	type filled struct {
		Entry entry
		Extra struct {
			Span diag.Span
			Any  map[string]any `key:"any" twin:"任何"`
		}
	}
	var ours, theirs filled
	found := Decode(src, 4, o, &ours.Entry, &ours.Extra)
	want := decodeByLibrary(src, 4, o, &theirs.Entry, &theirs.Extra)
	ours.Extra.Span, theirs.Extra.Span = diag.Span{}, diag.Span{} // nothing asks where a whole block stands
	if !reflect.DeepEqual(ours, theirs) {
		t.Errorf("%q\nhas  %+v\nwant %+v", block, ours, theirs)
	}
	if got, want := told("---\n"+block, found, diag.English), told("---\n"+block, want, diag.English); got != want {
		t.Errorf("%q\nsays %s\nwant %s", block, got, want)
	}
	return true
}

// decodeByLibrary is Decode without the simple reader.
func decodeByLibrary(src []byte, offset int, o Options, into ...any) diag.List {
	d := newDecoder(src, offset, o, into)
	d.readByLibrary(src)
	return d.found
}

// simpleBlocks are blocks that the simple reader reads.
var simpleBlocks = []string{
	typical,
	"title: a\nsource: b",
	"# x\n\ntitle: 雨湖区：文明花开 — “好”\n  # y\nsource: 王·芳\n\n",
	"标题: 2023-10-25 08:30 至 https://a.cn/b?c#d\nlimit: 0123\nnames: null\nsource: NULL",
	"title: \"a: b #c ' {\"\nsource: '\"[,]\\'\ntags: [\"a, b\", '' , 'c',d e ]\n",
	"title:\nsource: a\ntags:\nnames:\ndraft: 是\n",
	"tags: []\nextra: {}\nrows: [ {name: a, note: b} , c,{姓名: d}]\n",
	"tags:\n- a\n-  b\nnames:\n    - ~\n\n    - 乙\n#\nsource: x\n",
	"rows:\n  - name: 王芳\n    note: 女\n  # c\n  - {name: 李威}\n  - 赵敏\n  -   姓名: a\n      note: b\noffice:\n  name: 文明办\n  phone: 0731\n",
	"extra:\n  a: 1\n  b:\n    - x: 1.5\n      y:\n      - true\n      - [1, [2, {z: ~}]]\n  c: {d: e}\ntitle: a\n",
	"title: a\ntitle: b\n标题: c\nlimt: 3\nextra: {a: 1, a: 2}\nlimit: x\ndate: 明天\ntags: {a: b}\nrows: [[a]]\noffice: [x]\n",
	"any: {a: null, b: 0x1F, c: 1_000, d: .5, e: 1e3, f: yes, g: 2023-10-25}\n",
}

// TestSimple holds what the simple reader is there for, and that it leaves the rest to the library.
func TestSimple(t *testing.T) {
	for _, block := range simpleBlocks {
		if !holdSimple(t, block) {
			t.Errorf("left to the library: %q", block)
		}
	}
	for _, block := range []string{
		"", "\n", "# a\n", "a", "- a", "[a]", "{a: b}", " a: b\n", "a: b\n c: d\n", "a: b\n  c\n", "a : b\n", "? a\n: b\n", "\"a\": b\n", "a:b\n", "a：b\n",
		"a: b: c\n", "a: b:\n", "a: b # c\n", "a: [b] # c\n", "a: # b\n", "a: &x b\n", "a: *x\n", "a: !!str b\n", "a: |\n  b\n", "a: >-\n  b\n", "a: @b\n",
		"a: \"b\\n\"\n", "a: 'b''c'\n", "a: \"b\n  c\"\n", "a: \"b\" c\n", "a: 'b\n", "a: [b\n", "a: [b,\n  c]\n", "a: [b,, c]\n", "a: [b, ]\n", "a: [b]]\n",
		"a: [b: c]\n", "a: [b:c]\n", "a: [b #c]\n", "a: {b}\n", "a: {b: }\n", "a: {b:c}\n", "a: {b: c\n", "a: {\"b\": c}\n", "a:\tb\n", "a: b\tc\n", "a: b\r\n", "a: b\u0085", "a: b\u2028c\n",
		"\ufeffa: b\n", "a: \ufffe\n", "a: b\x00\n", "a: \u0080\n", "---\na: b\n", "a: b\n---\n", "a: b\n...\n", "%YAML 1.2\n", "a:\n  - b\n c: d\n", "a:\n  - b\n    c\n",
		"a:\n  - b\n   - c\n", "a:\n  -\n", "a:\n  - - b\n", "a:\n  b:\n", "a:\n- b:\n", "a:\n  b\n", "a: - b\n", "a: -b\n", "a: ? b\n", "a: b\n- c\n", "<<: b\n",
		strings.Repeat("a", simpleKey) + ": b\n", "a: " + strings.Repeat("[", simpleDepth) + strings.Repeat("]", simpleDepth),
	} {
		if holdSimple(t, block) {
			t.Errorf("not left to the library: %q", block)
		}
	}
}

// TestSimpleOfAnything puts blocks together at random from what YAML has a meaning for.
func TestSimpleOfAnything(t *testing.T) {
	parts := []string{"title", "rows", "tags", "extra", "name", "note", "标题", "a", "王·芳", ":", ": ", ": ", ": ", "\n", "\n", "\n", "\n  ", "\n  - ", "\n- ", "\n    ", " ", "  ", "- ", "[", "]", "{", "}",
		", ", ",", "#", " # ", "'", "\"", "\\", "~", "null", "true", "0123", "2023-10-25", "?", "!", "&a ", "*a", "|", ">", "%", "@", "`", "--- ", "...", "<<", "=", "：", "\t", "\r"}
	r := rand.New(rand.NewPCG(1, 2))
	read := 0
	for range 200_000 {
		var b strings.Builder
		for range 2 + r.IntN(14) {
			b.WriteString(parts[min(r.IntN(len(parts)), r.IntN(len(parts)))])
		}
		if holdSimple(t, b.String()) {
			read++
		}
		if t.Failed() {
			return
		}
	}
	if read < 1000 {
		t.Errorf("only %d blocks were read: the test has grown weak", read)
	}
}

// TestSimpleOfTheSite reads the front matter of this repository's own entries, most of which must be simple.
func TestSimpleOfTheSite(t *testing.T) {
	read, all := 0, 0
	err := fs.WalkDir(os.DirFS("../../content"), ".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".md" {
			return err
		}
		src, err := os.ReadFile(filepath.Join("../../content", name))
		if err != nil {
			return err
		}
		block, _, _ := bytes.Cut(bytes.TrimPrefix(src, []byte("---\n")), []byte("\n---\n"))
		if all++; holdSimple(t, string(block)) {
			read++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if t.Logf("%d of %d", read, all); read*10 < all*9 {
		t.Errorf("only %d of %d are simple", read, all)
	}
}
