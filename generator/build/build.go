// Package build makes a site: read, parse, link, plan, render, write, one call a phase.
//
// Build is the function you want. It is a function of the site's files, the theme and Options.At: same inputs, same
// bytes. Where the content has errors, the output folder stays as it was.
package build

import (
	"errors"
	"io/fs"
	"time"

	"wenming/generator/diag"
	"wenming/generator/output"
	"wenming/generator/source"
)

// Options say what to build and where to.
type Options struct {
	Site    string    // the site's folder
	Out     string    // the output folder
	Theme   fs.FS     // the default layouts/ and assets/
	At      time.Time // the moment that decides what is due
	Wall    bool      // At is what a clock shows in the site's zone, whatever location it carries
	Drafts  bool      // show drafts
	Clean   bool      // take nothing from the last build
	Waiting func()    // called when another build holds the output folder
}

// Report is what a build did and what it has to say.
type Report struct {
	Pages       int // HTML pages of the site
	Rendered    int // pages made in this build
	Output      output.Result
	NextChange  time.Time // when the next entry becomes due or expires; zero: never
	Diagnostics diag.List // sorted, each once
	Source      diag.Source
}

// Build makes the site. It fails where the machine does; mistakes in the content are diagnostics, and with an error
// among them nothing is written.
func Build(o Options) (Report, error) {
	linked, report, problems, err := open(o)
	if err != nil {
		return report, err
	}
	if linked == nil {
		report.Diagnostics = problems.Sorted()
		return report, nil
	}
	planned, problems := makePlan(linked, problems)
	report.Diagnostics = problems.Sorted()
	if problems.Failed() {
		return report, nil
	}
	report.Pages, report.NextChange = planned.Pages, linked.site.NextChange
	return write(planned, linked, o, report)
}

// open reads, parses and links. What it links is nil where site.yaml has errors.
func open(o Options) (*linked, Report, diag.List, error) {
	tree, problems, err := source.Read(o.Site, o.Theme)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, Report{}, nil, NoSiteError{}
	} else if err != nil {
		return nil, Report{}, nil, err
	}
	report := Report{Source: sourceOf(tree)}
	sources, problems, err := readSources(tree, problems)
	if err != nil {
		return nil, report, nil, err
	}
	parsed, problems, err := parse(sources, problems)
	if err != nil || !sources.sound {
		return nil, report, problems, err
	}
	linked, problems := link(parsed, o, problems)
	return linked, report, problems, nil
}

// sourceOf shows the files that diagnostics name.
func sourceOf(tree *source.Tree) diag.Source {
	return func(file string) []byte {
		data, err := tree.Bytes(file)
		if err != nil {
			return nil
		}
		return data
	}
}
