package search

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// sample makes a roll of so many rows of invented people.
func sample(n int) Roll {
	const surnames, given = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红飞建国文志海燕云山"
	sounds := []string{"wang", "li", "zhang", "liu", "chen", "yang", "zhao", "huang", "zhou", "wu"}
	s, g := []rune(surnames), []rune(given)
	var roll Roll
	state := uint64(1)
	next := func(n int) int {
		state = state*6364136223846793005 + 1442695040888963407
		return int(state>>33) % n
	}
	for i := range n {
		list := i / 100
		roll.Rows = append(roll.Rows, Row{
			Name:      string([]rune{s[next(len(s))], g[next(len(g))], g[next(len(g))]}),
			Syllables: sounds[next(10)] + " " + sounds[next(10)] + " " + sounds[next(10)],
			URL:       fmt.Sprintf("/people/shili-%d.html", next(1_000_000)),
			List:      List{Award: "示例好人", Level: "province", Title: fmt.Sprintf("第%d期", list), Year: 2000 + list%25, URL: fmt.Sprintf("/honors/shili/%d.html", list)},
			Category:  []string{"助人为乐", "见义勇为", "诚实守信", "敬业奉献", "孝老爱亲"}[next(5)],
			Place:     fmt.Sprintf("示例省%d市", next(14)),
		})
	}
	return roll
}

func TestEncode(t *testing.T) {
	list := List{Award: "示例好人", Level: "city", Title: "2022年", Year: 2022, URL: "/honors/shili/2022.html"}
	roll := Roll{Rows: []Row{
		{Name: "张示例", Syllables: "zhang shi li", URL: "/people/zhang.html", List: list, Category: "助人为乐", Place: "示例市"},
		{Name: "一行\n两行", List: list, Kind: Group, Retained: true},
	}}
	want := `{"version":1,"names":"张示例\n一行 两行","readings":"zhang shi li\n","addresses":"/people/zhang.html\n",` +
		`"lists":[{"award":"示例好人","level":"city","title":"2022年","year":2022,"url":"/honors/shili/2022.html"}],` +
		`"categories":["","助人为乐"],"places":["","示例市"],"list":[0,0],"category":[1,0],"place":[1,0],"kind":"01","retained":[1]}`
	if got := string(roll.Encode()); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := string(Roll{}.Encode()); !strings.Contains(got, `"list":[]`) || strings.Contains(got, "null") {
		t.Errorf("an empty roll is %s", got)
	}
}

// TestColumns holds the columns of a large roll against each other: a browser pairs them by number.
func TestColumns(t *testing.T) {
	var e encoded
	if err := json.Unmarshal(sample(5000).Encode(), &e); err != nil {
		t.Fatal(err)
	}
	for name, n := range map[string]int{
		"names": strings.Count(e.Names, "\n") + 1, "readings": strings.Count(e.Readings, "\n") + 1, "addresses": strings.Count(e.Addresses, "\n") + 1,
		"list": len(e.List), "category": len(e.Category), "place": len(e.Place), "kind": len(e.Kind),
	} {
		if n != 5000 {
			t.Errorf("column %s has %d values", name, n)
		}
	}
}

// TestSize holds the file of 50,000 rows against what a phone may be made to load: 1.5 MB, compressed.
func TestSize(t *testing.T) {
	data := sample(50_000).Encode()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	t.Logf("50,000 rows: %d bytes, %d compressed", len(data), b.Len())
	if b.Len() > 1_500_000 {
		t.Errorf("50,000 rows have %d bytes compressed", b.Len())
	}
}

func BenchmarkEncode(b *testing.B) {
	roll := sample(50_000)
	for b.Loop() {
		roll.Encode()
	}
}
