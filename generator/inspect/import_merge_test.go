package inspect

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"wenming/generator/content"
	"wenming/generator/diag"
)

// byHand is a list that an editor wrote by hand, with comments, Chinese keys and a body.
const byHand = `---
# the editor's own words
期次: 2026-Q1
阶段: 命名
名单:   # as published
  # the first
  - {姓名: 某甲, 类别: 助人为乐, 单位: 某局, 人物: jia}   # sure
  - name: 某乙、某丙

    类别: 见义勇为
    members:
      - {name: 某乙, note: 村民}
      - 某丙
  # the last
  - {person: zhang-shili, category: 孝老爱亲, citation: "一件
      事", }
order: pinyin
---

正文。
`

// TestMerge adds what is new and leaves everything else as it was.
func TestMerge(t *testing.T) {
	b := newBench(t, map[string]string{listName: byHand})
	out := b.run("2026年第一季度.csv", "姓名,类别,单位\n某戊,助人为乐,某厂\n某　甲,助人为乐,某局\n某示例,助人为乐,乙市某厂\n某乙、某丙,见义勇为,\n某己,见义勇为,\n张示例,孝老爱亲,\n某庚,孝老爱亲,\n")
	same(t, "said", saidOf(out.Diagnostics), "")
	want := byHand
	for _, c := range [][2]string{
		{"名单:   # as published\n", "  - {name: 某戊, category: 助人为乐, unit: 某厂}\n"},
		{"人物: jia}   # sure\n", "  - {name: 某示例, person: yi/shili, category: 助人为乐, unit: 乙市某厂}\n"},
		{"      - 某丙\n", "  - {name: 某己, category: 见义勇为}\n"},
		{"      事\", }\n", "  - {name: 某庚, category: 孝老爱亲}\n"},
	} {
		want = strings.Replace(want, c[0], c[0]+c[1], 1)
	}
	same(t, "list", strings.TrimSpace(b.read(listName)), strings.TrimSpace(want))
	if out.Kept != 3 || len(out.Added) != 4 || out.New || len(out.Matched) != 1 {
		t.Errorf("it says %+v", out)
	}
}

// TestMergeNothing leaves the file alone, down to its time.
func TestMergeNothing(t *testing.T) {
	b := newBench(t, nil)
	const sheet = "姓名,类别\n某甲,助人为乐\n某乙,见义勇为\n"
	b.run("2026.csv", sheet)
	before := b.read(listName)
	out := b.run("2026.csv", sheet)
	if out.Kept != 2 || len(out.Added)+out.Completed > 0 || out.Period != "" || b.read(listName) != before {
		t.Errorf("it says %+v", out)
	}
}

// TestMergeConflicts shows both values, the cell and the row; the list wins.
func TestMergeConflicts(t *testing.T) {
	b := newBench(t, map[string]string{listName: "---\nperiod: 2025-H1\nstage: awarded\nrecipients:\n" +
		"  - {name: 某甲, category: 助人为乐, unit: 某局, note: 女}\n" +
		"  - {name: 某乙, category: 助人为乐}\n" +
		"  - {name: 某丙, category: 见义勇为, place: 甲市}\n" +
		"  - {name: 某丁, category: 助人为乐, status: revoked}\n" +
		"  - {name: 李示例, category: 助人为乐, unit: 某校}\n" +
		"  - {name: 某戊, category: 助人为乐}\n---\n"})
	before := b.read(listName)
	const sheet = "姓名,类别,单位,地区,组员\n某甲,助人为乐,某处,,\n某乙,助人为乐,某厂,,某乙、某己\n某丙,孝老爱亲,,甲市,\n李示理,助人为乐,某校,,\n"
	out := b.run("2026年第一季度.csv", sheet)
	same(t, "said", saidOf(out.Diagnostics), `
sheet-conflict: the list says period 2025-H1, the sheet 2026-Q1; the list stays as it is
sheet-conflict: unit of "某甲": here "某局", in the sheet "某处" (line 2, column 3)
sheet-conflict: members of "某乙": nothing here, in the sheet "某乙、某己" (line 3, column 5)
sheet-conflict: unit of "某乙": nothing here, in the sheet "某厂" (line 3, column 3)
sheet-conflict: category of "某丙": here "见义勇为", in the sheet "孝老爱亲" (line 4, column 2)
sheet-conflict: name of "李示例": here "李示例", in the sheet "李示理" (line 5, column 1)
sheet-conflict: "某戊" is not in the sheet`)
	same(t, "list", strings.TrimSpace(b.read(listName)), strings.TrimSpace(before))
	var printed strings.Builder
	if err := diag.WriteText(&printed, out.Diagnostics, out.Source, diag.English); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"content/honors/haoren/2026-q1.md:5:5: warning: unit of", "    5 |   - {name: 某甲, category", "2026年第一季度.csv: warning: the list says period"} {
		if !strings.Contains(printed.String(), part) {
			t.Errorf("%q is not in\n%s", part, printed.String())
		}
	}

	fill := func(o *ImportOptions) { o.Fill = true }
	out = b.run("2026年第一季度.csv", sheet, fill)
	same(t, "completed", strings.TrimSpace(b.read(listName)), strings.TrimSpace(strings.Replace(before, "{name: 某乙, category: 助人为乐}",
		"{name: 某乙, category: 助人为乐, unit: 某厂, members: [某乙, 某己]}", 1)))
	if out.Completed != 1 || out.Kept != 5 {
		t.Errorf("it says %+v", out)
	}
	if again := b.run("2026年第一季度.csv", sheet, fill); again.Completed != 0 {
		t.Errorf("it completes again: %+v", again)
	}
}

// TestMergeForms adds to lists in every form that they are written in, or says that it cannot.
func TestMergeForms(t *testing.T) {
	const head = "---\nperiod: 2026-Q1\nstage: awarded\n"
	for name, c := range map[string]struct{ before, after string }{
		"without rows":     {head + "---\n正文\n", head + "recipients:\n  - {name: 某甲, unit: 某局}\n---\n正文\n"},
		"empty list":       {head + "recipients: [ ]  # none yet\ntags: [a]\n---\n", head + "recipients:   # none yet\n  - {name: 某甲, unit: 某局}\ntags: [a]\n---\n"},
		"nothing":          {head + "名单:\n---\n", head + "名单:\n  - {name: 某甲, unit: 某局}\n---\n"},
		"blank period":     {"---\nperiod:   # when?\nstage:\n---\n", "---\nperiod: 2026-Q1   # when?\nstage:\nrecipients:\n  - {name: 某甲, unit: 某局}\n---\n"},
		"windows":          {"\uFEFF---\r\nperiod: 2026-Q1\r\nrecipients:\r\n- {name: 某乙}\r\n---\r\n", "\uFEFF---\r\nperiod: 2026-Q1\r\nrecipients:\r\n- {name: 某甲, unit: 某局}\r\n- {name: 某乙}\r\n---\r\n"},
		"behind a comment": {head + "recipients:\n\n  # 某乙的说明\n  - name: 某乙\n---\n", head + "recipients:\n  - {name: 某甲, unit: 某局}\n\n  # 某乙的说明\n  - name: 某乙\n---\n"},
		"in one line":      {head + "recipients: [{name: 某乙}]\n---\n", ""},
		"aliases":          {head + "recipients:\n  - &a {name: 某乙}\n  - *a\n---\n", ""},
		"null":             {head + "recipients: ~\n---\n", ""},
		"one row alone":    {head + "recipients: {name: 某乙}\n---\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, map[string]string{listName: c.before})
			out := b.run("2026年第一季度.csv", "姓名,单位\n某甲,某局\n某乙,\n")
			got := b.read(listName)
			if c.after == "" {
				if got != c.before || !out.Diagnostics.Failed() {
					t.Errorf("it was changed, or nothing was said: %s\n%s", saidOf(out.Diagnostics), got)
				}
				return
			}
			want := c.after
			if !strings.Contains(want, "某乙") {
				want = strings.Replace(want, "某局}\n", "某局}\n  - {name: 某乙}\n", 1)
			}
			if got != want || out.Diagnostics.Failed() {
				t.Errorf("%s\n%q\nwant\n%q", saidOf(out.Diagnostics), got, want)
			}
		})
	}
}

// TestMergeFaulty does not touch a list that has mistakes, and tells these.
func TestMergeFaulty(t *testing.T) {
	for _, text := range []string{"---\nperiod: 2026-Q1\nrecipients:\n\t- {name: 某乙}\n---\n", "---\nperiod: gone\n---\n", "no front matter\n", ""} {
		b := newBench(t, map[string]string{listName: text})
		out := b.run("2026年第一季度.csv", "姓名\n某甲\n")
		if !out.Diagnostics.Failed() || b.read(listName) != text {
			t.Errorf("%q: %s\n%s", text, saidOf(out.Diagnostics), b.read(listName))
		}
	}
}

// TestPartners joins records with the rows that they are.
func TestPartners(t *testing.T) {
	for name, c := range map[string]struct {
		rows, records string // name category unit place, - for none
		want          []int
	}{
		"same":               {"甲甲 助 一 -|乙乙 助 - -", "乙乙 助 - -|甲甲 助 一 -", []int{1, 0}},
		"namesakes by unit":  {"甲甲 助 一 -|甲甲 助 二 -", "甲甲 助 二 -|甲甲 助 一 -", []int{1, 0}},
		"namesakes by place": {"甲甲 助 一 东|甲甲 助 二 西", "甲甲 助 三 西|甲甲 助 一 东", []int{1, 0}},
		"namesakes, one new": {"甲甲 助 一 -", "甲甲 助 二 -|甲甲 助 一 -", []int{-1, 0}},
		"unit changed":       {"甲甲 助 一 -", "甲甲 助 二 -", []int{0}},
		"category changed":   {"甲甲 助 一 -", "甲甲 见 一 -", []int{0}},
		"another category":   {"甲甲 助 一 -", "甲甲 见 二 -", []int{-1}},
		"two categories":     {"甲甲 助 - -", "甲甲 助 - -|甲甲 见 - -", []int{0, -1}},
		"misspelled":         {"甲乙丙 助 一 -", "甲乙丁 助 一 -", []int{0}},
		"colleagues":         {"甲乙丙 助 一 -", "甲乙丁 助 一 -|甲乙戊 助 一 -", []int{-1, -1}},
		"nothing to tell by": {"甲乙丙 助 - -", "甲乙丁 助 - -", []int{-1}},
	} {
		read := func(text string) []content.Recipient {
			var rows []content.Recipient
			for part := range strings.SplitSeq(text, "|") {
				f := strings.Fields(strings.ReplaceAll(part, "-", "\u200B"))
				for i := range f {
					f[i] = strings.Trim(f[i], "\u200B")
				}
				r := content.Recipient{Name: f[0], Unit: f[2], Place: f[3]}
				r.Category.Value = f[1]
				rows = append(rows, r)
			}
			return rows
		}
		var rows []written
		for _, r := range read(c.rows) {
			rows = append(rows, written{&r, r.Name, ""})
		}
		var records []record
		for _, r := range read(c.records) {
			records = append(records, record{Recipient: r})
		}
		if got := partners(rows, records); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// TestImportProperty imports lists of any values as CSV and as a workbook: they read back as they were, importing them
// again changes nothing, and what is added later leaves every line that was there.
func TestImportProperty(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	for round := range 40 {
		b := newBench(t, nil)
		rows := randomRows(random, 1+random.IntN(12))
		file, sheet := randomSheet(t, random, rows)
		out := b.run(file, sheet)
		if out.Diagnostics.Failed() {
			t.Fatalf("round %d: %s\n%q", round, saidOf(out.Diagnostics), sheet)
		}
		check(t, b, rows)
		first := b.read(listName)
		if again := b.run(file, sheet); b.read(listName) != first || len(again.Added) > 0 || again.Kept != len(rows) {
			t.Fatalf("round %d: importing again gives %+v\n%s", round, again, b.read(listName))
		}
		more := slices.Clone(rows)
		for _, row := range randomRows(random, random.IntN(6)) {
			row[0] += "新"
			more = slices.Insert(more, random.IntN(len(more)+1), row)
		}
		file, sheet = randomSheet(t, random, more)
		out = b.run(file, sheet)
		if out.Diagnostics.Failed() || len(out.Added) != len(more)-len(rows) || out.Kept != len(rows) {
			t.Fatalf("round %d: adding %d rows gives %s %+v", round, len(more)-len(rows), saidOf(out.Diagnostics), out)
		}
		check(t, b, more)
		after := strings.SplitAfter(b.read(listName), "\n")
		for line := range strings.Lines(first) {
			at := slices.Index(after, line)
			if at < 0 {
				t.Fatalf("round %d: the line %q is gone", round, line)
			}
			after = after[at+1:]
		}
	}
}

// fields are the columns of a random sheet.
var fieldNames = []string{"姓名", "类别", "单位", "地区", "备注", "事迹"}

// randomRows are rows with names of their own and texts that are hard to write.
func randomRows(random *rand.Rand, n int) [][]string {
	pieces := []string{"某局", "村", " ", "  ", "\n", ",", ", ", ":", ": ", "：", "#", " #", "\"", "'", "{", "}", "[", "]", "&a", "*a", "!", "|", ">", "%", "@", "`", "-", "- ", "?", "? ", "\\", "\\n",
		"~", "null", "true", "no", "0123", "1e3", "2026-01-01", "姓名: 甲", "姓名：甲", "\t", "\u3000", "\u00A0", "\u2028", "\uFEFF", "\u0007", "𬭎", "é", "🙂", "“", "”", "---", "...", "=", "<<"}
	text := func(most int) string {
		var out strings.Builder
		for range random.IntN(most) {
			out.WriteString(pieces[random.IntN(len(pieces))])
		}
		return out.String()
	}
	var rows [][]string
	for i := range n {
		name := fmt.Sprintf("%c%c", '一'+random.IntN(5000), '丁'+i)
		rows = append(rows, []string{name, []string{"助人为乐", "见义勇为", "孝老爱亲"}[random.IntN(3)], text(5), text(4), text(4), text(8)})
	}
	return rows
}

func randomSheet(t *testing.T, random *rand.Rand, rows [][]string) (name, data string) {
	if random.IntN(2) == 0 {
		quote := func(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }
		var out strings.Builder
		for _, row := range append([][]string{fieldNames}, rows...) {
			for i, cell := range row {
				out.WriteString([]string{",", ""}[min(1, max(0, 1-i))] + quote(cell))
			}
			out.WriteString("\n")
		}
		return "2026年第一季度.csv", out.String()
	}
	cells := [][]any{{"2026年第一季度示例好人"}, {}}
	for _, row := range append([][]string{fieldNames}, rows...) {
		var line []any
		for _, cell := range row {
			line = append(line, strings.Map(func(r rune) rune {
				if r == '\u0007' { // which XML cannot hold
					return -1
				}
				return r
			}, cell))
		}
		cells = append(cells, line)
	}
	return "名单.xlsx", string(workbook(t, cells, func(book *excelize.File) {}))
}

// check compares a list with the rows that it should have.
func check(t *testing.T, b bench, rows [][]string) {
	t.Helper()
	entry, _, problems := content.Parse("honors/haoren/2026-q1.md", []byte(b.read(listName)), content.KindBatch, "haoren/2026-q1", content.Options{})
	if len(problems) != 1 || problems[0].Code != diag.MissingKey {
		t.Fatalf("%s\n%s", saidOf(problems), b.read(listName))
	}
	batch := entry.Fields.(*content.Batch)
	if batch.Period.Key() != "2026-Q1" || len(batch.Recipients) != len(rows) {
		t.Fatalf("period %s, %d rows instead of %d", batch.Period.Key(), len(batch.Recipients), len(rows))
	}
	for i, r := range batch.Recipients {
		got := []string{r.Name, r.Category.Value, r.Unit, r.Place, r.Note, r.Citation}
		for column, cell := range rows[i] {
			if got[column] != tidy(cell) {
				t.Fatalf("row %d: %q instead of %q\n%s", i+1, got[column], tidy(cell), b.read(listName))
			}
		}
	}
}

// FuzzScalar writes any text as YAML and reads it back.
func FuzzScalar(f *testing.F) {
	for _, text := range []string{"某局", "a: b", "a #b", "~", "0123", "\"", "'", "- a", "姓名：甲", "a, b", "{", "=", "<<", "\u0085", "𬭎", ".5", "12:30:45", "1_000", "NULL", "é\u0301"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if text = tidy(strings.ToValidUTF8(text, "")); text == "" {
			return
		}
		want := content.Recipient{Name: text, Unit: text, Members: []content.Member{{Name: text}, {Name: text, Note: text}}}
		src := "---\nperiod: 2026\nstage: awarded\nrecipients:\n  - " + rowText(&want) + "\n---\n"
		entry, _, problems := content.Parse("honors/a/b.md", []byte(src), content.KindBatch, "a/b", content.Options{})
		if got := entry.Fields.(*content.Batch).Recipients; len(problems) > 0 || len(got) != 1 || !sameRow(got[0], want) {
			t.Fatalf("%q is written\n%s\n%s", text, src, saidOf(problems))
		}
	})
}
