package site

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"wenming/generator/schema"
)

// Tag is a subject with the entries that bear it, the newest first.
type Tag struct {
	Name    string // as first written, by path
	Key     string // its part of an address: lower case, without what an address cannot hold
	Entries []ID
}

// tagged is the tags of some entries.
type tagged struct {
	spellings []string         // each once, in the order of their first use
	at        map[string]int32 // of a spelling in spellings
	tags      lists[int32]     // of each entry
}

// add adds an entry with its tags.
func (t *tagged) add(texts []schema.Text) {
	for _, text := range texts {
		at, known := t.at[text.Value]
		if !known {
			at = int32(len(t.spellings))
			t.at[text.Value] = at
			t.spellings = append(t.spellings, text.Value)
		}
		t.tags.items = append(t.tags.items, at)
	}
	t.tags.end()
}

// collectTags makes the tags of what parts of the entries bear. Spellings that differ only in case or Unicode form are
// one tag.
func (s *Site) collectTags(parts []*related) {
	var keys []string
	first := map[string]string{} // spelling by key
	for _, part := range parts {
		for _, text := range part.tagged.spellings {
			key := TagKey(text)
			if _, known := first[key]; !known {
				first[key] = text
				keys = append(keys, key)
			}
		}
	}
	slices.Sort(keys)
	place := map[string]int32{} // in Tags, by key
	for i, key := range keys {
		s.Tags = append(s.Tags, Tag{Name: first[key], Key: key})
		place[key] = int32(i)
	}
	s.tags = newLists[int32](len(s.Entries))
	for _, part := range parts {
		places := make([]int32, len(part.tagged.spellings))
		for i, text := range part.tagged.spellings {
			places[i] = place[TagKey(text)]
		}
		for i := range ID(part.tagged.tags.len()) {
			for _, at := range part.tagged.tags.of(i) {
				s.tags.items = append(s.tags.items, places[at])
			}
			s.tags.end()
		}
	}
	for _, id := range s.newest {
		for _, at := range s.tags.of(id) {
			tag := &s.Tags[at]
			if n := len(tag.Entries); n == 0 || tag.Entries[n-1] != id {
				tag.Entries = append(tag.Entries, id)
			}
		}
	}
}

// TagsOf are the tags of an entry as it writes them, by their places in Tags.
func (s *Site) TagsOf(id ID) []int32 { return s.tags.of(id) }

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
