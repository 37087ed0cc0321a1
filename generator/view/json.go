package view

import (
	"strings"
	"unicode/utf8"
)

// jsonWriter writes JSON (RFC 8259) that may stand in a script element: what could end the element, or a line of a
// script, is escaped. Values that are empty are left out.
type jsonWriter struct {
	buf   []byte
	start int // of the JSON in buf
}

// open begins an object or a list; close ends it.
func (w *jsonWriter) open(bracket byte) {
	w.comma()
	w.buf = append(w.buf, bracket)
}

func (w *jsonWriter) close(bracket byte) { w.buf = append(w.buf, bracket) }

// comma parts a value from the one before it.
func (w *jsonWriter) comma() {
	if n := len(w.buf); n > w.start && w.buf[n-1] != '{' && w.buf[n-1] != '[' && w.buf[n-1] != ':' {
		w.buf = append(w.buf, ',')
	}
}

// key begins a pair.
func (w *jsonWriter) key(name string) {
	w.value(name)
	w.buf = append(w.buf, ':')
}

// text writes a pair, unless the value is empty.
func (w *jsonWriter) text(name, value string) {
	if value != "" {
		w.key(name)
		w.value(value)
	}
}

// texts writes a pair of a name and a list, unless the list is empty.
func (w *jsonWriter) texts(name string, values []string) {
	if len(values) == 0 {
		return
	}
	w.key(name)
	w.open('[')
	for _, value := range values {
		w.value(value)
	}
	w.close(']')
}

// value writes a string.
func (w *jsonWriter) value(s string) {
	w.comma()
	const hex = "0123456789abcdef"
	w.buf = append(w.buf, '"')
	plain := 0 // where what can stand as it is begins
	for i, r := range s {
		size := 1
		switch {
		case r == '"' || r == '\\':
			w.buf = append(append(w.buf, s[plain:i]...), '\\', byte(r))
		case r < ' ' || r == '<' || r == '>' || r == '&' || r == 0x7f:
			w.buf = append(append(w.buf, s[plain:i]...), '\\', 'u', '0', '0', hex[r>>4], hex[r&15])
		case r == '\u2028':
			w.buf, size = append(append(w.buf, s[plain:i]...), `\u2028`...), 3
		case r == '\u2029':
			w.buf, size = append(append(w.buf, s[plain:i]...), `\u2029`...), 3
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"): // an invalid byte
			w.buf = append(append(w.buf, s[plain:i]...), "\uFFFD"...)
		default:
			continue
		}
		plain = i + size
	}
	w.buf = append(append(w.buf, s[plain:]...), '"')
}
