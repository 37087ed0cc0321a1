package site

import (
	"strings"
	"unicode/utf8"
)

// boundaries are the characters that end the name of a place or an office: 株洲市|天元区, 市公安局|荷塘分局.
const boundaries = "省市区县州盟旗镇乡村街道局院校厂队会处部 "

// agree tells whether two places or units are the same, or one is the other with what stands above or below it: 天元区
// and 株洲市天元区, 株洲市 and 株洲市天元区. That two stand in one province says nothing, and 东区 is not 河东区.
func agree(a, b string) bool {
	a, b = strings.Join(strings.Fields(a), ""), strings.Join(strings.Fields(b), "")
	if len(a) > len(b) {
		a, b = b, a
	}
	switch {
	case a == b:
		return a != ""
	case utf8.RuneCountInString(a) < 2:
		return false
	}
	if above, is := strings.CutSuffix(b, a); is && endsName(above) {
		return true
	}
	below, is := strings.CutPrefix(b, a)
	if !is || strings.HasPrefix(below, "省") || strings.HasSuffix(a, "省") || strings.HasSuffix(a, "自治区") {
		return false
	}
	return endsName(a) || endsName(firstOf(below))
}

// firstOf is a text's first character.
func firstOf(text string) string {
	_, size := utf8.DecodeRuneInString(text)
	return text[:size]
}

func endsName(text string) bool {
	r, size := utf8.DecodeLastRuneInString(text)
	return size > 0 && strings.ContainsRune(boundaries, r)
}
