package layout

import "slices"

// shorten takes out of templates the spaces that no browser shows, standing at the beginning or the end of a line or
// after another space, and the end tags of paragraphs that what follows ends anyhow. A minifier does so with a page, but
// of a template it sees one way only, and marks where it would need to know what stands there.
func shorten(templates map[string]*linear) {
	for _, a := range []analysis{
		{after: hidden, drops: space},
		{after: lineEnds, drops: space, backward: true},
		{after: paragraphEnds, drops: blockEnd, backward: true},
	} {
		a.templates, a.calls = templates, map[passage]fact{}
		for name, known := range a.entries() {
			a.items(templates[name].items, known, func(i *item, before fact) {
				if before != unknown && i.kind == a.drops && (i.kind == space || i.tag == "p") {
					i.kind = gone
				}
			})
		}
	}
	for _, l := range templates {
		var kept []byte
		from := 0
		l.gone(l.items, func(i item) {
			kept = append(kept, l.html[from:i.start]...)
			from = i.end
		})
		l.html = append(kept, l.html[from:]...)
	}
}

// gone calls drop for what is gone, from front to back.
func (l *linear) gone(all []item, drop func(item)) {
	for _, i := range all {
		if i.kind == gone {
			drop(i)
		}
		l.gone(i.ways[0], drop)
		l.gone(i.ways[1], drop)
	}
}

// hidden tells whether a space after an item would not be seen: a line begins there, or a space stands before it.
func hidden(i *item, before fact) fact {
	switch {
	case i.kind == blockStart, i.kind == blockEnd, i.kind == space && before == unknown:
		return holds
	case i.kind == word, i.kind == lineEnd && before == atOpened: // an element without content may be a picture to its style
		return unknown
	case i.kind == lineStart:
		return min(before, atOpened)
	}
	return before
}

// lineEnds tells whether a line ends before an item, or after the spaces and end tags before it.
func lineEnds(i *item, after fact) fact {
	switch i.kind {
	case blockStart, blockEnd:
		return holds
	case word, lineStart:
		return unknown
	}
	return after
}

// paragraphEnds tells whether a paragraph ends before an item without an end tag (HTML, 13.1.2.4 Optional tags).
func paragraphEnds(i *item, after fact) fact {
	switch {
	case i.kind == blockEnd && i.tag != "p", i.kind == blockStart && slices.Contains(endParagraph, i.tag):
		return holds
	case i.kind == space, i.kind == gone:
		return after
	}
	return unknown
}
