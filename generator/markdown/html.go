package markdown

import (
	"strconv"
	"unsafe"
)

// HTML is a body's HTML with holes where addresses and names go. It is a value: nothing changes it.
type HTML struct {
	text  string
	holes []hole
	links int // one more than the highest link of a hole
}

// hole is a place in the text where something goes, or a range of it that stands under a condition.
type hole struct {
	at, end uint32
	link    uint32
	fill    fill
}

// fill is what goes into a hole.
type fill uint8

const (
	fillLinked   fill = iota // the text from at to end, if the link has an address
	fillUnlinked             // the text from at to end, if it has none
	fillURL                  // the address
	fillName                 // the name to show, or the text from at to end where there is none
	fillSize                 // a picture's width and height
)

// Fill is the HTML with every hole filled: what Append makes, as a text.
func (h HTML) Fill(target func(link int) Target) string {
	if len(h.holes) == 0 {
		return h.text
	}
	const forLink = 96 // bytes that an address takes, and more
	filled := h.Append(make([]byte, 0, len(h.text)+forLink*h.links), target)
	return unsafe.String(unsafe.SliceData(filled), len(filled)) // nobody else has these bytes
}

// Append adds the HTML to dst with every hole filled. It asks for the target of each link that has a hole once, in
// order of appearance.
func (h HTML) Append(dst []byte, target func(link int) Target) []byte {
	if len(h.holes) == 0 {
		return append(dst, h.text...)
	}
	var few [8]answer
	answers := few[:]
	if h.links > len(few) {
		answers = make([]answer, h.links)
	}
	at := uint32(0)
	for i := 0; i < len(h.holes); i++ {
		hole := &h.holes[i]
		a := &answers[hole.link]
		if !a.asked {
			a.asked = true
			a.Target = target(int(hole.link))
		}
		dst = append(dst, h.text[at:hole.at]...)
		at = hole.at
		skip := false
		switch hole.fill {
		case fillLinked:
			skip = a.URL == ""
		case fillUnlinked:
			skip = a.URL != ""
		case fillURL:
			dst = appendEscaped(dst, a.URL)
		case fillName:
			skip = a.Text != ""
			dst = appendEscaped(dst, a.Text)
		case fillSize:
			if a.Width > 0 && a.Height > 0 {
				dst = strconv.AppendInt(append(dst, ` width="`...), int64(a.Width), 10)
				dst = strconv.AppendInt(append(dst, `" height="`...), int64(a.Height), 10)
				dst = append(dst, '"')
			}
		}
		if skip {
			at = hole.end
			for i+1 < len(h.holes) && h.holes[i+1].at < at {
				i++
			}
		}
	}
	return append(dst, h.text[at:]...)
}

type answer struct {
	Target
	asked bool
}

// appendEscaped adds plain text, escaped so that it can stand in an element and in an attribute in double quotes.
func appendEscaped[T string | []byte](dst []byte, plain T) []byte {
	from := 0
	for i := 0; i < len(plain); i++ {
		var escaped string
		switch plain[i] {
		case '&':
			escaped = "&amp;"
		case '<':
			escaped = "&lt;"
		case '>':
			escaped = "&gt;"
		case '"':
			escaped = "&quot;"
		default:
			continue
		}
		dst = append(dst, plain[from:i]...)
		dst = append(dst, escaped...)
		from = i + 1
	}
	return append(dst, plain[from:]...)
}
