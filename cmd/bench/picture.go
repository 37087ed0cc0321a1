package main

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
)

// pictures is how many pictures the articles share.
const pictures = 8

// picture is a small picture: squares in two colours.
func picture(n int) []byte {
	m := image.NewPaletted(image.Rect(0, 0, 480, 270), color.Palette{color.Gray{0xf0}, color.RGBA{0x9b, uint8(n * 16), 0x1c, 0xff}})
	for i := range m.Pix {
		x, y := i%480, i/480
		m.Pix[i] = uint8((x/(20+n) + y/(20+n)) % 2)
	}
	var out bytes.Buffer
	if err := png.Encode(&out, m); err != nil {
		panic("internal error: " + err.Error()) // a buffer takes everything
	}
	return out.Bytes()
}
