package inspect

import (
	"errors"
	"io/fs"
	"os"
	"strings"

	"wenming/generator/content"
	"wenming/generator/diag"
)

// records reads the rows of the sheet that holds the list.
func (i *importer) records() ([]record, error) {
	info, err := os.Stat(i.File)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, Refusal{diag.T("there is no file %q", "没有文件“%s”", i.File)}
	} else if err != nil {
		return nil, err
	} else if info.IsDir() {
		return nil, Refusal{diag.T("%q is a folder, not a workbook (.xlsx) or a CSV file", "“%s”是文件夹，不是工作簿（.xlsx）或 CSV 文件", i.File)}
	}
	var data []byte
	if info.Size() <= largestFile {
		if data, err = os.ReadFile(i.File); err != nil {
			return nil, err
		}
	}
	sheets, problem := readSheets(data)
	if info.Size() > largestFile {
		problem = tooLarge()
	}
	if problem != nil {
		i.report.add(problem.code, 0, diag.Text{}, problem.message, problem.hint)
		return nil, nil
	}
	if err := i.choose(sheets); err != nil || i.table == nil {
		return nil, err
	}
	i.findPeriod()
	r := rowReader{table: i.table, award: i.award.Name.Value, report: &i.report}
	for _, c := range i.award.Categories {
		r.categories = append(r.categories, c.Value)
	}
	if category, ok := r.category(i.table.name); ok && len(r.categories) > 0 {
		i.only, r.section.category = category, category // a workbook may have a sheet for each
	}
	rows := r.read()
	if len(rows) == 0 && !i.report.list.Failed() {
		i.report.add(diag.BadSheet, 0, r.quotedName(), diag.T("there are no rows below the headings", "表头下面没有数据行"), diag.Text{})
	}
	i.out.Rows = len(rows)
	return rows, nil
}

// choose takes the sheet that was asked for, or the first that shows and holds a list. The others are named.
func (i *importer) choose(sheets []*sheet) error {
	var names []string
	for at, s := range sheets {
		names = append(names, s.name)
		if i.table == nil && (i.Sheet == s.name || i.Sheet == "" && !s.concealed) {
			if t, ok := findTable(s); ok {
				i.table = t
				continue
			}
		}
		if i.Sheet == "" && len(s.lines) > 0 && s.name != "" {
			hint := diag.Text{}
			if _, ok := findTable(s); ok {
				hint = diag.T("import it too with: --sheet %q", "如也要录入，请另加 --sheet %q", s.name)
			}
			i.report.add(diag.LeftOut, (at+1)<<40, diag.Text{}, diag.T("the sheet %q is not read", "工作表“%s”未录入", s.name), hint)
		}
	}
	if i.Sheet != "" && !strings.Contains("\x00"+strings.Join(names, "\x00")+"\x00", "\x00"+i.Sheet+"\x00") {
		return Refusal{diag.T("there is no sheet %q; there are: %s", "没有工作表“%s”；已有：%s", i.Sheet, strings.Join(names, " / "))}
	}
	if i.table == nil {
		i.report.add(diag.BadSheet, 0, diag.Text{}, diag.T("no row of headings was found", "没有找到表头"),
			diag.T("write one above the list, with 姓名 in it, such as: 姓名 类别 单位 地区 备注", "请在名单上方写一行表头，其中要有“姓名”，如：姓名 类别 单位 地区 备注"))
	}
	return nil
}

// findPeriod finds the period in the names of the files and in what stands above the headings.
func (i *importer) findPeriod() {
	texts := append([]string{stem(i.report.file)}, i.table.title...)
	var other content.Period
	i.period, other = periodOf(append(texts, i.table.name, stem(i.name)))
	if i.list != nil && i.list.batch.Period.Set() {
		if given := i.list.batch.Period; i.period.Set() && i.period != given && i.period.Year() != given.Year() {
			i.report.add(diag.SheetConflict, 0, diag.Text{}, diag.T("the list says period %s, the sheet %s; the list stays as it is", "名单的期次是%s，表格里是%s；名单保持不变", given.Key(), i.period.Key()), diag.Text{})
		}
		return
	}
	if other.Set() {
		i.report.add(diag.Unsure, 0, diag.Text{}, diag.T("the names and titles tell two periods: %s and %s", "文件名和标题里有两个期次：%s 和 %s", i.period, other),
			diag.T("look whether the list's period is %s", "请核对名单的期次是否为 %s", i.period.Key()))
	}
}
