package view

import (
	"fmt"
	"html/template"
	"strings"

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
	var path strings.Builder
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			if !code.Black(x, y) {
				continue
			}
			run := 1
			for code.Black(x+run, y) {
				run++
			}
			fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", x+quiet, y+quiet, run, run)
			x += run
		}
	}
	size := code.Size + 2*quiet
	return template.HTML(fmt.Sprintf(`<svg class="qr" width="112" height="112" viewBox="0 0 %d %d" aria-hidden="true"><path d="%s"/></svg>`, size, size, path.String()))
}
