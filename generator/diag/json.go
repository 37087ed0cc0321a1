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

// Records turns the diagnostics into what JSON prints; never nil, so that no diagnostics print as []. The list should be
// Sorted.
func Records(list List, source Source, l Language) []Record {
	p := printer{texts{source: source}, texts{source: source}, l}
	records := make([]Record, 0, len(list))
	for _, d := range list {
		r := Record{
			Severity: d.Code.Severity().String(),
			Code:     d.Code,
			File:     d.File,
			Message:  d.Message.In(l),
		}
		if t := p.texts.of(d.File); t != nil {
			start, end := t.extent(d.Span)
			r.Line, r.Column, r.EndLine, r.EndColumn = start.line, start.column, end.line, end.column
		}
		var hints []string
		for _, place := range d.Also {
			hints = append(hints, otherPlace(at(&p.others, place)).In(l))
		}
		if hint := d.Hint.In(l); hint != "" {
			hints = append(hints, hint)
		}
		r.Hint = strings.Join(hints, "; ")
		records = append(records, r)
	}
	return records
}
