package diag

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// alike is how many diagnostics of one code are printed whole; the rest of that code is counted, so that a thousand
// alike do not bury the others.
const alike = 10

// WriteText prints the diagnostics for a person, each with its frame. The list should be Sorted.
func WriteText(w io.Writer, list List, source Source, l Language) error {
	p := printer{texts{source: source}, texts{source: source}, l}
	found := map[Code]int{}
	for _, d := range list {
		if found[d.Code]++; found[d.Code] > alike {
			continue
		}
		if _, err := io.WriteString(w, p.text(d)); err != nil {
			return err
		}
	}
	for _, code := range slices.Sorted(maps.Keys(found)) {
		if more := found[code] - alike; more > 0 {
			line := T("and %d more like these [%s]", "同类问题还有 %d 处 [%s]", more, code)
			if _, err := fmt.Fprintln(w, line.In(l)); err != nil {
				return err
			}
		}
	}
	return nil
}

// printer prints in one language. The files of other places are kept apart, so that they do not drive out the file
// that the next diagnostic is about.
type printer struct {
	texts, others texts
	language      Language
}

// text is a diagnostic with its place, message, frame, other places and hint.
func (p *printer) text(d Diagnostic) string {
	var b strings.Builder
	if d.File != "" {
		b.WriteString(at(&p.texts, d.Place) + ": ")
	}
	fmt.Fprintf(&b, "%s: %s [%s]\n", d.Code.Severity().In(p.language), printable(d.Message.In(p.language)), d.Code)
	if t := p.texts.of(d.File); t != nil {
		b.WriteString(t.frame(d.Span))
	}
	for _, place := range d.Also {
		fmt.Fprintf(&b, "      = %s\n", otherPlace(at(&p.others, place)).In(p.language))
		if t := p.others.of(place.File); t != nil {
			b.WriteString(t.frame(place.Span))
		}
	}
	if hint := d.Hint.In(p.language); hint != "" {
		fmt.Fprintf(&b, "      = %s\n", printable(hint))
	}
	return b.String()
}

// otherPlace names one of a diagnostic's other places.
func otherPlace(at string) Text { return T("the other place is %s", "另一处在 %s", at) }

// at is a place as file:line:column, or the file alone where it cannot be read.
func at(files *texts, place Place) string {
	name := printable(place.File)
	if t := files.of(place.File); t != nil {
		start := t.position(int(place.Span.Start))
		return fmt.Sprintf("%s:%d:%d", name, start.line, start.column)
	}
	return name
}
