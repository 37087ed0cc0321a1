package render

import (
	"bytes"
	"fmt"

	"wenming/generator/diag"
	"wenming/generator/feed"
	"wenming/generator/memo"
	"wenming/generator/plan"
	"wenming/generator/view"
)

// Job is an output whose turn has come: its view is made, its bytes are not.
type Job struct {
	plan.Output
	renderer *Renderer
	layout   string
	view     *view.View    // of a page
	document feed.Document // of a document
}

// Job makes an output's view.
func (r *Renderer) Job(o plan.Output) *Job {
	j := &Job{Output: o, renderer: r}
	switch m := o.Make.(type) {
	case plan.Page:
		j.layout, j.view = m.Layout, m.View()
	case plan.Document:
		j.document = m.View()
	}
	return j
}

// IsPage tells whether the output is a page.
func (j *Job) IsPage() bool { return j.view != nil }

// LayoutDigest names all that a page's layout adds to its view.
func (j *Job) LayoutDigest() memo.Digest { return j.renderer.layouts.Digest(j.layout) }

// Parts are those of a page's view.
func (j *Job) Parts() []view.Part { return j.view.Parts() }

// Key names all that the bytes are made from: equal keys under one program mean equal bytes.
func (j *Job) Key() memo.Digest {
	switch m := j.Make.(type) {
	case plan.Page:
		return memo.Of([2]memo.Digest{j.LayoutDigest(), j.view.Digest()})
	case plan.Document:
		return memo.Of(j.document)
	case plan.Blob:
		return m.Key
	}
	panic(fmt.Sprintf("internal error: an output of type %T", j.Make))
}

// Bytes makes the output's bytes: in buf, or where there is no need to, elsewhere. A mistake in a layout is a diagnostic; a
// file that cannot be read is an error.
func (j *Job) Bytes(buf *bytes.Buffer) ([]byte, *diag.Diagnostic, error) {
	switch m := j.Make.(type) {
	case plan.Page:
		problem := j.renderer.layouts.Execute(buf, j.layout, j.view)
		return buf.Bytes(), problem, nil
	case plan.Document:
		return j.document.Encode(), nil, nil
	case plan.Blob:
		data, err := m.Data()
		return data, nil, err
	}
	panic(fmt.Sprintf("internal error: an output of type %T", j.Make))
}
