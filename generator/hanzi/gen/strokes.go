package main

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
)

// strokeOf is the class of each stroke letter of cnchar-order: 横 and 提 are 1,
// 竖 and 竖钩 2, 撇 3, 点 and 捺 4, and every letter not named here bends: 5.
var strokeOf = map[rune]byte{
	'j': '1', 'i': '1', // 横, 提
	'f': '2', 'g': '2', // 竖, 竖钩
	's': '3',                     // 撇
	'k': '4', 'd': '4', 'l': '4', // 点, 点, 捺
}

// readStrokes returns the sequence of every character: by hand, else of
// cnchar-order, else of rime-data-stroke.
func readStrokes(chars []rune, cnchar, rime, hand string) (map[rune]string, error) {
	first, err := readCnchar(cnchar)
	if err != nil {
		return nil, err
	}
	second, err := readRime(rime)
	if err != nil {
		return nil, err
	}
	known := map[rune]string{}
	for _, r := range chars {
		if seq, ok := first[r]; ok {
			known[r] = seq
		} else if seq, ok := second[r]; ok {
			known[r] = seq
		}
	}
	parts, err := readParts(hand)
	if err != nil {
		return nil, err
	}
	if err := compose(parts, known); err != nil {
		return nil, err
	}
	for _, r := range chars {
		if known[r] == "" {
			return nil, fmt.Errorf("no source has the strokes of %c (%U); write its parts into %s", r, r, hand)
		}
	}
	return known, nil
}

// readCnchar reads the first literal of the package's bundled script: an object
// from character to stroke letters.
func readCnchar(name string) (map[rune]string, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	literal := regexp.MustCompile(`JSON\.parse\('(\{.*?\})'\)`).FindSubmatch(text)
	if literal == nil {
		return nil, fmt.Errorf("%s: no table of strokes", name)
	}
	var letters map[string]string
	if err := json.Unmarshal(literal[1], &letters); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	out := map[rune]string{}
	for char, word := range letters {
		seq := strings.Map(func(l rune) rune {
			if s, ok := strokeOf[l]; ok {
				return rune(s)
			}
			return '5'
		}, word)
		out[[]rune(char)[0]] = seq
	}
	return out, nil
}

// readRime reads the dictionary of the input method. A character may stand in
// it several times; the second part of the file, so the last of them, has the
// mainland shapes.
func readRime(name string) (map[rune]string, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	_, body, ok := strings.Cut(string(text), "\n...\n")
	if !ok {
		return nil, fmt.Errorf("%s: no end of the header", name)
	}
	digits := strings.NewReplacer("h", "1", "s", "2", "p", "3", "n", "4", "z", "5")
	out := map[rune]string{}
	for line := range strings.Lines(body) {
		char, keys, ok := strings.Cut(strings.TrimRight(line, "\r\n"), "\t")
		if r := []rune(char); ok && len(r) == 1 && r[0] != '#' {
			out[r[0]] = digits.Replace(keys)
		}
	}
	return out, nil
}
