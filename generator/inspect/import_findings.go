package inspect

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"wenming/generator/diag"
)

// findings collects what is to be said about a file that is no source: its places are cells, which the message names.
type findings struct {
	file string
	list diag.List
}

// add says something about a place. What is said comes in the order of its numbers.
func (f *findings) add(code diag.Code, order int, place, message, hint diag.Text) {
	if place != (diag.Text{}) {
		message = diag.Text{English: place.English + ": " + message.English, Chinese: place.Chinese + "：" + message.Chinese}
	}
	at := diag.Place{File: f.file, Span: diag.Range(order, order)}
	f.list = append(f.list, diag.New(code, at, message).WithHint(hint))
}

// say says something about a cell.
func (r *rowReader) say(code diag.Code, i, column int, message, hint diag.Text) {
	r.report.add(code, r.order(i, column), r.cell(i, column), message, hint)
}

// leaveOut says that a text is not taken over.
func (r *rowReader) leaveOut(i, column int) {
	r.say(diag.LeftOut, i, column, diag.T("left out: %q", "未录入：“%s”", clip(tidy(r.text(i, column)))), diag.Text{})
}

// summary says which columns and lines were left out, and which values were taken from elsewhere.
func (r *rowReader) summary() {
	for _, c := range r.columns {
		switch order, place := c.at, r.column(c.at); {
		case c.part == partUnknown:
			r.report.add(diag.LeftOut, order, place, diag.T("the heading %q is not known; the column is left out", "表头“%s”无法识别，该列未录入", clip(c.heading)),
				diag.T("name it as in 姓名 类别 单位 地区 备注 组员 人数 事迹 等次 if it belongs to the list", "如应录入，请改成这样的表头：姓名 类别 单位 地区 备注 组员 人数 事迹 等次"))
		case c.part == partPrivate:
			r.report.add(diag.LeftOut, order, place, diag.T("the column %q is left out: it has no place on a public list", "“%s”列未录入：不宜出现在公开名单上", clip(c.heading)), diag.Text{})
		case c.part == partName && r.at[c.part] != c.at:
			r.report.add(diag.BadSheet, order, place, diag.T("this is a second column of names, %q", "这里又有一列姓名：“%s”", clip(c.heading)),
				diag.T("put the lists below each other instead of side by side", "请把并排的名单改成上下排列"))
		case r.at[c.part] != c.at:
			first := r.column(r.at[c.part])
			r.report.add(diag.LeftOut, order, place, diag.T("the column %[1]q is left out: %[2]s tells the same", "“%[1]s”列未录入：%[3]s已有同样的内容", clip(c.heading), first.English, first.Chinese), diag.Text{})
		}
	}
	for at := range r.width {
		if r.hidden[at] && slices.ContainsFunc(r.lines[r.first:], func(l line) bool { return at < len(l.cells) && l.cells[at] != "" }) {
			r.report.add(diag.LeftOut, at, r.column(at), diag.T("the column is hidden and left out", "该列已隐藏，未录入"),
				diag.T("show it in Excel if it belongs to the list", "如应录入，请在 Excel 里取消隐藏"))
		}
	}
	for _, at := range slices.Sorted(maps.Keys(r.unheaded)) {
		i := r.unheaded[at]
		r.say(diag.LeftOut, i, at, diag.T("the column has no heading and is left out; here it holds %q", "该列没有表头，未录入；此处内容为“%s”", clip(tidy(r.text(i, at)))),
			diag.T("write a heading above it if it belongs to the list", "如应录入，请补写表头"))
	}
	if len(r.hiddenLines) > 0 {
		r.report.add(diag.LeftOut, r.order(r.hiddenLines[0], 0), r.quotedName(), diag.T("hidden rows are left out: %s", "隐藏的行未录入：%s", r.ranges(r.hiddenLines)),
			diag.T("show them in Excel if they belong to the list", "如应录入，请在 Excel 里取消隐藏"))
	}
	if len(r.inherited) > 0 {
		i := r.inherited[0]
		r.say(diag.Unsure, i, r.at[partCategory], diag.T("rows without a category have that of the row above: %s", "没有填类别的行取上一行的类别：%s", r.ranges(r.inherited)),
			diag.T("look whether it is theirs", "请核对"))
	}
}

func (r *rowReader) quotedName() diag.Text {
	if r.name == "" {
		return diag.Text{}
	}
	return diag.Text{English: r.quoted(), Chinese: r.quoted()}
}

// ranges are lines by their numbers: 5–8, 12.
func (r *rowReader) ranges(lines []int) string {
	var out []string
	for at := 0; at < len(lines); {
		end := at
		for end+1 < len(lines) && r.lines[lines[end+1]].number == r.lines[lines[end]].number+1 {
			end++
		}
		text := strconv.Itoa(r.lines[lines[at]].number)
		if end > at {
			text = fmt.Sprintf("%s–%d", text, r.lines[lines[end]].number)
		}
		out = append(out, text)
		at = end + 1
	}
	return strings.Join(out, ", ")
}

// duplicates reports rows that say the same as one above.
func (r *rowReader) duplicates() {
	seen := map[[5]string]int{}
	for i := range r.records {
		rec := &r.records[i]
		key := [5]string{rec.Name, rec.Category.Value, rec.Grade, rec.Unit, rec.Place}
		first, known := seen[key]
		if !known {
			seen[key] = i
			continue
		}
		at := r.records[first].cells["name"]
		r.say(diag.DuplicateRow, rec.line, rec.cells["name"].left,
			diag.T("%[1]q stands already in %[2]s, with the same category, unit and place", "“%[1]s”在%[3]s已有，类别、单位、地区都相同", rec.Name, r.cell(at.top, at.left).English, r.cell(at.top, at.left).Chinese),
			diag.T("delete one of the rows; two people of one name need different units or places", "请删去其中一行；同名的两个人应写明不同的单位或地区"))
	}
}

// clip shortens what a message quotes.
func clip(text string) string {
	const longest = 40
	if runes := []rune(text); len(runes) > longest {
		return string(runes[:longest]) + "…"
	}
	return text
}
