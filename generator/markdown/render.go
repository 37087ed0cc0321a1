package markdown

import (
	"strconv"
	"sync"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"golang.org/x/net/html"

	"wenming/generator/diag"
)

// maxProblems is how many problems one body reports. Ten thousand forbidden tags are one mistake.
const maxProblems = 100

// renderer walks a tree once and writes everything that a document is made of.
type renderer struct {
	tree
	doc    Document
	out    builder
	text   plainBuilder // of the whole body
	ids    ids
	deeper int // how many levels headings go down

	raw      rawState
	inAnchor bool
	depth    int // of marks in marks
	start    int // where the current text starts in the plain text
	tables   int
	notes    noteList
	lead     lead
}

// renderers are kept for the next body, because of the room that they write in. A document holds copies.
var renderers = sync.Pool{New: func() any { return new(renderer) }}

// maxScratch is how many bytes of HTML a renderer keeps room for.
const maxScratch = 1 << 16

// newRenderer makes a renderer of a tree.
func newRenderer(t tree) *renderer {
	r := renderers.Get().(*renderer)
	*r = renderer{
		tree: t,
		out:  builder{text: r.out.text[:0], holes: r.out.holes[:0]},
		text: plainBuilder{text: r.text.text[:0], holes: r.text.holes[:0]},
		lead: lead{list: r.lead.list[:0]},
	}
	r.doc.Problems = append(r.doc.Problems, t.problems...)
	return r
}

// release keeps the renderer for another body.
func (r *renderer) release() {
	r.tree, r.doc, r.raw, r.notes = tree{}, Document{}, rawState{}, noteList{}
	if cap(r.out.text) <= maxScratch {
		renderers.Put(r)
	}
}

// render writes the body of a tree. With raw HTML it fails if that cannot be made well-formed.
func (r *renderer) render(withRaw bool) (balanced bool) {
	r.claimHeadings()
	if withRaw {
		r.readRaw()
	} else {
		r.problem(diag.TooLarge, r.src.span(0, 0), diag.T("the raw HTML is nested too deeply and left out",
			"HTML 嵌套过深，已全部去掉"), diag.Text{})
	}
	r.blocks(r.root)
	r.footnotes()
	return !r.out.marked || r.balance()
}

// document is what has been written.
func (r *renderer) document() Document {
	r.doc.HTML = r.out.html()
	r.text.newline()
	r.doc.Summary = r.text.summary(r.lead.ranges(&r.text))
	return r.doc
}

func (r *renderer) problem(code diag.Code, at diag.Span, message, hint diag.Text) {
	if len(r.doc.Problems) < maxProblems {
		r.doc.Problems = append(r.doc.Problems, diag.New(code, diag.Place{Span: at}, message).WithHint(hint))
	}
}

// write writes plain text.
func (r *renderer) write(plain []byte) {
	r.out.text = appendEscaped(r.out.text, plain)
	r.text.text = append(r.text.text, plain...)
}

func (r *renderer) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		r.block(n)
	}
}

func (r *renderer) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		r.paragraph(n)
	case *ast.TextBlock:
		r.tightText(n)
	case *ast.Heading:
		r.heading(n)
	case *ast.Blockquote:
		r.out.string("<blockquote>")
		r.blocks(n)
		r.out.string("</blockquote>")
	case *ast.List:
		r.list(n)
	case *ast.ThematicBreak:
		r.out.string("<hr>")
	case *ast.CodeBlock:
		r.out.string("<pre><code>")
		r.lines(n)
		r.out.string("</code></pre>")
	case *ast.FencedCodeBlock:
		r.out.string("<pre><code")
		if language := n.Language(r.src.text); len(language) > 0 {
			r.out.attribute("class", "language-"+string(unescape(language)))
		}
		r.out.string(">")
		r.lines(n)
		r.out.string("</code></pre>")
	case *ast.HTMLBlock:
		r.rawBlock(n)
	case *extast.Table:
		r.table(n)
	case *extast.DefinitionList:
		r.definitions(n)
	case *extast.FootnoteList, *ast.LinkReferenceDefinition: // footnotes come last
	default:
		r.blocks(n)
	}
}

func (r *renderer) lines(n ast.Node) {
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		r.write(line.Value(r.src.text))
	}
	r.text.newline()
}

// inlines writes the text of a block.
func (r *renderer) inlines(n ast.Node) {
	r.start = len(r.text.text)
	r.children(n)
	r.closeRaw(0)
}

func (r *renderer) paragraph(n *ast.Paragraph) {
	if r.figure(n) {
		return
	}
	from := len(r.text.text)
	r.out.string("<p>")
	r.inlines(n)
	if n == r.notes.last {
		r.backlinks()
	}
	r.out.string("</p>")
	r.text.newline()
	if n.Parent() == r.root {
		r.lead.add(from, len(r.text.text))
	}
}

func (r *renderer) tightText(n *ast.TextBlock) {
	if r.figure(n) {
		return
	}
	r.inlines(n)
	r.text.newline()
	if isKind[*ast.HTMLBlock](n.NextSibling()) { // which may begin with text
		r.out.string("\n")
	}
}

// headingTags are the elements of headings by their level.
var headingTags = [...]string{2: "h2", 3: "h3", 4: "h4", 5: "h5", 6: "h6"}

func (r *renderer) heading(n *ast.Heading) {
	h := Heading{Level: min(n.Level+r.deeper, 6), Text: string(r.altText(nil, n)), Span: r.blockSpan(n)}
	attrs := attributesOf(n)
	if h.ID = attrs.id; h.ID == "" {
		h.ID = r.ids.unique(slug(h.Text))
	}
	tag := headingTags[h.Level]
	r.out.string("<")
	r.out.string(tag)
	r.out.attribute("id", h.ID)
	if attrs.class != "" {
		r.out.attribute("class", attrs.class)
	}
	r.out.string(">")
	r.inlines(n)
	r.out.endTag(tag)
	r.text.newline()
	r.lead.heading()
	r.doc.Headings = append(r.doc.Headings, h)
}

// claimHeadings decides how deep headings are put and keeps the ids that authors chose from being given to others.
func (r *renderer) claimHeadings() {
	for _, n := range r.headings {
		if n.Level == 1 {
			r.deeper = 1
		}
		if attrs := attributesOf(n); attrs.id != "" {
			n.SetAttributeString("id", r.ids.unique(attrs.id))
		}
	}
}

// anchorID writes the id of what is no heading.
func (r *renderer) anchorID(id string) {
	r.doc.Anchors = append(r.doc.Anchors, id)
	r.out.attribute("id", id)
}

func attributesOf(n ast.Node) (attrs attributes) {
	if id, ok := n.AttributeString("id"); ok {
		attrs.id = id.(string)
	}
	if class, ok := n.AttributeString("class"); ok {
		attrs.class = class.(string)
	}
	return attrs
}

func (r *renderer) blockSpan(n ast.Node) diag.Span {
	lines := n.Lines()
	if lines.Len() == 0 {
		at := min(max(n.Pos(), 0), len(r.src.text)) // goldmark counts a tab's columns
		return r.src.span(at, at)
	}
	return r.src.span(lines.At(0).Start, lines.At(lines.Len()-1).Stop)
}

func (r *renderer) list(n *ast.List) {
	tag := "ul"
	var attrs []html.Attribute
	if n.IsOrdered() {
		tag = "ol"
		if n.Start != 1 {
			attrs = []html.Attribute{{Key: "start", Val: strconv.Itoa(n.Start)}}
		}
	}
	r.out.element(tag, attrs)
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		first := item.FirstChild()
		r.out.string("<li")
		if first != nil && isKind[*extast.TaskCheckBox](first.FirstChild()) {
			r.out.attribute("class", "task")
		}
		r.out.string(">")
		r.blocks(item)
		r.out.string("</li>")
		r.text.newline()
	}
	r.out.endTag(tag)
}

func isKind[N ast.Node](n ast.Node) bool {
	_, is := n.(N)
	return is
}

func (r *renderer) definitions(n *extast.DefinitionList) {
	r.out.string("<dl>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if isKind[*extast.DefinitionTerm](c) {
			r.out.string("<dt>")
			r.inlines(c)
			r.out.string("</dt>")
		} else {
			r.out.string("<dd>")
			r.blocks(c)
			r.out.string("</dd>")
		}
		r.text.newline()
	}
	r.out.string("</dl>")
}
