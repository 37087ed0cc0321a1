// Package render makes the bytes of an Output: a page by its layout, a document by its encoder, a blob as it stands.
//
// Bytes is the function you want. It is a function of the output and the layouts alone, and safe for concurrent use.
package render

import (
	"bytes"
	"fmt"
	"sync"

	"wenming/generator/diag"
	"wenming/generator/layout"
	"wenming/generator/plan"
)

// Renderer makes bytes with one set of layouts.
type Renderer struct {
	layouts *layout.Set
	buffers sync.Pool
}

// New makes a renderer.
func New(layouts *layout.Set) *Renderer {
	return &Renderer{layouts: layouts, buffers: sync.Pool{New: func() any { return new(bytes.Buffer) }}}
}

// Bytes makes an output's bytes. A mistake in a layout is a diagnostic; a file that cannot be read is an error.
func (r *Renderer) Bytes(o plan.Output) ([]byte, *diag.Diagnostic, error) {
	switch m := o.Make.(type) {
	case plan.Page:
		return r.page(m)
	case plan.Document:
		return m.View().Encode(), nil, nil
	case plan.Blob:
		data, err := m.Data()
		return data, nil, err
	}
	panic(fmt.Sprintf("internal error: an output of type %T", o.Make))
}

func (r *Renderer) page(p plan.Page) ([]byte, *diag.Diagnostic, error) {
	buf := r.buffers.Get().(*bytes.Buffer)
	defer r.buffers.Put(buf)
	buf.Reset()
	if problem := r.layouts.Execute(buf, p.Layout, p.View()); problem != nil {
		return nil, problem, nil
	}
	return bytes.Clone(buf.Bytes()), nil, nil
}
