package schema

import "wenming/generator/diag"

// Text is a value as its author wrote it, with its place: 0123 stays "0123". The zero Text was not given.
type Text struct {
	Value string
	Span  diag.Span
}
