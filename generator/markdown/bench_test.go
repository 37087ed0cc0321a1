package markdown

import (
	"bytes"
	"os"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
)

// article is a civic news article of about 3.4 KB with headings, emphasis, links, pictures and a list.
func article(b *testing.B) []byte {
	b.Helper()
	text, err := os.ReadFile("testdata/article.md")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	return text
}

func BenchmarkParse(b *testing.B) {
	text := article(b)
	for b.Loop() {
		Parse(text, 0)
	}
}

func BenchmarkAppend(b *testing.B) {
	doc := Parse(article(b), 0)
	target := func(link int) Target {
		return Target{URL: doc.Links[link].Target, Text: "扶婷", Width: 800, Height: 600}
	}
	var out []byte
	for b.Loop() {
		out = doc.HTML.Append(out[:0], target)
	}
}

// BenchmarkGoldmark is the measure for BenchmarkParse: goldmark itself, with as many of its extensions.
func BenchmarkGoldmark(b *testing.B) {
	text := article(b)
	md := goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.Footnote, extension.DefinitionList, extension.Strikethrough,
			extension.TaskList, extension.Linkify, extension.CJK),
		goldmark.WithParserOptions(parser.WithAutoHeadingID(), parser.WithAttribute()))
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := md.Convert(text, &out); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkGoldmarkPlain is goldmark without any extension.
func BenchmarkGoldmarkPlain(b *testing.B) {
	text := article(b)
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := goldmark.Convert(text, &out); err != nil {
			b.Fatal(err)
		}
	}
}
