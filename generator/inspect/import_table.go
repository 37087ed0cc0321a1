package inspect

import (
	"slices"
	"strings"
)

// table is a list inside a sheet: its headings, and the lines below them.
type table struct {
	*sheet
	title   []string   // the texts above the headings
	columns []column   // that have a heading, from the left
	first   int        // the line below the headings
	at      [parts]int // the column of each part, or -1
	end     int        // the last column below the heading of the names, which may span several
}

type column struct {
	at      int
	heading string
	part    part
}

// The headings stand among the first lines of a sheet, and take at most so many.
const (
	highest = 50
	tallest = 3
)

// findTable finds the headings of a sheet: the line that names the most parts of a row, the name among them. What a
// line leaves empty or a cell above spans is read from the lines directly above it.
func findTable(s *sheet) (*table, bool) {
	best, most := -1, 0
	var found []string
	for i := range min(highest, len(s.lines)) {
		texts := headingsAt(s, i)
		if n := named(texts, s.own(i)); n > most {
			best, most, found = i, n, texts
		}
	}
	if best < 0 {
		return nil, false
	}
	t := &table{sheet: s, first: best + 1}
	for t.first < len(s.lines) && t.first < best+tallest && t.continues(found) {
		for column, text := range s.full(t.first) {
			if text != "" {
				found[column] = text
			}
		}
		t.first++
	}
	t.assign(found, max(best-tallest+1, 0))
	for i := range best {
		for _, column := range s.own(i) {
			if text := tidy(s.text(i, column)); !slices.Contains(found, s.text(i, column)) {
				t.title = append(t.title, text)
			}
		}
	}
	return t, true
}

// headingsAt are the headings that end in a line: its own, or those above in a line that is no title.
func headingsAt(s *sheet, i int) []string {
	texts := s.full(i)
	for up := 1; up < tallest && i-up >= 0 && s.lines[i-up].number == s.lines[i].number-up && len(s.own(i-up)) > 1; up++ {
		for column, text := range s.full(i - up) {
			if texts[column] == "" {
				texts[column] = text
			}
		}
	}
	return texts
}

// named counts the different parts that headings name; 0 where the name of the row is not among them, or a line of
// several cells names nothing else.
func named(texts []string, own []int) int {
	seen := map[part]bool{}
	stand := false
	for _, text := range texts {
		w := word(text)
		stand = stand || slices.Contains(standIns, w)
		if p := partOf[w]; p != partUnknown {
			seen[p] = true
		}
	}
	n := len(seen)
	switch {
	case seen[partName] && (n > 1 || len(own) == 1):
		return n
	case !seen[partName] && stand && (n > 1 || n == 1 && !seen[partUnit]):
		return n
	}
	return 0
}

// continues tells whether the next line still belongs to the headings: the cell above its name reaches into it, or it
// holds nothing but headings and no name.
func (t *table) continues(found []string) bool {
	next := t.first
	own := t.own(next)
	for column, text := range found {
		if partOf[word(text)] != partName {
			continue
		}
		if t.above(next, column) < next {
			return len(own) > 0
		}
		if t.text(next, column) != "" {
			return false
		}
	}
	return len(own) > 0 && !slices.ContainsFunc(own, func(column int) bool { return partOf[word(t.text(next, column))] == partUnknown })
}

// assign gives every part its column. Of two columns of one part the first has it. A column that is only spanned by the
// heading of another has none; the headings stand from a line on.
func (t *table) assign(found []string, from int) {
	for p := range t.at {
		t.at[p] = -1
	}
	for at, text := range found {
		spanned := true
		for i := from; i < t.first; i++ {
			spanned = spanned && t.text(i, at) == ""
		}
		if text == "" || spanned {
			continue
		}
		c := column{at, tidy(text), partOf[word(text)]}
		if c.part != partUnknown && t.at[c.part] < 0 {
			t.at[c.part] = at
		}
		t.columns = append(t.columns, c)
	}
	for _, stand := range standIns {
		i := slices.IndexFunc(t.columns, func(c column) bool { return word(c.heading) == stand })
		if t.at[partName] >= 0 || i < 0 {
			continue
		}
		if c := &t.columns[i]; c.part == partUnknown || t.at[c.part] == c.at {
			if c.part != partUnknown {
				t.at[c.part] = -1
			}
			c.part, t.at[partName] = partName, c.at
		}
	}
	for t.end = t.at[partName]; t.end+1 < len(found) && found[t.end+1] == found[t.end] && !t.headed(t.end+1); {
		t.end++
	}
	if placed := []part{partProvince, partCity, partCounty, partTown, partPlace}; t.at[partSponsor] >= 0 &&
		!slices.ContainsFunc(placed, func(p part) bool { return t.at[p] >= 0 }) {
		t.at[partPlace], t.at[partSponsor] = t.at[partSponsor], -1
		for i := range t.columns {
			if t.columns[i].at == t.at[partPlace] {
				t.columns[i].part = partPlace
			}
		}
	}
}

// spreads tells whether a cell is merged with some to its right that have headings of their own.
func (t *table) spreads(i, column int) bool {
	right := t.corners[corner{t.lines[i].number, column}].right
	return right > column && (column != t.at[partName] || right > t.end)
}

// value is what a line says of a part; where cells are merged downwards, each line says it.
func (t *table) value(i int, p part) string {
	if t.at[p] < 0 {
		return ""
	}
	return tidy(t.down(i, t.at[p]))
}

// headed tells whether a column has a heading, and used whether the list takes its values.
func (t *table) headed(at int) bool {
	return slices.ContainsFunc(t.columns, func(c column) bool { return c.at == at })
}

func (t *table) used(at int) bool {
	return slices.ContainsFunc(t.columns, func(c column) bool { return c.at == at && c.part > partPrivate && t.at[c.part] == at })
}

// repeats tells whether a line repeats the headings, as sheets of several pages do.
func (t *table) repeats(i int) bool {
	own := t.own(i)
	return len(own) > 1 && !slices.ContainsFunc(own, func(at int) bool {
		return !slices.ContainsFunc(t.columns, func(c column) bool { return c.at == at && c.heading == tidy(t.text(i, at)) })
	})
}

// joined are the texts of parts in their order, without those that the next one says again: 湘潭市 and 雨湖区, or
// 湘潭市 and 湘潭市雨湖区, are 湘潭市雨湖区.
func (t *table) joined(i int, between string, chosen ...part) string {
	out := ""
	for _, p := range chosen {
		switch text := t.value(i, p); {
		case text == "" || strings.HasSuffix(out, text):
		case out == "" || strings.HasPrefix(text, out):
			out = text
		default:
			out += between + text
		}
	}
	return out
}
