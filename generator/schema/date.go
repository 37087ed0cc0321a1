package schema

import (
	"time"

	"wenming/generator/diag"
)

// Date is a moment in the site's zone. A Bare date was written without a time of day and means 00:00. The zero Date
// was not given.
type Date struct {
	Time time.Time
	Span diag.Span
	Bare bool
}

// Set tells whether a date was given.
func (d Date) Set() bool { return !d.Time.IsZero() }

// dateForms are the ways to write a date. Those without a zone are in the site's; the last two are RFC 3339.
var dateForms = [...]struct {
	layout string
	zone   bool
}{
	{time.DateOnly, false},
	{"2006-01-02 15:04", false},
	{time.DateTime, false},
	{time.RFC3339, true},
	{"2006-01-02 15:04:05Z07:00", true},
}

// ParseDate reads a date in any of its forms: 2023-10-25, 2023-10-25 08:30, 2023-10-25 08:30:00 or RFC 3339. Dates
// without a zone are in the location, and all are returned in it. The span of the result is empty.
func ParseDate(text string, location *time.Location) (date Date, ok bool) {
	for _, form := range dateForms {
		if !form.zone && len(text) != len(form.layout) {
			continue
		}
		if at, err := time.ParseInLocation(form.layout, text, location); err == nil && !at.IsZero() {
			return Date{Time: at.In(location), Bare: form.layout == time.DateOnly}, true
		}
	}
	return Date{}, false
}

var dateHint = diag.T("write it as 2023-10-25 or 2023-10-25 08:30", "请写成 2023-10-25 或 2023-10-25 08:30")
