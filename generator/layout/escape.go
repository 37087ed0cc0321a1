package layout

import "strings"

// What html/template does to values in text, in quotes, and to addresses in quotes, by the names of its functions.
const (
	escapeText  = "_html_template_htmlescaper"
	escapeValue = "_html_template_attrescaper"
	escapeURL   = "_html_template_urlfilter | _html_template_urlnormalizer | " + escapeValue
	escapePart  = "_html_template_urlnormalizer | " + escapeValue
	shortText   = textFunction + " | " + escapeText
)

// appenders do to a plain text what functions of these names do one after the other.
var appenders = map[string]func(page []byte, s string) []byte{
	"_html_template_rcdataescaper":      appendHTML,
	escapeText:                          appendHTML,
	shortText:                           appendText,
	escapeValue:                         appendHTML,
	escapeURL:                           appendURL,
	escapePart:                          appendURLPart,
	escapeValue + " | " + quoteFunction: quoting(appendHTML),
	escapeURL + " | " + quoteFunction:   quoting(appendURL),
	escapePart + " | " + quoteFunction:  quoting(appendURLPart),
}

// entities are the bytes that stand for something else in HTML text and quoted attributes.
var entities = [256]string{0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;"}

func appendHTML(page []byte, s string) []byte {
	written := 0
	for i := range len(s) {
		if entity := entities[s[i]]; entity != "" {
			page = append(append(page, s[written:i]...), entity...)
			written = i + 1
		}
	}
	return append(page, s[written:]...)
}

// appendURL appends an address to a quoted attribute; one that could run a script is taken out.
func appendURL(page []byte, s string) []byte {
	if scheme, _, ok := strings.Cut(s, ":"); ok && !strings.Contains(scheme, "/") &&
		!strings.EqualFold(scheme, "http") && !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "mailto") {
		return append(page, "#ZgotmplZ"...)
	}
	return appendURLPart(page, s)
}

// appendURLPart appends a part of an address to a quoted attribute, percent-encoding what addresses do not hold
// (RFC 3986) and quotes and parentheses.
func appendURLPart(page []byte, s string) []byte {
	const hex = "0123456789abcdef"
	written := 0
	for i := range len(s) {
		switch b := s[i]; {
		case urlBytes[b]:
			continue
		case b == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			continue
		case b == '&' || b == '+':
			page = append(append(page, s[written:i]...), entities[b]...)
		default:
			page = append(append(page, s[written:i]...), '%', hex[b>>4], hex[b&15])
		}
		written = i + 1
	}
	return append(page, s[written:]...)
}

// urlBytes are the bytes of addresses that stay as they are.
var urlBytes = func() (is [256]bool) {
	for _, b := range []byte("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!#$*,/:;=?@[]") {
		is[b] = true
	}
	return is
}()

func isHex(b byte) bool {
	return '0' <= b && b <= '9' || 'a' <= b && b <= 'f' || 'A' <= b && b <= 'F'
}
