package content

import (
	"cmp"
	"fmt"
	"strings"
)

// Period is the time, or the number in a row of lists, that an official list stands for. Equal periods are equal
// values, however they were written. The zero Period was not given.
//
// A programme may change its rhythm, so periods of all forms compare with each other.
type Period struct {
	First   int16 `key:"year" twin:"年" en:"the year" zh:"年份"` // of several years the first
	Batch   int16 `key:"batch" twin:"批" en:"which batch of the year" zh:"当年第几批"`
	Edition int16 `key:"edition" twin:"届" en:"which edition; its year stands beside it" zh:"第几届，须同时写年份"`

	last     int16 // of several years the last, else First
	unit     unit
	from, to int16 // months, quarters or halves of the year, from 1; 0 for the other units
}

type unit uint8

// The units, in the order in which periods of the same months stand.
const (
	ofYears unit = iota + 1
	ofEdition
	ofBatch
	ofHalf
	ofQuarters
	ofMonth
)

// Set tells whether a period was given.
func (p Period) Set() bool { return p.unit != 0 }

// Year is the year that the period counts for: the last.
func (p Period) Year() int { return int(p.last) }

// Compare orders periods by their last month, then by their first. A batch or an edition may be of any month of its
// year, and batches and editions of one year are in the order of their numbers.
func (p Period) Compare(q Period) int {
	pFirst, pLast := p.months()
	qFirst, qLast := q.months()
	return cmp.Or(
		cmp.Compare(pLast, qLast),
		cmp.Compare(pFirst, qFirst),
		cmp.Compare(p.unit, q.unit),
		cmp.Compare(p.Edition, q.Edition),
		cmp.Compare(p.Batch, q.Batch),
	)
}

// months are the first and the last month of the period, counted from the year 0.
func (p Period) months() (first, last int) {
	width := map[unit]int{ofMonth: 1, ofQuarters: 3, ofHalf: 6}[p.unit]
	if width == 0 {
		return 12 * int(p.First), 12*int(p.last) + 11
	}
	return 12*int(p.First) + width*int(p.from-1), 12*int(p.First) + width*int(p.to) - 1
}

// Key is the period's canonical text, which ParsePeriod reads: 2022-Q1. It needs no escaping in a file's name.
func (p Period) Key() string {
	switch {
	case !p.Set():
		return ""
	case p.unit == ofMonth:
		return fmt.Sprintf("%04d-%02d", p.First, p.from)
	case p.unit == ofQuarters && p.from == p.to:
		return fmt.Sprintf("%04d-Q%d", p.First, p.from)
	case p.unit == ofQuarters:
		return fmt.Sprintf("%04d-Q%d..Q%d", p.First, p.from, p.to)
	case p.unit == ofHalf:
		return fmt.Sprintf("%04d-H%d", p.First, p.from)
	case p.unit == ofBatch:
		return fmt.Sprintf("%04d-B%d", p.First, p.Batch)
	case p.unit == ofEdition:
		return fmt.Sprintf("%04d-E%d", p.First, p.Edition)
	case p.First != p.last:
		return fmt.Sprintf("%04d..%04d", p.First, p.last)
	}
	return fmt.Sprintf("%04d", p.First)
}

// String is the period in Chinese, as the offices write it: 2022年第一季度.
func (p Period) String() string {
	switch {
	case !p.Set():
		return ""
	case p.unit == ofMonth:
		return fmt.Sprintf("%d年%d月", p.First, p.from)
	case p.unit == ofQuarters:
		var quarters []string
		for q := p.from; q <= p.to; q++ {
			quarters = append(quarters, numeral(q))
		}
		return fmt.Sprintf("%d年第%s季度", p.First, strings.Join(quarters, "、"))
	case p.unit == ofHalf:
		return fmt.Sprintf("%d年%s半年", p.First, [...]string{1: "上", 2: "下"}[p.from])
	case p.unit == ofBatch:
		return fmt.Sprintf("%d年第%s批", p.First, numeral(p.Batch))
	case p.unit == ofEdition:
		return fmt.Sprintf("第%s届", numeral(p.Edition))
	case p.First != p.last:
		return fmt.Sprintf("%d—%d年度", p.First, p.last)
	}
	return fmt.Sprintf("%d年度", p.First)
}
