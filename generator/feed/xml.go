package feed

import (
	"bytes"
	"encoding/xml"
	"strings"
)

const xmlHead = `<?xml version="1.0" encoding="UTF-8"?>`

// xmlWriter writes XML without white space between elements.
type xmlWriter struct{ bytes.Buffer }

// text writes characters for an element or a quoted attribute.
func (w *xmlWriter) text(s string) {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '&' || c == '<' || c == '>' || c == '"' || c == '\'' {
			xml.EscapeText(w, []byte(legal(s))) // a Buffer returns no error
			return
		}
	}
	w.WriteString(s) // as are nearly all addresses, of which a sitemap has many
}

// element writes an element that holds text, or nothing when there is none.
func (w *xmlWriter) element(name, text string) {
	if text == "" {
		return
	}
	w.WriteByte('<')
	w.WriteString(name)
	w.WriteByte('>')
	w.text(text)
	w.WriteString("</")
	w.WriteString(name)
	w.WriteByte('>')
}

// empty writes an element without content, with one attribute more than those that start already holds.
func (w *xmlWriter) empty(start, attribute, value string) {
	w.WriteString("<" + start + " " + attribute + `="`)
	w.text(value)
	w.WriteString(`"/>`)
}

// cdata writes a long text with markup of its own, in an element that start opens.
func (w *xmlWriter) cdata(start, name, text string) {
	w.WriteString("<" + start + "><![CDATA[")
	w.WriteString(strings.ReplaceAll(legal(text), "]]>", "]]]]><![CDATA[>"))
	w.WriteString("]]></" + name + ">")
}

// legal is s without the characters that no XML 1.0 document may hold, not even escaped (its section 2.2).
func legal(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s)
}
