package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"wenming/generator/build"
	"wenming/generator/config"
	"wenming/generator/diag"
	"wenming/generator/publish"
)

// publishCommand brings the finished site to where visitors get it from.
type publishCommand struct {
	Target string `arg:"" help:"file:///srv/www, or s3://bucket/prefix?endpoint=…&region=…; keys come from the environment."`
	DryRun bool   `help:"Only print what would be sent and removed."`
	Force  bool   `help:"Publish also what is older than what is there, or another site."`
	JSON   bool   `name:"json" help:"Print the report as JSON."`
	Purge  string `placeholder:"FILE" help:"Write the addresses that a CDN must forget into a file, one a line."`
}

// Run is called by kong.
func (c *publishCommand) Run(s *invocation) error {
	begun := time.Now()
	public := filepath.Join(s.site, "public")
	home, err := s.siteURL()
	if err != nil {
		return err
	}
	target, err := publish.Open(c.Target, s.getenv)
	if err == nil {
		err = c.check(target, s.site)
	}
	var wrong publish.Misuse
	if errors.As(err, &wrong) {
		return misuse{wrong.Text}
	}
	var report publish.Report
	if err == nil {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		defer stop()
		context.AfterFunc(ctx, stop) // whoever asks twice does not wait
		bar := newBar(s, begun)
		report, err = target.Publish(ctx, publish.Options{
			Site: public, URL: home, Now: s.now, Force: c.Force, DryRun: c.DryRun, Source: commitOf(s.site), Progress: bar.bytes(),
			Purge: func(paths []string) error { return c.writePurge(addressesOf(home, paths)) },
		})
		bar.clear()
		if err != nil && ctx.Err() != nil {
			err = &publish.StoppedError{}
		}
	}
	purge := addressesOf(home, report.Purge)
	if c.JSON {
		return errors.Join(err, c.printJSON(s, report, purge, err, time.Since(begun)))
	}
	if err != nil {
		return err
	}
	return c.print(s, report, purge, time.Since(begun))
}

// check refuses a folder that holds the site's sources, or stands among them.
func (c *publishCommand) check(target *publish.Target, site string) error {
	folder := target.Folder()
	if folder == "" {
		return nil
	}
	folder, err := resolved(folder)
	if err != nil {
		return err
	}
	if site, err = resolved(site); err != nil {
		return err
	}
	if within(folder, site) || within(site, folder) {
		return publish.Misuse{Text: diag.T("the target %q and the site's own folder must not hold each other", "发布目标“%s”和网站自己的文件夹不能互相包含", c.Target)}
	}
	return nil
}

// siteURL is the site's address without a slash at its end.
func (s *invocation) siteURL() (string, error) {
	data, err := os.ReadFile(filepath.Join(s.site, config.File))
	if errors.Is(err, os.ErrNotExist) {
		return "", misuse{build.NoSiteError{}.Text()}
	} else if err != nil {
		return "", err
	}
	site, _ := config.Parse(data)
	if site.URL.Value == "" {
		return "", misuse{diag.T("%q has no url, without which no address can be named that a CDN must forget", "“%s”里没有 url（网址），无法列出 CDN 需要刷新的网址", config.File)}
	}
	home, err := url.Parse(site.URL.Value)
	if err != nil {
		return "", err
	}
	return strings.TrimRight(home.String(), "/"), nil
}

// addressesOf are the addresses of files of the site.
func addressesOf(home string, paths []string) []string {
	addresses := make([]string, len(paths))
	for i, path := range paths {
		addresses[i] = home + (&url.URL{Path: build.Address(path)}).EscapedPath()
	}
	return addresses
}

// writePurge writes addresses, one a line, into the file that is asked for.
func (c *publishCommand) writePurge(addresses []string) error {
	if c.Purge == "" {
		return nil
	}
	text := strings.Join(addresses, "\n")
	if text != "" {
		text += "\n"
	}
	return os.WriteFile(c.Purge, []byte(text), 0o644)
}

// print says what was done.
func (c *publishCommand) print(s *invocation, r publish.Report, purge []string, took time.Duration) error {
	say := func(w io.Writer, t diag.Text) { fmt.Fprintln(w, t.In(s.language)) }
	if at, err := time.Parse(time.RFC3339, r.At); err == nil && at.After(s.now) {
		say(s.err, diag.T("the site is built for a moment to come, %s: it shows what is not due yet", "网站是为将来的时刻 %s 构建的：还没到时间的内容也会显示", r.At))
	}
	switch r.Found {
	case publish.Objects:
		say(s.err, diag.T("the target has no record of what is published; it was worked out from what stands there", "目标上没有可用的发布记录；已根据现有文件重新核对"))
	case publish.Stopped:
		say(s.err, diag.T("the last publication did not end; what it left is completed", "上一次发布没有做完，这次把它补齐"))
	}
	if r.Unconditional {
		say(s.err, diag.T("the server cannot tell two publications at once apart; let only one run at a time", "服务器不支持条件写入，无法防止两次发布同时进行；请一次只运行一个"))
	}
	size := int64(0)
	for _, sent := range r.Sent {
		size += sent.Size
	}
	if c.DryRun {
		for _, sent := range r.Sent {
			say(s.out, diag.T("send %s (%d bytes)", "发送 %s（%d 字节）", sent.Path, sent.Size))
		}
		for _, path := range r.Removed {
			say(s.out, diag.T("remove %s", "删除 %s", path))
		}
		say(s.out, diag.T("would send %d files (%s), remove %d; %d unchanged", "将发送 %d 个文件（%s），删除 %d 个；%d 个不变",
			len(r.Sent), bytesText(size), len(r.Removed), r.Unchanged))
		c.printPurge(s, purge)
		return nil
	}
	if len(r.Sent)+len(r.Removed) == 0 {
		say(s.out, diag.T("nothing changed, nothing sent; %d files there; %.2f s", "没有变化，没有发送；目标上有 %d 个文件；用时 %.2f 秒", r.Unchanged, took.Seconds()))
		c.printPurge(s, purge) // of a publication that did not end
		return nil
	}
	say(s.out, diag.T("%d files sent (%s), %d removed, %d unchanged; %.2f s", "发送 %d 个文件（%s），删除 %d 个，%d 个不变；用时 %.2f 秒",
		len(r.Sent), bytesText(size), len(r.Removed), r.Unchanged, took.Seconds()))
	c.printPurge(s, purge)
	return nil
}

// printPurge prints the addresses that a CDN must forget.
func (c *publishCommand) printPurge(s *invocation, purge []string) {
	if len(purge) > 0 {
		fmt.Fprintln(s.out, diag.T("addresses that a CDN must forget:", "CDN 需要刷新的网址：").In(s.language))
		fmt.Fprintln(s.out, strings.Join(purge, "\n"))
	}
}

// bytesText is a size for people.
func bytesText(n int64) string {
	switch {
	case n < 1<<10:
		return fmt.Sprintf("%d B", n)
	case n < 1<<20:
		return fmt.Sprintf("%.1f KB", float64(n)/(1<<10))
	case n < 1<<30:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%.2f GB", float64(n)/(1<<30))
}

// printJSON prints one object, also after a failure.
func (c *publishCommand) printJSON(s *invocation, r publish.Report, purge []string, failure error, took time.Duration) error {
	type problem struct {
		Kind    publish.Kind `json:"kind"`
		Message string       `json:"message"`
	}
	report := struct {
		Target       string        `json:"target"`
		DryRun       bool          `json:"dry_run"`
		At           string        `json:"at"`
		Commit       string        `json:"commit"`
		Found        publish.Found `json:"found"`
		Sent         []string      `json:"sent"`
		Bytes        int64         `json:"bytes"`
		Removed      []string      `json:"removed"`
		Unchanged    int           `json:"unchanged"`
		Lingering    int           `json:"lingering"`
		Purge        []string      `json:"purge"`
		Requests     int64         `json:"requests"`
		Conditional  bool          `json:"conditional"`
		Milliseconds int64         `json:"ms"`
		Error        *problem      `json:"error"`
	}{
		c.Target, c.DryRun, r.At, r.Commit, r.Found, []string{}, 0, append([]string{}, r.Removed...), r.Unchanged, r.Lingering, purge,
		r.Requests, !r.Unconditional, took.Milliseconds(), nil,
	}
	for _, sent := range r.Sent {
		report.Sent = append(report.Sent, sent.Path)
		report.Bytes += sent.Size
	}
	if failure != nil {
		report.Error = &problem{Message: failure.Error()}
		var known *publish.Problem
		if errors.As(failure, &known) {
			report.Error.Kind = known.Kind
		}
		var texted interface{ Text() diag.Text }
		if errors.As(failure, &texted) {
			report.Error.Message = texted.Text().In(s.language)
		}
	}
	encoder := json.NewEncoder(s.out)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(report)
}
