// Command gen writes the table of package hanzi: for each of the 8,105
// characters of 通用规范汉字表 its place in stroke order, its strokes, and its
// reading.
//
// The sources are not kept in the repository. Get them with the clients of
// their registries, in any folder:
//
//	npm pack cnchar-order@3.2.6             and unpack; package/cnchar.order.min.js
//	apt-get download rime-data-stroke       and dpkg-deb -x; usr/share/rime-data/stroke.dict.yaml
//	apt-get download unicode-data           and dpkg-deb -x; usr/share/unicode/Unihan_Readings.txt.bz2
//
// (versions used: 3.2.6, 0.0~git20230204.c8bc405-1, 15.0.0-1), then run
//
//	CNCHAR=... RIME=... UNIHAN=... go generate ./generator/hanzi
//
// Equal sources give equal bytes. What the sources lack or get wrong is in
// parts.txt and readings.txt beside this file. The order of the official table
// itself checks every sequence: gen stops where the two disagree, the places
// in strayed aside.
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
)

func main() {
	list := flag.String("table", "tongyong-guifan-hanzi.txt", "the official table, a character a line")
	hand := flag.String("parts", "gen/parts.txt", "sequences written by hand")
	spoken := flag.String("readings", "gen/readings.txt", "readings written by hand")
	cnchar := flag.String("cnchar", "", "cnchar.order.min.js of npm's cnchar-order")
	rime := flag.String("rime", "", "stroke.dict.yaml of Debian's rime-data-stroke")
	unihan := flag.String("unihan", "", "Unihan_Readings.txt, or .bz2, of the Unicode character database")
	out := flag.String("out", "table.bin", "the file to write")
	flag.Parse()

	table, err := build(*list, *hand, *spoken, *cnchar, *rime, *unihan)
	if err == nil {
		err = os.WriteFile(*out, table, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

// build reads the sources, joins them by the official table, checks the result
// against its order, and encodes it.
func build(list, hand, spoken, cnchar, rime, unihan string) ([]byte, error) {
	chars, err := readTable(list)
	if err != nil {
		return nil, err
	}
	strokes, err := readStrokes(chars, cnchar, rime, hand)
	if err != nil {
		return nil, err
	}
	if err := checkOrder(chars, strokes); err != nil {
		return nil, err
	}
	readings, err := readReadings(chars, unihan, spoken)
	if err != nil {
		return nil, err
	}
	return encode(chars, strokes, readings)
}

// readTable reads the official table.
func readTable(name string) ([]rune, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var chars []rune
	for _, line := range strings.Fields(string(text)) {
		r := []rune(line)
		if len(r) != 1 {
			return nil, fmt.Errorf("%s: %q is not one character", name, line)
		}
		chars = append(chars, r[0])
	}
	if len(chars) != levels[len(levels)-1] {
		return nil, fmt.Errorf("%s: %d characters instead of %d", name, len(chars), levels[len(levels)-1])
	}
	return chars, nil
}
