package content

import (
	"math/rand/v2"
	"slices"
	"testing"

	"wenming/generator/diag"
)

// TestPeriods holds the forms of a period: how it is written, its canonical text, and how the offices print it.
func TestPeriods(t *testing.T) {
	for _, test := range []struct {
		written   string
		key, text string
		year      int
	}{
		{"2016-11", "2016-11", "2016年11月", 2016},
		{"2019-03", "2019-03", "2019年3月", 2019},
		{"2016年11月", "2016-11", "2016年11月", 2016},
		{"2019年3月份", "2019-03", "2019年3月", 2019},
		{"2022-Q1", "2022-Q1", "2022年第一季度", 2022},
		{"2022年第一季度", "2022-Q1", "2022年第一季度", 2022},
		{"2022年一季度", "2022-Q1", "2022年第一季度", 2022},
		{"2022年第4季度", "2022-Q4", "2022年第四季度", 2022},
		{"2024-Q1..Q2", "2024-Q1..Q2", "2024年第一、二季度", 2024},
		{"2024年第一、二季度", "2024-Q1..Q2", "2024年第一、二季度", 2024},
		{"2024年第一、第二季度", "2024-Q1..Q2", "2024年第一、二季度", 2024},
		{"2024-Q2..Q4", "2024-Q2..Q4", "2024年第二、三、四季度", 2024},
		{"2024-Q2..Q2", "2024-Q2", "2024年第二季度", 2024},
		{"2025-H1", "2025-H1", "2025年上半年", 2025},
		{"2025-H2", "2025-H2", "2025年下半年", 2025},
		{"2025年下半年", "2025-H2", "2025年下半年", 2025},
		{"2022", "2022", "2022年度", 2022},
		{"2022年", "2022", "2022年度", 2022},
		{"2022年度", "2022", "2022年度", 2022},
		{"2021..2023", "2021..2023", "2021—2023年度", 2023},
		{"2021—2023年度", "2021..2023", "2021—2023年度", 2023},
		{"2021年至2023年", "2021..2023", "2021—2023年度", 2023},
		{"{year: 2019, batch: 1}", "2019-B1", "2019年第一批", 2019},
		{"{年: 2019, 批: 12}", "2019-B12", "2019年第十二批", 2019},
		{"{批: '2', 年: 2019}", "2019-B2", "2019年第二批", 2019},
		{"2019年第一批", "2019-B1", "2019年第一批", 2019},
		{"2019年第20批", "2019-B20", "2019年第二十批", 2019},
		{"2019年首批", "2019-B1", "2019年第一批", 2019},
		{"2019-B1", "2019-B1", "2019年第一批", 2019},
		{"{edition: 9, year: 2025}", "2025-E9", "第九届", 2025},
		{"{届: 9, 年: 2025}", "2025-E9", "第九届", 2025},
		{"{edition: 101, year: 2025}", "2025-E101", "第101届", 2025},
		{"2025年第九届", "2025-E9", "第九届", 2025},
		{"2025-E9", "2025-E9", "第九届", 2025},
		{"{year: 2022}", "2022", "2022年度", 2022},
	} {
		src := "---\nperiod: " + test.written + "\nstage: awarded\n---\n"
		e, _, problems := Parse("honors/a/b.md", []byte(src), KindBatch, "a/b", Options{})
		if len(problems) > 0 {
			t.Errorf("%s: %v", test.written, problems)
			continue
		}
		p := e.Fields.(*Batch).Period
		if !p.Set() || p.Key() != test.key || p.String() != test.text || p.Year() != test.year {
			t.Errorf("%s: got %s, %s, %d", test.written, p.Key(), p, p.Year())
		}
		if again, ok := ParsePeriod(p.Key()); !ok || again != p {
			t.Errorf("%s: its key %s is read as %+v", test.written, p.Key(), again)
		}
		if again, ok := ParsePeriod(p.String()); ok && again != p {
			t.Errorf("%s: its text %s is read as %+v", test.written, p, again)
		}
	}
	if p := (Period{}); p.Set() || p.Key() != "" || p.String() != "" {
		t.Error("a period that was not given")
	}
}

func TestBadPeriods(t *testing.T) {
	for _, written := range []string{
		"2022-13", "2022-00", "2022-Q5", "2022-Q0", "2022-q1", "2024-Q2..Q1", "2024-Q1..2", "2024-Q1-Q2", "2025-H3",
		"22", "0022", "2023..2021", "第一季度", "第九届", "第一批", "2022年第五季度", "2024年第一、三季度", "2022年13月",
		"2019年第零批", "2019年第一百批", "2019-B0", "2019-E1000", "12345", "2022 Q1", "去年", "2022-11-05",
		"{year: 2019, batch: 1, edition: 2}", "{batch: 1}", "{edition: 9}", "{}", "{year: 19, batch: 1}", "{year: 2019, batch: 1000}",
	} {
		src := "---\nperiod: " + written + "\nstage: awarded\n---\n"
		e, _, problems := Parse("honors/a/b.md", []byte(src), KindBatch, "a/b", Options{})
		if len(problems) != 1 || problems[0].Code != diag.BadPeriod || problems[0].Hint.Chinese == "" {
			t.Errorf("%s: got %v", written, problems)
			continue
		}
		if at := problems[0].Span; src[at.Start:at.End] != written {
			t.Errorf("%s: the span covers %q", written, src[at.Start:at.End])
		}
		if e.Fields.(*Batch).Period.Set() {
			t.Errorf("%s: a period was set", written)
		}
	}
}

// TestPeriodOrder holds a sequence of periods of all forms.
func TestPeriodOrder(t *testing.T) {
	var sorted []Period
	for _, key := range []string{"2016-11", "2018-12", "2019", "2019-E7", "2019-B1", "2019-B2", "2019-H2", "2019-Q4", "2019-12", "2020-H1", "2020-Q1..Q2", "2022-Q1",
		"2021..2023", "2023", "2024-Q1", "2024-Q1..Q2", "2024-Q2", "2025-06", "2025-E9", "2025-B1", "2025-H2"} {
		p, ok := ParsePeriod(key)
		if !ok {
			t.Fatal(key)
		}
		sorted = append(sorted, p)
	}
	shuffled := slices.Clone(sorted)
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	slices.SortFunc(shuffled, Period.Compare)
	for i := range sorted {
		if shuffled[i] != sorted[i] {
			t.Errorf("%d: %s stands where %s should", i, shuffled[i].Key(), sorted[i].Key())
		}
	}
}

// everyPeriod is every period of some years, each once.
func everyPeriod() (periods []Period) {
	for year := int16(2019); year <= 2021; year++ {
		for n := int16(1); n <= 12; n++ {
			periods = append(periods, Period{First: year, last: year, unit: ofMonth, from: n, to: n})
		}
		for from := int16(1); from <= 4; from++ {
			for to := from; to <= 4; to++ {
				periods = append(periods, Period{First: year, last: year, unit: ofQuarters, from: from, to: to})
			}
		}
		for n := int16(1); n <= 2; n++ {
			periods = append(periods,
				Period{First: year, last: year, unit: ofHalf, from: n, to: n},
				Period{First: year, last: year, unit: ofBatch, Batch: n},
				Period{First: year, last: year, unit: ofEdition, Edition: n})
		}
		for last := year; last <= 2022; last++ {
			periods = append(periods, Period{First: year, last: last, unit: ofYears})
		}
	}
	return periods
}

// TestPeriodOrderIsTotal holds of every pair that Compare is antisymmetric and 0 for equals only, and of every triple
// that it is transitive; and that every period is what its key says.
func TestPeriodOrderIsTotal(t *testing.T) {
	periods := everyPeriod()
	for _, p := range periods {
		if again, ok := ParsePeriod(p.Key()); !ok || again != p {
			t.Errorf("%+v has the key %s, which is read as %+v", p, p.Key(), again)
		}
		for _, q := range periods {
			if p.Compare(q) != -q.Compare(p) || (p.Compare(q) == 0) != (p == q) {
				t.Fatalf("%s and %s", p.Key(), q.Key())
			}
			if p.Year() < q.Year() && p.Compare(q) >= 0 {
				t.Fatalf("%s does not stand before %s", p.Key(), q.Key())
			}
			for _, r := range periods {
				if p.Compare(q) < 0 && q.Compare(r) < 0 && p.Compare(r) >= 0 {
					t.Fatalf("%s, %s, %s", p.Key(), q.Key(), r.Key())
				}
			}
		}
	}
}

func TestNumerals(t *testing.T) {
	for n, want := range map[int16]string{1: "一", 9: "九", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 99: "九十九", 100: "100", 0: "0"} {
		if got := numeral(n); got != want {
			t.Errorf("%d: got %s", n, got)
		}
		if got := number(want); got != n {
			t.Errorf("%s: got %d", want, got)
		}
	}
	for _, text := range []string{"百", "一十", "十十", "四十零", "x", "99999999"} {
		if got := number(text); got != -1 {
			t.Errorf("%s: got %d", text, got)
		}
	}
}
