package main

import (
	"fmt"
	"os"
	"strings"
)

// A recipe is how a character is written: its parts in order, each a character
// or stroke digits.
type recipe struct {
	char  rune
	parts []string
}

// readParts reads the sequences written by hand.
func readParts(name string) ([]recipe, error) {
	rows, err := readRows(name)
	if err != nil {
		return nil, err
	}
	var out []recipe
	for _, row := range rows {
		out = append(out, recipe{row.char, strings.Fields(row.value)})
	}
	return out, nil
}

// compose writes the sequence of each recipe into known. No recipe names a
// character that has one itself, so their order does not matter.
func compose(recipes []recipe, known map[rune]string) error {
	own := map[rune]bool{}
	for _, r := range recipes {
		own[r.char] = true
	}
	for _, r := range recipes {
		var seq strings.Builder
		for _, part := range r.parts {
			if strings.Trim(part, "12345") == "" {
				seq.WriteString(part)
				continue
			}
			p := []rune(part)
			if len(p) != 1 || known[p[0]] == "" || own[p[0]] {
				return fmt.Errorf("%c: the part %q has no sequence of its own", r.char, part)
			}
			seq.WriteString(known[p[0]])
		}
		if known[r.char] == seq.String() {
			return fmt.Errorf("%c: its source says the same as its parts", r.char)
		}
		known[r.char] = seq.String()
	}
	return nil
}

// A row is a line of a file written by hand: a character and what is said of it.
type row struct {
	char  rune
	value string
}

// readRows reads such a file: tabs between the columns, comments after #, a
// third column for notes.
func readRows(name string) ([]row, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var out []row
	seen := map[rune]bool{}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		columns := strings.Split(line, "\t")
		char := []rune(columns[0])
		if len(columns) < 2 || len(char) != 1 {
			return nil, fmt.Errorf("%s: %q is not a character, a tab, and a value", name, line)
		}
		if seen[char[0]] {
			return nil, fmt.Errorf("%s: %c stands there twice", name, char[0])
		}
		seen[char[0]] = true
		out = append(out, row{char[0], columns[1]})
	}
	return out, nil
}
