package markdown

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"wenming/generator/diag"
)

// TestLimits reaches every limit and what lies just within it.
func TestLimits(t *testing.T) {
	repeat := strings.Repeat
	notes := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "[^%d]: 甲\n\n", i)
		}
		return b.String()
	}
	for _, c := range []struct{ name, within, beyond, message string }{
		{"nesting", repeat(">", maxNesting) + "甲", repeat(">", maxNesting+1) + "甲", "quotes and lists are nested too deeply"},
		{"items", repeat("- ", maxNesting/2) + "甲", repeat("- ", maxNesting/2+1) + "甲", "quotes and lists are nested too deeply"},
		{"marks", repeat("*a* ", maxMarks/2), repeat("*a* ", maxMarks/2+1), "a paragraph has more than 1000 emphasis marks"},
		{"brackets", repeat("[a](b) ", maxBrackets/2), repeat("[a](b) ", maxBrackets/2+1), "a paragraph has more than 2000 square brackets"},
		{"unclosed", repeat("[", maxUnclosed), repeat("[", maxUnclosed+1), "a paragraph has more than 100 unclosed square brackets"},
		{"destination", "[a](" + repeat("b", maxDestination-10) + ")", "[a](" + repeat("b", maxDestination+10) + ")", "a link's address has more than 2048 bytes"},
		{"angled", "[a](<" + repeat("b", maxDestination-10) + ">)", "[a](<" + repeat("b", maxDestination+10) + ">)", "a link's address has more than 2048 bytes"},
		{"definitions", repeat("[a]: b\n", maxDefinitions), repeat("[a]: b\n", maxDefinitions+1), "a paragraph that starts with link definitions has more than 1000 lines"},
		{"cells", "a|b\n-|-\n" + repeat("c|d\n", 30000), "a|b|c|d\n-|-|-|-\n" + repeat("c|d\n", 30000), "a table has more than 100000 cells or 1000 escaped vertical bars"},
		{"pipes", "a|b\n-|-\n" + repeat("c\\||d\n", maxPipes), "a|b\n-|-\n" + repeat("c\\||d\n", maxPipes+1), "a table has more than 100000 cells or 1000 escaped vertical bars"},
		{"notes", notes(maxNotes), notes(maxNotes + 1), "there are more than 500 footnotes"},
		{"raw", repeat("<b>", maxRaw), repeat("<b>", maxRaw) + "甲<b>", "there are more than 5000 blocks and tags of raw HTML"},
		{"body", repeat("甲\n", maxBody/4), repeat("甲\n", maxBody/4) + "乙", "the text has 3 bytes more than the 1048576 that are read"},
	} {
		if c.name != "raw" { // five thousand open elements are nested too deeply, which is another limit
			if got := Parse([]byte(c.within), 0).Problems; len(got) != 0 {
				t.Errorf("%s: within the limit, %+v", c.name, got)
			}
		}
		doc := Parse([]byte(c.beyond), 0)
		if len(doc.Problems) == 0 || doc.Problems[0].Code != diag.TooLarge || doc.Problems[0].Message.English != c.message {
			t.Errorf("%s: %+v", c.name, doc.Problems)
		}
	}
}

// TestLongLine reads ten megabytes without a line feed as far as the limit, and cuts no character.
func TestLongLine(t *testing.T) {
	src := strings.Repeat("文", 10<<20/3)
	doc := Parse([]byte(src), 0)
	if len(doc.Problems) != 1 || doc.Problems[0].Code != diag.TooLarge {
		t.Fatalf("%+v", doc.Problems)
	}
	if text := plainOf(src); !utf8.ValidString(text) || len(text) < maxBody-3 || len(text) > maxBody || strings.Contains(text, "\ufffd") {
		t.Errorf("%d bytes of text", len(text))
	}
}

// TestMarksInMarks shows that deep marks lose their tags and not their text.
func TestMarksInMarks(t *testing.T) {
	src := strings.Repeat("*a **a ", 200) + "b" + strings.Repeat(" a** a*", 200)
	got := filled(src)
	if n := strings.Count(got, "<em>"); n != maxDepth/2 {
		t.Errorf("%d deep", n)
	}
	if n := strings.Count(got, "a"); n != 800 {
		t.Errorf("%d letters", n)
	}
}
