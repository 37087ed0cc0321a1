package schema

import (
	"strings"
	"unicode/utf8"
)

// longestWord is how many characters a word may have to be likened to others.
const longestWord = 40

// nearest returns the candidate that a word was probably meant to be, or nothing: the one at the least Distance, at
// most one in three characters, or one. Capitals count as small letters. Of equals it is the first.
func nearest(word string, candidates []string) string {
	word = strings.ToLower(word)
	typed := utf8.RuneCountInString(word)
	best, least := "", max(1, typed/3)+1
	for _, candidate := range candidates {
		if d := Distance(word, candidate); d < least && d < typed {
			best, least = candidate, d
		}
	}
	return best
}

// Distance is how many insertions, deletions, replacements and swaps of neighbours lead from one word to another, no
// character being changed twice (optimal string alignment). Words of more than 40 characters are not compared: their
// distance is the length of the longer.
func Distance(a, b string) int {
	if longer := max(utf8.RuneCountInString(a), utf8.RuneCountInString(b)); longer > longestWord {
		return longer
	}
	from, to := []rune(a), []rune(b)
	rows := [3][longestWord + 1]int{} // the row that is made, the one before, and the one before that
	made, before, earlier := &rows[0], &rows[1], &rows[2]
	for j := range to {
		made[j+1] = j + 1
	}
	for i := range from {
		made, before, earlier = earlier, made, before
		made[0] = i + 1
		for j := range to {
			replace := before[j]
			if from[i] != to[j] {
				replace++
			}
			made[j+1] = min(before[j+1]+1, made[j]+1, replace)
			if i > 0 && j > 0 && from[i] == to[j-1] && from[i-1] == to[j] {
				made[j+1] = min(made[j+1], earlier[j-1]+1)
			}
		}
	}
	return made[len(to)]
}
