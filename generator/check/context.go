package check

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"wenming/generator/markdown"
)

// side is what one side of a name says of it.
type side uint8

const (
	none side = iota // it may be part of a longer word
	never
	edgeLong // a name of three characters or more ends here; a shorter one may go on
	edge     // the name ends here
	act      // and somebody does something
	person   // and that is a person
	sure     // whatever the name
)

// place is where a name stands in a text.
type place struct {
	*register
	text     []rune
	from, to int
}

// counts tells whether somebody is meant. The package's comment says why.
func (p place) counts(name []rune) bool {
	left, right := p.left(), p.right()
	if left == never || right == never || p.byline() {
		return false
	}
	startsHere := left >= edge || p.clearStart()
	if given(name) > 1 {
		endsHere := right >= edgeLong || p.clearEnd() && !slices.Contains(name, dot)
		return startsHere && endsHere && (left >= edge || right >= edgeLong) || max(left, right) >= person
	}
	switch {
	case !startsHere || right < edge:
		return false
	case len(name) > 2:
		return true
	case everyday.has(string(name)):
		return left >= edge && right == sure
	case strings.ContainsRune(givers, name[1]) || strings.ContainsRune(clearSurnames+mixedSurnames, name[0]):
		return true
	}
	return max(left, right) >= person
}

// given is how many characters of a name follow its surname. After a single one the name may go on.
func given(name []rune) int {
	if len(name) > 2 && compounds.has(string(name[:2])) {
		return len(name) - 2
	}
	return len(name) - 1
}

// clearStart tells whether a word that is not listed can end before the name: its surname does not end other words, and
// neither another surname stands before it, which would make it a given name, nor 小 or 老, which make a name of it alone.
func (p place) clearStart() bool {
	first := string(p.text[p.from:min(p.from+2, len(p.text))])
	return (strings.ContainsRune(clearSurnames, p.text[p.from]) || compounds.has(first)) &&
		!strings.ContainsRune(clearSurnames+mixedSurnames+"小老阿大", p.text[p.from-1])
}

// clearEnd tells whether a word that is not listed can begin after the name.
func (p place) clearEnd() bool { return !tails.has(string(p.text[p.to-1 : p.to+1])) }

func (w words) has(word string) bool { _, is := w.sides[word]; return is }

var (
	bylineEnd  = regexp.MustCompile(byline)
	bylineSign = regexp.MustCompile(`^\s*(?:摄$|摄[^影像入取]|[/／]?(?:供图|摄影|撰文|制图)|[/／]\s*[文图摄])`)
)

// bylineLength is how many characters of a byline are looked at.
const bylineLength = 40

// byline tells whether the name is that of the text's author.
func (p place) byline() bool {
	before := string(p.text[max(0, p.from-bylineLength):p.from])
	after := string(p.text[p.to:min(len(p.text), p.to+bylineLength)])
	return bylineEnd.MatchString(before) || bylineSign.MatchString(after)
}

// left is what the characters before the name say.
func (p place) left() side {
	at := p.from
	for at > 0 && unicode.IsSpace(p.text[at-1]) {
		at--
	}
	if at == 0 {
		return edge
	}
	blank := at < p.from
	switch c := p.text[at-1]; {
	case c == dot && !blank:
		return never
	case c == markdown.Gap:
		return p.listed(blank)
	case c == '、':
		return p.listed(p.endsName(at - 1))
	case !unicode.Is(unicode.Han, c):
		if !blank && unicode.IsLetter(c) && unicode.IsLetter(p.text[p.from]) && !unicode.Is(unicode.Han, p.text[p.from]) {
			return never
		}
		return edge
	}
	for n := min(before.longest, at); n > 0; n-- {
		word := string(p.text[at-n : at])
		if found, is := before.sides[word]; is {
			if joining(word) {
				return p.listed(p.endsName(at - n))
			}
			return apart(found, blank)
		}
	}
	if blank {
		return p.listed(p.endsName(at))
	}
	return none
}

// apposition is how a text goes on that says who bears the name: 扶婷，女，36岁; 扶婷（左一）.
var apposition = regexp.MustCompile(`^(?:[（(](?:[男女左右中]|前排|后排|化名|\d{4}|\d{1,3}岁)|[，,](?:[男女][，,。]|(?:现年|年仅|时年|今年)?\d{1,3}岁|\d{4}年(?:\d{1,2}月)?出?生|\p{Han}{1,4}族[，,]|中共党员|生前)|[：:][“"])`)

// right is what the characters after the name say.
func (p place) right() side {
	at := p.to
	for at < len(p.text) && unicode.IsSpace(p.text[at]) {
		at++
	}
	if at == len(p.text) {
		return edge
	}
	blank := at > p.to
	rest := p.text[at:min(len(p.text), at+bylineLength)]
	switch c := rest[0]; {
	case c == dot && !blank:
		return never
	case c == markdown.Gap:
		return p.listed(blank)
	case c == '、':
		return p.listed(p.beginsName(at + 1))
	case apposition.MatchString(string(rest)):
		return sure
	case !unicode.Is(unicode.Han, c):
		if !blank && unicode.IsLetter(c) && !unicode.Is(unicode.Han, p.text[p.to-1]) {
			return never
		}
		return edge
	}
	for n := min(after.longest, len(rest)); n > 0; n-- {
		word := string(rest[:n])
		if found, is := after.sides[word]; is {
			if joining(word) {
				return p.listed(p.beginsName(at + n))
			}
			return apart(found, blank)
		}
	}
	if len(rest) > 1 && strings.ContainsRune("着了", rest[1]) { // a verb that is not listed
		return edge
	}
	if blank {
		return p.listed(p.beginsName(at))
	}
	return none
}

// joining tells whether a word joins the names of a list.
func joining(word string) bool {
	switch word {
	case "和", "与", "及", "以及", "跟", "同":
		return true
	}
	return false
}

// apart is what a word says that a space may keep from the name.
func apart(word side, blank bool) side {
	if blank {
		return max(edge, word)
	}
	return word
}

// listed is what a name of the register beside this one says of it.
func (p place) listed(known bool) side {
	if known {
		return person
	}
	return edge
}

// endsName tells whether a name of the register, or a mention, ends before a character.
func (p place) endsName(at int) bool {
	if at > 0 && p.text[at-1] == markdown.Gap {
		return true
	}
	for n := min(at, p.longest); n > 1; n-- {
		if p.people[string(p.text[at-n:at])] != nil {
			return true
		}
	}
	return false
}

// beginsName tells whether a name of the register, or a mention, begins with a character.
func (p place) beginsName(at int) bool {
	if at < len(p.text) && p.text[at] == markdown.Gap {
		return true
	}
	for n := min(len(p.text)-at, p.longest); n > 1; n-- {
		if p.people[string(p.text[at:at+n])] != nil {
			return true
		}
	}
	return false
}
