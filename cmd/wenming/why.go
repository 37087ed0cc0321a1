package main

import (
	"fmt"
	"net/url"
	"strings"

	"wenming/generator/build"
	"wenming/generator/diag"
)

// whyCommand says why a page was last made.
type whyCommand struct {
	Address string `arg:"" help:"The page's address: /news/2023/yuhu.html, or whole."`
}

// Run is called by kong.
func (c *whyCommand) Run(s *invocation) error {
	program, err := programDigest()
	if err != nil {
		return err
	}
	address := c.Address
	if u, err := url.Parse(address); err == nil {
		address = "/" + strings.TrimPrefix(u.Path, "/")
	}
	reason, ok := build.Why(s.site, address, program)
	if !ok {
		return misuse{diag.T("no build of this program has made a page %q; addresses begin at the site's root, such as /news/",
			"本程序没有生成过网页“%s”；网址从网站根目录写起，如 /news/", address)}
	}
	fmt.Fprintln(s.out, because(reason).In(s.language))
	return nil
}

// because is a reason in words.
func because(r build.Reason) diag.Text {
	var english, chinese []string
	add := func(e, c string) { english, chinese = append(english, e), append(chinese, c) }
	if r.New {
		add("it was new, or nothing was remembered", "网页是新的，或没有以前的记录")
	}
	if r.Layout {
		add("its layout changed", "版式变了")
	}
	if len(r.Parts) > 0 {
		list := strings.Join(r.Parts, ", ")
		add("its view changed: "+list, "内容变了："+list)
	}
	if r.Lost() {
		add("its file was missing or altered", "网页文件丢失或被改动")
	}
	at := r.At.Format("2006-01-02 15:04:05")
	return diag.T("rendered %[1]s: %[2]s", "生成于 %[1]s：%[3]s", at, strings.Join(english, "; "), strings.Join(chinese, "；"))
}
