package words

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
	"unicode"
)

func TestLookup(t *testing.T) {
	tests := []struct {
		language, key, want string
		ok                  bool
	}{
		{"zh", "source", "来源", true},
		{"zh-CN", "source", "来源", true},
		{"zh-Hans", "source", "来源", true},
		{"en", "source", "Source", true},
		{"en-GB", "source", "Source", true},
		{"fr", "source", "Source", true},
		{"zhx", "source", "Source", true},
		{"", "source", "Source", true},
		{"zh-CN", "no-such-word", "", false},
		{"en", "no-such-word", "", false},
	}
	for _, test := range tests {
		if got, ok := Lookup(test.language, test.key); got != test.want || ok != test.ok {
			t.Errorf("Lookup(%q, %q) = %q, %v; want %q, %v", test.language, test.key, got, ok, test.want, test.ok)
		}
	}
}

func TestKeys(t *testing.T) {
	keys := Keys()
	if len(keys) != len(table) || !slices.IsSorted(keys) {
		t.Errorf("Keys() has %d keys of %d, sorted: %v", len(keys), len(table), slices.IsSorted(keys))
	}
}

var verb = regexp.MustCompile(`%[^%]`)

func TestBothLanguages(t *testing.T) {
	for key, text := range table {
		if text.zh == "" || text.en == "" {
			t.Errorf("%q lacks a text: %q, %q", key, text.zh, text.en)
		}
		if zh, en := verb.FindAllString(text.zh, -1), verb.FindAllString(text.en, -1); !slices.Equal(zh, en) {
			t.Errorf("%q has the verbs %q in Chinese and %q in English", key, zh, en)
		}
		for _, r := range text.en {
			if unicode.Is(unicode.Han, r) {
				t.Errorf("%q has Chinese in its English text %q", key, text.en)
				break
			}
		}
	}
}

// used by the program, for titles of pages that nobody writes and for names in data.
var elsewhere = []string{
	"home", "roll", "search", "tags", "not-found", "redirect", "stage-awarded",
	"year-n", "strokes-n", "title-of-letter", "title-of-strokes", "title-of-year", "title-of-class", "title-of-page",
}

// TestLayouts holds the table against the default theme: no layout asks for a word that is not there, and no word is
// kept that nothing asks for.
func TestLayouts(t *testing.T) {
	call := regexp.MustCompile(`\bword\s+"([^"]*)"`)
	used := slices.Clone(elsewhere)
	for _, pattern := range []string{"../../layouts/*.html", "../../layouts/partials/*.html"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("no layouts under %s (%v)", pattern, err)
		}
		for _, file := range files {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, match := range call.FindAllSubmatch(source, -1) {
				key := string(match[1])
				if _, ok := table[key]; !ok {
					t.Errorf("%s asks for the word %q, which is not in the table", filepath.Base(file), key)
				}
				used = append(used, key)
			}
		}
	}
	for _, key := range Keys() {
		if !slices.Contains(used, key) {
			t.Errorf("nothing uses the word %q", key)
		}
	}
}
