package schema

import (
	"fmt"
	"time"

	"wenming/generator/diag"
)

// Month is a year, or a month of a year: 2019 or 2019-05. Month is 0 where only the year is known. The zero Month was
// not given.
type Month struct {
	Year, Month int
	Span        diag.Span
}

// Set tells whether a year was given.
func (m Month) Set() bool { return m.Year != 0 }

// String is the month as it is written in a file, or nothing.
func (m Month) String() string {
	switch {
	case !m.Set():
		return ""
	case m.Month == 0:
		return fmt.Sprintf("%04d", m.Year)
	}
	return fmt.Sprintf("%04d-%02d", m.Year, m.Month)
}

func parseMonth(text string) (month Month, ok bool) {
	if len(text) == len("2006") {
		at, err := time.Parse("2006", text)
		return Month{Year: at.Year()}, err == nil && at.Year() != 0
	}
	if len(text) != len("2006-01") {
		return Month{}, false
	}
	at, err := time.Parse("2006-01", text)
	return Month{Year: at.Year(), Month: int(at.Month())}, err == nil && at.Year() != 0
}

var monthHint = diag.T("write it as 2019 or 2019-05", "请写成 2019 或 2019-05")
