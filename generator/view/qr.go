package view

import (
	"html/template"
	"strconv"

	"rsc.io/qr"
)

// QRCode is the page's canonical address as a QR code (ISO/IEC 18004, level M), an inline SVG of one path that takes
// the colour of its text. A phone that scans it opens the page, and can share it as a card. An address too long for a
// code gives none.
func (p *Page) QRCode() template.HTML {
	code, err := qr.Encode(p.Absolute, qr.M)
	if err != nil {
		return ""
	}
	const quiet = 4 // modules of margin that the standard asks for
	size := strconv.Itoa(code.Size + 2*quiet)
	svg := make([]byte, 0, 8192)
	svg = append(svg, "<svg class=qr width=112 height=112 viewBox=\"0 0 "+size+" "+size+"\" aria-hidden=true><path d=\""...)
	number := func(command byte, n int) { svg = strconv.AppendInt(append(svg, command), int64(n), 10) }
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			if !code.Black(x, y) {
				continue
			}
			run := 1
			for code.Black(x+run, y) {
				run++
			}
			number('M', x+quiet)
			number(' ', y+quiet)
			number('h', run)
			svg = append(svg, "v1"...)
			number('H', x+quiet) // whatever is filled is closed
			x += run
		}
	}
	return template.HTML(append(svg, `"/></svg>`...))
}
