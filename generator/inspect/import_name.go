package inspect

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/width"

	"wenming/generator/content"
	"wenming/generator/hanzi"
)

// called is what a cell of names says.
type called struct {
	name     string // in the form of hanzi.Normalize
	members  []content.Member
	count    int
	note     string
	doubtful bool // blanks or lines divide it, which may make one name or several
}

var (
	listNumber   = regexp.MustCompile(`^\d{1,4}[、.．]\s*`)
	someOthers   = regexp.MustCompile(`等(?:共)?(\d{1,5}|[一二两三四五六七八九十]{1,3})(?:人|名|位)$`)
	personal     = regexp.MustCompile(`^\p{Han}{2,4}$|^[\p{Han}·]+·[\p{Han}·]+$`)
	relation     = regexp.MustCompile(`^(.+?)(?:夫妇|夫妻|父子|父女|母子|母女|兄弟|姐妹|姐弟|兄妹|婆媳|祖孙|一家)$`)
	remark       = regexp.MustCompile(`^(.+?)\s*[（(]([^（）()]+)[）)]$`)
	beforeRemark = regexp.MustCompile(`\s+([（(])`)
	howMany      = regexp.MustCompile(`^(?:共)?(\d{1,5}|[一二两三四五六七八九十]{1,3})(?:人|名|位)$`)
	about        = regexp.MustCompile(`^(?:男|女|已故|故|追授|化名|未成年|生前.*|(?:(?:男|女)[,，、])?\p{Han}{1,6}族)$`)
	divided      = regexp.MustCompile(`\p{Han}{2}[ \t\x{3000}]+\p{Han}{2}`)
)

// divisions are what stands between the names of several people; blanks do not count, because lists pad names with them.
const divisions = "、，,；;/／"

// longestDoubt is how many characters two names of people have at most.
const longestDoubt = 12

// readName reads a cell of names: 王　芳, 何恒南、李威, 某某等9人, 王芳（女）, several people in lines of their own.
func readName(cell string) called {
	var c called
	text, several := oneLine(cell)
	text = listNumber.ReplaceAllString(text, "")
	if m := remark.FindStringSubmatch(text); m != nil {
		inside := tight(width.Narrow.String(m[2]))
		if n := howMany.FindStringSubmatch(inside); n != nil {
			text, c.count = m[1], number(n[1])
		} else if n := someOthers.FindStringSubmatch(inside); n != nil {
			text, c.count = m[1], number(n[1])
		} else if about.MatchString(inside) {
			text, c.note = m[1], strings.ReplaceAll(inside, ",", "，")
		}
	}
	parts := split(text)
	c.doubtful = several || len(parts) == 1 && divided.MatchString(strings.TrimSpace(text)) && len([]rune(tight(text))) <= longestDoubt
	whole := hanzi.Normalize(narrowDigits(text))
	if m := someOthers.FindStringSubmatch(whole); m != nil {
		c.name, c.count = whole, number(m[1])
	} else if members, ok := people(parts); ok {
		for i := range parts {
			parts[i] = hanzi.Normalize(parts[i])
		}
		c.name, c.members = strings.Join(parts, "、"), members
	} else {
		c.name = whole
	}
	if c.count == len(c.members) {
		c.count = 0
	}
	return c
}

// people are the members that a name of several people lists, if it does: each part is the name of a person, the last
// one perhaps with what they are to each other, and each perhaps with a note.
func people(parts []string) (members []content.Member, ok bool) {
	for i, text := range parts {
		var m content.Member
		if r := remark.FindStringSubmatch(text); r != nil && about.MatchString(tight(r[2])) {
			text, m.Note = r[1], tight(r[2])
		}
		m.Name = hanzi.Normalize(text)
		if r := relation.FindStringSubmatch(m.Name); r != nil && i == len(parts)-1 && personal.MatchString(r[1]) {
			m.Name = r[1]
		}
		if !personal.MatchString(m.Name) {
			return nil, false
		}
		members = append(members, m)
	}
	return members, len(members) > 1
}

// split divides a text at divisions outside of parentheses.
func split(text string) []string {
	depth := 0
	return strings.FieldsFunc(text, func(r rune) bool {
		switch r {
		case '（', '(':
			depth++
		case '）', ')':
			depth = max(depth-1, 0)
		}
		return depth == 0 && strings.ContainsRune(divisions, r)
	})
}

// oneLine is a cell of names in one line. Lines that are each the name of a person are several people; others only wrap.
func oneLine(cell string) (text string, several bool) {
	var names []string
	for l := range strings.FieldsFuncSeq(cell, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if name := strings.Trim(tidy(l), divisions+" "); name != "" {
			names = append(names, name)
		}
	}
	if len(names) > 1 && !slices.ContainsFunc(names, func(name string) bool { return !personal.MatchString(hanzi.Normalize(name)) }) {
		return strings.Join(names, "、"), true
	}
	return tidy(cell), false
}

// readMembers reads a cell of members: 周八、吴九（妻） 郑十. Here blanks divide too, but for those that pad names.
func readMembers(cell string) (members []content.Member, count int) {
	text := strings.Join(strings.FieldsFunc(cell, func(r rune) bool { return r == '\n' || r == '\r' }), "、")
	for _, part := range split(text) {
		for _, name := range apart(tidy(part)) {
			m := content.Member{Name: hanzi.Normalize(narrowDigits(name))}
			if n := someOthers.FindStringSubmatchIndex(m.Name); n != nil {
				count = number(m.Name[n[2]:n[3]])
				m.Name = hanzi.Normalize(m.Name[:n[0]])
			}
			if r := remark.FindStringSubmatch(name); r != nil {
				m.Name, m.Note = hanzi.Normalize(r[1]), tight(r[2])
			}
			if m.Name != "" {
				members = append(members, m)
			}
		}
	}
	return members, count
}

// apart divides names at blanks where each side is a whole name: 周八 吴九（妻）are two, 王 芳 is one.
func apart(text string) []string {
	names := strings.Fields(beforeRemark.ReplaceAllString(text, "$1"))
	if slices.ContainsFunc(names, func(name string) bool { return !personal.MatchString(remark.ReplaceAllString(name, "$1")) }) {
		return []string{text}
	}
	return names
}

// narrowDigits writes full-width digits as ASCII.
func narrowDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if '０' <= r && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, text)
}

// number reads what the patterns above let through: digits, or a Chinese numeral below 100.
func number(text string) int {
	if n, err := strconv.Atoi(text); err == nil {
		return n
	}
	value := func(r rune) int { return strings.IndexRune("一二三四五六七八九", r)/len("一") + 1 }
	tens, ones, ten := strings.Cut(strings.ReplaceAll(text, "两", "二"), "十")
	n := 0
	if ten {
		n = 10
		if tens != "" {
			n = 10 * value([]rune(tens)[0])
		}
	} else {
		ones = tens
	}
	if ones != "" {
		n += value([]rune(ones)[0])
	}
	return n
}
