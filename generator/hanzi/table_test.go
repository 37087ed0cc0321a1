package hanzi

import (
	"cmp"
	"os"
	"slices"
	"strings"
	"testing"
)

// levels are the ends of the three levels of 通用规范汉字表.
var levels = []int{3500, 6500, 8105}

// official returns the official table.
func official(t testing.TB) []rune {
	t.Helper()
	text, err := os.ReadFile("tongyong-guifan-hanzi.txt")
	if err != nil {
		t.Fatal(err)
	}
	chars := []rune(strings.ReplaceAll(string(text), "\n", ""))
	if len(chars) != characters {
		t.Fatalf("%d characters in the official table instead of %d", len(chars), characters)
	}
	return chars
}

func TestEveryCharacterHasStrokesAndReading(t *testing.T) {
	for _, r := range official(t) {
		seq, ok := Strokes(r)
		if !ok || seq == "" || strings.Trim(seq, "12345") != "" {
			t.Errorf("%c (%U): strokes %q, %v", r, r, seq, ok)
		}
		i, _ := find(r)
		if letters, tone := soundOf(i); letters == "" || tone < 1 || tone > 5 || !isSyllable(letters) {
			t.Errorf("%c (%U): reading %q %d", r, r, letters, tone)
		}
	}
}

// TestOfficialOrder holds our order against the official table, which is in
// stroke order inside each of its levels.
func TestOfficialOrder(t *testing.T) {
	// 𨱇 is 钅 and 求, 31115 1241344; 铽 is 钅 and 忒, 31115 1454454. The
	// official table has them the other way round.
	strayed := []rune("𨱇")

	chars := official(t)
	start := 0
	for level, end := range levels {
		last := chars[start]
		for _, r := range chars[start+1 : end] {
			a, b := Name{Text: string(last)}, Name{Text: string(r)}
			if a.BySurnameStroke() < b.BySurnameStroke() {
				last = r
			} else if !slices.Contains(strayed, r) {
				seqA, _ := Strokes(last)
				seqB, _ := Strokes(r)
				t.Errorf("level %d: %c (%s) must stand before %c (%s)", level+1, last, seqA, r, seqB)
			}
		}
		start = end
	}
}

// TestRanks holds the compiled order of the whole table against its definition.
func TestRanks(t *testing.T) {
	type entry struct {
		seq   string
		index int
		r     rune
	}
	var all []entry
	for i, r := range official(t) {
		seq, _ := Strokes(r)
		all = append(all, entry{seq, i, r})
	}
	slices.SortFunc(all, func(a, b entry) int {
		return cmp.Or(cmp.Compare(len(a.seq), len(b.seq)), cmp.Compare(a.seq, b.seq), cmp.Compare(a.index, b.index))
	})
	for rank, e := range all {
		i, ok := find(e.r)
		if !ok || rankOf(i) != rank {
			t.Fatalf("%c has rank %d instead of %d", e.r, rankOf(i), rank)
		}
	}
}

func TestStrokes(t *testing.T) {
	for _, c := range []struct {
		r   rune
		seq string
	}{
		{'一', "1"}, {'乙', "5"}, {'丁', "12"}, {'扶', "1211134"}, {'婷', "531412514512"},
		{'陈', "5215234"},                               // 阝 has two strokes, not three
		{'郑', "43113452"},                              // so has 阝 on the right
		{'苏', "1225344"},                               // 艹 three, not four
		{'雨', "12524444"},                              // its dots are dots
		{'老', "121335"},                                // 匕 begins with 撇
		{'皙', "1234331232511"}, {'鄜', "4135221151552"}, // corrected
		{'𬭎', "311154451354"}, {'𬒈', "4434513251"}, // outside the BMP, from parts
	} {
		if seq, ok := Strokes(c.r); !ok || seq != c.seq {
			t.Errorf("%c: %q, %v instead of %q", c.r, seq, ok, c.seq)
		}
	}
	for _, r := range []rune{0, 'a', '·', '陳', '〇', 0x10FFFF, -1, 0x20000} {
		if seq, ok := Strokes(r); ok || seq != "" {
			t.Errorf("%U has strokes %q", r, seq)
		}
	}
}

// TestSize keeps the promise that the data stay about 100 KB.
func TestSize(t *testing.T) {
	if len(table) > 100_000 {
		t.Errorf("the table has %d bytes", len(table))
	}
}

func BenchmarkStrokes(b *testing.B) {
	for b.Loop() {
		Strokes('齉')
		Strokes('扶')
	}
}
