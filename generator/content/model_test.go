package content

import (
	"slices"
	"testing"

	"wenming/generator/schema"
)

// TestModel holds of every kind that its keys and those of all kinds do not meet, and that each is explained in both
// languages; and of every enumeration that its words differ.
func TestModel(t *testing.T) {
	for kind := KindSection; kind <= KindBatch; kind++ {
		checkKeys(t, kind.String(), Keys(kind))
	}
}

func checkKeys(t *testing.T, where string, keys []schema.Key) {
	seen := map[string]bool{}
	for _, k := range keys {
		for _, name := range []string{k.Name, k.Twin} {
			if name == "" || seen[name] {
				t.Errorf("%s: key %q is empty or there twice", where, name)
			}
			seen[name] = true
		}
		if k.Doc.English == "" || k.Doc.Chinese == "" {
			t.Errorf("%s: key %q is not explained", where, k.Name)
		}
		var words []string
		for _, choice := range k.Choices {
			words = append(words, choice[:]...)
		}
		slices.Sort(words)
		if len(slices.Compact(slices.Clone(words))) != len(words) {
			t.Errorf("%s: key %q has a word twice: %q", where, k.Name, words)
		}
		checkKeys(t, where+"."+k.Name, k.Keys)
	}
}
