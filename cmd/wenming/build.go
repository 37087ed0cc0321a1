package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	wenming "wenming"
	"wenming/generator/build"
	"wenming/generator/diag"
	"wenming/generator/schema"
)

// buildCommand makes the site.
type buildCommand struct {
	Out    string `placeholder:"DIR" help:"Write elsewhere than the site's public/."`
	Clean  bool   `help:"Make everything anew."`
	Drafts bool   `help:"Show drafts too."`
	At     string `placeholder:"TIME" help:"The moment that decides what is due: 2023-10-25, 2023-10-25 08:30 or RFC 3339; by default now."`
	JSON   bool   `name:"json" help:"Print the report as JSON."`
	Verify bool   `help:"Then make everything anew beside it, and compare."`
}

// Run is called by kong.
func (c *buildCommand) Run(s *invocation) error {
	program, err := programDigest()
	if err != nil {
		return err
	}
	options := build.Options{
		Site: s.site, Out: c.Out, Theme: wenming.Theme, Program: program, At: s.now, Drafts: c.Drafts, Clean: c.Clean,
	}
	if c.At != "" {
		if options.At, options.Wall, err = moment(c.At); err != nil {
			return err
		}
	}
	if options.Out == "" {
		options.Out = filepath.Join(s.site, "public")
	} else if err := outside(options.Out, s.site); err != nil {
		return err
	}
	options.Waiting = func() {
		fmt.Fprintln(s.err, diag.T("waiting for another build of this site", "另一个构建正在进行，等它结束").In(s.language))
	}
	options.Counted = tuneCollector
	begun := time.Now()
	bar := newBar(s, begun)
	options.Progress = bar.progress()
	report, err := build.Build(options)
	bar.clear()
	var none build.NoSiteError
	if errors.As(err, &none) {
		return misuse{none.Text()}
	} else if err != nil {
		return err
	}
	if err := c.print(s, report, time.Since(begun)); err != nil || !c.Verify {
		return err
	}
	return verify(s, options, report)
}

// verify reports what differs from a build that knows of no other. Nothing ever should.
func verify(s *invocation, options build.Options, report build.Report) error {
	wrong, err := build.Verify(options, report)
	if err != nil {
		return err
	}
	if len(wrong) == 0 {
		fmt.Fprintln(s.err, diag.T("verified: the same as a build from nothing", "已核对：与从头构建的结果完全相同").In(s.language))
		return nil
	}
	for _, path := range wrong {
		fmt.Fprintln(s.err, diag.T("internal error: %q differs from a build from nothing", "程序内部错误：“%s”与从头构建的结果不同", build.Address(path)).In(s.language))
	}
	fmt.Fprintln(s.err, diag.T("please report this; build --clean makes it right", "请报告这个问题；build --clean 可得到正确结果").In(s.language))
	return status(failed)
}

// print says what a build did: diagnostics to standard error, the result to standard output.
func (c *buildCommand) print(s *invocation, report build.Report, took time.Duration) error {
	if c.JSON {
		if err := s.printJSON(report, took); err != nil {
			return err
		}
	} else {
		if err := diag.WriteText(s.err, report.Diagnostics, report.Source, s.language); err != nil {
			return err
		}
		fmt.Fprintln(s.out, summary(report, took).In(s.language))
	}
	if report.Diagnostics.Failed() {
		return status(faulty)
	}
	return nil
}

func summary(r build.Report, took time.Duration) diag.Text {
	errors, warnings := r.Diagnostics.Count(diag.Error), r.Diagnostics.Count(diag.Warning)
	if errors > 0 {
		return diag.T("not built: errors %d, warnings %d; the last output stays as it was", "未生成：错误 %d 处，警告 %d 处；原来的网页保持不变", errors, warnings)
	}
	done := diag.T("%d pages, %d rendered; %d files written, %d unchanged, %d deleted; %.2f s",
		"共 %d 页，生成 %d 页；写入 %d 个文件，%d 个未变，删除 %d 个；用时 %.2f 秒",
		r.Pages, r.Rendered, r.Output.Written, r.Output.Unchanged, r.Output.Deleted, took.Seconds())
	if warnings > 0 {
		more := diag.T("; warnings %d", "；警告 %d 处", warnings)
		done.English += more.English
		done.Chinese += more.Chinese
	}
	return done
}

// changedAtMost is how many addresses a JSON report names.
const changedAtMost = 1000

func (s *invocation) printJSON(r build.Report, took time.Duration) error {
	report := struct {
		Pages        int           `json:"pages"`
		Rendered     int           `json:"rendered"`
		Written      int           `json:"written"`
		Unchanged    int           `json:"unchanged"`
		Deleted      int           `json:"deleted"`
		Bytes        int64         `json:"bytes"`
		Milliseconds int64         `json:"ms"`
		PeakRSS      int64         `json:"peak_rss_bytes"`
		NextChange   *string       `json:"next_change"`
		Changed      []string      `json:"changed"`
		Diagnostics  []diag.Record `json:"diagnostics"`
	}{
		r.Pages, r.Rendered, r.Output.Written, r.Output.Unchanged, r.Output.Deleted, r.Output.Bytes,
		took.Milliseconds(), peakMemory(), nil, []string{}, diag.Records(r.Diagnostics, r.Source, s.language),
	}
	if !r.NextChange.IsZero() {
		next := r.NextChange.Format(time.RFC3339)
		report.NextChange = &next
	}
	for _, path := range r.Output.Changed[:min(changedAtMost, len(r.Output.Changed))] {
		report.Changed = append(report.Changed, build.Address(path))
	}
	encoder := json.NewEncoder(s.out)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(report)
}

// moment reads a moment. One without a zone is what a clock shows in the site's zone.
func moment(text string) (at time.Time, wall bool, err error) {
	local, ok := schema.ParseDate(text, time.UTC)
	if !ok {
		return time.Time{}, false, misuse{diag.T("--at %q is not a date; write it as 2023-10-25 or \"2023-10-25 08:30\"",
			"--at “%s”不是日期；请写成 2023-10-25 或 \"2023-10-25 08:30\"", text)}
	}
	elsewhere, _ := schema.ParseDate(text, time.FixedZone("", 3600))
	return local.Time, !local.Time.Equal(elsewhere.Time), nil
}

// outside refuses an output folder that holds the site's sources or stands among them.
func outside(out, site string) error {
	out, err := resolved(out)
	if err != nil {
		return err
	}
	site, err = resolved(site)
	if err != nil {
		return err
	}
	for _, folder := range []string{"", "content", "layouts", "assets", build.MemoryFolder} {
		source := filepath.Join(site, folder)
		if out == source || folder != "" && within(out, source) || within(source, out) {
			return misuse{diag.T("--out %q would mix the output with the sources", "--out “%s”会把输出和源文件混在一起", out)}
		}
	}
	return nil
}

// resolved is the absolute path of a file or folder, free of symbolic links as far as it is there.
func resolved(name string) (string, error) {
	name, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	there, rest := name, ""
	for {
		if target, err := filepath.EvalSymlinks(there); err == nil {
			return filepath.Join(target, rest), nil
		}
		up := filepath.Dir(there)
		if up == there {
			return name, nil
		}
		there, rest = up, filepath.Join(filepath.Base(there), rest)
	}
}

// within tells whether a path lies below a folder.
func within(path, folder string) bool {
	rest, err := filepath.Rel(folder, path)
	return err == nil && filepath.IsLocal(rest)
}
