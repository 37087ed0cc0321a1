package hanzi

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// orders are the orders of the package.
var orders = []struct {
	name string
	key  func(Name) Key
}{
	{"surname stroke", Name.BySurnameStroke},
	{"name stroke", Name.ByNameStroke},
	{"pinyin", Name.ByPinyin},
}

// sorted returns names in an order, separated by spaces.
func sorted(key func(Name) Key, names string) string {
	list := strings.Fields(names)
	slices.SortFunc(list, func(a, b string) int {
		return cmp.Compare(key(Name{Text: a}), key(Name{Text: b}))
	})
	return strings.Join(list, " ")
}

func TestOrders(t *testing.T) {
	for _, c := range []struct {
		about string
		key   func(Name) Key
		want  string
	}{
		{"the list published by 中国文艺志愿者协会", Name.BySurnameStroke,
			"王宏 冯双白 刘劲 李丹 何加林 张凯 林永 赵保 姜昆 姚建萍 黄渤 龚宇 康辉 寒露"},
		{"an empty middle stands first", Name.BySurnameStroke, "田富 田大利"},
		{"no middle at all", Name.ByNameStroke, "田大利 田富"},
		{"equal strokes: stroke by stroke", Name.BySurnameStroke, "李军 张军"},
		{"阝 has two strokes: 陈 among the sevens, 郑 among the eights", Name.BySurnameStroke,
			"李军 吴军 张军 陈军 邵军 范军 林军 周军 郑军 孟军 赵军"},
		{"compound surnames by their first character", Name.BySurnameStroke, "司马光 纪昀 欧阳富 欧阳大利 钟离权"},
		{"compound and simple surnames of one character", Name.BySurnameStroke, "欧明 欧大利 欧阳富 欧阳大利 欧黎明"},
		{"compound surnames without the middle", Name.ByNameStroke, "欧大利 欧阳大利 欧阳富 欧明"},
		{"minority names by their first character; the dot is none", Name.BySurnameStroke, "巴特尔 阿卜杜拉·买买提 阿不都·热合曼 龚宇"},
		{"outside the table: last in its place, by code point", Name.BySurnameStroke, "王陳 王一龙 王一〇 王一龘 王陳一 鑫一 陳一 𠮷一"},
		{"Latin names after all", Name.ByNameStroke, "王一 齉一 Anna Bob"},
		{"longer after shorter", Name.ByNameStroke, "丁一 丁一一 丁一丁"},
		{"pinyin", Name.ByPinyin, "扶婷 傅强 刘浪 毛建伟 欧建伟 潘红艳 吴渊 易再跃"},
		{"pinyin: surname readings", Name.ByPinyin, "盖一 区一 欧一 仇一 任一 单一 尉迟一 曾一 查一 张一"},
		{"pinyin: one surname stays together", Name.ByPinyin, "张安 张明 章安 章明 仉明"},
		{"pinyin: lu before lü", Name.ByPinyin, "卢明 鲁明 陆明 路明 罗明 吕明"},
		{"pinyin: unread last", Name.ByPinyin, "安一 Anna 周一 陳一"},
	} {
		names := strings.Fields(c.want)
		slices.Reverse(names)
		if got := sorted(c.key, strings.Join(names, " ")); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.about, got, c.want)
		}
	}
}

func TestStrokeOverride(t *testing.T) {
	// 陳 is not in the table; 阝 has two strokes there, so that it has ten.
	count := Name{Text: "陳一", Stroke: "10"}
	seq := Name{Text: "陳一", Stroke: "5212511234"}
	for _, key := range []func(Name) Key{Name.BySurnameStroke, Name.ByNameStroke} {
		tao, sang := key(Name{Text: "陶一"}), key(Name{Text: "桑一"}) // 5235112..., 5454541234
		if k := key(seq); k <= key(Name{Text: "夏一"}) || k >= tao {
			t.Error("an overridden sequence is not where it belongs")
		}
		eleven := key(Name{Text: "黄一"})
		if k := key(count); k <= sang || k >= eleven {
			t.Error("an overridden number is not after the sequences of as many strokes")
		}
		if key(Name{Text: "陳一"}) <= eleven {
			t.Error("without an override it must be last")
		}
	}
	if n := seq.StrokeCount(); n != 10 {
		t.Errorf("%d strokes", n)
	}
	if u := seq.Unknown(); u != nil {
		t.Errorf("overridden, yet unknown: %q", u)
	}
	if u := (Name{Text: "陳陳", Stroke: "10"}).Unknown(); string(u) != "陳" {
		t.Errorf("an override is of the first character only: %q", u)
	}
	same := Name{Text: "李军", Stroke: "7"}
	if same.BySurnameStroke() != (Name{Text: "李军"}).BySurnameStroke() {
		t.Error("an override that changes nothing changes the order")
	}
	for s, want := range map[string]bool{
		"": false, "0": false, "1": true, "62": true, "63": false, "99": false, "+7": false, "-1": false, "7 ": false,
		"126": false, "121": true, "abc": false, "１２": false, strings.Repeat("1", 62): true, strings.Repeat("1", 63): false,
	} {
		if ValidStroke(s) != want {
			t.Errorf("stroke %q: %v", s, !want)
		}
	}
}

func TestStrokeCount(t *testing.T) {
	for name, want := range map[string]int{"李丹": 7, "陈华": 7, "郑一": 8, "𬭎": 12, "陳一": 0, "Anna": 0, "": 0} {
		if n := (Name{Text: name}).StrokeCount(); n != want {
			t.Errorf("%q: %d strokes instead of %d", name, n, want)
		}
	}
}

func TestUnknown(t *testing.T) {
	for name, want := range map[string]string{
		"扶婷": "", "龙䶮𬭎": "", "陳〇明": "陳〇", "阿卜杜拉·买买提": "", "Anna": "", "": "",
	} {
		if got := string((Name{Text: name}).Unknown()); got != want {
			t.Errorf("%q: %q instead of %q", name, got, want)
		}
	}
}

// TestOrdersAreTotal draws random names, with and without overrides, from few
// characters so that they often agree in part.
func TestOrdersAreTotal(t *testing.T) {
	chars := []rune("田大利富欧阳单于万俟一丁王陈郑张章张阿·買〇𠮷𬭎龘aZé 、")
	strokes := []string{"", "", "", "5", "7", "12", "251", "34112", "x"}
	spoken := []string{"", "", "", "Tian Da Li", "Ou Yang", "Shan Yu", "Zhang", "1"}
	rng := rand.New(rand.NewPCG(2013, 8105))
	var names []Name
	for range 400 {
		text := make([]rune, 1+rng.IntN(4))
		for i := range text {
			text[i] = chars[rng.IntN(len(chars))]
		}
		names = append(names, Name{Normalize(string(text)), spoken[rng.IntN(len(spoken))], strokes[rng.IntN(len(strokes))]})
	}
	for _, order := range orders {
		keys := make([]Key, len(names))
		for i, n := range names {
			keys[i] = order.key(n)
			if keys[i] != order.key(n) {
				t.Fatalf("%s: %q has two keys", order.name, n)
			}
		}
		for i, a := range names {
			for j, b := range names {
				if keys[i] == keys[j] && a.Text != b.Text {
					t.Fatalf("%s: %q and %q have one key", order.name, a, b)
				}
				if prefix(a.Text, keys[i]) == prefix(b.Text, keys[j]) {
					continue
				}
				// No key of one name may begin with all of another's but its
				// text: then the text would decide what strokes must.
				if a.Text != b.Text && strings.HasPrefix(prefix(b.Text, keys[j]), prefix(a.Text, keys[i])) {
					t.Fatalf("%s: the key of %q begins with that of %q", order.name, b, a)
				}
			}
		}
		// Keys are strings, whose order is transitive; the order that they
		// stand for must be the same whatever order one starts from.
		want := slices.Sorted(slices.Values(keys))
		rng.Shuffle(len(keys), func(i, j int) { keys[i], keys[j] = keys[j], keys[i] })
		slices.Sort(keys)
		if !slices.Equal(keys, want) {
			t.Errorf("%s: the order depends on where it starts", order.name)
		}
	}
}

// prefix is a key without the text at its end.
func prefix(text string, k Key) string { return strings.TrimSuffix(string(k), text) }

// TestStrokeOrderIsTheRule compares the keys of random names of the table with
// the rule itself: character by character, count, sequence, place in the table.
func TestStrokeOrderIsTheRule(t *testing.T) {
	chars := official(t)
	index := map[rune]int{}
	for i, r := range chars {
		index[r] = i
	}
	rule := func(a, b string) int {
		x, y := []rune(a), []rune(b)
		for i := range min(len(x), len(y)) {
			s, _ := Strokes(x[i])
			u, _ := Strokes(y[i])
			if c := cmp.Or(len(s)-len(u), strings.Compare(s, u), index[x[i]]-index[y[i]]); c != 0 {
				return c
			}
		}
		return len(x) - len(y)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	draw := func() string {
		text := make([]rune, 1+rng.IntN(3))
		for i := range text {
			text[i] = chars[rng.IntN(len(chars))]
		}
		return string(text)
	}
	for range 20000 {
		a, b := draw(), draw()
		if rng.IntN(2) == 0 { // names that agree at first
			b = string([]rune(a)[:1]) + b
		}
		got := cmp.Compare(Name{Text: a}.ByNameStroke(), Name{Text: b}.ByNameStroke())
		if want := cmp.Compare(rule(a, b), 0); got != want {
			t.Fatalf("%s and %s: %d instead of %d", a, b, got, want)
		}
	}
}

func FuzzKeys(f *testing.F) {
	f.Add("田富", "田大利", "", "")
	f.Add("阿卜杜拉·买买提", "Anna", "Shan Xiong", "12")
	f.Add("欧阳大利", "陳一", "Chen Yi", "5212511234")
	f.Add("\xff", "\u0301", "ü", "6")
	f.Fuzz(func(t *testing.T, a, b, pinyin, stroke string) {
		x := Name{Normalize(a), pinyin, stroke}
		y := Name{Text: Normalize(b)}
		for _, order := range orders {
			if order.key(x) == order.key(y) && x.Text != y.Text {
				t.Errorf("%s: %q and %q have one key", order.name, x, y)
			}
		}
		x.Unknown()
		x.Ambiguous()
		if i := x.Initial(); i != '#' && (i < 'A' || i > 'Z') {
			t.Errorf("%q is listed under %q", x, i)
		}
		if n := x.StrokeCount(); n < 0 || n > maxCount {
			t.Errorf("%q has %d strokes", x, n)
		}
		if strings.Trim(letters(x), "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			t.Errorf("%q is typed %q", x, letters(x))
		}
		if len(initials(x)) > len(letters(x)) {
			t.Errorf("%q has initials %q of %q", x, initials(x), letters(x))
		}
		_ = x.Reading()
	})
}

func BenchmarkBySurnameStroke(b *testing.B) {
	b.ReportAllocs()
	n := Name{Text: "曾大利"}
	for b.Loop() {
		n.BySurnameStroke()
	}
}

func BenchmarkByPinyin(b *testing.B) {
	b.ReportAllocs()
	n := Name{Text: "曾大利"}
	for b.Loop() {
		n.ByPinyin()
	}
}

func BenchmarkByPinyinOverride(b *testing.B) {
	b.ReportAllocs()
	n := Name{Text: "单小雄", Pinyin: "Shan Xiaoxiong"}
	for b.Loop() {
		n.ByPinyin()
	}
}

func Example() {
	names := []string{"田大利", "张 凯", "李　丹", "田富", "欧阳修", "王 宏"}
	for i, name := range names {
		names[i] = Normalize(name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Compare(Name{Text: a}.BySurnameStroke(), Name{Text: b}.BySurnameStroke())
	})
	for _, name := range names {
		n := Name{Text: name}
		fmt.Printf("%2d %s %s %c\n", n.StrokeCount(), name, n.Reading(), n.Initial())
	}
	// Output:
	//  4 王宏 Wang Hong W
	//  5 田富 Tian Fu T
	//  5 田大利 Tian Dali T
	//  7 李丹 Li Dan L
	//  7 张凯 Zhang Kai Z
	//  8 欧阳修 Ouyang Xiu O
}
