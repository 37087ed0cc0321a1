package asset

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
)

// webp are the heads of WebP files of 5 by 7 pixels (RFC 9649): lossless, and extended with alpha.
var webp = map[string]string{
	"lossless": "RIFF\x16\x00\x00\x00WEBPVP8L\x0a\x00\x00\x00\x2f\x04\x80\x01\x00\x00\x00\x00\x00\x00",
	"extended": "RIFF\x1e\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x10\x00\x00\x00\x04\x00\x00\x06\x00\x00",
	"lossy":    "RIFF\x16\x00\x00\x00WEBPVP8 \x0a\x00\x00\x00\x10\x00\x00\x9d\x01\x2a\x05\x00\x07\x00",
}

func TestSizeOfPixels(t *testing.T) {
	gray := image.NewGray(image.Rect(0, 0, 5, 7))
	encode := func(write func(b *bytes.Buffer) error) []byte {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	files := map[string][]byte{
		"a.png":  encode(func(b *bytes.Buffer) error { return png.Encode(b, gray) }),
		"a.jpg":  encode(func(b *bytes.Buffer) error { return jpeg.Encode(b, gray, nil) }),
		"a.gif":  encode(func(b *bytes.Buffer) error { return gif.Encode(b, gray, nil) }),
		"a.JPEG": encode(func(b *bytes.Buffer) error { return jpeg.Encode(b, gray, nil) }),
	}
	for kind, head := range webp {
		files[kind+".webp"] = []byte(head)
	}
	files["a-png-called.jpg"] = files["a.png"]
	for name, data := range files {
		if w, h := Size(name, data); w != 5 || h != 7 {
			t.Errorf("%s has %d by %d", name, w, h)
		}
		if w, h := Size(name, data[:len(data)/4]); w != 0 || h != 0 {
			t.Errorf("%s cut off has %d by %d", name, w, h)
		}
	}
	for name, data := range map[string]string{"a.png": "", "b.png": "no picture", "a.pdf": "%PDF-1.4", "a.svg": "", "b.svg": "\x89PNG\r\n"} {
		if w, h := Size(name, []byte(data)); w != 0 || h != 0 {
			t.Errorf("%s has %d by %d", name, w, h)
		}
	}
}

func TestSizeOfSVG(t *testing.T) {
	for _, c := range []struct {
		text          string
		width, height int
	}{
		{`<svg width="5" height="7"/>`, 5, 7},
		{`<svg width="5px" height=" 7px "/>`, 5, 7},
		{`<svg width="4.6" height="7.4"/>`, 5, 7},
		{`<svg width="0.2" height="7"/>`, 1, 7},
		{`<svg viewBox="0 0 5 7"/>`, 5, 7},
		{"<svg viewBox='0,0,\n5\t7'/>", 5, 7},
		{`<svg viewBox="-10 -10 5 7"/>`, 5, 7},
		{`<svg width="100%" height="100%" viewBox="0 0 5 7"/>`, 5, 7},
		{`<svg width="210mm" height="297mm" viewBox="0 0 210 297"/>`, 210, 297},
		{`<svg width="10" viewBox="0 0 5 7"/>`, 10, 14},
		{`<svg height="14" viewBox="0 0 5 7"/>`, 10, 14},
		{`<svg width="10"/>`, 0, 0},
		{`<svg/>`, 0, 0},
		{`<svg width="-5" height="7"/>`, 0, 0},
		{`<svg width="NaN" height="Inf"/>`, 0, 0},
		{`<svg width="1e300" height="7"/>`, 0, 0},
		{`<svg width="1000000" viewBox="0 0 0.00001 1000000"/>`, 1e6, 1e6},
		{`<svg viewBox="0 0 5"/>`, 0, 0},
		{`<svg viewBox="0 0 5 x"/>`, 0, 0},
		{`<svg x:width="1" width="5" height="7" x:height="1" xmlns:x="y"/>`, 5, 7},
		{`<?xml version="1.0" encoding="UTF-8"?><!-- a --><!DOCTYPE svg PUBLIC "x" "y"> <svg xmlns="http://www.w3.org/2000/svg" width="5" height="7">`, 5, 7},
		{`<?xml version="1.0" encoding="GB2312"?><svg width="5" height="7">`, 5, 7},
		{`<!DOCTYPE svg [<!ENTITY ns "http://www.w3.org/2000/svg">]><svg xmlns="&ns;" width="5" height="7"/>`, 5, 7},
		{`<s:svg xmlns:s="http://www.w3.org/2000/svg" width="5" height="7"/>`, 5, 7},
		{"\uFEFF" + `<svg width="5" height="7"/>`, 5, 7},
		{`<html><svg width="5" height="7"/></html>`, 0, 0},
		{`<svg width="5" height="7"`, 0, 0},
		{`<svg width="&lol;" height="7"/>`, 0, 0},
	} {
		if w, h := Size("a.SVG", []byte(c.text)); w != c.width || h != c.height {
			t.Errorf("%s has %d by %d, want %d by %d", c.text, w, h, c.width, c.height)
		}
	}
}

// TestSizeOfHostileFiles reads files made to take long: each must be done at once.
func TestSizeOfHostileFiles(t *testing.T) {
	bomb := "<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\">"
	for i := 'b'; i < 'z'; i++ {
		bomb += "<!ENTITY " + string(i) + " \"" + strings.Repeat("&"+string(i-1)+";", 10) + "\">"
	}
	bomb += "]><svg width=\"&y;\" height=\"7\"/>"
	huge := make([]byte, 64)
	copy(huge, "\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR")
	binary.BigEndian.PutUint32(huge[16:], 1<<31-1)
	binary.BigEndian.PutUint32(huge[20:], 1<<31-1)
	for name, data := range map[string][]byte{
		"bomb.svg":     []byte(bomb),
		"comment.svg":  []byte("<!--" + strings.Repeat(" ", 4<<20) + "--><svg width='5' height='7'/>"),
		"open.svg":     []byte(strings.Repeat("<", 4<<20)),
		"tags.svg":     []byte("<svg " + strings.Repeat("a='b' ", 2<<20) + ">"),
		"doctype.svg":  []byte("<!DOCTYPE " + strings.Repeat("[<", 8<<20)),
		"huge.png":     huge,
		"segments.jpg": []byte("\xff\xd8" + strings.Repeat("\xff\xe1\x00\x02", 4<<20)),
	} {
		if w, h := Size(name, data); w != 0 || h != 0 {
			t.Errorf("%s has %d by %d", name, w, h)
		}
	}
}

func FuzzSize(f *testing.F) {
	for _, head := range webp {
		f.Add("a.webp", []byte(head))
	}
	f.Add("a.svg", []byte(`<svg width="10" viewBox="0 0 5 7"/>`))
	f.Add("a.png", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		w, h := Size(name, data)
		if w < 0 || h < 0 {
			t.Errorf("%d by %d", w, h)
		}
		if strings.HasSuffix(name, ".svg") && ((w == 0) != (h == 0) || w > most || h > most) {
			t.Errorf("%d by %d", w, h)
		}
	})
}
