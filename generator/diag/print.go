package diag

import (
	"fmt"
	"io"
	"strings"
)

// alike is how many diagnostics of one code are printed whole; the rest of that code is counted, so that a thousand
// alike do not bury the others.
const alike = 10

// WriteText prints the diagnostics for a person, each with its frame. The list should be Sorted.
func WriteText(w io.Writer, list List, source Source, l Language) error {
	shown := map[Code]int{}
	for _, d := range list {
		if shown[d.Code]++; shown[d.Code] > alike {
			continue
		}
		if _, err := io.WriteString(w, text(d, source, l)); err != nil {
			return err
		}
	}
	counted := map[Code]bool{}
	for _, d := range list {
		more := shown[d.Code] - alike
		if more <= 0 || counted[d.Code] {
			continue
		}
		counted[d.Code] = true
		line := T("and %d more like these [%s]", "同类问题还有 %d 处 [%s]", more, d.Code)
		if _, err := fmt.Fprintln(w, line.In(l)); err != nil {
			return err
		}
	}
	return nil
}

func text(d Diagnostic, source Source, l Language) string {
	var b strings.Builder
	src := source(d.File)
	where := d.File
	if src != nil {
		p := position(src, d.Span.Start)
		where = fmt.Sprintf("%s:%d:%d", d.File, p.Line, p.Column)
	}
	if where != "" {
		where += ": "
	}
	fmt.Fprintf(&b, "%s%s: %s [%s]\n", where, d.Code.Severity().In(l), printable(d.Message.In(l)), d.Code)
	if src != nil {
		b.WriteString(frame(src, d.Span))
	}
	for _, place := range d.Also {
		fmt.Fprintf(&b, "      = %s\n", alsoAt(place, source, l))
		if src := source(place.File); src != nil {
			b.WriteString(frame(src, place.Span))
		}
	}
	if hint := d.Hint.In(l); hint != "" {
		fmt.Fprintf(&b, "      = %s\n", printable(hint))
	}
	return b.String()
}

func alsoAt(place Place, source Source, l Language) string {
	at := place.File
	if src := source(place.File); src != nil {
		p := position(src, place.Span.Start)
		at = fmt.Sprintf("%s:%d:%d", place.File, p.Line, p.Column)
	}
	return T("the other place is %s", "另一处在 %s", at).In(l)
}
