package memo

import (
	"testing"
	"time"
)

// entry is of the shape of an article's entry: what its front matter may say, most of it not given, and what is kept of
// its body.
type entry struct {
	Kind      uint8
	Path, Key string
	Digest    Digest

	Slug                   spanned
	Aliases                []spanned
	Draft                  bool
	Date, Updated, Expires moment
	Layout                 spanned
	Summary                string
	Cover                  spanned
	Tags                   []spanned
	Extra                  map[string]any

	Title, Source                           spanned
	Editor, Author                          string
	Reporters, Correspondents               []string
	People, Projects, Organizations, Honors []spanned
	Pinned                                  bool
	Attachments                             []struct{ Title, File spanned }
	Original                                spanned
	Review                                  moment

	Beginning struct {
		text  string
		holes []struct{ at, end, link uint32 }
	}
	Headings, Anchors []string
	Links             []struct {
		kind       uint8
		Address    string
		Start, End int
	}
}

type spanned struct {
	Value      string
	Start, End int
}

type moment struct {
	Time       time.Time
	Start, End int
	Bare       bool
}

func sampleEntry(zone *time.Location) entry {
	e := entry{
		Kind: 2, Path: "news/2023/yuhu.md", Key: "2023/yuhu", Digest: Bytes(nil),
		Date:   moment{time.Date(2023, 10, 25, 8, 30, 0, 0, zone), 60, 76, false},
		Tags:   []spanned{{"志愿服务", 120, 132}, {"文明实践", 134, 146}},
		Cover:  spanned{"yuhu.jpg", 150, 158},
		Title:  spanned{"新时代文明实践让城市更有温度", 11, 53},
		Source: spanned{"本站", 86, 92}, Editor: "某某",
		Reporters: []string{"甲", "乙"},
		People:    []spanned{{"fu-ting", 170, 177}},
		Headings:  []string{"一", "二", "三"},
	}
	e.Beginning.text = "近年来，各地深入推进新时代文明实践中心建设，把志愿服务送到群众家门口，让文明新风吹进千家万户，城市的温度由此可感可触。"
	e.Links = append(e.Links, struct {
		kind       uint8
		Address    string
		Start, End int
	}{1, "/news/2023/other.md", 900, 919})
	return e
}

func location(b *testing.B) *time.Location {
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		b.Fatal(err)
	}
	return zone
}

func BenchmarkAppend(b *testing.B) {
	e := sampleEntry(location(b))
	var buf []byte
	b.ReportAllocs()
	for b.Loop() {
		buf = Append(buf[:0], &e)
	}
	b.SetBytes(int64(len(buf)))
}

func BenchmarkDecode(b *testing.B) {
	zone := location(b)
	e := sampleEntry(zone)
	data := Append(nil, &e)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := Decode(data, &e, zone); !ok {
			b.Fatal("not read")
		}
	}
}
