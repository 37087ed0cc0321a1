package markdown

import (
	"bytes"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// balance makes the marked HTML well-formed and gives it its holes: it parses the whole as a browser would, inside a
// div, and writes the tree. It fails where that has no end, or elements are nested deeper than a parser goes.
func (r *renderer) balance() bool {
	nodes, settled := settle(r.out.text)
	if !settled {
		return false
	}
	b := builder{text: make([]byte, 0, len(r.out.text)+len(r.out.text)/8), seen: map[string]bool{}}
	for _, n := range nodes {
		b.node(n)
	}
	r.out = b
	for _, h := range r.doc.Headings {
		b.seen[h.ID] = false
	}
	r.doc.Anchors = nil // what raw HTML has, and a parser has dropped, is known only now
	for _, id := range b.ids {
		if b.seen[id] {
			r.doc.Anchors = append(r.doc.Anchors, id)
		}
	}
	return true
}

// settle parses HTML until it means the same when it is written and parsed again. Once is not always enough (HTML
// Standard, 13.3: the output of serializing may not return the original tree).
func settle(text []byte) (nodes []*html.Node, settled bool) {
	const most = 4
	for range most {
		var err error
		context := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
		if nodes, err = html.ParseFragment(bytes.NewReader(text), context); err != nil {
			return nil, false
		}
		var again bytes.Buffer
		for _, n := range nodes {
			if err := html.Render(&again, n); err != nil {
				return nil, false
			}
		}
		if bytes.Equal(text, again.Bytes()) {
			return nodes, true
		}
		text = again.Bytes()
	}
	return nil, false
}
