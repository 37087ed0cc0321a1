package schema

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"wenming/generator/diag"
)

// MaxSource is the size in bytes up to which a source file is read. The longest article that we know of has 60 KB.
const MaxSource = 4 << 20

// Readable tells whether a file's bytes can be read: not too many of them, and all of them UTF-8. Where they cannot,
// the list says why, with the command that converts them where their encoding is recognised.
func Readable(file string, src []byte) diag.List {
	if len(src) > MaxSource {
		at := diag.Place{File: file, Span: diag.Range(0, 0)}
		return diag.List{diag.New(diag.TooLarge, at,
			diag.T("the file has %d bytes, more than %d", "文件有 %d 字节，超过 %d", len(src), MaxSource)).
			WithHint(diag.T("divide it, or store data in another file", "请拆分，或把数据放到别的文件里"))}
	}
	if utf8.Valid(src) {
		return nil
	}
	bad := invalidAt(src)
	at := diag.Place{File: file, Span: diag.Range(bad, bad+1)}
	if encoding := recognise(src); encoding != "" {
		return diag.List{diag.New(diag.InvalidUTF8, at,
			diag.T("this file is written in %s, not in UTF-8", "本文件的编码是 %s，不是 UTF-8", commonName(encoding))).
			WithHint(diag.T("save it as UTF-8, or run: iconv -f %[1]s -t UTF-8 %[2]q > new-file",
				"请另存为 UTF-8，或运行：iconv -f %[1]s -t UTF-8 %[2]q > 新文件", encoding, file))}
	}
	return diag.List{diag.New(diag.InvalidUTF8, at,
		diag.T("byte 0x%02X is not UTF-8", "字节 0x%02X 不是 UTF-8", src[bad])).
		WithHint(diag.T("write the character anew and save the file as UTF-8", "请重写这个字，并把文件存为 UTF-8"))}
}

// commonName is what editors call an encoding: GB18030 is GBK and more.
func commonName(encoding string) string {
	if encoding == "GB18030" {
		return "GBK (GB18030)"
	}
	return encoding
}

// invalidAt is the first byte that is no part of a character.
func invalidAt(src []byte) int {
	for at := 0; ; {
		r, size := utf8.DecodeRune(src[at:])
		if r == utf8.RuneError && size <= 1 {
			return at
		}
		at += size
	}
}

// recognise names the encoding of bytes that are not UTF-8, as iconv calls it, or nothing. Damaged UTF-8 can often be
// decoded as GB18030 too, into rubbish; but then most of its long sequences are sound, and in a file that was written
// in GB18030 few are.
func recognise(src []byte) string {
	if bytes.HasPrefix(src, []byte{0xFF, 0xFE}) || bytes.HasPrefix(src, []byte{0xFE, 0xFF}) {
		return "UTF-16"
	}
	sound, broken := 0, 0
	for rest := src; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		if size >= 3 {
			sound++
		} else if r == utf8.RuneError && size == 1 {
			broken++
		}
		rest = rest[size:]
	}
	if sound >= broken {
		return ""
	}
	decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(src)
	if err != nil || bytes.ContainsRune(decoded, utf8.RuneError) || !strings.ContainsFunc(string(decoded), func(r rune) bool {
		return unicode.Is(unicode.Han, r)
	}) {
		return ""
	}
	return "GB18030"
}
