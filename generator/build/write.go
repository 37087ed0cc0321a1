package build

import (
	"strings"
	"sync/atomic"
	"time"

	"wenming/generator/diag"
	"wenming/generator/output"
	"wenming/generator/plan"
	"wenming/generator/render"
)

// write renders all outputs into a stage, and commits it if every one of them could be made.
func write(p *plan.Plan, l *linked, o Options, report Report) (Report, error) {
	stage, err := output.Begin(o.Out, output.Options{Fresh: o.Clean, Waiting: o.Waiting})
	if err != nil {
		return report, err
	}
	rendered, mistakes, err := renderAll(p, l, func(out plan.Output, data []byte) error {
		return stage.Put(out.Path, out.Role, data)
	})
	report.Rendered = rendered
	report.Diagnostics = append(report.Diagnostics, mistakes...).Sorted()
	if err != nil || report.Diagnostics.Failed() {
		if aborted := stage.Abort(); err == nil {
			err = aborted
		}
		return report, err
	}
	report.Output, err = stage.Commit(l.at.Format(time.RFC3339))
	return report, err
}

// renderAll makes the bytes of all outputs and hands each to put, several at a time. It tells how many pages it made, and
// what layouts did wrong.
func renderAll(p *plan.Plan, l *linked, put func(out plan.Output, data []byte) error) (int, diag.List, error) {
	renderer := render.New(l.layouts)
	found := make([]*diag.Diagnostic, len(p.Outputs))
	var rendered atomic.Int64
	err := each(len(p.Outputs), func(i int) error {
		out := p.Outputs[i]
		data, mistake, err := renderer.Bytes(out)
		if err != nil || mistake != nil {
			found[i] = mistake
			return err
		}
		if _, ok := out.Make.(plan.Page); ok {
			rendered.Add(1)
		}
		return put(out, data)
	})
	var mistakes diag.List
	for _, mistake := range found {
		if mistake != nil {
			mistakes = append(mistakes, *mistake)
		}
	}
	return int(rendered.Load()), mistakes, err
}

// Address is the address of a file of the site, from the site's root, not escaped: "/news/" for news/index.html.
func Address(path string) string {
	if path == "index.html" || strings.HasSuffix(path, "/index.html") {
		path = strings.TrimSuffix(path, "index.html")
	}
	return "/" + path
}
