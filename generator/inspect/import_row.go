package inspect

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"wenming/generator/content"
	"wenming/generator/diag"
)

// record is a line of a sheet as a row of a list.
type record struct {
	content.Recipient
	line  int               // in its sheet
	cells map[string]corner // where the values stand, by their keys: lines by their place in the sheet
}

// rowReader reads the lines below the headings. Sections such as 一、助人为乐（5名） tell the category, the grade or the
// place of the lines below them.
type rowReader struct {
	*table
	categories []string // of the award, in its order
	award      string   // what it is called
	report     *findings

	records     []record
	section     section
	inherited   []int // lines whose category is that of the line above
	hiddenLines []int
	unheaded    map[int]int // the first line that holds something in a column without a heading
}

// read reads all lines.
func (r *rowReader) read() []record {
	r.unheaded = map[int]int{}
	for i := r.first; i < len(r.lines); i++ {
		r.readLine(i)
	}
	r.endSection()
	r.summary()
	r.duplicates()
	return r.records
}

// readLine reads a line: a row, a section, a total, a note, or nothing that counts.
func (r *rowReader) readLine(i int) {
	if r.lines[i].hidden {
		r.hiddenLines = append(r.hiddenLines, i)
		return
	}
	own := r.own(i)
	if n := r.at[partNumber]; n >= 0 && len(own) > 0 && own[0] == n && (len(own) > 1 || digits(r.text(i, n))) {
		own = own[1:]
	}
	if len(own) == 0 || r.repeats(i) {
		return
	}
	text := tight(r.text(i, own[0]))
	switch name := r.at[partName]; {
	case total.MatchString(text) || total.MatchString(tight(r.text(i, r.own(i)[0]))):
		r.total(i)
	case footnote.MatchString(text):
		r.leaveOut(i, own[0])
	case len(own) == 1 && r.startSection(i, own[0]):
	case len(own) == 1 && (r.spreads(i, own[0]) || own[0] != name && (own[0] == r.columns[0].at || !r.used(own[0]))):
		r.leaveOut(i, own[0])
	case r.above(i, name) < i:
		r.continued(i, own)
	default:
		r.row(i, own)
	}
}

var (
	total      = regexp.MustCompile(`^(?i:合计|总计|小计|共计|总数|总人数|total)`)
	footnote   = regexp.MustCompile(`^(?:(?i:注|备注|附注|说明|note)\d*[:：.、]|\S{0,6}(?:填表|填报|制表|审核|审批|经办|联系|负责人|盖章|公章|签字|日期|电话)\S{0,6}[:：])`)
	errorValue = regexp.MustCompile(`^#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)$`)
	wholeCount = regexp.MustCompile(`^(\d{1,6})(?:\.0+)?(?:人|名|位|个)?$`)
)

func digits(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsDigit(r) && r != '.' && r != '、' })
}

// row reads a line that is a row of the list.
func (r *rowReader) row(i int, own []int) {
	rec := record{line: i, cells: map[string]corner{}}
	for _, at := range own {
		if errorValue.MatchString(r.text(i, at)) && r.used(at) {
			r.say(diag.WrongType, i, at, diag.T("%q is an error of a formula", "“%s”是公式的错误值", r.text(i, at)),
				diag.T("correct the formula, or type the value", "请改正公式，或直接填写"))
			return
		}
		if !r.headed(at) {
			if _, known := r.unheaded[at]; !known {
				r.unheaded[at] = i
			}
		}
	}
	if !r.readName(i, &rec) {
		return
	}
	r.readCategory(i, &rec)
	rec.put("grade", &rec.Grade, or(r.value(i, partGrade), r.section.grade), i, r.at[partGrade])
	rec.put("unit", &rec.Unit, r.joined(i, "", partUnit, partPost), i, r.at[partUnit])
	rec.put("place", &rec.Place, or(r.joined(i, "", partProvince, partCity, partCounty, partTown, partPlace), r.section.place), i, r.placed(i))
	rec.put("note", &rec.Note, joinNotes(r.joined(i, "，", partGender, partNote), rec.Note), i, r.at[partNote])
	rec.put("citation", &rec.Citation, r.value(i, partCitation), i, r.at[partCitation])
	r.readMembers(i, &rec)
	r.readStatus(i, &rec)
	if key := r.value(i, partPerson); key != "" {
		rec.Person.Value = key
		rec.cells["person"] = corner{i, r.at[partPerson]}
	}
	r.records = append(r.records, rec)
	r.section.rows++
	r.section.persons += persons(&rec.Recipient)
}

// put keeps a value and where it stands.
func (rec *record) put(key string, into *string, value string, line, column int) {
	*into = value
	rec.cells[key] = corner{line, max(column, 0)}
}

// readName reads the cell of the name; a row without one is a mistake.
func (r *rowReader) readName(i int, rec *record) bool {
	at := r.at[partName]
	cell := r.text(i, at)
	c := readName(cell)
	switch {
	case c.name == "":
		r.say(diag.MissingKey, i, at, diag.T("the name is empty", "姓名是空的"),
			diag.T("type the name, or delete the row; where a formula stands here, open the file in Excel and save it", "请填写姓名，或删去这一行；这里如是公式，请用 Excel 打开后保存"))
		return false
	case !strings.ContainsFunc(c.name, unicode.IsLetter):
		r.say(diag.WrongType, i, at, diag.T("%q is no name", "“%s”不是姓名", tidy(cell)),
			diag.T("type the name; if the columns are mixed up, correct the headings", "请填写姓名；如果列错位了，请改正表头"))
		return false
	case c.doubtful:
		message := diag.T("%q is taken for one name, %q", "“%s”按一个姓名处理：“%s”", strings.Join(strings.Fields(cell), " "), c.name)
		if n := len(c.members); n > 0 {
			message = diag.T("%q is taken for the names of %d people", "“%s”按%d个人的姓名处理", strings.Join(strings.Fields(cell), " "), n)
		}
		r.say(diag.Unsure, i, at, message, diag.T("write 、 between several people, and · inside one name", "多人请用“、”隔开，一人的姓名中间请用“·”"))
	}
	rec.Name, rec.Members, rec.Count, rec.Note = c.name, c.members, c.count, c.note
	rec.cells["name"], rec.cells["count"], rec.cells["members"] = corner{i, at}, corner{i, at}, corner{i, at}
	return true
}

// readCategory finds the row's category: in its cell, in its section, or in the line above, as sheets do whose merged
// cells were taken apart.
func (r *rowReader) readCategory(i int, rec *record) {
	at := r.at[partCategory]
	cell := r.value(i, partCategory)
	if cell == "" {
		rec.Category.Value, rec.cells["category"] = r.section.category, r.section.at
		if at >= 0 && r.section.category == "" && r.section.last != "" && len(r.categories) > 0 {
			rec.Category.Value, rec.cells["category"] = r.section.last, r.section.lastAt
			r.inherited = append(r.inherited, i)
		}
		return
	}
	rec.cells["category"] = corner{i, at}
	found, ok := r.category(cell)
	if !ok {
		r.unknownCategory(r.above(i, at), at, cell)
	}
	rec.Category.Value = found
	r.section.last, r.section.lastAt = found, corner{i, at}
}

// category finds the category of the award that a text means: 助人为乐, 助人为乐类, “助人为乐”. Where the award names none,
// any text is one.
func (r *rowReader) category(text string) (string, bool) {
	plain := strings.Trim(tight(text), `“”"'《》`)
	if len(r.categories) == 0 {
		return plain, plain != ""
	}
	for _, ending := range []string{"", "类", "奖", "好人", "模范", "道德模范", "类好人", "类模范", "类道德模范"} {
		for _, c := range r.categories {
			if plain == tight(c)+ending {
				return c, true
			}
		}
	}
	return "", false
}

func (r *rowReader) unknownCategory(i, at int, text string) {
	hint := diag.T("its categories are: %s", "它的类别有：%s", strings.Join(r.categories, " / "))
	r.say(diag.UnknownCategory, i, at, diag.T("%[2]s has no category %[1]q", "“%[2]s”没有类别“%[1]s”", text, r.award), hint)
}

// readMembers reads the cells of the members and of how many people the row stands for. One person is no group.
func (r *rowReader) readMembers(i int, rec *record) {
	if cell := r.text(r.above(i, max(r.at[partMembers], 0)), r.at[partMembers]); cell != "" {
		members, count := readMembers(cell)
		rec.Members, rec.cells["members"] = members, corner{i, r.at[partMembers]}
		if count > 0 {
			rec.Count = count
		}
	}
	if cell := tight(narrowDigits(r.value(i, partCount))); cell != "" {
		at := r.at[partCount]
		rec.cells["count"] = corner{i, at}
		m := wholeCount.FindStringSubmatch(cell)
		n := 0
		if m != nil {
			n, _ = strconv.Atoi(m[1])
		}
		if n == 0 {
			r.say(diag.WrongType, i, at, diag.T("%q is no number of people", "“%s”不是人数", r.value(i, partCount)),
				diag.T("type a whole number such as 9", "请填写整数，如 9"))
			return
		}
		if rec.Count > 0 && rec.Count != n {
			r.say(diag.Unsure, i, at, diag.T("this says %d people, the name says %d", "这里写%d人，姓名里写%d人", n, rec.Count),
				diag.T("the number of this column was taken; correct one of them", "已取本列的数；请改正其中一处"))
		}
		rec.Count = n
	}
	if rec.Count == 1 || rec.Count == len(rec.Members) {
		rec.Count = 0
	}
}

// statuses are the words for a status beside those of front matter.
var statuses = map[string]content.Status{"撤销称号": content.StatusRevoked, "取消": content.StatusRevoked, "取消称号": content.StatusRevoked,
	"保留称号": content.StatusRetained, "继续保留": content.StatusRetained}

func (r *rowReader) readStatus(i int, rec *record) {
	cell := tight(r.value(i, partStatus))
	if cell == "" {
		return
	}
	at := r.at[partStatus]
	rec.cells["status"] = corner{i, at}
	rec.Status = statuses[cell]
	for n, words := range rec.Status.Choices() {
		if strings.EqualFold(cell, words[0]) || cell == words[1] {
			rec.Status = content.Status(n + 1)
		}
	}
	if rec.Status == 0 {
		r.say(diag.WrongType, i, at, diag.T("%q is no status", "“%s”不是状态", cell),
			diag.T("write awarded (授予), retained (保留) or revoked (撤销), or nothing", "请写 授予、保留 或 撤销，或不填"))
	}
	if rec.Status == content.StatusAwarded {
		rec.Status = 0 // which is what a row without a status means
	}
}

// continued reads a line whose name is that of a line above: it can add members only.
func (r *rowReader) continued(i int, own []int) {
	for _, at := range own {
		if at != r.at[partMembers] || len(r.records) == 0 {
			r.leaveOut(i, at)
			continue
		}
		rec := &r.records[len(r.records)-1]
		members, _ := readMembers(r.text(i, at))
		rec.Members = append(rec.Members, members...)
	}
}

// joinNotes puts the note from beside a name behind those of other columns, once.
func joinNotes(columns, name string) string {
	switch {
	case columns == "" || name == "":
		return columns + name
	case strings.Contains(columns, name):
		return columns
	}
	return columns + "，" + name
}

// persons is how many people a row stands for.
func persons(r *content.Recipient) int { return max(1, r.Count, len(r.Members)) }

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// placed is the column that tells a line's place.
func (r *rowReader) placed(i int) int {
	for _, p := range []part{partPlace, partTown, partCounty, partCity, partProvince} {
		if r.value(i, p) != "" {
			return r.at[p]
		}
	}
	return 0
}
