package schema

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"wenming/generator/diag"
)

const story = "---\ntitle: 雨湖区：文明花开满城春\nsource: 湘潭文明网\n---\n志愿者走进社区，邻里和睦。联通你我他。\n"

func TestReadable(t *testing.T) {
	encode := func(e encoding.Encoding, text string) []byte {
		src, err := e.NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return src
	}
	damaged := strings.Replace(story, "志", "志\xe5\xbf", 1)
	cut := story[:len(story)-2]
	for _, test := range []struct {
		name    string
		src     []byte
		at      int // the first bad byte; -1 where all are good
		message string
		hint    string
	}{
		{"nothing", nil, -1, "", ""},
		{"UTF-8", []byte(story), -1, "", ""},
		{"UTF-8 with a byte order mark", []byte("\uFEFF" + story), -1, "", ""},
		{"GBK", encode(simplifiedchinese.GBK, story), 11, "this file is written in GBK (GB18030), not in UTF-8",
			`save it as UTF-8, or run: iconv -f GB18030 -t UTF-8 "content/a.md" > new-file`},
		{"GB18030 beyond GBK", encode(simplifiedchinese.GB18030, "---\nname: 𬭎䶮\n---\n扶婷"), 10, "this file is written in GBK (GB18030), not in UTF-8",
			`save it as UTF-8, or run: iconv -f GB18030 -t UTF-8 "content/a.md" > new-file`},
		{"UTF-16", encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), story), 0, "this file is written in UTF-16, not in UTF-8",
			`save it as UTF-8, or run: iconv -f UTF-16 -t UTF-8 "content/a.md" > new-file`},
		{"UTF-8 with one broken character", []byte(damaged), strings.Index(damaged, "\xe5\xbf\xe6"), "byte 0xE5 is not UTF-8",
			"write the character anew and save the file as UTF-8"},
		{"UTF-8 cut short", []byte(cut), len(cut) - 2, "byte 0xE3 is not UTF-8", "write the character anew and save the file as UTF-8"},
		{"Latin-1", []byte("---\ntitle: caf\xe9\n"), 14, "byte 0xE9 is not UTF-8", "write the character anew and save the file as UTF-8"},
		{"a picture", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff"), 0, "byte 0x89 is not UTF-8", "write the character anew and save the file as UTF-8"},
	} {
		t.Run(test.name, func(t *testing.T) {
			problems := Readable("content/a.md", test.src)
			if test.at < 0 {
				if problems != nil {
					t.Fatalf("got %v", problems)
				}
				return
			}
			if len(problems) != 1 {
				t.Fatalf("got %v", problems)
			}
			inside(t, test.src, problems)
			d := problems[0]
			if d.Code != diag.InvalidUTF8 || d.File != "content/a.md" || d.Span != (diag.Range(test.at, test.at+1)) ||
				d.Message.English != test.message || d.Hint.English != test.hint {
				t.Errorf("got %v", d)
			}
		})
	}
}

func TestTooLarge(t *testing.T) {
	if problems := Readable("a.md", bytes.Repeat([]byte("x"), MaxSource)); problems != nil {
		t.Errorf("got %v", problems)
	}
	problems := Readable("a.md", bytes.Repeat([]byte("x"), MaxSource+1))
	if len(problems) != 1 || problems[0].Code != diag.TooLarge {
		t.Errorf("got %v", problems)
	}
}
