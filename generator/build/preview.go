package build

import (
	"bytes"

	"wenming/generator/config"
	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/plan"
	renderer "wenming/generator/render"
	"wenming/generator/site"
)

// Preview is what Build would make of a site, and what it would say.
type Preview struct {
	Report
	Site *site.Site // nil where site.yaml itself has errors
	// Files are site.yaml and all files below content/, Entries what those of Markdown say, shown or not. There are none
	// without a site.
	Files   []string
	Entries []*content.Entry

	linked  *linked
	planned *plan.Plan
}

// Look does what Build does as far as the plan, and writes nothing.
func Look(o Options) (*Preview, error) {
	l, report, problems, err := look(o)
	p := &Preview{Report: report, linked: l}
	if err != nil {
		return nil, err
	}
	if l != nil {
		p.Site, p.Entries, p.Files = l.site, l.entries, []string{config.File}
		for _, file := range l.tree.Below(content.Root) {
			p.Files = append(p.Files, file.Path)
		}
		p.planned, problems = makePlan(l, problems)
		p.Pages = p.planned.Pages
	}
	p.Diagnostics = problems.Sorted()
	return p, nil
}

// look reads, parses and links without a memory.
func look(o Options) (*linked, Report, diag.List, error) {
	if err := isSite(o.Site); err != nil {
		return nil, Report{}, nil, err
	}
	sources, problems, err := read(o, nil)
	if err != nil {
		return nil, Report{}, nil, err
	}
	linked, problems, err := open(sources, o, problems)
	return linked, Report{Source: sourceOf(sources.tree)}, problems, err
}

// Render makes every file that Build would write and hands each to do, several at a time. What layouts do wrong comes to
// the diagnostics. Where these have errors, nothing is made.
func (p *Preview) Render(do func(out plan.Output, data []byte)) error {
	if p.Diagnostics.Failed() {
		return nil
	}
	rendered, mistakes, err := turns(p.planned, p.linked, nil, func(_ int, job *renderer.Job) (bool, *diag.Diagnostic, error) {
		data, mistake, err := job.Bytes(new(bytes.Buffer))
		if err == nil && mistake == nil {
			do(job.Output, data)
		}
		return true, mistake, err
	})
	p.Rendered = rendered
	p.Diagnostics = append(p.Diagnostics, mistakes...).Sorted()
	return err
}
