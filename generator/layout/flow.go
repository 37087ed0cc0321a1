package layout

import (
	"maps"
	"slices"
)

// item is a piece of a template as far as spaces go: where a template may go on in several ways, what stands before a
// space, and after it, is known only if it is the same on all of them.
type item struct {
	kind       itemKind
	tag        string // of a tag; of a call, the name of the template
	start, end int    // in the linear HTML
	ways       [2][]item
}

type itemKind int

const (
	space     itemKind = iota
	word               // text, a value, and elements that stand in a line like a letter
	lineStart          // the start tag of an element in a line
	lineEnd
	blockStart // the start tag of an element that begins a line
	blockEnd
	branch // the ways are those of {{if}} or {{with}} and its {{else}}
	loop   // the first way may be gone any number of times
	call
	jump // {{break}} or {{continue}}
	gone // a space or a tag that is taken out
)

var (
	lineTags = []string{"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "i", "kbd", "link", "mark", "meta", "s", "samp", "script", "small",
		"span", "strong", "style", "sub", "sup", "time", "u", "var"}
	blockTags = []string{"address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure",
		"footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary",
		"table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul"}
	// endParagraph are the elements whose start tags end a paragraph (HTML, 13.1.2.4 Optional tags).
	endParagraph = []string{"address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
		"h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section", "table", "ul"}
)

func tagKind(tag string, ending bool) itemKind {
	line, block := slices.Contains(lineTags, tag), slices.Contains(blockTags, tag)
	switch {
	case block && ending:
		return blockEnd
	case block:
		return blockStart
	case line && ending:
		return lineEnd
	case line:
		return lineStart
	}
	return word
}

// fact is what is known at a place in a template. The lesser of two facts is what is known where two ways meet.
type fact int

const (
	unknown  fact = iota
	atOpened      // it holds, and the start tag of an element in a line is the last thing before
	holds
)

// analysis goes through templates in one direction and says what is known after each item.
type analysis struct {
	templates map[string]*linear
	backward  bool
	after     func(i *item, before fact) fact // of items that are no ways and no calls
	drops     itemKind                        // what is not needed where something is known
	calls     map[passage]fact
}

// passage is a call of a template with what is known before it.
type passage struct {
	name   string
	before fact
}

func nothing(*item, fact) {}

// items says what is known after some items. found is called with each and what is known before it.
func (a *analysis) items(all []item, known fact, found func(*item, fact)) fact {
	for n := range all {
		i := &all[n]
		if a.backward {
			i = &all[len(all)-1-n]
		}
		found(i, known)
		switch i.kind {
		case branch:
			known = min(a.items(i.ways[0], known, found), a.items(i.ways[1], known, found))
		case loop:
			known = min(a.loop(i.ways[0], known, found), a.items(i.ways[1], known, found))
		case call:
			known = a.call(passage{i.tag, known})
		case jump:
			known = unknown
		default:
			known = a.after(i, known)
		}
	}
	return known
}

// entries says what is known where each template begins (or, backward, ends): the least of what is known at its calls.
// It assumes the most at first.
func (a *analysis) entries() map[string]fact {
	entries := map[string]fact{}
	for name := range a.templates {
		entries[name] = holds
	}
	for {
		next := map[string]fact{}
		for name := range a.templates {
			next[name] = holds
		}
		next["base"] = unknown
		for name, l := range a.templates {
			a.items(l.items, entries[name], func(i *item, before fact) {
				if i.kind == call {
					next[i.tag] = min(next[i.tag], before)
				}
			})
		}
		if maps.Equal(next, entries) {
			return entries
		}
		entries = next
	}
}

// loop says what is known after items that are gone through at least once.
func (a *analysis) loop(all []item, known fact, found func(*item, fact)) fact {
	if slices.ContainsFunc(all, item.jumps) {
		known = unknown
	}
	for range 2 { // each time around, less may be known; there are three facts
		known = min(known, a.items(all, known, nothing))
	}
	return a.items(all, known, found)
}

func (i item) jumps() bool {
	return i.kind == jump || slices.ContainsFunc(i.ways[0], item.jumps) || slices.ContainsFunc(i.ways[1], item.jumps)
}

// call says what is known after a template. Of one that calls itself nothing is.
func (a *analysis) call(p passage) fact {
	after, ok := a.calls[p]
	if !ok {
		a.calls[p] = unknown
		after = a.items(a.templates[p.name].items, p.before, nothing)
		a.calls[p] = after
	}
	return after
}
