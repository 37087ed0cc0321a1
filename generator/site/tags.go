package site

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Tag is a subject with the entries that bear it, the newest first.
type Tag struct {
	Name    string // as first written, by path
	Key     string // its part of an address: lower case, without what an address cannot hold
	Entries []ID
}

// collectTags gathers the tags of all entries. Spellings that differ only in case or Unicode form are one tag.
func (s *Site) collectTags() {
	byKey := map[string]int{}
	for i, e := range s.Entries {
		for _, text := range e.Tags {
			key := TagKey(text.Value)
			at, known := byKey[key]
			if !known {
				at = len(s.Tags)
				byKey[key] = at
				s.Tags = append(s.Tags, Tag{Name: text.Value, Key: key})
			}
			if tag := &s.Tags[at]; !slices.Contains(tag.Entries[max(0, len(tag.Entries)-1):], ID(i)) {
				tag.Entries = append(tag.Entries, ID(i))
			}
		}
	}
	for i := range s.Tags {
		slices.SortFunc(s.Tags[i].Entries, s.Newer)
	}
	slices.SortFunc(s.Tags, func(a, b Tag) int { return strings.Compare(a.Key, b.Key) })
}

// TagKey is a text's part of an address: in lower case and Unicode normal form C, with what cannot stand in a file
// name replaced by a hyphen.
func TagKey(text string) string {
	key := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|#%&. `+"\u3000", r) {
			return '-'
		}
		return r
	}, strings.ToLower(norm.NFC.String(strings.TrimSpace(text))))
	if key == "" {
		return "-"
	}
	return key
}
