package asset

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// unquote is what a string or an unquoted address in a stylesheet stands for (CSS Syntax Module Level 3, 4.3.7).
func unquote(text string) string {
	if text != "" && (text[0] == '"' || text[0] == '\'') {
		text = strings.TrimSuffix(text[1:], text[:1])
	}
	var b strings.Builder
	for {
		before, escape, found := strings.Cut(text, `\`)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		digits := 0
		for digits < min(len(escape), 6) && strings.IndexByte("0123456789abcdefABCDEF", escape[digits]) >= 0 {
			digits++
		}
		if digits > 0 {
			code, _ := strconv.ParseUint(escape[:digits], 16, 32) // checked above
			b.WriteRune(rune(code))
			text = strings.TrimPrefix(escape[digits:], " ")
			continue
		}
		_, size := utf8.DecodeRuneInString(escape)
		if strings.HasPrefix(escape, "\r\n") {
			size = 2
		}
		if escape != "" && !strings.ContainsAny(escape[:1], "\r\n\f") { // an escaped line's end is nothing
			b.WriteString(escape[:size])
		}
		text = escape[size:]
	}
}

// quote writes a string for a stylesheet.
func quote(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\a `, "\r", `\d `, "\f", `\c `).Replace(text) + `"`
}
