package inspect

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/hanzi"
	"wenming/generator/site"
)

// write makes the list, or merges the rows into it.
func (i *importer) write(records []record) error {
	if i.list != nil {
		return i.merge(records)
	}
	var want []content.Recipient
	for at := range records {
		i.link(&records[at])
		want = append(want, records[at].Recipient)
		i.out.Added = append(i.out.Added, records[at].Name)
	}
	if i.report.list.Failed() {
		return nil
	}
	text := []byte(newList(i.period, records, i.Language))
	if !i.sound(text, want) {
		if i.report.list.Failed() {
			return nil
		}
		panic("internal error: the rows of a new list do not read back")
	}
	i.out.Period = i.period.Key()
	return create(i.full(), text)
}

// sound tells whether a file reads back as it was meant; it says so where it has grown too large.
func (i *importer) sound(text []byte, want []content.Recipient) bool {
	entry, problems := i.parse(text)
	for _, problem := range problems {
		if problem.Code == diag.TooLarge {
			i.report.add(diag.TooLarge, 0, diag.Text{}, diag.T("%d rows are too many for one list", "%d行，一个名单文件放不下", len(want)),
				diag.T("divide the sheet among several lists, such as one for each place", "请分成几个名单，如每个地区一个"))
			return false
		}
	}
	return len(problems) == 0 && slices.EqualFunc(entry.Fields.(*content.Batch).Recipients, want, sameRow)
}

// link looks the people of a row up in the register, by the rule of the site: only one whose place or unit agrees with
// the row's is surely meant. Others of the name are told to the editor.
func (i *importer) link(rec *record) {
	cell := rec.cells["name"]
	place, order := i.table.cell(cell.top, cell.left), i.table.order(cell.top, cell.left)
	if key := rec.Person.Value; key != "" {
		if i.site.Called(key, content.KindPerson) == "" {
			cell := rec.cells["person"]
			i.report.add(diag.UnknownReference, i.table.order(cell.top, cell.left), i.table.cell(cell.top, cell.left),
				diag.T("there is no person %q", "没有名为“%s”的人物", key),
				diag.T("write the name of a file in content/people/ without .md", "请写 content/people/ 里的文件名（不带 .md）"))
		}
		return
	}
	look := func(name string) string {
		certain, all := i.site.Namesakes(name, rec.Place, rec.Unit)
		if certain != site.None {
			key := i.site.Entry(certain).Key
			i.out.Matched = append(i.out.Matched, Match{place, hanzi.Normalize(name), key})
			return key
		}
		if len(all) > 0 {
			i.report.add(diag.UnlinkedRow, order, place,
				diag.T("%q is not linked: place and unit do not tell whether it is %s", "“%s”未链接：地区和单位不能确定是不是 %s", name, i.profiles(all)),
				diag.T("if it is, write into the row: person: %s", "如果是，请在该行写：person: %s", i.site.Entry(all[0]).Key))
		}
		return ""
	}
	if len(rec.Members) == 0 {
		rec.Person.Value = look(rec.Name)
	}
	for m := range rec.Members {
		rec.Members[m].Person.Value = look(rec.Members[m].Name)
	}
}

// profiles names profiles by key, place and unit.
func (i *importer) profiles(ids []site.ID) string {
	var out []string
	for _, id := range ids {
		e := i.site.Entry(id)
		p := e.Fields.(*content.Person)
		text := e.Key
		if about := strings.Trim(p.Place+" "+p.Unit, " "); about != "" {
			text = fmt.Sprintf("%s (%s)", text, about)
		}
		out = append(out, text)
	}
	return strings.Join(out, ", ")
}

// replace writes a file that exists, all of it or nothing.
func replace(name string, data []byte) error {
	info, err := os.Stat(name)
	if err != nil {
		return err
	}
	temporary, err := os.CreateTemp(filepath.Dir(name), ".import-")
	if err != nil {
		return err
	}
	defer os.Remove(temporary.Name()) // which is gone when all went well
	_, err = temporary.Write(data)
	if err == nil {
		err = temporary.Chmod(info.Mode().Perm())
	}
	if closed := temporary.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(temporary.Name(), name)
	}
	return err
}
