package asset

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tdewolff/parse/v2"
)

// TestCharacter asks for every line and column that package parse names.
func TestCharacter(t *testing.T) {
	text := "a标\r\n\r\n\rb\u2028c\u2029\n𬭎d\n"
	for offset, r := range text {
		if r == '\n' && offset > 0 && text[offset-1] == '\r' {
			continue
		}
		line, column, _ := parse.Position(strings.NewReader(text), offset)
		at := character([]byte(text), line, column)
		if int(at.Start) != offset {
			t.Errorf("%d:%d is %v, want %d", line, column, at, offset)
		}
		if want := utf8.RuneLen(r); r != '\n' && r != '\r' && at.Len() != want {
			t.Errorf("%q at %v", r, at)
		}
	}
	for _, place := range [][2]int{{1, 99}, {99, 1}, {0, 0}, {-1, -1}} {
		if at := character([]byte(text), place[0], place[1]); at.Start < 0 || int(at.End) > len(text) {
			t.Errorf("%v is %v", place, at)
		}
	}
}

// TestHostileTexts minifies files made to go deep or take long.
func TestHostileTexts(t *testing.T) {
	for name, pieces := range map[string][]string{
		"a.js":   {"(", "[", "{", "a=>", "`${", "!", "a?b:", "if(a)", "/*", "'", "//\n", "a.", "a;", "function a(){", "async(a,"},
		"a.css":  {"(", "{", "a{", "@media{", "calc(", "a:not(", "/*", "\\", "a,", "url(", "!", "a{b:c}", "[", ":root{--a:{"},
		"a.json": {"[", "{\"a\":", "[1,", "\""},
		"a.svg":  {"<g>", "<", "<!--", "<style>", "<a ", "<![CDATA[", "<path d=\"M0 0"},
		"a.xml":  {"<g>", "<", "<!--", "<?", "&"},
	} {
		for _, piece := range pieces {
			text := strings.Repeat(piece, 1<<18/len(piece))
			if _, problems := Make(map[string][]byte{name: []byte(text)}); len(problems) > 0 && int(problems[0].Span.End) > len(text) {
				t.Errorf("%s of %q: %v", name, piece, problems[0].Span)
			}
		}
	}
}

// FuzzMinify holds mistakes to places in the file, and the file to being left as it is.
func FuzzMinify(f *testing.F) {
	for name, data := range samples(f) {
		f.Add(name, data)
	}
	f.Add("a.js", []byte("\uFEFFx = = 1\r\n"))
	f.Add("a.json", []byte("{\n \"a\" 1}"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		given := string(data)
		short, problem := Minify(name, data)
		if string(data) != given {
			t.Errorf("%q was changed to %q", given, data)
		}
		if problem == nil {
			return
		}
		if string(short) != given {
			t.Errorf("what cannot be read became %q", short)
		}
		if at := problem.Span; at.Start < 0 || at.End < at.Start || int(at.End) > len(data) {
			t.Errorf("%s at %v of %d bytes", problem.Message.English, at, len(data))
		}
	})
}

func BenchmarkMake(b *testing.B) {
	files := samples(b)
	for b.Loop() {
		Make(files)
	}
}
