package config

import (
	"bytes"
	"net/url"
	"strings"
	"time"
	_ "time/tzdata" // the zone must be found on any machine

	"wenming/generator/diag"
	"wenming/generator/memo"
	"wenming/generator/schema"
)

// What is not given: the zone of all of China, and the language of its sites.
const (
	defaultZone     = "Asia/Shanghai"
	defaultLanguage = "zh-CN"
)

var byteOrderMark = []byte("\uFEFF")

// Parse reads a site's configuration and completes it with what is not given.
func Parse(src []byte) (Site, diag.List) {
	s := Site{Digest: memo.Bytes(src)}
	problems := schema.Readable(File, src)
	if problems == nil {
		start := len(src) - len(bytes.TrimPrefix(src, byteOrderMark))
		first, _, _ := bytes.Cut(src[start:], []byte{'\n'})
		opening := diag.Range(start, start+len(bytes.TrimSuffix(first, []byte{'\r'})))
		problems = schema.Decode(src[start:], start, schema.Options{File: File, Opening: opening}, &s)
		problems = append(problems, s.normalizeURL()...)
	}
	if s.Timezone.Location == nil {
		location, err := time.LoadLocation(defaultZone)
		if err != nil {
			panic("internal error: " + err.Error())
		}
		s.Timezone.Location = location
	}
	if s.Language == "" {
		s.Language = defaultLanguage
	}
	return s, problems
}

// normalizeURL checks the site's address and takes the slash from its end, so that every address is it and a path.
func (s *Site) normalizeURL() diag.List {
	if s.URL.Value == "" {
		return nil
	}
	text := strings.TrimSpace(s.URL.Value)
	u, err := url.Parse(text)
	if err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" && u.User == nil && !strings.ContainsAny(text, "?# \t") {
		s.URL.Value = strings.TrimRight(text, "/")
		return nil
	}
	return diag.List{diag.New(diag.WrongType, diag.Place{File: File, Span: s.URL.Span},
		diag.T("%q is not the address of a site", "“%s”不是网站的网址", text)).
		WithHint(diag.T("write it as https://www.example.org or https://www.example.org/path", "请写成 https://www.example.org 或 https://www.example.org/path"))}
}
