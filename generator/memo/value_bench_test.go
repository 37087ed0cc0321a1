package memo

import (
	"fmt"
	"testing"
)

// article is a value of the shape that most pages have: some forty texts in structs, pointers and lists.
type article struct {
	Site    *header
	Title   string
	Source  string
	Editor  string
	Names   []string
	Date    stamp
	Updated stamp
	Cover   *picture
	Body    late
	Tags    []link
	People  []card
	Next    link
	Extra   map[string]any
	Pinned  bool
	Section *section
	Person  *person
}

type header struct {
	Name, Language, Domain, Sponsor, Address, Phone string
	Menu                                            []link
}
type stamp struct{ Text, Day, Minute, Machine string }
type link struct{ Title, URL string }
type picture struct {
	URL, Alt      string
	Width, Height int
}
type card struct {
	Name, URL, Detail string
	Photo             *picture
	Honors            []string
}
type section struct{ Title string }
type person struct{ Name string }

// late is a text that is made late.
type late struct {
	digest Digest
	text   func() []byte
}

func (l late) MemoDigest() Digest { return l.digest }

func sampleArticle() article {
	links := func(n int) []link {
		var all []link
		for i := range n {
			all = append(all, link{"文明实践在身边", fmt.Sprintf("/news/2023/page-%d.html", i)})
		}
		return all
	}
	return article{
		Site:   &header{"文明雨湖", "zh-CN", "example.org", "区文明办", "某路1号", "0731-00000000", links(4)},
		Title:  "新时代文明实践让城市更有温度",
		Source: "本站", Editor: "某某",
		Names: []string{"甲", "乙"},
		Date:  stamp{"2023-10-25", "2023-10-25", "2023-10-25 00:00", "2023-10-25T00:00:00+08:00"},
		Cover: &picture{"/news/a.jpg", "一张图", 1200, 800},
		Body:  late{Bytes([]byte("x")), func() []byte { return nil }},
		Tags:  links(3), Next: link{"下一篇", "/news/b.html"},
		People: []card{{"丙", "/people/c.html", "某村", &picture{"/c.jpg", "丙", 300, 400}, []string{"中国好人 2022年第一季度"}}},
	}
}

func BenchmarkOf(b *testing.B) {
	a := sampleArticle()
	b.Run("value", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			Of(a)
		}
	})
	b.Run("pointer", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			Of(&a)
		}
	})
}
