package inspect

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"wenming/generator/content"
	"wenming/generator/schema"
)

// TestHeadings holds the table of headings against itself: no word means two parts, each is found as written.
func TestHeadings(t *testing.T) {
	seen := map[string]part{}
	for p, words := range headings {
		for w := range strings.FieldsSeq(words) {
			if other, known := seen[w]; known {
				t.Errorf("%q means %d and %d", w, other, p)
			}
			if seen[w] = part(p); word(w) != w {
				t.Errorf("%q is never found: headings read as %q", w, word(w))
			}
		}
		if p > 0 && words == "" {
			t.Errorf("part %d has no heading", p)
		}
	}
	for _, w := range standIns {
		if p := partOf[w]; word(w) != w || p != partUnknown && p != partUnit {
			t.Errorf("%q cannot stand for a name", w)
		}
	}
}

// TestHeadingsAreKeys finds every key of a row as a heading, in both languages. References to what is no person are
// left to the editor.
func TestHeadingsAreKeys(t *testing.T) {
	for _, k := range schema.Keys(reflect.TypeFor[content.Recipient]()) {
		if k.Name == "project" || k.Name == "organization" {
			continue
		}
		for _, name := range []string{k.Name, k.Twin} {
			if partOf[word(name)] == partUnknown {
				t.Errorf("the key %q is no heading", name)
			}
		}
	}
}

func TestWord(t *testing.T) {
	for heading, want := range map[string]string{
		"姓　名": "姓名", "姓名（组）": "姓名", "县(市、区)": "县", "单位/职务": "单位职务", "单位及\n职务：": "单位及职务", "Work Unit": "workunit",
		"Ｎａｍｅ": "name", "*姓名": "姓名", "备注【选填】": "备注", "No.": "no", "（）": "", ")姓名(": "姓名",
	} {
		if got := word(heading); got != want {
			t.Errorf("%q reads as %q, want %q", heading, got, want)
		}
	}
}

// shapes are sheets as offices make them, with the list that each says.
var shapes = map[string]struct {
	rows  [][]any
	areas []string
	more  func(*excelize.File) error
	want  string // the rows of the list
	said  string
}{
	"titles, parents, merged categories": {
		rows: [][]any{
			{"附件1"},
			{"2026年第一季度示例好人名单"},
			{"序号", "类别", "基本情况", "", "", "备注"},
			{"", "", "姓　名", "性别", "工作单位\n及职务", ""},
			{1, "助人为乐", "某　甲", "女", "某局\n某科科长", ""},
			{2, "", "某乙乙", "男", "某村", "已故"},
			{3, "见义勇为", "某丙", "男", "", ""},
			{"合计", "", "3人"},
		},
		areas: []string{"A1:F1", "A2:F2", "A3:A4", "B3:B4", "C3:E3", "F3:F4", "B5:B6", "A8:B8"},
		want: `
{name: 某甲, category: 助人为乐, unit: 某局某科科长, note: 女}
{name: 某乙乙, category: 助人为乐, unit: 某村, note: 男，已故}
{name: 某丙, category: 见义勇为, note: 男}`,
	},
	"children below a recognised name": {
		rows: [][]any{
			{"姓名", "单位", "推荐情况", ""},
			{"", "", "推荐单位", "备注"},
			{"某甲", "某局", "某市", "女"},
		},
		areas: []string{"A1:A2", "B1:B2", "C1:D1"},
		want:  `{name: 某甲, unit: 某局, place: 某市, note: 女}`,
	},
	"sections across": {
		rows: [][]any{
			{"序号", "姓名", "单位"},
			{"一、助人为乐（2名）"},
			{1, "某甲", "某局"},
			{},
			{2, "某乙", "某局"},
			{"（二）孝老爱亲类 1人"},
			{3, "某丙"},
			{4},
			{"三、提名奖（１名）"},
			{"见义勇为"},
			{1, "某丁", "某村"},
			{"示例县精神文明建设办公室"},
		},
		areas: []string{"A2:C2", "A6:C6", "A9:C9", "A10:C10", "A12:C12"},
		want: `
{name: 某甲, category: 助人为乐, unit: 某局}
{name: 某乙, category: 助人为乐, unit: 某局}
{name: 某丙, category: 孝老爱亲}
{name: 某丁, category: 见义勇为, grade: 提名奖, unit: 某村}`,
		said: `left-out: Sheet1!A12: left out: "示例县精神文明建设办公室"`,
	},
	"sections of places": {
		rows:  [][]any{{"序号", "姓名", "类别"}, {"甲市（2人）"}, {1, "某甲", "助人为乐"}, {2, "某乙", "见义勇为"}, {"乙市"}, {3, "某丙", "助人为乐"}},
		areas: []string{"A2:C2", "A5:C5"},
		want: `
{name: 某甲, category: 助人为乐, place: 甲市}
{name: 某乙, category: 见义勇为, place: 甲市}
{name: 某丙, category: 助人为乐, place: 乙市}`,
	},
	"sections in sections": {
		rows: [][]any{{"序号", "姓名", "单位"}, {"一、示例好人"}, {"（一）助人为乐"}, {1, "某甲", "某局"}, {"二、示例好人提名奖"}, {"（一）见义勇为"}, {2, "某乙", "某局"}},
		want: `
{name: 某甲, category: 助人为乐, unit: 某局}
{name: 某乙, category: 见义勇为, grade: 示例好人提名奖, unit: 某局}`,
		said: `left-out: Sheet1!A2: left out: "一、示例好人"`,
	},
	"families over several rows": {
		rows:  [][]any{{"家庭", "类别", "成员", "地区"}, {"某甲家庭", "孝老爱亲", "某甲", "甲市"}, {"", "", "某乙", ""}, {"某丙家庭", "孝老爱亲", "某丙、某丁（妻）", "乙市"}},
		areas: []string{"A2:A3", "B2:B3", "D2:D3"},
		want: `
{name: 某甲家庭, category: 孝老爱亲, place: 甲市, members: [某甲, 某乙]}
{name: 某丙家庭, category: 孝老爱亲, place: 乙市, members: [某丙, {name: 某丁, note: 妻}]}`,
	},
	"schools": {
		rows: [][]any{{"序号", "单位", "地区"}, {1, "甲县第一中学", "甲县"}},
		want: `{name: 甲县第一中学, place: 甲县}`,
	},
	"names in lines": {
		rows: [][]any{{"姓名", "人数"}, {"某甲甲\n某乙乙", 2}, {"某示例（女，苗族）", ""}, {"甲乙志愿者服务队等9人", "9人"}, {"1、某丙", 1.0}},
		want: `
{name: 某甲甲、某乙乙, members: [某甲甲, 某乙乙]}
{name: 某示例, note: 女，苗族}
{name: 甲乙志愿者服务队等9人, count: 9}
{name: 某丙}`,
		said: `unsure: Sheet1!A2: "某甲甲 某乙乙" is taken for the names of 2 people
unlinked-row: Sheet1!A3: "某示例" is not linked: place and unit do not tell whether it is jia (甲省甲市甲县), yi/shili (乙省乙市 乙市某厂)`,
	},
	"cells across": {
		rows: [][]any{
			{"序号", "姓名", "", "单位", "备注"},
			{1, "某甲", "", "某局"},
			{2, "某乙"},
			{"另行公布"},
		},
		areas: []string{"B1:C1", "B2:C2", "B3:C3", "A4:E4"},
		want:  "{name: 某甲, unit: 某局}\n{name: 某乙}",
		said:  `left-out: Sheet1!A4: left out: "另行公布"`,
	},
	"headings on every page": {
		rows: [][]any{{"姓名", "单位"}, {"某甲", "某局"}, {"姓名", "单位"}, {"某乙", "某局"}},
		want: "{name: 某甲, unit: 某局}\n{name: 某乙, unit: 某局}",
	},
	"hidden rows and columns": {
		rows: [][]any{{"姓名", "单位", "备注"}, {"某甲", "某局", "核实中"}, {"某乙", "某局"}, {"某丙", "某局"}, {"某丁", "某局"}},
		more: func(book *excelize.File) error {
			for _, row := range []int{3, 4} {
				if err := book.SetRowVisible("Sheet1", row, false); err != nil {
					return err
				}
			}
			return book.SetColVisible("Sheet1", "C", false)
		},
		want: "{name: 某甲, unit: 某局}\n{name: 某丁, unit: 某局}",
		said: "left-out: Sheet1!C: the column is hidden and left out\nleft-out: Sheet1: hidden rows are left out: 3–4",
	},
	"a sheet for each category": {
		rows: [][]any{{"说明"}},
		more: func(book *excelize.File) error {
			for _, name := range []string{"见义勇为", "孝老爱亲"} {
				if _, err := book.NewSheet(name); err != nil {
					return err
				}
				if err := book.SetSheetCol(name, "A1", &[]string{"姓名", "某甲"}); err != nil {
					return err
				}
			}
			return nil
		},
		want: "{name: 某甲, category: 见义勇为}",
		said: `left-out: the sheet "Sheet1" is not read` + "\n" + `left-out: the sheet "孝老爱亲" is not read`,
	},
}

func TestShapes(t *testing.T) {
	for name, c := range shapes {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, nil)
			data := workbook(t, c.rows, merge(t, c.areas...), func(book *excelize.File) {
				if c.more != nil {
					if err := c.more(book); err != nil {
						t.Fatal(err)
					}
				}
			})
			out := b.run("2026.xlsx", string(data))
			same(t, "said", saidOf(out.Diagnostics), c.said)
			same(t, "rows", b.rows(listName), c.want)
			if again := b.run("2026.xlsx", string(data)); len(again.Added)+again.Completed > 0 || again.Kept != len(out.Added) {
				t.Errorf("importing it again gives %+v", again)
			}
		})
	}
}

// TestSheetNamed reads the sheet that was asked for.
func TestSheetNamed(t *testing.T) {
	b := newBench(t, nil)
	data := string(workbook(t, [][]any{{"姓名"}, {"某甲"}}, func(book *excelize.File) {
		if _, err := book.NewSheet("乙"); err != nil {
			t.Fatal(err)
		}
		if err := book.SetSheetCol("乙", "A1", &[]string{"姓名", "某乙"}); err != nil {
			t.Fatal(err)
		}
	}))
	ask := func(sheet string) func(*ImportOptions) { return func(o *ImportOptions) { o.Sheet = sheet } }
	out := b.run("2026.xlsx", data, ask("乙"))
	same(t, "said", saidOf(out.Diagnostics), "")
	same(t, "rows", b.rows(listName), "{name: 某乙}")
	b.write("2026.xlsx", data)
	if _, err := Import(ImportOptions{Site: b.dir, File: b.dir + "/2026.xlsx", To: listName, Sheet: "丙", Theme: noTheme}); err == nil || !strings.Contains(err.Error(), "Sheet1 / 乙") {
		t.Errorf("a sheet that is not there gives %v", err)
	}
}

func TestNames(t *testing.T) {
	for cell, want := range map[string]called{
		"王　芳":         {name: "王芳"},
		" 阿依古丽．买买提 ":  {name: "阿依古丽·买买提"},
		"何甲南、李甲":      {name: "何甲南、李甲", members: named2("何甲南", "李甲")},
		"何甲南，李甲":      {name: "何甲南、李甲", members: named2("何甲南", "李甲")},
		"何甲南/李甲夫妇":    {name: "何甲南、李甲夫妇", members: named2("何甲南", "李甲")},
		"何甲夫妇":        {name: "何甲夫妇"},
		"何甲南\n李　甲":    {name: "何甲南、李甲", members: named2("何甲南", "李甲"), doubtful: true},
		"某某村\n党支部委员会": {name: "某某村党支部委员会"},
		"某甲等9人":       {name: "某甲等9人", count: 9},
		"某甲、某乙等十二人":   {name: "某甲、某乙等十二人", count: 12},
		"某甲（等９人）":     {name: "某甲", count: 9},
		"某某队（3人）":     {name: "某某队", count: 3},
		"某甲（女）":       {name: "某甲", note: "女"},
		"某甲(女,苗族)":    {name: "某甲", note: "女，苗族"},
		"某甲（生前）":      {name: "某甲", note: "生前"},
		"某公司（甲市）":     {name: "某公司（甲市）"},
		"某甲（女）、某乙":    {name: "某甲（女）、某乙", members: []content.Member{{Name: "某甲", Note: "女"}, {Name: "某乙"}}},
		"12．某甲":       {name: "某甲"},
		"某甲乙 某丙丁":     {name: "某甲乙某丙丁", doubtful: true},
		"":            {},
		"、":           {name: "、"},
	} {
		if got := readName(cell); !reflect.DeepEqual(got, want) {
			t.Errorf("%q reads as %+v, want %+v", cell, got, want)
		}
	}
}

func named2(names ...string) []content.Member {
	var members []content.Member
	for _, name := range names {
		members = append(members, content.Member{Name: name})
	}
	return members
}

func TestMembers(t *testing.T) {
	for cell, want := range map[string]string{
		"某甲、某 乙；某丙":   "某甲|某乙|某丙",
		"某甲乙 某丙\n某丁":  "某甲乙|某丙|某丁",
		"某甲（妻，已故），某乙": "某甲(妻，已故)|某乙",
		"某甲、某乙等5人":    "某甲|某乙 5",
		"阿依古丽·买买提、":   "阿依古丽·买买提",
	} {
		members, count := readMembers(cell)
		var out []string
		for _, m := range members {
			if m.Note != "" {
				m.Name += "(" + m.Note + ")"
			}
			out = append(out, m.Name)
		}
		got := strings.Join(out, "|")
		if count > 0 {
			got += " " + string(rune('0'+count))
		}
		if got != want {
			t.Errorf("%q reads as %s, want %s", cell, got, want)
		}
	}
}

func TestNumber(t *testing.T) {
	for text, want := range map[string]int{"9": 9, "12": 12, "九": 9, "十": 10, "十二": 12, "二十": 20, "三十五": 35, "两": 2} {
		if got := number(text); got != want {
			t.Errorf("%s is %d, want %d", text, got, want)
		}
	}
}

func TestFindPeriod(t *testing.T) {
	for text, want := range map[string]string{
		"2022年第一季度中国好人榜名单": "2022-Q1", "附件：2024年第一、二季度“示例好人”名单": "2024-Q1..Q2", "2025年下半年": "2025-H2", "2016年11月示例好人": "2016-11",
		"２０２２年 第 一 季度": "2022-Q1", "2022-q1": "2022-Q1", "2018-12-changsha": "2018-12", "示例市2019年第一批志愿者": "2019-B1", "2025年第九届": "2025-E9",
		"2021—2023年度示例单位": "2021..2023", "2022年度": "2022", "2022年示例好人": "2022", "2022年示例好人2022年第二季度": "2022-Q2",
		"2022年5月30日发布": "", "2022-11-03": "", "20221103": "", "第九届": "", "名单": "", "电话 07312022": "", "2022年13月": "",
	} {
		period, _ := findPeriod(text)
		if got := period.Key(); got != want {
			t.Errorf("%q has the period %q, want %q", text, got, want)
		}
	}
}

func TestPeriodOf(t *testing.T) {
	for _, c := range []struct {
		texts       []string
		want, other string
	}{
		{[]string{"名单", "2022年第一季度名单", "2022-q1"}, "2022-Q1", ""},
		{[]string{"2022年名单", "2022年第一季度"}, "2022-Q1", ""},
		{[]string{"2022年第二季度", "2022年第一季度"}, "2022-Q2", "2022-Q1"},
		{[]string{"2023年", "2022年第一季度"}, "2022-Q1", "2023"},
		{[]string{"2023年"}, "2023", ""},
		{nil, "", ""},
	} {
		got, other := periodOf(c.texts)
		if got.Key() != c.want || other.Key() != c.other {
			t.Errorf("%q: %s and %s, want %s and %s", c.texts, got.Key(), other.Key(), c.want, c.other)
		}
	}
}

func TestTidy(t *testing.T) {
	for text, want := range map[string]string{
		" 某局\n某科 ": "某局某科", "a\nb": "a b", "某局\r\nABC": "某局 ABC", "某　甲": "某 甲", "\uFEFF某\u200B甲": "某甲", "": "", "\n": "", "一，\n二": "一，二",
	} {
		if got := tidy(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
	if got := tight(" 某\u3000 甲\n"); got != "某甲" {
		t.Errorf("tight gives %q", got)
	}
	if !slices.Contains(strings.Fields(headings[partName]), "姓名") {
		t.Error("姓名 is no heading")
	}
}
