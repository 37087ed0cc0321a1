package feed

import "strings"

// uri is an address as RFC 3986 writes it: what may not stand there is percent-encoded, what is encoded stays. Chinese
// addresses are legal IRIs, but RSS, sitemaps and the Location header want URIs.
func uri(s string) string {
	start := 0
	var b strings.Builder
	for i := range len(s) {
		if plain(s, i) {
			continue
		}
		const hex = "0123456789ABCDEF"
		b.WriteString(s[start:i])
		b.Write([]byte{'%', hex[s[i]>>4], hex[s[i]&15]})
		start = i + 1
	}
	if start == 0 {
		return s
	}
	b.WriteString(s[start:])
	return b.String()
}

// plain reports whether the byte at i stands for itself in a URI.
func plain(s string, i int) bool {
	switch c := s[i]; c {
	case '%':
		return i+2 < len(s) && hexadecimal(s[i+1]) && hexadecimal(s[i+2])
	case '"', '<', '>', '\\', '^', '`', '{', '|', '}':
		return false
	default:
		return ' ' < c && c <= '~'
	}
}

func hexadecimal(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}
