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
	byKey := map[string]int32{}
	s.byTag = map[string]int32{}
	for _, e := range s.Entries {
		for _, text := range e.Tags {
			if _, known := s.byTag[text.Value]; known {
				continue
			}
			key := TagKey(text.Value)
			at, known := byKey[key]
			if !known {
				at = int32(len(s.Tags))
				byKey[key] = at
				s.Tags = append(s.Tags, Tag{Name: text.Value, Key: key})
			}
			s.byTag[text.Value] = at
		}
	}
	for _, id := range s.newest {
		for _, text := range s.Entries[id].Tags {
			tag := &s.Tags[s.byTag[text.Value]]
			if n := len(tag.Entries); n == 0 || tag.Entries[n-1] != id {
				tag.Entries = append(tag.Entries, id)
			}
		}
	}
	slices.SortFunc(s.Tags, func(a, b Tag) int { return strings.Compare(a.Key, b.Key) })
	for i, tag := range s.Tags {
		byKey[tag.Key] = int32(i)
	}
	for text := range s.byTag {
		s.byTag[text] = byKey[TagKey(text)]
	}
}

// TagNamed is the tag of a spelling that some entry bears: its place in Tags.
func (s *Site) TagNamed(text string) int { return int(s.byTag[text]) }

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
