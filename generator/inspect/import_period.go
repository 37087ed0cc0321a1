package inspect

import (
	"path"
	"regexp"
	"strings"

	"wenming/generator/content"
)

var (
	yearDigits = regexp.MustCompile(`\d{4}`)
	yearAlone  = regexp.MustCompile(`^\d{4}(?:年度?)?$`)
	// goesOn follows what only looks like a period: 2022年5月30日 and 2022-11-03 are dates.
	goesOn = regexp.MustCompile(`^(?:\d|[-./]\d|年|日|号)`)
)

// findPeriod finds the period that a text such as a file's name or a title contains: the longest one in any of its
// forms. alone tells that it is a year and no more, which may be all that the text says of a finer period.
func findPeriod(text string) (p content.Period, alone bool) {
	text = strings.ToUpper(narrowDigits(tight(text)))
	for _, at := range yearDigits.FindAllStringIndex(text, -1) {
		if start := at[0]; start > 0 && '0' <= text[start-1] && text[start-1] <= '9' {
			continue
		}
		rest := text[at[0]:]
		for end := min(len(rest), longestPeriod); end >= len("2022"); end-- {
			period, ok := content.ParsePeriod(rest[:end])
			if !ok || goesOn.MatchString(rest[end:]) {
				continue
			}
			if only := yearAlone.MatchString(rest[:end]); !only {
				return period, false
			} else if !p.Set() {
				p, alone = period, true
			}
			break
		}
	}
	return p, alone
}

// longestPeriod is the length in bytes of 2024年第一、二、三、四季度.
const longestPeriod = 48

// periodOf is the period of a list, as the names of its files and its titles tell, the surest first; a year alone only
// where none tells more. other is one that contradicts it.
func periodOf(texts []string) (p, other content.Period) {
	var years content.Period
	for _, text := range texts {
		switch found, alone := findPeriod(text); {
		case !found.Set():
		case alone && !years.Set():
			years = found
		case alone:
		case !p.Set():
			p = found
		case found != p && !other.Set():
			other = found
		}
	}
	switch {
	case !p.Set():
		return years, other
	case years.Set() && years.Year() != p.Year() && !other.Set():
		other = years
	}
	return p, other
}

// stem is a file's name without its folder and extension.
func stem(file string) string { return strings.TrimSuffix(path.Base(file), path.Ext(file)) }
