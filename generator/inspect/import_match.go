package inspect

import (
	"slices"
	"strconv"
	"strings"

	"wenming/generator/content"
	"wenming/generator/hanzi"
	"wenming/generator/schema"
)

// written is a row of a list that exists, with what it shows as its name and its members.
type written struct {
	*content.Recipient
	name, members string
}

// partners finds for every record the row of the list that it is, or -1: of the same name, category and grade first,
// then of the same name alone, then of a name that differs in one character. Of several rows that fit, that of the same
// unit and place is taken, then that of either. No two records are one row.
func partners(rows []written, records []record) []int {
	m := matcher{rows: rows, records: records, of: make([]int, len(records)), taken: make([]bool, len(rows))}
	for i := range m.of {
		m.of[i] = -1
	}
	same := func(a, b string) bool { return tidy(a) == tidy(b) }
	alike := func(a, b *content.Recipient) bool { return same(a.Unit, b.Unit) && same(a.Place, b.Place) }
	either := func(a, b *content.Recipient) bool {
		return a.Unit != "" && same(a.Unit, b.Unit) || a.Place != "" && same(a.Place, b.Place)
	}
	anything := func(a, b *content.Recipient) bool { return true }
	noneOther := func(a, b *content.Recipient) bool {
		return (a.Unit == "" || b.Unit == "" || same(a.Unit, b.Unit)) && (a.Place == "" || b.Place == "" || same(a.Place, b.Place))
	}

	listed := func(r *content.Recipient, name string) string {
		return name + "\x00" + tight(r.Category.Value) + "\x00" + tight(r.Grade)
	}
	byName := func(_ *content.Recipient, name string) string { return name }
	byPlace := func(r *content.Recipient, _ string) string {
		return tight(r.Category.Value) + "\x00" + tight(r.Grade) + "\x00" + tidy(r.Unit) + "\x00" + tidy(r.Place)
	}
	m.pair(listed, alike, false)
	m.pair(listed, either, false)
	m.pair(listed, anything, false)
	m.pair(byName, either, true)
	m.pair(byName, noneOther, true)
	m.pair(byPlace, func(a, b *content.Recipient) bool { return a.Unit+a.Place != "" && oneApart(a.Name, b.Name) }, true)
	return m.of
}

type matcher struct {
	rows    []written
	records []record
	of      []int
	taken   []bool
}

// pair joins records and rows that are still alone, have the same key and fit, in their order; where alone is asked
// for, only those that nothing else could be joined with.
func (m *matcher) pair(key func(*content.Recipient, string) string, fit func(a, b *content.Recipient) bool, alone bool) {
	free := map[string][]int{}
	for i, row := range m.rows {
		if !m.taken[i] {
			k := key(row.Recipient, row.name)
			free[k] = append(free[k], i)
		}
	}
	rivals := map[string]int{}
	for i := range m.records {
		if m.of[i] < 0 {
			rivals[key(&m.records[i].Recipient, m.records[i].Name)]++
		}
	}
	for i := range m.records {
		if m.of[i] >= 0 {
			continue
		}
		k := key(&m.records[i].Recipient, m.records[i].Name)
		if alone && (len(free[k]) != 1 || rivals[k] != 1) {
			continue
		}
		at := slices.IndexFunc(free[k], func(row int) bool {
			named := *m.rows[row].Recipient
			named.Name = m.rows[row].name
			return fit(&m.records[i].Recipient, &named)
		})
		if at >= 0 {
			row := free[k][at]
			m.of[i], m.taken[row] = row, true
			free[k] = slices.Delete(free[k], at, at+1)
		}
	}
}

// oneApart tells whether two names differ in one character, as a name does from its misspelling.
func oneApart(a, b string) bool {
	return schema.Distance(a, b) == 1 && len([]rune(a)) > 1 && len([]rune(b)) > 1
}

// difference is a value that a sheet and a row do not have in common.
type difference struct {
	key         string
	file, sheet string // "" where the row has none
}

// differences compares a row with a record. What the sheet does not say is the editor's alone; spacing is nobody's.
func differences(row written, rec *record) []difference {
	var out []difference
	add := func(key, file, sheet string) {
		if sheet != "" && tight(file) != tight(sheet) {
			out = append(out, difference{key, file, sheet})
		}
	}
	add("name", row.name, rec.Name)
	add("category", row.Category.Value, rec.Category.Value)
	add("grade", row.Grade, rec.Grade)
	add("unit", row.Unit, rec.Unit)
	add("place", row.Place, rec.Place)
	add("note", row.Note, rec.Note)
	add("members", row.members, membersText(rec.Members))
	add("citation", row.Citation, rec.Citation)
	add("count", countText(row.Recipient), countText(&rec.Recipient))
	add("status", statusText(row.Status), statusText(rec.Status))
	if _, told := rec.cells["person"]; told {
		add("person", row.Person.Value, rec.Person.Value)
	}
	return out
}

func membersText(members []content.Member) string {
	var names []string
	for _, m := range members {
		names = append(names, hanzi.Normalize(m.Name))
	}
	return strings.Join(names, "、")
}

func countText(r *content.Recipient) string {
	if r.Count < 2 {
		return ""
	}
	return strconv.Itoa(r.Count)
}

func statusText(s content.Status) string {
	if s <= content.StatusAwarded {
		return ""
	}
	return s.Choices()[s-1][0]
}
