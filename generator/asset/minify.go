package asset

import (
	"bytes"
	"errors"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/json"
	"github.com/tdewolff/minify/v2/svg"
	"github.com/tdewolff/minify/v2/xml"
	"github.com/tdewolff/parse/v2"

	"wenming/generator/diag"
)

// minifier handles text formats; made once, it is safe for concurrent use.
var minifier = func() *minify.M {
	m := minify.New()
	m.AddFunc("text/css", css.Minify)
	m.AddFunc("text/javascript", js.Minify)
	m.AddFunc("application/json", json.Minify)
	m.AddFunc("image/svg+xml", svg.Minify)
	m.AddFunc("text/xml", xml.Minify)
	return m
}()

var mediaTypes = map[string]string{
	".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript", ".json": "application/json",
	".svg": "image/svg+xml", ".xml": "text/xml", ".webmanifest": "application/json",
}

var byteOrderMark = []byte("\uFEFF")

// Minify returns the text in its shortest form where the name's extension is one that can be minified, and the data
// itself otherwise. A file that its format's parser refuses is a diagnostic at the place that the parser names. The data
// is not changed.
func Minify(name string, data []byte) ([]byte, *diag.Diagnostic) {
	media, ok := mediaTypes[strings.ToLower(path.Ext(name))]
	if !ok {
		return data, nil
	}
	text := bytes.TrimPrefix(data, byteOrderMark)
	short, err := minifier.Bytes(media, slices.Clip(text)) // without room behind the text the parsers work in a copy
	if err == nil {
		return short, nil
	}
	at, message := diag.Place{File: name}, err.Error()
	var refused *parse.Error
	if errors.As(err, &refused) {
		message = refused.Message
		at.Span = character(text, refused.Line, refused.Column).Moved(len(data) - len(text))
	}
	d := diag.New(diag.LayoutSyntax, at, diag.T("the file cannot be read: %s", "文件无法解析：%s", message)).
		WithHint(diag.T("a file that is to be published as it stands belongs in assets/root/", "要原样发布的文件请放在 assets/root/ 里"))
	return data, &d
}

// character is the span of the character at a line and column as package parse counts them: from 1, in code points,
// where CR, U+2028 and U+2029 end a line too.
func character(text []byte, line, column int) diag.Span {
	start := 0
	for start < len(text) && (line > 1 || column > 1) {
		r, size := utf8.DecodeRune(text[start:])
		if r == '\r' && bytes.HasPrefix(text[start+1:], []byte{'\n'}) {
			size = 2
		}
		start += size
		switch {
		case line == 1:
			column--
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			line--
		}
	}
	r, size := utf8.DecodeRune(text[start:])
	if r == '\n' || r == '\r' {
		size = 0
	}
	return diag.Range(start, start+size)
}
