package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// table writes a table in a box of its own that scrolls where the table is wide, also by keyboard. The box has a name,
// because a landmark needs one, and a number, because names of landmarks are different.
func (r *renderer) table(n *extast.Table) {
	r.tables++
	r.out.string(`<div class="table" role="region" tabindex="0" aria-label="表格 ` + strconv.Itoa(r.tables) + "\"><table>")
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		tag := "td"
		if isKind[*extast.TableHeader](row) {
			tag = "th"
			r.out.string("<thead>")
		} else if isKind[*extast.TableHeader](row.PreviousSibling()) {
			r.out.string("<tbody>")
		}
		r.out.string("<tr>")
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			r.cell(cell, tag)
		}
		r.out.string("</tr>")
		r.text.newline()
		if tag == "th" {
			r.out.string("</thead>")
		} else if row.NextSibling() == nil {
			r.out.string("</tbody>")
		}
	}
	r.out.string("</table></div>")
}

func (r *renderer) cell(n ast.Node, tag string) {
	r.out.string("<")
	r.out.string(tag)
	if tag == "th" {
		r.out.attribute("scope", "col")
	}
	switch a := n.(*extast.TableCell).Alignment; a {
	case extast.AlignLeft, extast.AlignRight, extast.AlignCenter:
		r.out.attribute("style", "text-align:"+a.String()) // feeds have no style sheet
	}
	r.out.string(">")
	r.text.space()
	r.inlines(n)
	r.out.endTag(tag)
}
