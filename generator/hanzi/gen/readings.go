package main

import (
	"bufio"
	"compress/bzip2"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// A reading is a syllable in lower case with v for ü, and its tone, 1 to 5; the
// neutral tone is the fifth, so that it sorts last.
type reading struct {
	syllable string
	tone     int
}

// readReadings returns a reading for every character. The dictionary of the
// official table (kTGHZ2013) says which exist; the customary one (kMandarin)
// chooses among them.
func readReadings(chars []rune, unihan, hand string) (map[rune]reading, error) {
	customary, official, err := readUnihan(unihan)
	if err != nil {
		return nil, err
	}
	out := map[rune]reading{}
	for _, r := range chars {
		if len(official[r]) == 0 {
			return nil, fmt.Errorf("%s: no reading of %c", unihan, r)
		}
		chosen := official[r][0]
		for _, c := range customary[r] {
			if slices.Contains(official[r], c) {
				chosen = c
				break
			}
		}
		out[r] = spell(chosen)
	}
	rows, err := readRows(hand)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		if out[row.char] == spell(row.value) {
			return nil, fmt.Errorf("%s: %c reads %s already", hand, row.char, row.value)
		}
		out[row.char] = spell(row.value)
	}
	return out, nil
}

// readUnihan returns the values of kMandarin and of kTGHZ2013. The latter are
// places in the dictionary, a colon, and the readings there.
func readUnihan(name string) (customary, official map[rune][]string, err error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	var text io.Reader = file
	if strings.HasSuffix(name, ".bz2") {
		text = bzip2.NewReader(file)
	}
	customary, official = map[rune][]string{}, map[rune][]string{}
	lines := bufio.NewScanner(text)
	for lines.Scan() {
		columns := strings.Split(lines.Text(), "\t")
		if len(columns) != 3 || !strings.HasPrefix(columns[0], "U+") {
			continue
		}
		code, err := strconv.ParseInt(columns[0][2:], 16, 32)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", name, err)
		}
		switch columns[1] {
		case "kMandarin":
			customary[rune(code)] = strings.Fields(columns[2])
		case "kTGHZ2013":
			for field := range strings.FieldsSeq(columns[2]) {
				_, readings, _ := strings.Cut(field, ":")
				official[rune(code)] = append(official[rune(code)], strings.Split(readings, ",")...)
			}
		}
	}
	return customary, official, lines.Err()
}

// spell takes a reading as printed, such as lǜ, apart.
func spell(printed string) reading {
	out := reading{tone: 5}
	for _, r := range norm.NFD.String(printed) {
		switch r {
		case '\u0304':
			out.tone = 1
		case '\u0301':
			out.tone = 2
		case '\u030c':
			out.tone = 3
		case '\u0300':
			out.tone = 4
		case '\u0308':
			out.syllable = strings.TrimSuffix(out.syllable, "u") + "v"
		default:
			out.syllable += string(r)
		}
	}
	return out
}
