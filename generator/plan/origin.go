package plan

import (
	"wenming/generator/content"
	"wenming/generator/diag"
)

// place is what asked for an output; no file where the program makes it of itself.
func (o Output) place() diag.Place {
	if o.from == nil {
		return diag.Place{}
	}
	return o.from.place()
}

// origin is what asks for an output, where there is something to say of it.
type origin interface{ place() diag.Place }

// named is an entry that asks by its name.
type named struct{ *content.Entry }

func (n named) place() diag.Place { return n.At(n.NameSpan()) }

// written is a place that asks.
type written diag.Place

func (w written) place() diag.Place { return diag.Place(w) }
