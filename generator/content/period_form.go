package content

import (
	"regexp"
	"strconv"
	"strings"

	"wenming/generator/diag"
	"wenming/generator/schema"
)

// periodForms are the ways to write a period in one line: the canonical ones and those that the offices print.
var periodForms = []struct {
	pattern *regexp.Regexp
	read    func(part []string) Period
}{
	{whole(`(\d{4})-(\d{2})`), func(s []string) Period { return inYear(ofMonth, s[1], s[2], s[2]) }},
	{whole(`(\d{4})年(\d{1,2})月份?`), func(s []string) Period { return inYear(ofMonth, s[1], s[2], s[2]) }},
	{whole(`(\d{4})-Q(\d)`), func(s []string) Period { return inYear(ofQuarters, s[1], s[2], s[2]) }},
	{whole(`(\d{4})-Q(\d)\.\.Q(\d)`), func(s []string) Period { return inYear(ofQuarters, s[1], s[2], s[3]) }},
	{whole(`(\d{4})年第?([一二三四1-4](?:、第?[一二三四1-4])*)季度`), readQuarters},
	{whole(`(\d{4})-H(\d)`), func(s []string) Period { return inYear(ofHalf, s[1], s[2], s[2]) }},
	{whole(`(\d{4})年上半年`), func(s []string) Period { return inYear(ofHalf, s[1], "1", "1") }},
	{whole(`(\d{4})年下半年`), func(s []string) Period { return inYear(ofHalf, s[1], "2", "2") }},
	{whole(`(\d{4})(?:年度?)?`), func(s []string) Period { return ofYear(s[1], s[1]) }},
	{whole(`(\d{4})\.\.(\d{4})`), func(s []string) Period { return ofYear(s[1], s[2]) }},
	{whole(`(\d{4})年?(?:—|——|–|-|－|～|~|至)(\d{4})年度?`), func(s []string) Period { return ofYear(s[1], s[2]) }},
	{whole(`(\d{4})-B(\d+)`), func(s []string) Period { return numbered(s[1], s[2], "") }},
	{whole(`(\d{4})年第([\d一二三四五六七八九十]+)批`), func(s []string) Period { return numbered(s[1], s[2], "") }},
	{whole(`(\d{4})年首批`), func(s []string) Period { return numbered(s[1], "1", "") }},
	{whole(`(\d{4})-E(\d+)`), func(s []string) Period { return numbered(s[1], "", s[2]) }},
	{whole(`(\d{4})年第([\d一二三四五六七八九十]+)届`), func(s []string) Period { return numbered(s[1], "", s[2]) }},
}

func whole(pattern string) *regexp.Regexp { return regexp.MustCompile(`^(?:` + pattern + `)$`) }

// ParsePeriod reads a period that is written in one line, in any of its forms.
func ParsePeriod(text string) (p Period, ok bool) {
	for _, form := range periodForms {
		if part := form.pattern.FindStringSubmatch(text); part != nil {
			p = form.read(part)
			return p, p.Set()
		}
	}
	return Period{}, false
}

// inYear is a period of months, quarters or halves of one year, or none where the numbers are out of their range.
func inYear(u unit, year, from, to string) Period {
	y, f, t := number(year), number(from), number(to)
	most := map[unit]int16{ofMonth: 12, ofQuarters: 4, ofHalf: 2}[u]
	if y < firstYear || f < 1 || t < f || t > most {
		return Period{}
	}
	return Period{First: y, last: y, unit: u, from: f, to: t}
}

// readQuarters reads 2024年第一、二季度: quarters that follow each other.
func readQuarters(part []string) Period {
	quarters := strings.Split(strings.ReplaceAll(part[2], "第", ""), "、")
	for i := 1; i < len(quarters); i++ {
		if number(quarters[i]) != number(quarters[i-1])+1 {
			return Period{}
		}
	}
	return inYear(ofQuarters, part[1], quarters[0], quarters[len(quarters)-1])
}

func ofYear(first, last string) Period {
	f, l := number(first), number(last)
	if f < firstYear || l < f {
		return Period{}
	}
	return Period{First: f, last: l, unit: ofYears}
}

// numbered is a batch or an edition of a year.
func numbered(year, batch, edition string) Period {
	p := Period{First: number(year), Batch: number(batch), Edition: number(edition)}
	p.last = p.First
	switch {
	case p.First < firstYear || p.Batch < 0 || p.Edition < 0 || p.Batch > mostInRow || p.Edition > mostInRow:
		return Period{}
	case p.Batch > 0 && p.Edition == 0:
		p.unit = ofBatch
	case p.Edition > 0 && p.Batch == 0:
		p.unit = ofEdition
	default:
		return Period{}
	}
	return p
}

// firstYear keeps numbers such as 0016 from counting as years; mostInRow bounds batches and editions.
const (
	firstYear = 1900
	mostInRow = 999
)

var digits = strings.Split("零一二三四五六七八九", "")

// number reads digits, or a Chinese numeral below 100; -1 where it is neither, 0 where nothing is written.
func number(text string) int16 {
	if text == "" {
		return 0
	}
	if n, err := strconv.ParseInt(text, 10, 16); err == nil {
		return int16(n)
	}
	for n := int16(1); n < 100; n++ {
		if text == numeral(n) {
			return n
		}
	}
	return -1
}

// numeral writes a number in Chinese up to 99, then in digits.
func numeral(n int16) string {
	switch {
	case n < 1 || n > 99:
		return strconv.Itoa(int(n))
	case n < 10:
		return digits[n]
	}
	var tens, ones string
	if n >= 20 {
		tens = digits[n/10]
	}
	if n%10 > 0 {
		ones = digits[n%10]
	}
	return tens + "十" + ones
}

// ReadScalar reads a period that is written in one line.
func (p *Period) ReadScalar(value schema.Text) diag.List {
	read, ok := ParsePeriod(strings.TrimSpace(value.Value))
	*p = read
	if !ok {
		return badPeriod(value.Span, diag.T("%q is not a period", "“%s”不是期次", value.Value))
	}
	return nil
}

// CheckMapping completes a period that is written as {year, batch}, {edition, year} or {year}.
func (p *Period) CheckMapping(at diag.Span) diag.List {
	given := *p
	if *p = numbered(strconv.Itoa(int(given.First)), strconv.Itoa(int(given.Batch)), strconv.Itoa(int(given.Edition))); p.Set() {
		return nil
	}
	if given.Batch == 0 && given.Edition == 0 {
		if *p = ofYear(strconv.Itoa(int(given.First)), strconv.Itoa(int(given.First))); p.Set() {
			return nil
		}
	}
	return badPeriod(at, diag.T("a period has a year of four digits, and a batch or an edition", "期次应有四位数的年份，并写明第几批或第几届"))
}

func badPeriod(at diag.Span, message diag.Text) diag.List {
	return diag.List{diag.New(diag.BadPeriod, diag.Place{Span: at}, message).WithHint(diag.T(
		"write it as 2016-11, 2022-Q1, 2024-Q1..Q2, 2025-H2, 2022, 2021..2023, {year: 2019, batch: 1} or {edition: 9, year: 2025}",
		"请写成 2016-11、2022-Q1、2024-Q1..Q2、2025-H2、2022、2021..2023、{年: 2019, 批: 1} 或 {届: 9, 年: 2025}"))}
}
