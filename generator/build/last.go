package build

import (
	"slices"
	"time"

	"wenming/generator/diag"
	"wenming/generator/memo"
	"wenming/generator/output"
)

// lastBuild is what a build was made from and what came of it. While both are the same, and the moment is one at which
// the site says the same, there is nothing to do.
type lastBuild struct {
	Inputs      memo.Digest // of all files, and the options that count
	From, Until time.Time   // the moments at which these inputs give this result: until excluded, or zero for ever
	Output      memo.Digest // the version in the output folder
	Pages       int
	NextChange  time.Time
	Diagnostics diag.List
}

// inputs names everything that a site is made from but the moment.
func (s *sources) inputs() memo.Digest {
	type file struct {
		path   string
		digest memo.Digest
	}
	files := make([]file, len(s.digests))
	for i, f := range s.tree.Files() {
		files[i] = file{f.Path, s.digests[i]}
	}
	return memo.Of(struct {
		files  []file
		drafts bool
	}{files, s.drafts})
}

// same tells whether the last build would come out again and stands in the output folder, and reports it as this one.
func (m *memory) same(s *sources, stage *output.Stage, report *Report) bool {
	data, ok := m.store.Load("last")
	if !ok {
		return false
	}
	var last lastBuild
	if _, ok := memo.Decode(data, &last, s.config.Location()); !ok {
		return false
	}
	if s.at.Before(last.From) || !last.Until.IsZero() && !s.at.Before(last.Until) || stage.Last().Digest != last.Output {
		return false
	}
	if s.inputs() != last.Inputs || !stage.Intact() {
		return false
	}
	m.learnFiles(s)
	report.Pages, report.NextChange, report.Diagnostics = last.Pages, last.NextChange, last.Diagnostics
	report.Output.Version, report.inputs = last.Output, last.Inputs
	for file := range stage.Last().Files() {
		report.Output.Unchanged++
		report.Output.Bytes += file.Size
	}
	return true
}

// learn remembers a build that was committed.
func (m *memory) learn(l *linked, r rendered, report Report) {
	last := lastBuild{
		Inputs: report.inputs, From: l.at, Until: l.site.Stable, Output: report.Output.Version,
		Pages: report.Pages, NextChange: report.NextChange, Diagnostics: report.Diagnostics,
	}
	m.learnFiles(l.sources)
	if !slices.Equal(r.outputs, r.before) {
		m.store.Save("outputs", memo.Append(nil, &r.outputs))
	}
	m.store.Save("last", memo.Append(nil, &last))
	m.store.Sweep()
}
