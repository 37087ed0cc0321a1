package layout

import (
	"bytes"
	"html/template"
	"io"
	"regexp"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/json"
	"github.com/tdewolff/minify/v2/svg"
)

// minifier makes the texts of templates shorter, once and for all: pages need none then.
type minifier struct{ *minify.M }

func newMinifier() minifier {
	m := minify.New()
	m.Add("text/html", &html.Minifier{KeepDocumentTags: true})
	m.AddFunc("text/css", unmarked(css.Minify))
	m.AddFunc("image/svg+xml", unmarked(svg.Minify))
	m.AddFuncRegexp(regexp.MustCompile(`^(application|text)/(x-)?(java|ecma)script$|^module$`), unmarked(js.Minify))
	m.AddFuncRegexp(regexp.MustCompile(`[/+]json$`), unmarked(json.Minify))
	return minifier{m}
}

// unmarked minifies a text with nothing unknown in it, and leaves others as they are.
func unmarked(minifies minify.MinifierFunc) minify.MinifierFunc {
	return func(m *minify.M, w io.Writer, r io.Reader, params map[string]string) error {
		text, err := io.ReadAll(r)
		if err != nil {
			return err
		}
		if bytes.Contains(text, []byte(markStart)) {
			_, err = w.Write(text)
			return err
		}
		return minifies(m, w, bytes.NewReader(text), params)
	}
}

// layout minifies the texts of a layout that html/template has escaped. A template stays as it is where it holds
// something that cannot be minified without knowing the values, and so do all where one begins or ends in the middle
// of something.
func (m minifier) layout(t *template.Template) {
	all := map[string]*linear{}
	for _, each := range t.Templates() {
		if each.Tree == nil {
			continue
		}
		l := linearize(each.Tree)
		if l.broken {
			return
		}
		all[each.Name()] = l
	}
	shorten(all)
	shortenText(t)
	for _, l := range all {
		if !l.odd {
			m.template(l)
		}
	}
}

// template minifies a template's texts if its marks come back as they were.
func (m minifier) template(l *linear) {
	short, err := m.Bytes("text/html", l.html)
	if err != nil {
		return
	}
	texts, ok := l.cut(short)
	if !ok {
		return
	}
	for i, m := range l.marks {
		if m.value != nil {
			texts[i-1], texts[i] = unquote(texts[i-1], texts[i], m.value)
		}
	}
	for i, m := range l.marks {
		if m.text != nil {
			m.text.Text = texts[i]
		}
	}
}

// half is the beginning of a character reference; what follows it, even if unknown, must not become its end.
var half = regexp.MustCompile(`&[#0-9A-Za-z]*$`)

// cut parts HTML at the marks: texts[i] follows mark i.
func (l *linear) cut(short []byte) (texts [][]byte, ok bool) {
	for i, m := range l.marks {
		before, after, found := bytes.Cut(short, []byte(m.name))
		if m.inTag {
			before, found = bytes.CutSuffix(before, []byte(" "))
		}
		switch {
		case !found, bytes.Contains(before, []byte(markStart)), half.Match(before):
			return nil, false
		case i == 0 && len(before) > 0, i > 0 && len(before) > 0 && l.marks[i-1].text == nil:
			return nil, false
		case i > 0:
			texts = append(texts, bytes.Clone(before))
		}
		short = after
	}
	return append(texts, nil), len(short) == 0
}
