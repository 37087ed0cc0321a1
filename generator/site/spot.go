package site

import (
	"wenming/generator/config"
	"wenming/generator/content"
	"wenming/generator/diag"
)

// spot is where something is written: in an entry, or in site.yaml where that is nil. It becomes a place when there is
// something to say: a place's file is a text that would have to be made.
type spot struct {
	entry *content.Entry
	span  diag.Span
}

func (s spot) place() diag.Place {
	if s.entry == nil {
		return diag.Place{File: config.File, Span: s.span}
	}
	return s.entry.At(s.span)
}
