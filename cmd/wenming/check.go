package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	wenming "wenming"
	"wenming/generator/build"
	"wenming/generator/check"
	"wenming/generator/config"
	"wenming/generator/diag"
	"wenming/generator/inspect"
	"wenming/generator/plan"
)

// checkCommand reports what a build would, and what an editor may have forgotten.
type checkCommand struct {
	Format   string `enum:"text,json,sarif" default:"text" help:"text, json or sarif."`
	External bool   `help:"Ask the web too whether the external addresses that the content names still answer."`
	Fix      string `enum:",mentions" default:"" placeholder:"RULE" help:"Write what can be written: mentions lists in the front matter whom a text names."`
	At       string `placeholder:"TIME" help:"The moment that decides what is due; by default now."`
	Drafts   bool   `help:"Check drafts too."`
}

// Run is called by kong.
func (c *checkCommand) Run(s *invocation) error {
	options, err := s.options(c.At, c.Drafts)
	if err != nil {
		return err
	}
	p, err := s.look(options)
	if err != nil {
		return err
	}
	var fixes []check.Fix
	if c.Fix != "" && p.Site != nil {
		fixes = check.Fixes(check.Mentions(p.Site, p.Source), p.Source)
		for _, fix := range fixes {
			if err := inspect.Rewrite(s.site, fix.Entry.File(), fix.Was, fix.Is); err != nil {
				return refused(err)
			}
		}
		if p, err = s.look(options); err != nil {
			return err
		}
	}
	if err := p.Render(func(plan.Output, []byte) {}); err != nil {
		return err
	}
	if p.Site != nil {
		for _, m := range check.Mentions(p.Site, p.Source) {
			p.Diagnostics = append(p.Diagnostics, m.Diagnostic())
		}
		p.Diagnostics = append(p.Diagnostics, check.Rows(p.Site, p.Source)...).Sorted()
	}
	var asked check.Asked
	var unasked error
	if c.External && p.Site != nil {
		asked, unasked = s.external(p)
	}
	err = c.print(s, p, fixes, asked)
	if exit := s.exit(unasked); exit != done && err == nil {
		err = status(exit)
	}
	return err
}

// print says what was written and what was found.
func (c *checkCommand) print(s *invocation, p *build.Preview, fixes []check.Fix, asked check.Asked) error {
	var err error
	switch c.Format {
	case "json":
		err = s.printFindings(p, fixes)
	case "sarif":
		s.printFixes(s.err, fixes)
		err = s.printSARIF(p)
	default:
		s.printFixes(s.out, fixes)
		if err = diag.WriteText(s.err, p.Diagnostics, p.Source, s.language); err == nil {
			fmt.Fprintln(s.out, diag.T("errors %d, warnings %d, notes %d", "错误 %d 处，警告 %d 处，提示 %d 处",
				p.Diagnostics.Count(diag.Error), p.Diagnostics.Count(diag.Warning), p.Diagnostics.Count(diag.Note)).In(s.language))
			if asked.Count > 0 {
				fmt.Fprintln(s.out, diag.T("external addresses %d, closed to programs %d", "站外网址 %d 个，不让程序访问的 %d 个", asked.Count, asked.Closed).In(s.language))
			}
		}
	}
	if err == nil && p.Diagnostics.Failed() {
		return status(faulty)
	}
	return err
}

func (s *invocation) printFixes(w io.Writer, fixes []check.Fix) {
	for _, fix := range fixes {
		fmt.Fprintln(w, diag.T("%s: people now has %s", "%s：人物中加上了 %s", fix.Entry.File(), strings.Join(fix.Keys, ", ")).In(s.language))
	}
}

func (s *invocation) printSARIF(p *build.Preview) error {
	folder, err := inRepository(s.site)
	if err != nil {
		return err
	}
	log := diag.SARIF{Version: semanticVersion(), Folder: folder, Site: config.File}
	return log.Write(s.out, p.Diagnostics, p.Source, s.language)
}

// inRepository is a folder as seen from the root of the git repository that holds it, with slashes. Outside of any it is
// its own root.
func inRepository(folder string) (string, error) {
	folder, err := filepath.Abs(folder)
	if err == nil {
		folder, err = filepath.EvalSymlinks(folder)
	}
	if err != nil {
		return "", err
	}
	for root := folder; ; root = filepath.Dir(root) {
		if _, err := os.Lstat(filepath.Join(root, ".git")); err == nil {
			below, err := filepath.Rel(root, folder)
			return filepath.ToSlash(below), err
		}
		if root == filepath.Dir(root) {
			return "", nil
		}
	}
}

func (s *invocation) printFindings(p *build.Preview, fixes []check.Fix) error {
	type fixed struct {
		File   string   `json:"file"`
		People []string `json:"people"`
	}
	report := struct {
		Fixed       []fixed       `json:"fixed,omitempty"`
		Diagnostics []diag.Record `json:"diagnostics"`
	}{Diagnostics: diag.Records(p.Diagnostics, p.Source, s.language)}
	for _, fix := range fixes {
		report.Fixed = append(report.Fixed, fixed{fix.Entry.File(), fix.Keys})
	}
	encoder := json.NewEncoder(s.out)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(report)
}

// options are those of a command that looks at a site as it is at a moment.
func (s *invocation) options(at string, drafts bool) (build.Options, error) {
	o := build.Options{Site: s.site, Theme: wenming.Theme, At: s.now, Drafts: drafts}
	var err error
	if at != "" {
		o.At, o.Wall, err = moment(at)
	}
	return o, err
}

// look reads the site and plans it.
func (s *invocation) look(o build.Options) (*build.Preview, error) {
	p, err := build.Look(o)
	if err != nil {
		return nil, refused(err)
	}
	return p, nil
}
