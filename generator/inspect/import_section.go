package inspect

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"wenming/generator/diag"
)

// section is what a line such as 一、助人为乐（5名） says of the lines below it.
type section struct {
	category, grade, place string
	at                     corner // its cell
	told                   int    // how many rows or people it is said to have; 0 where it does not say
	rows, persons          int    // how many it has
	last                   string // the category of the last row that told its own
	lastAt                 corner // and where
}

var (
	sectionForm = regexp.MustCompile(`^((?:[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．:：]?)|(?:[（(]?\d{1,2}[)）]?[、.．]?))?(.+?)[:：]?(?:[（(]?共?(\d{1,5})(?:名|人|组|户|个|所|件|项|位)\S{0,4}?[）)]*)?[:：]?$`)
	gradeForm   = regexp.MustCompile(`(?:提名|提名奖|入围奖|入选奖|优秀奖|特别奖|鼓励奖|[特一二三]等奖)$`)
	placeForm   = regexp.MustCompile(`^\p{Han}{1,10}[省市区县州盟旗镇乡]$`)
	chinese     = regexp.MustCompile(`^[（(]?[一二三四五六七八九十]`)
)

// startSection reads a line with a single text as the beginning of a section, if it is one.
func (r *rowReader) startSection(i, at int) bool {
	text := tight(narrowDigits(r.text(i, at)))
	m := sectionForm.FindStringSubmatch(text)
	if m == nil {
		return false
	}
	apart := at != r.at[partName] || r.spreads(i, at) // it cannot be a name
	numbered, title := chinese.MatchString(m[1]), m[2]
	next := section{at: corner{i, at}, grade: r.section.grade, place: r.section.place}
	next.told, _ = strconv.Atoi(m[3])
	category, known := r.category(title)
	switch {
	case known && (len(r.categories) > 0 || numbered || m[3] != "" && apart):
		next.category = category
	case gradeForm.MatchString(title):
		next.grade = title
	case apart && placeForm.MatchString(title) && !slices.ContainsFunc([]part{partCity, partCounty, partPlace}, func(p part) bool { return r.at[p] >= 0 }):
		next.place, next.category = title, r.section.category
	case numbered && !r.single(i+1) && len(r.categories) > 0 && r.at[partCategory] < 0:
		r.unknownCategory(i, at, title)
	case numbered:
		r.leaveOut(i, at)
		next.grade, next.place = "", ""
	default:
		return false
	}
	r.endSection()
	r.section = next
	return true
}

// single tells whether a line holds one text only, so that it may start a section inside another.
func (r *rowReader) single(i int) bool { return i < len(r.lines) && len(r.own(i)) == 1 }

// endSection compares what a section was said to have with what it has.
func (r *rowReader) endSection() {
	s := r.section
	if s.told > 0 && s.rows > 0 && s.told != s.rows && s.told != s.persons {
		r.say(diag.Unsure, s.at.top, s.at.left, diag.T("this says %d, and %d rows follow", "这里写%d，下面有%d行", s.told, s.rows),
			diag.T("count the rows of the sheet: one may be missing", "请核对表格：也许缺了一行"))
	}
}

var anyNumber = regexp.MustCompile(`\d+`)

// total compares what a line of totals says with what was read. A subtotal in the middle is not of all rows.
func (r *rowReader) total(i int) {
	people := 0
	for j := range r.records {
		people += persons(&r.records[j].Recipient)
	}
	var told []string
	for _, at := range r.own(i) {
		text := tight(narrowDigits(r.text(i, at)))
		if strings.HasPrefix(text, "小计") {
			return
		}
		for _, n := range anyNumber.FindAllString(text, -1) {
			if n == strconv.Itoa(len(r.records)) || n == strconv.Itoa(people) {
				return
			}
			told = append(told, n)
		}
	}
	if len(told) > 0 {
		r.say(diag.Unsure, i, r.own(i)[0], diag.T("the total says %s, and %d rows were read", "合计写%s，读到%d行", strings.Join(told, ", "), len(r.records)),
			diag.T("count the rows of the sheet: one may be missing or hidden", "请核对表格：也许缺了一行，或有隐藏的行"))
	}
}
