package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"wenming/generator/diag"
	"wenming/generator/inspect"
)

// whereCommand finds every place where a name appears.
type whereCommand struct {
	Name   string `arg:"" help:"A name as it is printed, or the key of an entry."`
	JSON   bool   `name:"json" help:"Print the places as JSON."`
	At     string `placeholder:"TIME" help:"The moment that decides what is shown; by default now."`
	Drafts bool   `help:"Show drafts too."`
}

// Run is called by kong.
func (c *whereCommand) Run(s *invocation) error {
	options, err := s.options(c.At, c.Drafts)
	if err != nil {
		return err
	}
	if strings.TrimSpace(c.Name) == "" {
		return misuse{diag.T("name somebody", "请写一个名字")}
	}
	found, report, err := inspect.Find(c.Name, options)
	if err != nil {
		return refused(err)
	}
	if c.JSON {
		encoder := json.NewEncoder(s.out)
		encoder.SetEscapeHTML(false)
		err = encoder.Encode(found)
	} else {
		printWhere(s.out, found, s.language)
	}
	if err != nil || !report.Diagnostics.Failed() {
		return err
	}
	fmt.Fprintln(s.err, diag.T("errors %d: what would be published is not known; see wenming check", "有错误 %d 处，不知道会发布什么；请运行 wenming check",
		report.Diagnostics.Count(diag.Error)).In(s.language))
	return status(faulty)
}

// printWhere prints for a person: first who is meant and what is on record, then every place.
func printWhere(w io.Writer, found inspect.Where, l diag.Language) {
	say := func(english, chinese string, args ...any) { fmt.Fprintln(w, diag.T(english, chinese, args...).In(l)) }
	for _, p := range found.Profiles {
		fmt.Fprintln(w, joined(" ", p.Name, p.File, shown(p.Address, l)))
		for _, m := range p.Honors {
			fmt.Fprintln(w, "  "+joined(" ", m.Award, m.Period, m.Category, m.Grade, unusual(m.Status, l)))
			list := diag.T("stated by the profile alone", "只见于档案本身").In(l)
			if m.List != "" {
				list = m.List + " " + diag.T("row %d", "第 %d 行", m.Row).In(l)
			}
			fmt.Fprintln(w, "    "+joined(", ", m.Issuer, m.Document, m.Date, list))
		}
	}
	if len(found.Profiles)+len(found.Sources)+len(found.Pages) == 0 {
		say("%q appears nowhere", "哪里都没有“%s”", found.Name)
		if len(found.Near) > 0 {
			say("did you mean %s?", "是不是要找 %s？", strings.Join(found.Near, " / "))
		}
		return
	}
	say("sources: %d", "源文件：%d 处", len(found.Sources))
	for _, f := range found.Sources {
		kind := sourceKinds[f.Kind].In(l)
		switch {
		case f.Row > 0:
			kind = diag.T("row %d", "名单第 %d 行", f.Row).In(l)
		case f.Key != "":
			kind = f.Key + ":"
		}
		fmt.Fprintf(w, "  %s:%d:%d: %s %s\n", f.File, f.Line, f.Column, kind, oneLine.Replace(f.Text))
	}
	if len(found.Rows) > 0 {
		say("rows of lists: %d", "名单：%d 行", len(found.Rows))
	}
	for _, r := range found.Rows {
		certain := diag.T("not certain who is meant", "不确定是谁").In(l)
		if r.Certain {
			certain = ""
		}
		fmt.Fprintln(w, "  "+joined(" ", r.Address, diag.T("row %d", "第 %d 行", r.Row).In(l), r.Name, r.Category, r.Grade, stages[r.Stage].In(l), unusual(r.Status, l), certain))
	}
	if found.Pages == nil {
		return
	}
	say("pages and files: %d", "网页和文件：%d 个", len(found.Pages))
	for _, p := range found.Pages {
		say("  %s names %d, links %d", "  %s 名字 %d 处，链接 %d 处", p.Address, p.Names, p.Links)
	}
}

// oneLine shows where a name goes on in the next line.
var oneLine = strings.NewReplacer("\r\n", "⏎", "\n", "⏎")

// sourceKinds are the kinds of places as people read them.
var sourceKinds = map[string]diag.Text{
	"key": diag.T("front matter", "文件头"), "comment": diag.T("comment", "注释"), "mention": diag.T("mention", "引用"),
	"link": diag.T("link", "链接"), "text": diag.T("text", "正文"), "file": diag.T("file", "文件"),
}

// joined joins what is not empty.
func joined(separator string, parts ...string) string {
	var given []string
	for _, part := range parts {
		if part != "" {
			given = append(given, part)
		}
	}
	return strings.Join(given, separator)
}

// stages are the stages and statuses as people read them.
var stages = map[string]diag.Text{
	"candidates": diag.T("candidates", "候选"), "publicity": diag.T("publicity", "公示"), "awarded": diag.T("awarded", "命名"),
	"retained": diag.T("retained", "保留"), "revoked": diag.T("revoked", "撤销"),
}

// unusual is a status that has to be said.
func unusual(status string, l diag.Language) string {
	if status == "awarded" {
		return ""
	}
	return stages[status].In(l)
}

// shown is an address, or that there is none.
func shown(address string, l diag.Language) string {
	if address == "" {
		return diag.T("not shown", "不显示").In(l)
	}
	return address
}
