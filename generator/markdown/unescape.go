package markdown

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// unescape resolves backslash escapes and character references (CommonMark 0.31.2, 2.4 and 2.5). It returns the text
// itself where there are none.
func unescape(src []byte) []byte {
	if bytes.IndexByte(src, '\\') < 0 && bytes.IndexByte(src, '&') < 0 {
		return src
	}
	dst := make([]byte, 0, len(src))
	for i := 0; i < len(src); {
		switch c := src[i]; {
		case c == '\\' && i+1 < len(src) && util.IsPunct(src[i+1]):
			dst = append(dst, src[i+1])
			i += 2
		case c == '&':
			resolved, n := reference(src[i:])
			dst = append(dst, resolved...)
			i += n
		default:
			dst = append(dst, c)
			i++
		}
	}
	return dst
}

// reference resolves the character reference that a text starts with, and returns its length; a text that starts with
// none gives its first byte.
func reference(src []byte) (resolved []byte, n int) {
	const longest = len("&CounterClockwiseContourIntegral;")
	end := bytes.IndexByte(src[:min(len(src), longest)], ';')
	if end < 2 {
		return src[:1], 1
	}
	name := src[1:end]
	if name[0] != '#' {
		if entity, ok := util.LookUpHTML5EntityByName(string(name)); ok {
			return entity.Characters, end + 1
		}
		return src[:1], 1
	}
	digits, base, most := name[1:], 10, 7
	if len(digits) > 0 && digits[0]|0x20 == 'x' {
		digits, base, most = digits[1:], 16, 6
	}
	if len(digits) > most {
		return src[:1], 1
	}
	code, err := strconv.ParseUint(string(digits), base, 32)
	if err != nil {
		return src[:1], 1
	}
	return utf8.AppendRune(nil, util.ToValidRune(rune(code))), end + 1
}
