package inspect

import (
	"strings"
	"testing"

	"wenming/generator/config"
	"wenming/generator/content"
	"wenming/generator/schema"
	"wenming/generator/site"
)

// searchFor is a search on a site of people of some names, whose keys are their numbers.
func searchFor(asked string, names ...string) *search {
	in := site.Input{Config: new(config.Site), HasFile: func(string) bool { return false }}
	for i, name := range names {
		key := string(rune('a' + i))
		in.Entries = append(in.Entries, &content.Entry{
			Kind: content.KindPerson, Path: "people/" + key + ".md", Key: key, Fields: &content.Person{Name: schema.Text{Value: name}},
			Common: content.Common{Seldom: new(content.Seldom)},
		})
	}
	s, _ := site.Link(in)
	return newSearch(asked, s)
}

func TestWhereNames(t *testing.T) {
	for _, test := range []struct {
		asked, text string
		want        []string
	}{
		{"王芳", "王芳、王　芳、王 芳、王\u00A0芳、王\u200B芳，王芳。", []string{"王芳", "王　芳", "王 芳", "王\u00A0芳", "王\u200B芳", "王芳"}},
		{"王　芳", "王芳", []string{"王芳"}},
		{"王芳", "王\r\n芳", []string{"王\r\n芳"}},
		{"王芳", "王、芳 王<br>芳 王12芳", nil},
		{"王芳", "王芳芳和王芳", []string{"王芳"}},
		{"王芳芳", "王芳芳和王芳", []string{"王芳芳"}},
		{"买买提·艾力", "买买提·艾力 买买提•艾力 买买提・艾力 买买提.艾力 买买提 · 艾力 买买提．艾力", []string{"买买提·艾力", "买买提•艾力", "买买提・艾力", "买买提.艾力", "买买提 · 艾力", "买买提．艾力"}},
		{"买买提•艾力", "买买提·艾力", []string{"买买提·艾力"}},
		{"买买提·艾力", "买买提艾力，买买提，艾力", nil},
		{"José Li", "José Li, Jose\u0301 Li, José  Li, José Lin", []string{"José Li", "Jose\u0301 Li", "José  Li"}},
		{"\U0002CB4E\u4DAE", "\U0002CB4E　\u4DAE", []string{"\U0002CB4E　\u4DAE"}},
		{"张三", "不认得的人：张三丰", []string{"张三"}},
	} {
		s := searchFor(test.asked, "王芳", "王芳芳", "买买提·艾力", "José Li", "\U0002CB4E\u4DAE")
		var got []string
		for _, span := range s.names([]byte(test.text)) {
			got = append(got, test.text[span.Start:span.End])
		}
		if strings.Join(got, "|") != strings.Join(test.want, "|") {
			t.Errorf("%q in %q: found %q instead of %q", test.asked, test.text, got, test.want)
		}
	}
}

func TestWhereKeys(t *testing.T) {
	s := searchFor("王芳", "王芳")
	for text, want := range map[string]int{
		"people: [a, a,b, ab, a-b, a_b, 'a']": 3,
		"a":                                   1,
		"../people/a.md /people/a.html":       2,
		"a a a":                               3,
		"甲a":                                  0,
	} {
		if got := len(s.keysIn([]byte(text))); got != want {
			t.Errorf("%q holds the key %d times, not %d", text, got, want)
		}
	}
}

func TestWhereLinks(t *testing.T) {
	s := searchFor("王芳", "王芳")
	text := `<a href=/people/a.html>、"https://example.org/people/a.html#b" /people/a.html.gz /people/a.htmls /people/a.html`
	if got := s.links([]byte(text)); got != 3 {
		t.Errorf("%d links instead of 3", got)
	}
}

func TestWhereCommented(t *testing.T) {
	for line, want := range map[string]bool{
		"# 王芳": true, "name: 甲 # 王芳": true, "name: 甲#王芳": false, `name: "甲 # 王芳"`: false, `name: '甲' # 王芳`: true, "name: it's # 王芳": true,
		"a: b\nname: 王芳": false, "# a\nname: 王芳": false,
	} {
		if got := commented([]byte(line), strings.Index(line, "王芳")); got != want {
			t.Errorf("%q: %v", line, got)
		}
	}
}
