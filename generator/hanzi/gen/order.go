package main

import (
	"cmp"
	"fmt"
)

// levels are the ends of the official table's three levels. Each is in stroke
// order of its own.
var levels = []int{3500, 6500, 8105}

// strayed are the characters that the official table itself has out of place,
// against the order of its own strokes: 𨱇 (31115 and 求 1241344) stands after
// 铽 (31115 and 忒 1454454).
var strayed = map[rune]bool{'𨱇': true}

// compare orders two sequences: by number of strokes, then stroke by stroke.
func compare(a, b string) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
}

// checkOrder holds the sequences against the order of the official table.
func checkOrder(chars []rune, strokes map[rune]string) error {
	start := 0
	for _, end := range levels {
		last := chars[start]
		for _, r := range chars[start:end] {
			if compare(strokes[last], strokes[r]) <= 0 {
				last = r
				continue
			}
			if !strayed[r] {
				return fmt.Errorf("%c (%s) stands after %c (%s) in the official table",
					r, strokes[r], last, strokes[last])
			}
		}
		start = end
	}
	return nil
}
