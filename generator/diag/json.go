package diag

import "strings"

// Record is a diagnostic as JSON prints it. Lines and columns start at 1, columns count code points, ends are
// exclusive; all four are 0 where the file cannot be read.
type Record struct {
	Severity  string `json:"severity"`
	Code      Code   `json:"code"`
	File      string `json:"file"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"end_line"`
	EndColumn int    `json:"end_column"`
	Message   string `json:"message"`
	Hint      string `json:"hint"`
}

// Records turns the diagnostics into what JSON prints; never nil, so that no diagnostics print as [].
func Records(list List, source Source, l Language) []Record {
	records := make([]Record, 0, len(list))
	for _, d := range list {
		r := Record{
			Severity: d.Code.Severity().String(),
			Code:     d.Code,
			File:     d.File,
			Message:  d.Message.In(l),
		}
		if src := source(d.File); src != nil {
			start, end := position(src, d.Span.Start), position(src, max(d.Span.Start, d.Span.End))
			r.Line, r.Column, r.EndLine, r.EndColumn = start.Line, start.Column, end.Line, end.Column
		}
		var hints []string
		for _, place := range d.Also {
			hints = append(hints, alsoAt(place, source, l))
		}
		if hint := d.Hint.In(l); hint != "" {
			hints = append(hints, hint)
		}
		r.Hint = strings.Join(hints, "; ")
		records = append(records, r)
	}
	return records
}
