package inspect

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"
	"wenming/generator/diag"
)

// sheet is a table of text as an office sends it: a sheet of a workbook, or a CSV file.
type sheet struct {
	name      string // of a workbook's sheet; "" for a CSV file
	concealed bool   // a workbook's sheet that does not show
	lines     []line // those that hold something, from the top
	width     int    // of the longest line, in columns
	shape
	corners map[corner]area // the merged areas by their first cell
	below   map[int][]area  // those that reach over several lines, by their left column and from the top
}

// shape is what a workbook says about a sheet beside its cells.
type shape struct {
	hidden map[int]bool // columns that do not show, from 0
	merged []area       // blocks of cells; the first one of each holds its text
}

// line is a row of cells. Its number is the one that the office sees: of a workbook's row, or of the line of a CSV file
// where the record starts.
type line struct {
	number int
	cells  []string // from the first column
	hidden bool
}

// area is a block of cells, all four inside: lines by their number, columns from 0.
type area struct{ top, left, bottom, right int }

type corner struct{ top, left int }

// widest is how many columns Excel has; with it a line and a column make one number.
const widest = 16384

// newSheet makes a sheet. The lines are those that hold something.
func newSheet(name string, lines []line, form shape) *sheet {
	s := &sheet{name: name, lines: lines, shape: form, corners: map[corner]area{}, below: map[int][]area{}}
	for _, l := range lines {
		s.width = max(s.width, len(l.cells))
	}
	for _, a := range form.merged {
		s.corners[corner{a.top, a.left}] = a
		if a.bottom > a.top {
			s.below[a.left] = append(s.below[a.left], a)
		}
	}
	for _, areas := range s.below {
		slices.SortFunc(areas, func(a, b area) int { return cmp.Compare(a.top, b.top) })
	}
	return s
}

// text is what stands in a cell itself. Columns that do not show hold nothing.
func (s *sheet) text(i, column int) string {
	if cells := s.lines[i].cells; column >= 0 && column < len(cells) && !s.hidden[column] {
		return cells[column]
	}
	return ""
}

// above is the line whose cell reaches down to a cell because the two are merged; i itself where nothing does.
func (s *sheet) above(i, column int) int {
	number := s.lines[i].number
	areas := s.below[column]
	at, found := slices.BinarySearchFunc(areas, number, func(a area, number int) int { return cmp.Compare(a.top, number) })
	if found || at == 0 || areas[at-1].bottom < number {
		return i
	}
	top, held := s.numbered(areas[at-1].top)
	if !held {
		return i
	}
	return top
}

// down is what a cell shows where cells are merged downwards.
func (s *sheet) down(i, column int) string { return s.text(s.above(i, column), column) }

// full is what the cells of a line show where cells are merged in any direction.
func (s *sheet) full(i int) []string {
	number := s.lines[i].number
	cells := make([]string, s.width)
	for column := range cells {
		cells[column] = s.text(i, column)
	}
	for _, a := range s.merged {
		if a.top <= number && number <= a.bottom {
			text := ""
			if top, held := s.numbered(a.top); held {
				text = s.text(top, a.left)
			}
			for column := a.left; column <= a.right && column < s.width; column++ {
				cells[column] = text
			}
		}
	}
	return cells
}

// numbered is the line of a number.
func (s *sheet) numbered(number int) (i int, held bool) {
	return slices.BinarySearchFunc(s.lines, number, func(l line, number int) int { return cmp.Compare(l.number, number) })
}

// own lists the columns of a line that hold something.
func (s *sheet) own(i int) []int {
	var columns []int
	for column := range s.lines[i].cells {
		if s.text(i, column) != "" {
			columns = append(columns, column)
		}
	}
	return columns
}

// cell names a cell as its office does: Sheet1!C17, or line 17, column 3 of a CSV file.
func (s *sheet) cell(i, column int) diag.Text {
	number := s.lines[i].number
	if s.name == "" {
		return diag.T("line %d, column %d", "第%d行第%d列", number, column+1)
	}
	letters, err := excelize.ColumnNumberToName(column + 1)
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return diag.T("%s!%s%d", "%s!%s%d", s.quoted(), letters, number)
}

// column names a column.
func (s *sheet) column(column int) diag.Text {
	if s.name == "" {
		return diag.T("column %d", "第%d列", column+1)
	}
	letters, err := excelize.ColumnNumberToName(column + 1)
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return diag.T("%s!%s", "%s!%s", s.quoted(), letters)
}

// quoted is the sheet's name as Excel writes it before a cell.
func (s *sheet) quoted() string {
	if strings.ContainsFunc(s.name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' }) {
		return "'" + strings.ReplaceAll(s.name, "'", "''") + "'"
	}
	return s.name
}

// order is a cell's place among all of its sheet, by which what is said about them is sorted.
func (s *sheet) order(i, column int) int { return s.lines[i].number*widest + column }
