// Package schema holds a block of YAML against Go structs, whose tags are the table of keys: their names in English
// and in Chinese, which are required, what they mean. Decode fills structs from a block; Keys lists what a block may
// hold. Readable comes first: it tells whether a file's bytes can be read as text at all.
//
// Every mistake in a block is found in one pass, each said once, with the span of what was written. Text is taken as
// written: no value becomes a number or a date unless the struct asks for one. Hostile input ends in a diagnostic,
// in time and memory that its size bounds.
package schema

import (
	"time"

	"go.yaml.in/yaml/v4"
	"wenming/generator/diag"
)

// Options say where a block stands and what is asked of it.
type Options struct {
	File     string         // named in diagnostics
	Location *time.Location // of dates without a zone; UTC if nil
	Opening  diag.Span      // where missing keys are said to be missing, in the file
	Require  []string       // keys that are required beside those with a tag that says so
}

// Decode fills the structs that the pointers point to from a block of YAML that starts at the offset in its file. The
// structs share the block: a key belongs to the first that has it. What could not be read is left as it was.
func Decode(src []byte, offset int, o Options, into ...any) diag.List {
	d := newDecoder(src, offset, o, into)
	if len(src) > maxParts && parts(src) > maxParts { // a part takes a byte at least
		d.add(diag.New(diag.TooLarge, d.place(firstLine(src, diag.Range(0, len(src)))),
			diag.T("more than %d values in one file", "一个文件里超过 %d 个值", maxParts)).
			WithHint(diag.T("divide it among several files", "请分成几个文件")))
	} else if r := readSimple(src); r != nil {
		d.src, d.simple = src, true
		d.mapping(r.root, o.Opening, o.Require, d.into...)
		r.release()
	} else {
		d.readByLibrary(src)
	}
	return d.found
}

// readByLibrary reads a block of any YAML, and says what is wrong with what is none.
func (d *decoder) readByLibrary(src []byte) {
	root, err := load(src)
	if err != nil || !mapping(root) {
		if fixed, tabs := d.repair(src, err); fixed != nil {
			src = fixed
			if root, err = load(src); err != nil && tabs || err == nil && !mapping(root) {
				return // what is still wrong may follow from the repair
			}
		}
	}
	if err != nil {
		d.syntax(src, err)
		return
	}
	d.src = src
	if root != nil {
		newLocator(src).locate(root)
	}
	if !mapping(root) {
		d.say(diag.WrongType, root, diag.T("these lines are not keys with values", "这里不是“键: 值”的形式"),
			diag.T("write one key on each line, such as title: …", "请每行写一个键，如“标题: …”"))
		return
	}
	d.mapping(root, d.Opening, d.Require, d.into...)
}

// mapping tells whether a block is a mapping. A block of comments only is an empty one.
func mapping(root *yaml.Node) bool { return root == nil || root.Kind == yaml.MappingNode }
