package content

import "wenming/generator/diag"

// Bounds tells where a file's front matter stands, without the lines of --- around it, and where its body starts. It is
// false for a file without sound front matter.
func Bounds(src []byte) (block diag.Span, body int, ok bool) {
	m, problem := split("", src, KindArticle)
	return m.block, m.body, problem == nil
}
