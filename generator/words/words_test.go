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
		if text.zh == "" || text.en == "" && key != "unit-default" {
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

// TestUse holds the table against the default theme and the program: no layout asks for a word that is not there, and no
// word is kept that nobody asks for.
func TestUse(t *testing.T) {
	call := regexp.MustCompile(`\bword\s+"([^"]*)"`)
	used := map[string]bool{}
	for _, pattern := range []string{"../../layouts/*.html", "../../layouts/partials/*.html"} {
		for file, source := range read(t, pattern) {
			for _, match := range call.FindAllSubmatch(source, -1) {
				key := string(match[1])
				if _, ok := table[key]; !ok {
					t.Errorf("%s asks for the word %q, which is not in the table", filepath.Base(file), key)
				}
				used[key] = true
			}
		}
	}
	literal := regexp.MustCompile(`"([a-z-]+)"`)
	for file, source := range read(t, "../*/*.go") {
		if filepath.Base(filepath.Dir(file)) == "words" {
			continue
		}
		for _, match := range literal.FindAllSubmatch(source, -1) {
			used[string(match[1])] = true
		}
	}
	for _, key := range Keys() {
		if !used[key] {
			t.Errorf("nothing uses the word %q", key)
		}
	}
}

func read(t *testing.T, pattern string) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no files under %s (%v)", pattern, err)
	}
	sources := map[string][]byte{}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sources[file] = source
	}
	return sources
}
