package content

import (
	"strings"
	"testing"
	"time"

	"wenming/generator/diag"
)

// TestScaffold holds of every kind's scaffold that what it lacks is said, that nothing is wrong once the blanks are
// filled, nor when every optional key is used with its sample.
func TestScaffold(t *testing.T) {
	date := time.Date(2026, 11, 23, 9, 5, 0, 0, time.UTC)
	for kind := KindSection; kind <= KindBatch; kind++ {
		for _, l := range []diag.Language{diag.English, diag.Chinese} {
			for _, name := range []string{"王芳", "2022-Q1", `a: "b" #c`, "null", "1e3", "阿卜杜热合曼·阿不都热西提 "} {
				scaffold := string(Scaffold(kind, name, date, l))
				for _, k := range Keys(kind) {
					line := "\n" + k.Name + ":"
					if !k.Required {
						line = "\n# " + k.Name + ":"
					}
					if !strings.Contains(scaffold, line) || !strings.Contains(scaffold, "# "+k.Doc.In(l)+"\n") {
						t.Fatalf("%s in %s lacks %s:\n%s", kind, name, k.Name, scaffold)
					}
				}
				e, _, problems := Parse("a.md", []byte(scaffold), kind, "a", Options{})
				for _, d := range problems {
					if d.Code != diag.MissingKey {
						t.Fatalf("%s: %v", kind, d)
					}
				}
				if kind != KindBatch && e.Name() != name {
					t.Errorf("%s: the name is %q, not %q", kind, e.Name(), name)
				}
				if kind == KindArticle && !e.Date.Time.Equal(date) {
					t.Errorf("the date is %s", e.Date.Time)
				}
				if batch, ok := e.Fields.(*Batch); ok && (batch.Period.Set() != (name == "2022-Q1") || batch.Stage != 0) {
					t.Errorf("period %s, stage %d", batch.Period, batch.Stage)
				}

				filled, used := scaffold, scaffold
				for _, k := range Keys(kind) {
					if k.Required {
						filled = strings.Replace(filled, "\n"+k.Name+":  ", "\n"+k.Name+": "+k.Sample(l)+" ", 1)
					}
				}
				used = filled
				for _, k := range Keys(kind) {
					sample := k.Sample(l)
					switch k.Name {
					case "extra":
						sample = "{a: 1}"
					}
					used = strings.Replace(used, "\n# "+k.Name+":", "\n"+k.Name+": "+sample, 1)
				}
				for _, text := range []string{filled, used} {
					if _, _, problems := Parse("a.md", []byte(text), kind, "a", Options{}); len(problems) > 0 {
						t.Errorf("%s: %v in\n%s", kind, problems, text)
					}
				}
			}
		}
	}
}

// TestScaffoldText holds one whole.
func TestScaffoldText(t *testing.T) {
	want := `---
# 必填：
name: 心之翼  # 名称
# 选填；去掉行首的 # 即可使用：
# since:            # 开始的年或年月
# organization:     # 实施组织：文件名或名称
# people:           # 相关人物
# place:            # 地区
# status:           # 进展状态
# honors:           # 本站没有批次名单的荣誉
# date:             # 发布时间；未到时间的不显示
# draft:            # true：只在 --drafts 时显示
# summary:          # 列表中显示的一两句话，不写则取正文开头
# tags:             # 主题词
# slug:             # 网址的最后一段，不写则用文件名
# aliases:          # 转到本页的旧网址
# updated:          # 最后更正的时间
# expires:          # 从何时起不再显示
# layout:           # 不用本类默认版式时，写版式名
# cover:            # 列表和卡片用的图片
# extra:            # 供自定版式使用的数据
---

`
	if got := string(Scaffold(KindProject, "心之翼", time.Time{}, diag.Chinese)); got != want {
		t.Errorf("got\n%s", got)
	}
}
