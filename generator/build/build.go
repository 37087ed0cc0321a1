// Package build makes a site: read, parse, link, plan, render, write, one call a phase.
//
// Build is the function you want. It is a function of the site's files, the theme and Options.At: same inputs, same
// bytes. Where the content has errors, the output folder stays as it was. What it learns it keeps in the site's .wenming
// folder, so that the next build does only what is new; Why tells of a page what that was.
package build

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"wenming/generator/config"
	"wenming/generator/diag"
	"wenming/generator/memo"
	"wenming/generator/output"
	"wenming/generator/plan"
	"wenming/generator/source"
)

// Options say what to build and where to.
type Options struct {
	Site     string                      // the site's folder
	Out      string                      // the output folder
	Theme    fs.FS                       // the default layouts/ and assets/
	Program  memo.Digest                 // of the program: another program takes nothing from the memory of this one
	At       time.Time                   // the moment that decides what is due
	Wall     bool                        // At is what a clock shows in the site's zone, whatever location it carries
	Drafts   bool                        // show drafts
	Clean    bool                        // take nothing from the last build
	Counted  func(files int, known bool) // called when it is known how many files the site has, and whether an earlier build is remembered; may be nil
	Waiting  func()                      // called once when another build holds the site or the output folder; may be nil
	Progress Progress                    // called while files are parsed and rendered; may be nil

	began func() int64 // for tests: instead of asking the file system for the time
}

// Report is what a build did and what it has to say.
type Report struct {
	Pages       int // HTML pages of the site
	Rendered    int // pages made in this build
	Output      output.Result
	NextChange  time.Time // when the next entry becomes due or expires; zero: never
	Diagnostics diag.List // sorted, each once
	Source      diag.Source

	inputs memo.Digest // of what it was made from; zero where nothing was made
}

// Build makes the site. It fails where the machine does; mistakes in the content are diagnostics, and with an error
// among them nothing is written.
func Build(o Options) (report Report, err error) {
	if err := isSite(o.Site); err != nil {
		return report, err
	}
	o.Waiting = once(o.Waiting)
	memory := recall(o)
	defer memory.store.Close()
	stage, err := output.Begin(o.Out, output.Options{Fresh: o.Clean, Waiting: o.Waiting})
	if err != nil {
		return report, err
	}
	defer func() { err = errors.Join(err, stage.Abort()) }()

	sources, problems, err := read(o, memory)
	if err != nil {
		return report, err
	}
	report.Source = sourceOf(sources.tree)
	if o.Counted != nil {
		o.Counted(len(sources.digests), memory.remembers())
	}
	if !problems.Failed() && memory.same(sources, stage, &report) { // a mistake may be in what is no file: a link that leads nowhere
		return report, nil
	}
	linked, problems, err := open(sources, o, problems)
	if err != nil {
		return report, err
	}
	var planned *plan.Plan
	if linked != nil {
		planned, problems = makePlan(linked, problems)
	}
	if problems.Failed() {
		report.Diagnostics = problems.Sorted()
		return report, nil
	}
	report.Pages, report.NextChange = planned.Pages, linked.site.NextChange
	rendered, err := render(planned, linked, stage, o.Progress)
	problems = append(problems, rendered.mistakes...)
	report.Rendered, report.Diagnostics = rendered.pages, problems.Sorted()
	if err == nil && !problems.Failed() {
		report.Output, err = stage.Commit(sources.at.Format(time.RFC3339))
	}
	if err != nil || problems.Failed() {
		memory.reasons.Forget() // what was made goes nowhere
		return report, err
	}
	report.inputs = linked.inputs()
	memory.learn(linked, rendered, report)
	report.Diagnostics = append(report.Diagnostics, lost(linked, rendered, report.Output.Gone)...).Sorted()
	return report, nil
}

// open parses and links. There is no site where site.yaml has errors.
func open(s *sources, o Options, problems diag.List) (*linked, diag.List, error) {
	problems, err := s.dress(problems)
	if err != nil {
		return nil, nil, err
	}
	parsed, problems, err := parse(s, o.Progress, problems)
	if err != nil || !s.sound {
		return nil, problems, err
	}
	linked, problems := link(parsed, problems)
	return linked, problems, nil
}

// isSite says if a folder has no site.yaml.
func isSite(folder string) error {
	if _, err := os.Stat(filepath.Join(folder, config.File)); errors.Is(err, fs.ErrNotExist) {
		return NoSiteError{}
	}
	return nil
}

// once is a function that does nothing when it is called again.
func once(do func()) func() {
	if do == nil {
		return func() {}
	}
	return sync.OnceFunc(do)
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
