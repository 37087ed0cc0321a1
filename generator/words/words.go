// Package words is the theme's words in Chinese and English: labels, titles of pages that nobody writes, names of
// levels and stages. Lookup is the function you want; layouts reach it as {{word "key"}}. Every key has both texts,
// with the same printf verbs in both.
package words

import (
	"maps"
	"slices"
	"strings"
)

// text is one word in both languages.
type text struct{ zh, en string }

// Lookup is the word under a key: Chinese for zh and every tag that begins with zh-, English for all others.
func Lookup(language, key string) (string, bool) {
	t, ok := table[key]
	if language == "zh" || strings.HasPrefix(language, "zh-") {
		return t.zh, ok
	}
	return t.en, ok
}

// Keys are all keys, sorted.
func Keys() []string { return slices.Sorted(maps.Keys(table)) }
