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
	renderer := render.New(l.layouts)
	mistakes := make([]*diag.Diagnostic, len(p.Outputs))
	var rendered atomic.Int64
	err = each(len(p.Outputs), func(i int) error {
		out := p.Outputs[i]
		data, mistake, err := renderer.Bytes(out)
		if err != nil || mistake != nil {
			mistakes[i] = mistake
			return err
		}
		if _, ok := out.Make.(plan.Page); ok {
			rendered.Add(1)
		}
		return stage.Put(out.Path, out.Role, data)
	})
	for _, mistake := range mistakes {
		if mistake != nil {
			report.Diagnostics = append(report.Diagnostics, *mistake)
		}
	}
	report.Diagnostics = report.Diagnostics.Sorted()
	report.Rendered = int(rendered.Load())
	if err != nil || report.Diagnostics.Failed() {
		if aborted := stage.Abort(); err == nil {
			err = aborted
		}
		return report, err
	}
	report.Output, err = stage.Commit(l.at.Format(time.RFC3339))
	return report, err
}

// Address is the address of a file of the site, from the site's root, not escaped: "/news/" for news/index.html.
func Address(path string) string {
	if path == "index.html" || strings.HasSuffix(path, "/index.html") {
		path = strings.TrimSuffix(path, "index.html")
	}
	return "/" + path
}
