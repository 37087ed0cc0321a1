package inspect

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"wenming/generator/content"
	"wenming/generator/diag"
)

// example is a site with an award of three categories, three profiles and two people of one name.
var example = map[string]string{
	"site.yaml":                       "name: 测试网\nurl: https://example.org\n",
	"content/honors/_index.md":        "---\ntitle: 光荣榜\n---\n",
	"content/honors/haoren/_index.md": "---\nname: 示例好人\nlevel: 省\ncategories: [助人为乐, 见义勇为, 孝老爱亲]\n---\n",
	"content/honors/free/_index.md":   "---\nname: 示例称号\nlevel: 市\n---\n",
	"content/people/jia.md":           "---\nname: 某示例\nplace: 甲省甲市甲县\n---\n",
	"content/people/yi/shili.md":      "---\nname: 某示例\nplace: 乙省乙市\nunit: 乙市某厂\n---\n",
	"content/people/zhang-shili.md":   "---\nname: 张　示例\nplace: 甲市\n---\n",
	"content/organizations/duwu.md":   "---\nname: 示例队\n---\n",
	"content/people/withdrawn.md":     "---\nname: 撤示例\nplace: 甲市\nwithdrawn: true\n---\n",
}

// noTheme stands for the default theme, which says nothing about lists.
var noTheme = fstest.MapFS{}

// bench is a site to import into.
type bench struct {
	*testing.T
	dir string
}

func newBench(t *testing.T, more map[string]string) bench {
	b := bench{t, t.TempDir()}
	for _, files := range []map[string]string{example, more} {
		for name, text := range files {
			b.write(name, text)
		}
	}
	return b
}

func (b bench) write(name, text string) {
	b.Helper()
	file := filepath.Join(b.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		b.Fatal(err)
	}
}

func (b bench) read(name string) string {
	b.Helper()
	data, err := os.ReadFile(filepath.Join(b.dir, filepath.FromSlash(name)))
	if err != nil {
		b.Fatal(err)
	}
	return string(data)
}

const listName = "content/honors/haoren/2026-q1.md"

// run imports a sheet into the list of the award with categories.
func (b bench) run(name, sheet string, more ...func(*ImportOptions)) Imported {
	b.Helper()
	b.write(name, sheet)
	o := ImportOptions{Site: b.dir, File: filepath.Join(b.dir, name), To: listName, Theme: noTheme,
		Now: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)}
	for _, change := range more {
		change(&o)
	}
	out, err := Import(o)
	if err != nil {
		b.Fatal(err)
	}
	return out
}

// rows are the lines of a list's rows, without their dash.
func (b bench) rows(name string) string {
	var rows []string
	for line := range strings.Lines(b.read(name)) {
		if row, ok := strings.CutPrefix(line, "  - "); ok {
			rows = append(rows, strings.TrimSpace(row))
		}
	}
	return strings.Join(rows, "\n")
}

// said are the diagnostics in English, a line each: the code and the message.
func saidOf(list diag.List) string {
	var out []string
	for _, d := range list {
		if d.Message.English == "" || d.Message.Chinese == "" || (d.Hint.English == "") != (d.Hint.Chinese == "") {
			out = append(out, "a text is missing:")
		}
		out = append(out, string(d.Code)+": "+d.Message.English)
	}
	return strings.Join(out, "\n")
}

func same(t *testing.T, what, got, want string) {
	t.Helper()
	if want = strings.Trim(want, "\n"); got != want {
		t.Errorf("%s:\n%s\nwant\n%s", what, got, want)
	}
}

// TestImportNew writes a list as a careful editor would.
func TestImportNew(t *testing.T) {
	b := newBench(t, nil)
	out := b.run("2026年第一季度示例好人名单.csv", "姓名,类别,工作单位,职务,所在地,性别,备注,人数,等次,状态,事迹\n"+
		"某　甲,助人为乐,某局,科长,甲市,女,,1,,授予,\"帮人:\n一件事, 又一件\"\n"+
		"某乙等９人,见义勇为,,,,,,,提名奖,保留,\n"+
		"张示例,孝老爱亲类,,,甲省甲市,,生前系某厂工人,,,,\n")
	same(t, "said", saidOf(out.Diagnostics), "")
	same(t, "list", strings.TrimSpace(b.read(listName)), `
---
period: 2026-Q1
stage:  # candidates, publicity, awarded
recipients:
  - {name: 某甲, category: 助人为乐, unit: 某局科长, place: 甲市, note: 女, citation: "帮人: 一件事, 又一件"}
  - {name: 某乙等9人, category: 见义勇为, grade: 提名奖, count: 9, status: retained}
  - {name: 张示例, person: zhang-shili, category: 孝老爱亲, place: 甲省甲市, note: 生前系某厂工人}
---`)
	if !out.New || len(out.Added) != 3 || out.Period != "2026-Q1" || len(out.Matched) != 1 || out.Matched[0].Key != "zhang-shili" {
		t.Errorf("it says %+v", out)
	}
}

func TestImportPlaces(t *testing.T) {
	for name, c := range map[string]struct{ sheet, want string }{
		"in parts":     {"姓名,省,市州,县（市、区）,乡镇\n某甲,甲省,乙市,丙县,丁镇\n", "{name: 某甲, place: 甲省乙市丙县丁镇}"},
		"said again":   {"姓名,市州,县市区\n某甲,乙市,乙市丙县\n", "{name: 某甲, place: 乙市丙县}"},
		"proposed by":  {"姓名,推荐单位\n某甲,乙市\n", "{name: 某甲, place: 乙市}"},
		"unit of post": {"姓名,工作单位,职务\n某甲,某局,某局主任\n", "{name: 某甲, unit: 某局主任}"},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, nil)
			out := b.run("2026.csv", c.sheet)
			same(t, "said", saidOf(out.Diagnostics), "")
			same(t, "rows", b.rows(listName), c.want)
		})
	}
}

// TestImportMistakes names the cell of each mistake, and writes nothing.
func TestImportMistakes(t *testing.T) {
	for name, c := range map[string]struct{ sheet, want string }{
		"no name":          {"姓名,单位\n,某局\n", "missing-key: line 2, column 1: the name is empty"},
		"a number":         {"姓名,单位\n12,某局\n", `wrong-type: line 2, column 1: "12" is no name`},
		"category":         {"姓名,类别\n某甲,乐于助人\n", `unknown-category: line 2, column 2: 示例好人 has no category "乐于助人"`},
		"category above":   {"姓名,单位\n一、乐于助人（1名）,\n某甲,某局\n", `unknown-category: line 2, column 1: 示例好人 has no category "乐于助人"`},
		"twice":            {"姓名,类别,单位\n某甲,助人为乐,某局\n某乙,助人为乐,某局\n某 甲,助人为乐类,某局\n", `duplicate-row: line 4, column 1: "某甲" stands already in line 2, column 1, with the same category, unit and place`},
		"count":            {"姓名,人数\n某甲,若干\n", `wrong-type: line 2, column 2: "若干" is no number of people`},
		"nobody":           {"姓名,人数\n某甲,0\n", `wrong-type: line 2, column 2: "0" is no number of people`},
		"status":           {"姓名,状态\n某甲,在职\n", `wrong-type: line 2, column 2: "在职" is no status`},
		"formula":          {"姓名,单位\n某甲,#REF!\n", `wrong-type: line 2, column 2: "#REF!" is an error of a formula`},
		"person":           {"姓名,人物\n某甲,nobody\n", `unknown-reference: line 2, column 2: there is no person "nobody"`},
		"no headings":      {"某甲,某局\n", "bad-sheet: no row of headings was found"},
		"nobody below":     {"姓名,单位\n", "bad-sheet: there are no rows below the headings"},
		"two side by side": {"姓名,类别,姓名,类别\n某甲,助人为乐,某乙,助人为乐\n", `bad-sheet: column 3: this is a second column of names, "姓名"` + "\n" + `left-out: column 4: the column "类别" is left out: column 2 tells the same`},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, nil)
			out := b.run("名单.csv", c.sheet)
			same(t, "said", saidOf(out.Diagnostics), c.want)
			if _, err := os.Stat(filepath.Join(b.dir, listName)); err == nil {
				t.Error("a list was written")
			}
			if !out.Diagnostics.Failed() {
				t.Error("it did not fail")
			}
		})
	}
}

// TestImportWarnings takes over what is sure and names what is not.
func TestImportWarnings(t *testing.T) {
	for name, c := range map[string]struct{ sheet, rows, want string }{
		"columns": {"姓名,特长,联系电话,单位,工作单位,\n某甲,下棋,13800000000,某局,某处,附言\n", "{name: 某甲, unit: 某局}", `
left-out: column 2: the heading "特长" is not known; the column is left out
left-out: column 3: the column "联系电话" is left out: it has no place on a public list
left-out: column 5: the column "工作单位" is left out: column 4 tells the same
left-out: line 2, column 6: the column has no heading and is left out; here it holds "附言"`},
		"one name or two": {"姓名\n买买提 吐尔逊\n", "{name: 买买提吐尔逊}", `
unsure: line 2, column 1: "买买提 吐尔逊" is taken for one name, "买买提吐尔逊"`},
		"category above": {"类别,姓名\n助人为乐,某甲\n,某乙\n,某丙\n见义勇为,某丁\n", `
{name: 某甲, category: 助人为乐}
{name: 某乙, category: 助人为乐}
{name: 某丙, category: 助人为乐}
{name: 某丁, category: 见义勇为}`, "unsure: line 3, column 1: rows without a category have that of the row above: 3–4"},
		"section too short": {"姓名,单位\n一、助人为乐（3名）,\n某甲,某局\n某乙,某局\n二、见义勇为（1名）,\n某丙,某局\n", `
{name: 某甲, category: 助人为乐, unit: 某局}
{name: 某乙, category: 助人为乐, unit: 某局}
{name: 某丙, category: 见义勇为, unit: 某局}`, "unsure: line 2, column 1: this says 3, and 2 rows follow"},
		"total": {"序号,姓名\n1,某甲\n2,某乙\n合计,3\n注：以上为初步名单,\n", "{name: 某甲}\n{name: 某乙}", `
unsure: line 4, column 1: the total says 3, and 2 rows were read
left-out: line 5, column 1: left out: "注：以上为初步名单"`},
		"count twice": {"姓名,人数\n某甲等9人,8\n", "{name: 某甲等9人, count: 8}", "unsure: line 2, column 2: this says 8 people, the name says 9"},
		"strangers":   {"姓名,单位\n某示例,丙厂\n", "{name: 某示例, unit: 丙厂}", `unlinked-row: line 2, column 1: "某示例" is not linked: place and unit do not tell whether it is jia (甲省甲市甲县), yi/shili (乙省乙市 乙市某厂)`},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, nil)
			out := b.run("2026.csv", c.sheet)
			same(t, "rows", b.rows(listName), c.rows)
			same(t, "said", saidOf(out.Diagnostics), c.want)
		})
	}
}

// TestImportPeople links only whom place or unit tells: of two people of one name the right one, and members too.
func TestImportPeople(t *testing.T) {
	b := newBench(t, nil)
	out := b.run("2026.csv", "姓名,地区,单位,组员\n某示例,乙市,,\n某示例,丙市,,\n某 示 例,,乙市某厂,\n张示例、某示例,甲县,,\n示例队,甲县,,张示例 某示例（队长）\n撤示例,甲市,,\n")
	same(t, "rows", b.rows(listName), `
{name: 某示例, person: yi/shili, place: 乙市}
{name: 某示例, place: 丙市}
{name: 某示例, person: yi/shili, unit: 乙市某厂}
{name: 张示例、某示例, place: 甲县, members: [张示例, {name: 某示例, person: jia}]}
{name: 示例队, place: 甲县, members: [张示例, {name: 某示例, person: jia, note: 队长}]}
{name: 撤示例, place: 甲市}`)
	if len(out.Matched) != 4 {
		t.Errorf("matched: %+v", out.Matched)
	}
	if _, _, problems := content.Parse("honors/haoren/2026-q1.md", []byte(b.read(listName)), content.KindBatch, "haoren/2026-q1", content.Options{}); len(problems) != 1 || problems[0].Code != diag.MissingKey {
		t.Errorf("only the stage should be missing: %v", problems)
	}
}

// TestImportRefuses says what was asked for that cannot be done.
func TestImportRefuses(t *testing.T) {
	b := newBench(t, map[string]string{"content/news/_index.md": "---\ntitle: 新闻\n---\n", "名单.csv": "姓名\n某甲\n", "content/honors/haoren/folder.md/x": ""})
	for to, want := range map[string]string{
		"content/news/a.md":                   "no place of a list",
		"content/honors/nothing/2026.md":      `no award "nothing"`,
		"content/honors/haoren/_index.md":     "no file of a list",
		"content/honors/haoren/2026":          "no file of a list",
		"../a.md":                             "no file of a list",
		"content/honors/haoren/../../../a.md": "no file of a list",
		"content/honors/haoren/folder.md":     "no ordinary file",
	} {
		_, err := Import(ImportOptions{Site: b.dir, File: filepath.Join(b.dir, "名单.csv"), To: to, Theme: noTheme})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", to, err)
		}
		if _, ok := err.(Refusal); !ok {
			t.Errorf("%s: %T is no refusal", to, err)
		}
	}
	for file, want := range map[string]string{"nothing.csv": "no file", ".": "is a folder"} {
		_, err := Import(ImportOptions{Site: b.dir, File: filepath.Join(b.dir, file), To: listName, Theme: noTheme})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", file, err)
		}
	}
	abs, err := Import(ImportOptions{Site: b.dir, File: filepath.Join(b.dir, "名单.csv"), To: filepath.Join(b.dir, listName), Theme: noTheme})
	if err != nil || abs.File != listName {
		t.Errorf("an absolute path gives %q, %v", abs.File, err)
	}
}
