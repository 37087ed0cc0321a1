package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"wenming/generator/diag"
)

// Passage is what is read of one paragraph, heading or cell, with the place of every character. Code, addresses, raw
// HTML and what pictures stand for are not in it; escapes and character references are, as written.
type Passage struct {
	Text   []rune
	places []int // of each character, in the file
}

// Gap stands in a Passage for a mention, and for what is not in it but shown.
const Gap = '\uFFFC'

// Span is where some of the characters stand.
func (p Passage) Span(from, to int) diag.Span {
	return diag.Range(p.places[from], p.places[to-1]+utf8.RuneLen(p.Text[to-1]))
}

// Passages reads a body for its words alone. offset is where src starts in its file.
func Passages(src []byte, offset int) []Passage {
	t := parseTree(newSource(src, offset))
	r := passageReader{src: t.src}
	r.block(t.root)
	return r.passages
}

type passageReader struct {
	src      *source
	passages []Passage
	current  Passage
	broken   bool // a line ended here, which is a space or nothing
}

// block reads the blocks in a block, or the text of one that holds text.
func (r *passageReader) block(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Type() != ast.TypeInline {
			r.block(c)
			continue
		}
		r.inlines(n)
		if len(r.current.Text) > 0 {
			r.passages = append(r.passages, r.current)
		}
		r.current, r.broken = Passage{}, false
		return
	}
}

func (r *passageReader) inlines(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			r.text(n)
		case *ast.CodeSpan, *ast.Image, *ast.AutoLink, *mention:
			r.add(Gap, n.Pos())
		case *ast.RawHTML:
			if at := n.Segments.At(0); bytes.HasPrefix(bytes.ToLower(at.Value(r.src.text)), []byte("<br")) {
				r.add('\n', at.Start)
			}
		case *extast.FootnoteLink, *extast.FootnoteBacklink, *extast.TaskCheckBox:
		default:
			r.inlines(n)
		}
	}
}

func (r *passageReader) text(n *ast.Text) {
	at := n.Segment.Start
	for _, c := range string(n.Segment.Value(r.src.text)) {
		r.add(c, at)
		at += utf8.RuneLen(c)
	}
	switch {
	case n.HardLineBreak():
		r.add('\n', at)
	case n.SoftLineBreak():
		r.broken = true
	}
}

// add adds a character that stands at a byte of the text.
func (r *passageReader) add(c rune, at int) {
	if r.broken && len(r.current.Text) > 0 {
		known := c
		if c == Gap {
			known = '名' // most often a name
		}
		if before := string(r.current.Text[max(0, len(r.current.Text)-4):]); !joins([]byte(before), known) {
			r.current.Text = append(r.current.Text, ' ')
			r.current.places = append(r.current.places, r.src.place(at))
		}
	}
	r.broken = false
	r.current.Text = append(r.current.Text, c)
	r.current.places = append(r.current.places, r.src.place(at))
}

// Verbatim is a text of one line that stands in its file as it is read, from an offset on.
func Verbatim(text string, offset int) Passage {
	var p Passage
	for i, c := range text {
		p.Text, p.places = append(p.Text, c), append(p.places, offset+i)
	}
	return p
}
