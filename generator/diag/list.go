package diag

import (
	"cmp"
	"slices"
)

// List is what a build has to say.
type List []Diagnostic

// Sorted returns the diagnostics by file, place, code and text, each once.
func (l List) Sorted() List {
	sorted := slices.Clone(l)
	slices.SortFunc(sorted, compare)
	return slices.CompactFunc(sorted, func(a, b Diagnostic) bool { return compare(a, b) == 0 })
}

func compare(a, b Diagnostic) int {
	return cmp.Or(
		cmp.Compare(a.File, b.File),
		cmp.Compare(a.Span.Start, b.Span.Start),
		cmp.Compare(a.Span.End, b.Span.End),
		cmp.Compare(a.Code, b.Code),
		compareTexts(a.Message, b.Message),
		compareTexts(a.Hint, b.Hint),
		slices.CompareFunc(a.Also, b.Also, comparePlaces),
	)
}

func compareTexts(a, b Text) int {
	return cmp.Or(cmp.Compare(a.English, b.English), cmp.Compare(a.Chinese, b.Chinese))
}

func comparePlaces(a, b Place) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
}

// Count is the number of diagnostics of a severity.
func (l List) Count(s Severity) int {
	n := 0
	for _, d := range l {
		if d.Code.Severity() == s {
			n++
		}
	}
	return n
}

// Failed tells whether the list holds an error.
func (l List) Failed() bool { return l.Count(Error) > 0 }
