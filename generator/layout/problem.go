package layout

import (
	"bytes"
	"errors"
	"html/template"
	"regexp"
	"strconv"
	"strings"
	"text/template/parse"

	"wenming/generator/diag"
)

// located matches how the template packages begin their messages: "template: FILE:LINE[:BYTE]: …".
var located = regexp.MustCompile(`(?s)^(?:html/)?template: ?([^:]*):(\d+)(?::(\d+))?: (.*)$`)

// executing matches what the template package says about where it was; the frame shows that better.
var executing = regexp.MustCompile(`(?s)^executing ".*?" at <(.*?)>: (.*)$`)

// problem turns an error of the template packages into a diagnostic. They count lines from 1 and bytes from 0.
func problem(code diag.Code, err error, fallback string, files map[string][]byte) diag.Diagnostic {
	at := diag.Place{File: fallback}
	message := err.Error()
	line, column, length := 0, 0, 0
	if m := located.FindStringSubmatch(message); m != nil {
		if _, known := files[m[1]]; known {
			at.File = m[1]
		}
		line, _ = strconv.Atoi(m[2])
		column, _ = strconv.Atoi(m[3])
		message = m[4]
	}
	var escape *template.Error
	if errors.As(err, &escape) {
		message = escape.Description
		if line == 0 {
			line = escape.Line
		}
	}
	if m := executing.FindStringSubmatch(message); m != nil {
		message, length = m[1]+": "+m[2], len(m[1])
	}
	at.Span.Start = offset(files[at.File], line, column)
	at.Span.End = min(at.Span.Start+length, len(files[at.File]))
	text := strings.TrimSpace(message)
	return diag.New(code, at, diag.T("the layout cannot be used: %s", "版式有误：%s", text))
}

func offset(text []byte, line, column int) int {
	start := 0
	for ; line > 1; line-- {
		i := bytes.IndexByte(text[start:], '\n')
		if i < 0 {
			break
		}
		start += i + 1
	}
	return min(start+column, len(text))
}

// placeOf is where a tree calls another template.
func placeOf(tree *parse.Tree, call *parse.TemplateNode, files map[string][]byte) diag.Place {
	start := int(call.Position())
	end := start
	if text := files[tree.ParseName]; start < len(text) {
		if i := bytes.Index(text[start:], []byte("}}")); i >= 0 {
			end = start + i
		}
	}
	return diag.Place{File: tree.ParseName, Span: diag.Span{Start: start, End: end}}
}
