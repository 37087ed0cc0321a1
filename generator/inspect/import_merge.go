package inspect

import (
	"reflect"
	"slices"
	"strings"

	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/hanzi"
	"wenming/generator/schema"
)

// merge puts new rows into the list, completes rows where that was asked for, and says where list and sheet differ.
func (i *importer) merge(records []record) error {
	l := i.list
	i.out.Source = i.withList(i.out.Source)
	rows := i.written()
	of := partners(rows, records)
	want := slices.Clone(l.batch.Recipients)
	after := make([][]content.Recipient, len(want)+1) // the new rows behind each row, and before all
	behind, changes, possible := -1, 0, true
	for at := range records {
		rec := &records[at]
		if of[at] >= 0 {
			behind = of[at]
			more := i.compare(rows[behind], rec)
			if len(more) > 0 {
				l.complete(behind, more)
				want[behind] = completed(want[behind], rec, more)
				i.out.Completed++
				changes++
			}
			continue
		}
		i.link(rec)
		i.out.Added = append(i.out.Added, rec.Name)
		after[behind+1] = append(after[behind+1], rec.Recipient)
		changes++
	}
	i.missing(rows, of)
	var expected []content.Recipient
	for row := -1; row < len(want); row++ {
		if row >= 0 {
			expected = append(expected, want[row])
		}
		if len(after[row+1]) > 0 {
			possible = l.add(row, after[row+1]) && possible
			expected = append(expected, after[row+1]...)
		}
	}
	i.out.Kept = len(rows) - i.out.Completed
	if !l.batch.Period.Set() && i.period.Set() && l.date(i.period) {
		i.out.Period = i.period.Key()
		changes++
	}
	if changes == 0 || i.report.list.Failed() {
		return nil
	}
	edited := l.edited()
	if !possible || !i.sound(edited, expected) {
		i.refuse()
		return nil
	}
	return replace(i.full(), edited)
}

// withList shows the list as it was before it was written.
func (i *importer) withList(source diag.Source) diag.Source {
	src := i.list.src
	return func(file string) []byte {
		if file == i.out.File {
			return src
		}
		return source(file)
	}
}

// refuse says that the list is written in a form that cannot be edited without touching its rows.
func (i *importer) refuse() {
	if i.report.list.Failed() {
		return
	}
	at := diag.Place{File: i.out.File}
	if rows := i.list.batch.Recipients; len(rows) > 0 {
		at.Span = rows[0].Span
	}
	i.report.list = append(i.report.list, diag.New(diag.WrongType, at, diag.T("nothing can be added to a list that is written in this form", "名单的这种写法无法自动增补")).
		WithHint(diag.T("write each row on a line of its own: - {name: …}", "请每行写一个获得者：- {name: …}")))
}

// written are the list's rows with what they show.
func (i *importer) written() []written {
	called := func(name, key string, kind content.Kind) string {
		if name == "" && key != "" {
			name = i.site.Called(key, kind)
		}
		return hanzi.Normalize(name)
	}
	var rows []written
	for at := range i.list.batch.Recipients {
		r := &i.list.batch.Recipients[at]
		var members []string
		for _, m := range r.Members {
			members = append(members, called(m.Name, m.Person.Value, content.KindPerson))
		}
		name := called(r.Name, r.Person.Value, content.KindPerson)
		name = called(name, r.Project.Value, content.KindProject)
		name = called(name, r.Organization.Value, content.KindOrganization)
		joined := strings.Join(members, "、")
		if name == "" {
			name = joined
		}
		rows = append(rows, written{r, name, joined})
	}
	return rows
}

// compare says where a row and a record differ, and returns what the row is to be completed by.
func (i *importer) compare(row written, rec *record) []said {
	values := map[string]string{}
	for _, s := range sayings(&rec.Recipient) {
		values[s.key] = s.value
	}
	twins := map[string]string{}
	for _, k := range schema.Keys(reflect.TypeFor[content.Recipient]()) {
		twins[k.Name] = k.Twin
	}
	var more []said
	for _, d := range differences(row, rec) {
		cell := i.table.cell(rec.cells[d.key].top, rec.cells[d.key].left)
		if d.file == "" && i.Fill {
			more = append(more, said{d.key, values[d.key]})
			continue
		}
		message := diag.T("%[1]s of %[2]q: here %[3]q, in the sheet %[4]q (%[5]s)", "“%[2]s”的%[7]s：这里是“%[3]s”，表格里是“%[4]s”（%[6]s）",
			d.key, row.name, clip(d.file), clip(d.sheet), cell.English, cell.Chinese, twins[d.key])
		hint := diag.T("the list stays as it is; correct whichever is wrong", "名单保持不变；请改正有误的一处")
		if d.file == "" {
			message = diag.T("%[1]s of %[2]q: nothing here, in the sheet %[3]q (%[4]s)", "“%[2]s”的%[6]s：这里没有，表格里是“%[3]s”（%[5]s）",
				d.key, row.name, clip(d.sheet), cell.English, cell.Chinese, twins[d.key])
			hint = diag.T("the list stays as it is; --fill completes rows from the sheet", "名单保持不变；加 --fill 可按表格补全")
		}
		i.report.list = append(i.report.list, diag.New(diag.SheetConflict, diag.Place{File: i.out.File, Span: row.Span}, message).WithHint(hint))
	}
	return more
}

// missing names the list's rows that the sheet does not have. A sheet for one category says nothing of the others, and
// a revoked row has been taken off the list.
func (i *importer) missing(rows []written, of []int) {
	for at, row := range rows {
		if slices.Contains(of, at) || row.Status == content.StatusRevoked || i.only != "" && row.Category.Value != i.only {
			continue
		}
		i.report.list = append(i.report.list, diag.New(diag.SheetConflict, diag.Place{File: i.out.File, Span: row.Span},
			diag.T("%q is not in the sheet", "表格里没有“%s”", row.name)).
			WithHint(diag.T("the row stays; delete it by hand, or write status: revoked", "该行保留；如应去掉，请手工删除，或写 status: revoked")))
	}
}

// completed is a row with what it was completed by.
func completed(row content.Recipient, rec *record, more []said) content.Recipient {
	for _, s := range more {
		switch s.key {
		case "category":
			row.Category = rec.Category
		case "grade":
			row.Grade = rec.Grade
		case "unit":
			row.Unit = rec.Unit
		case "place":
			row.Place = rec.Place
		case "note":
			row.Note = rec.Note
		case "members":
			row.Members = rec.Members
		case "citation":
			row.Citation = rec.Citation
		case "count":
			row.Count = rec.Count
		case "status":
			row.Status = rec.Status
		case "person":
			row.Person = rec.Person
		}
	}
	return row
}
