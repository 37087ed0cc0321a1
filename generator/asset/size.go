package asset

import (
	"bytes"
	"encoding/xml"
	"image"
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"
	"io"
	"path"
	"strconv"
	"strings"
	"unicode"

	_ "golang.org/x/image/webp"
)

// Size is a picture's width and height in CSS pixels; 0 where the data is no picture that it knows (PNG, JPEG, GIF,
// WebP and SVG).
func Size(name string, data []byte) (width, height int) {
	if strings.EqualFold(path.Ext(name), ".svg") {
		return svgSize(data)
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return 0, 0
	}
	return config.Width, config.Height
}

// svgHead is how many bytes of a file are searched for its svg element.
const svgHead = 1 << 20

// svgSize is the size that the svg element states: its width and height, else those of its viewBox. Of one length alone
// the other follows by the viewBox.
func svgSize(data []byte) (width, height int) {
	decoder := xml.NewDecoder(bytes.NewReader(data[:min(len(data), svgHead)]))
	decoder.Strict = false // drawing programs put entities of their own into attributes
	decoder.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil }
	for {
		token, err := decoder.Token()
		if err != nil {
			return 0, 0
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if start.Name.Local != "svg" {
			return 0, 0
		}
		var w, h, boxWidth, boxHeight float64
		for _, a := range start.Attr {
			switch a.Name {
			case xml.Name{Local: "width"}:
				w = pixels(a.Value)
			case xml.Name{Local: "height"}:
				h = pixels(a.Value)
			case xml.Name{Local: "viewBox"}:
				box := strings.FieldsFunc(a.Value, func(r rune) bool { return unicode.IsSpace(r) || r == ',' })
				if len(box) == 4 {
					boxWidth, boxHeight = pixels(box[2]), pixels(box[3])
				}
			}
		}
		switch {
		case w > 0 && h > 0:
		case boxWidth == 0 || boxHeight == 0:
			return 0, 0
		case w > 0:
			h = w * boxHeight / boxWidth
		case h > 0:
			w = h * boxWidth / boxHeight
		default:
			w, h = boxWidth, boxHeight
		}
		return whole(w), whole(h)
	}
}

// most is the longest length that a picture may have, in CSS pixels.
const most = 1e6

// pixels reads a length in CSS pixels; 0 for other units.
func pixels(length string) float64 {
	n, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(length), "px"), 64)
	if err != nil || !(n > 0 && n <= most) {
		return 0
	}
	return n
}

// whole rounds a length, to one pixel at least.
func whole(length float64) int { return int(min(max(length+0.5, 1), most)) }
