package markdown

import (
	"net/url"
	"path"
	"strings"
	"unicode/utf8"
)

// media are the elements that play a file, by its extension.
var media = map[string]string{".mp4": "video", ".webm": "video", ".mp3": "audio", ".ogg": "audio", ".m4a": "audio"}

// player is the element that plays the file at an address, or "".
func player(target string) string {
	if end := strings.IndexAny(target, "?#"); end >= 0 {
		target = target[:end]
	}
	return media[strings.ToLower(path.Ext(target))]
}

// scheme is what stands before the colon of an absolute address, as a browser reads it: without the white space and
// control characters that browsers pass over, in lower case.
func scheme(address string) string {
	var few [16]byte
	name := few[:0]
	for i := 0; i < len(address); i++ {
		switch c := address[i]; {
		case c <= ' ' || c == 0x7f:
		case len(name) == 0 && !isLetter(c):
			return ""
		case c == ':':
			return string(name)
		case isAlphanumeric(c) || c == '+' || c == '-' || c == '.':
			if 'A' <= c && c <= 'Z' {
				c |= 0x20
			}
			name = append(name, c)
		default:
			return ""
		}
	}
	return ""
}

// allowed tells whether an address may stand in a page: a path, or an absolute address that does nothing but lead
// somewhere. Of those only https and http give pictures, video and sound.
func allowed(address string, kind LinkKind) bool {
	switch scheme(address) {
	case "", "http", "https":
		return true
	case "mailto", "tel", "sms", "ftp":
		return kind == Anchor
	}
	return false
}

// decode undoes percent encoding in a path, so that what an author pastes from a browser names the file it means.
// What would change the meaning of the address stays encoded.
func decode(address string) string {
	if !strings.Contains(address, "%") || scheme(address) != "" || strings.HasPrefix(address, "//") {
		return address
	}
	kept := strings.NewReplacer("%23", "%2523", "%25", "%2525", "%2f", "%252f", "%2F", "%252F", "%3f", "%253f", "%3F", "%253F")
	decoded, err := url.PathUnescape(kept.Replace(address))
	if err != nil || !utf8.ValidString(decoded) || strings.ContainsFunc(decoded, func(r rune) bool { return r < ' ' }) {
		return address
	}
	return decoded
}
