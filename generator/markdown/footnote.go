package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// noteList is the footnotes of a body. They are numbered and put in the order in which the text refers to them; goldmark
// only tells which note a reference means.
type noteList struct {
	byIndex map[int]*note
	queue   []*note
	current *note
	last    ast.Node // the paragraph that ends the current note
}

type note struct {
	node       *extast.Footnote
	number     int
	references int
}

// id is the id of a reference to the note, counted from 1. Authors' ids have no colon.
func (n *note) id(reference int) string {
	id := "fnref:" + strconv.Itoa(n.number)
	if reference > 1 {
		id += ":" + strconv.Itoa(reference)
	}
	return id
}

// reference writes the number of a footnote.
func (r *renderer) reference(link *extast.FootnoteLink) {
	if r.notes.byIndex == nil {
		r.notes.byIndex = map[int]*note{}
		for _, node := range r.noteNodes {
			if node.Index > 0 {
				r.notes.byIndex[node.Index] = &note{node: node}
			}
		}
	}
	n := r.notes.byIndex[link.Index]
	if n == nil {
		return
	}
	if n.number == 0 {
		r.notes.queue = append(r.notes.queue, n)
		n.number = len(r.notes.queue)
	}
	n.references++
	number := strconv.Itoa(n.number)
	r.out.string("<sup")
	r.anchorID(n.id(n.references))
	r.out.string(">")
	if r.inAnchor {
		r.out.string(number)
	} else {
		r.out.string(`<a class="footnote-ref" role="doc-noteref" href="#fn:` + number + `" aria-label="注 ` + number + `">` + number + `</a>`)
	}
	r.out.string("</sup>")
}

// footnotes writes the notes that the text refers to.
func (r *renderer) footnotes() {
	if len(r.notes.queue) == 0 {
		return
	}
	r.out.string(`<section class="footnotes" role="doc-endnotes" aria-label="注释"><ol>`)
	for i := 0; i < len(r.notes.queue); i++ { // notes refer to notes
		n := r.notes.queue[i]
		r.notes.current = n
		r.notes.last = nil
		if last := n.node.LastChild(); isKind[*ast.Paragraph](last) {
			r.notes.last = last
		}
		r.out.string("<li")
		r.anchorID("fn:" + strconv.Itoa(n.number))
		r.out.string(">")
		r.blocks(n.node)
		if r.notes.last == nil {
			r.backlinks()
		}
		r.out.string("</li>")
		r.text.newline()
	}
	r.out.string("</ol></section>")
}

// backlinks writes the way back to every place that refers to the current note.
func (r *renderer) backlinks() {
	n := r.notes.current
	for i := 1; i <= n.references; i++ {
		label := "返回正文注 " + strconv.Itoa(n.number)
		if n.references > 1 {
			label += " 第 " + strconv.Itoa(i) + " 处"
		}
		r.out.string(` <a class="footnote-backref" role="doc-backlink" href="#` + n.id(i) + `" aria-label="` + label + "\">↩\ufe0e</a>")
	}
}
