package diag

import (
	"maps"
	"slices"
)

// Severity says what follows from a diagnostic: an Error fails the build.
type Severity uint8

// The severities, gravest first.
const (
	Error Severity = iota
	Warning
	Note
)

// String is the severity's stable name, as in JSON.
func (s Severity) String() string {
	return [...]string{"error", "warning", "note"}[s]
}

// In is the severity's name in a language.
func (s Severity) In(l Language) string {
	if l == Chinese {
		return [...]string{"错误", "警告", "提示"}[s]
	}
	return s.String()
}

// Code is the stable name of a kind of diagnostic. Tools may rely on it; it never changes its meaning.
type Code string

// The codes of errors.
const (
	AmbiguousName           Code = "ambiguous-name"
	BadDate                 Code = "bad-date"
	BadPeriod               Code = "bad-period"
	BadSheet                Code = "bad-sheet"
	BrokenAnchor            Code = "broken-anchor"
	BrokenLink              Code = "broken-link"
	ContradictedHonor       Code = "contradicted-honor"
	DuplicateAddress        Code = "duplicate-address"
	DuplicateKey            Code = "duplicate-key"
	DuplicateRow            Code = "duplicate-row"
	FullwidthColon          Code = "fullwidth-colon"
	InvalidUTF8             Code = "invalid-utf8"
	LayoutRun               Code = "layout-run"
	LayoutSyntax            Code = "layout-syntax"
	MissingImage            Code = "missing-image"
	MissingKey              Code = "missing-key"
	OutsideSite             Code = "outside-site"
	ParentCycle             Code = "parent-cycle"
	TooLarge                Code = "too-large"
	UnknownCategory         Code = "unknown-category"
	UnknownKey              Code = "unknown-key"
	UnknownReference        Code = "unknown-reference"
	UnterminatedFrontMatter Code = "unterminated-front-matter"
	WrongType               Code = "wrong-type"
	YAMLSyntax              Code = "yaml-syntax"
)

// The codes of warnings.
const (
	AmbiguousReading Code = "ambiguous-reading"
	HTMLDropped      Code = "html-dropped"
	ImageAlt         Code = "image-alt"
	LeftOut          Code = "left-out"
	LostAddress      Code = "lost-address"
	PublicityOver    Code = "publicity-over"
	SheetConflict    Code = "sheet-conflict"
	UnknownCharacter Code = "unknown-character"
	Unsure           Code = "unsure"
)

// The codes of notes, which only suggest.
const (
	UnlinkedRow     Code = "unlinked-row"
	UnlistedMention Code = "unlisted-mention"
)

var severities = map[Code]Severity{
	AmbiguousName: Error, BadDate: Error, BadPeriod: Error, BadSheet: Error, BrokenAnchor: Error, BrokenLink: Error,
	ContradictedHonor: Error, DuplicateAddress: Error, DuplicateKey: Error, DuplicateRow: Error, FullwidthColon: Error, InvalidUTF8: Error, LayoutRun: Error,
	LayoutSyntax: Error, MissingImage: Error, MissingKey: Error, OutsideSite: Error, ParentCycle: Error,
	TooLarge: Error, UnknownCategory: Error, UnknownKey: Error, UnknownReference: Error,
	UnterminatedFrontMatter: Error, WrongType: Error, YAMLSyntax: Error,
	AmbiguousReading: Warning, HTMLDropped: Warning, ImageAlt: Warning, LeftOut: Warning, LostAddress: Warning, PublicityOver: Warning, UnknownCharacter: Warning,
	SheetConflict: Warning, Unsure: Warning,
	UnlinkedRow: Note, UnlistedMention: Note,
}

// Severity is what follows from the code. A code that is not listed is an internal error.
func (c Code) Severity() Severity {
	s, known := severities[c]
	if !known {
		panic("internal error: diagnostic code " + string(c) + " is not listed")
	}
	return s
}

// Codes lists all codes, sorted.
func Codes() []Code {
	return slices.Sorted(maps.Keys(severities))
}
