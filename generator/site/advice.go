package site

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/schema"
)

// wideMarks are what Chinese input methods type between names. YAML takes them for letters.
const wideMarks = "，、；"

var writeAKey = diag.T("write the file's name without .md, or a name that only one entry has", "请写文件名（不带 .md），或只有一个条目使用的名称")

// advice says what may be wrong with a reference that names nothing.
func (r *register) advice(text string, kinds []content.Kind) diag.Text {
	if key := strings.TrimSuffix(path.Base(text), path.Ext(text)); key != text && len(r.find(key, kinds)) > 0 {
		return diag.T("write the file's name alone: %s", "只写文件名：%s", key)
	}
	if near := r.near(text, kinds); len(near) > 0 {
		return diag.T("did you mean %s?", "是不是要写 %s？", strings.Join(near, " / "))
	}
	if parts := strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(wideMarks, c) }); len(parts) > 1 {
		return diag.T("write several with ASCII commas and spaces: [%s]", "写几个时请用半角逗号加空格隔开：[%s]", strings.Join(parts, ", "))
	}
	for _, kind := range mentionable {
		if !slices.Contains(kinds, kind) && len(r.find(text, []content.Kind{kind})) > 0 {
			return diag.T("what bears this name is of another kind: %[1]s", "叫这个名字的是另一类条目：%[2]s", kindWords[kind].English, kindWords[kind].Chinese)
		}
	}
	return writeAKey
}

// nearShown is how many near names a hint has.
const nearShown = 3

// near lists keys and names that are spelled almost like text, each once, the nearest first.
func (r *register) near(text string, kinds []content.Kind) []string {
	type candidate struct {
		text     string
		distance int
	}
	var found []candidate
	for _, e := range r.all {
		if !slices.Contains(kinds, e.Kind) {
			continue
		}
		for _, other := range append(names(e.Entry), e.Key) {
			if d := schema.Distance(text, other); d <= max(1, len([]rune(text))/3) {
				found = append(found, candidate{other, d})
			}
		}
	}
	slices.SortFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.text, b.text))
	})
	found = slices.Compact(found)
	var near []string
	for _, c := range found[:min(nearShown, len(found))] {
		near = append(near, c.text)
	}
	return near
}
