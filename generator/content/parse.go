// Package content is a source file as a typed, complete, immutable entry: Parse makes one of a file's bytes, and
// KindOf tells beforehand which kind of entry a path holds. Scaffold writes the file that a new entry begins with.
//
// What an entry may say stands in the tags of the kinds' structs, and nowhere else: Keys lists it. Parse is a function
// of its arguments alone. It always returns an entry whose Fields are those of its kind, and with it everything that is
// wrong with the file; an entry of a broken file holds what could be read. No entry keeps the bytes it came from.
package content

import (
	"slices"
	"time"

	"wenming/generator/diag"
	"wenming/generator/markdown"
	"wenming/generator/memo"
	"wenming/generator/schema"
)

// Root is the folder of a site that holds the entries.
const Root = "content"

// Options are what an entry's meaning depends on beside its file.
type Options struct {
	Location *time.Location // of dates without a zone
}

// Parse reads an entry of a kind from the bytes of its file, whose path is below Root.
func Parse(path string, src []byte, kind Kind, key string, o Options) (Entry, Body, diag.List) {
	e := Entry{Kind: kind, Path: path, Key: key, Digest: memo.Bytes(src), Fields: fields(kind)}
	file := e.File()
	if problems := schema.Readable(file, src); problems != nil {
		e.complete()
		return e, Body{}, problems
	}
	var problems diag.List
	matter, problem := split(file, src, kind)
	if problem != nil {
		problems = diag.List{*problem}
	} else {
		problems = schema.Decode(src[matter.block.Start:matter.block.End], int(matter.block.Start), schema.Options{
			File: file, Location: o.Location, Opening: matter.opening, Require: required[kind],
		}, e.Fields, &e.Common)
	}
	e.complete()
	document := markdown.Parse(src[matter.body:], matter.body)
	for _, problem := range document.Problems {
		problem.File = file
		problems = append(problems, problem)
	}
	if e.Common.Summary == "" {
		e.Summary = document.Summary
	}
	e.Anchors = slices.Clip(document.Anchors)
	e.Links = slices.Clip(document.Links)
	if n := len(document.Headings); n > 0 {
		e.Headings = make([]string, n)
	}
	for i, heading := range document.Headings {
		e.Headings[i] = heading.ID
	}
	return e, Body{HTML: document.HTML, Headings: document.Headings}, problems
}
