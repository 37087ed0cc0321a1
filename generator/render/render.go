// Package render makes the bytes of an Output: a page by its layout, a document by its encoder, a blob as it stands.
//
// New makes a Renderer for a set of layouts, Renderer.Job makes an output's view: its Key tells whether the bytes have to be
// made anew, Job.Bytes makes them. All are functions of the output and the layouts alone, and safe for concurrent use.
package render

import "wenming/generator/layout"

// Renderer makes bytes with one set of layouts.
type Renderer struct {
	layouts *layout.Set
}

// New makes a renderer.
func New(layouts *layout.Set) *Renderer {
	return &Renderer{layouts: layouts}
}
