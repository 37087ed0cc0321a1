package markdown

import "bytes"

// lead collects the paragraphs at the beginning of a body, as ranges of its plain text: up to the first heading after a
// paragraph, or as much as a summary can need.
type lead struct {
	list [][2]int
	size int
	done bool
}

func (l *lead) add(from, to int) {
	if l.done || to <= from {
		return
	}
	l.list = append(l.list, [2]int{from, to})
	l.size += to - from
	l.done = l.size > 4*(mostSummary+1)
}

func (l *lead) heading() { l.done = l.done || len(l.list) > 0 }

// ranges returns the paragraphs without the line feeds at their ends. A body without any gives its lines.
func (l *lead) ranges(b *plainBuilder) [][2]int {
	if len(l.list) == 0 {
		for at := 0; at < len(b.text) && !l.done; {
			end := len(b.text)
			if n := bytes.IndexByte(b.text[at:], '\n'); n >= 0 {
				end = at + n + 1
			}
			l.add(at, end)
			at = end
		}
	}
	list := l.list[:0]
	for _, r := range l.list {
		if text := bytes.TrimRight(b.text[r[0]:r[1]], " \n"); len(text) > 0 {
			list = append(list, [2]int{r[0], r[0] + len(text)})
		}
	}
	return list
}
