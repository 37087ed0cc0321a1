package site

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/hanzi"
	"wenming/generator/schema"
)

// checkRecord reports what the record of honours says against itself, and names whose place in an order is not certain.
func (s *Site) checkRecord(at time.Time) diag.List {
	ids := slices.Concat(s.kinds[content.KindPerson], s.kinds[content.KindProject], s.kinds[content.KindBatch])
	return slices.Concat(inParts(len(ids), func(from, to int) diag.List {
		var problems diag.List
		for _, id := range ids[from:to] {
			switch f := s.Entries[id].Fields.(type) {
			case *content.Person:
				problems = append(problems, s.checkName(id, f)...)
				problems = append(problems, s.checkOwnHonors(id, f.Place, f.Honors)...)
			case *content.Project:
				problems = append(problems, s.checkOwnHonors(id, f.Place, f.Honors)...)
			case *content.Batch:
				problems = append(problems, publicityOver(s.Entries[id], f, at)...)
				problems = append(problems, s.checkRowNames(id, f)...)
			}
		}
		return problems
	})...)
}

// checkName reports what a profile says wrongly of its name's reading and strokes, and what it should say.
func (s *Site) checkName(id ID, f *content.Person) diag.List {
	var problems diag.List
	e := s.Entries[id]
	if f.Pinyin.Value != "" && !hanzi.ValidPinyin(f.Pinyin.Value) {
		problems = append(problems, diag.New(diag.WrongType, e.At(f.Pinyin.Span),
			diag.T("%q is not a name's reading", "“%s”不是姓名的读音", f.Pinyin.Value)).
			WithHint(diag.T("write the whole name in Latin letters, the surname first: Shan Xiong", "请用拉丁字母写全名，姓在前：Shan Xiong")))
	}
	if f.Stroke.Value != "" && !hanzi.ValidStroke(f.Stroke.Value) {
		problems = append(problems, diag.New(diag.WrongType, e.At(f.Stroke.Span),
			diag.T("%q is neither a number of strokes nor their order", "“%s”不是笔画数，也不是笔顺", f.Stroke.Value)).
			WithHint(diag.T("write how many strokes the first character has, such as 12, or their order in digits from 1 to 5, such as 34123",
				"请写首字的笔画数，如 12，或用 1—5 写笔顺，如 34123")))
	}
	name := s.HanName(id)
	if unknown := name.Unknown(); len(unknown) > 0 {
		hint := diag.T("write its strokes, such as stroke: 12, or their order in digits from 1 to 5", "请写明笔画数，如“笔画: 12”，或用 1—5 写笔顺")
		if unknown[0] != firstHan(name.Text) {
			hint = notInTable
		}
		problems = append(problems, unknownCharacters(e.At(e.NameSpan()), unknown).WithHint(hint))
	}
	if readings := name.Ambiguous(); len(readings) > 0 {
		_, given, _ := strings.Cut(name.Reading(), " ")
		for i := range readings {
			readings[i] = "pinyin: " + strings.TrimSpace(readings[i]+" "+given)
		}
		problems = append(problems, diag.New(diag.AmbiguousReading, e.At(e.NameSpan()),
			diag.T("the surname of %q is read in two ways", "“%s”的姓有两种读音", name.Text)).
			WithHint(diag.T("write which: %s", "请写明读哪一种：%s", strings.Join(readings, " / "))))
	}
	return problems
}

// checkRowNames reports characters of unknown strokes in a list that is sorted by strokes. Of a row with a profile the
// profile is asked.
func (s *Site) checkRowNames(id ID, f *content.Batch) diag.List {
	if f.Order != content.OrderSurnameStroke && f.Order != content.OrderNameStroke {
		return nil
	}
	var problems diag.List
	for row := range f.Recipients {
		r := &f.Recipients[row]
		name := hanzi.Name{Text: hanzi.Normalize(r.Name)}
		unknown := name.Unknown()
		if len(unknown) == 0 || r.Status == content.StatusRevoked || s.Links(id, row).Row != None {
			continue
		}
		hint := notInTable
		if unknown[0] == firstHan(name.Text) {
			hint = diag.T("make a profile that says its strokes, such as stroke: 12, and refer to it by person: in the row",
				"请建一份写明笔画数（如“笔画: 12”）的档案，并在这一行用“人物:”引用它")
		}
		problems = append(problems, unknownCharacters(s.Entries[id].At(r.Span), unknown).WithHint(hint))
	}
	return problems
}

// notInTable is said where no override can help: one is for the first character only.
var notInTable = diag.T("it is not among the 8,105 characters of 通用规范汉字表; see whether it is the right one",
	"它不在《通用规范汉字表》的 8105 个字里；请核对是否写错")

func unknownCharacters(at diag.Place, unknown []rune) diag.Diagnostic {
	var named []string
	for _, r := range unknown {
		named = append(named, fmt.Sprintf("%c (U+%04X)", r, r))
	}
	return diag.New(diag.UnknownCharacter, at, diag.T("the strokes of %s are not known, so the name sorts last",
		"不知道 %s 的笔画，这个姓名只能排在最后", strings.Join(named, " ")))
}

// firstHan is the character that an override of strokes is for.
func firstHan(text string) rune {
	for _, r := range text {
		if unicode.Is(unicode.Han, r) {
			return r
		}
	}
	return 0
}

// objectionsEnd is when the time for objections to a list at its 公示 will be over; zero where there is no such moment
// ahead. A bare date counts to the end of its day.
func objectionsEnd(f *content.Batch, at time.Time) time.Time {
	if f.Stage != content.StagePublicity || !f.Publicity.End.Set() {
		return time.Time{}
	}
	over := f.Publicity.End.Time
	if f.Publicity.End.Bare {
		over = over.AddDate(0, 0, 1)
	}
	if !over.After(at) {
		return time.Time{}
	}
	return over
}

// publicityOver reports a list that still stands at its 公示 when the time for objections is over.
func publicityOver(e *content.Entry, f *content.Batch, at time.Time) diag.List {
	if f.Stage != content.StagePublicity || !f.Publicity.End.Set() || !objectionsEnd(f, at).IsZero() {
		return nil
	}
	return diag.List{diag.New(diag.PublicityOver, e.At(f.Publicity.End.Span),
		diag.T("the time for objections is over, and the list is still at this stage", "公示期已过，名单仍在公示阶段")).
		WithHint(diag.T("once the honour is made, write stage: awarded with its document; nobody has it before", "正式命名后请写“阶段: 命名”和文件；在那之前谁也没有这项荣誉"))}
}

// checkOwnHonors reports honours that a profile states itself although a list of this site says who has them.
func (s *Site) checkOwnHonors(id ID, place string, own []content.OwnHonor) diag.List {
	var problems diag.List
	for _, o := range own {
		award := s.AwardNamed(o.Award.Value)
		if award == None || !o.Period.Set() {
			continue
		}
		lists := slices.DeleteFunc(slices.Clone(s.BatchesOf(award)), func(list ID) bool {
			return s.Entries[list].Fields.(*content.Batch).Period != o.Period
		})
		if found := s.contradiction(id, place, o, lists); found != nil {
			problems = append(problems, *found)
		}
	}
	return problems
}

// contradiction is what lists of one award and period say about an honour that a profile states, or nil. The honour
// stands in the list if its row is certainly about the profile; a list that has all rows of its scope says who does not
// have it. Of a scope that the profile's place is not in, a list says nothing.
func (s *Site) contradiction(id ID, place string, o content.OwnHonor, lists []ID) *diag.Diagnostic {
	e := s.Entries[id]
	honor := s.Entries[s.AwardNamed(o.Award.Value)].Name() + " " + o.Period.String()
	say := func(list ID, other diag.Span, english, chinese string, hint diag.Text) *diag.Diagnostic {
		d := diag.New(diag.ContradictedHonor, e.At(o.Award.Span), diag.T(english, chinese, honor)).
			WithAlso(s.Entries[list].At(other)).WithHint(hint)
		return &d
	}
	remove := diag.T("remove it here: the profile shows what the list says", "请删去这里的一条：档案会自动显示名单里的荣誉")
	for _, list := range lists {
		f := s.Entries[list].Fields.(*content.Batch)
		for row := range f.Recipients {
			at := f.Recipients[row].Span
			switch {
			case !slices.Contains(s.Subjects(list, row), id):
				continue
			case f.Recipients[row].Status == content.StatusRevoked:
				return say(list, at, "%q is revoked: the list says so", "“%s”已撤销，见名单", remove)
			case f.Stage != content.StageAwarded:
				return say(list, at, "%q is not awarded: the list is still at an earlier stage", "“%s”尚未命名，见名单的阶段",
					diag.T("remove it here; when the honour is made, write stage: awarded in the list", "请删去这里的一条；正式命名后，在名单里写“阶段: 命名”"))
			}
			return say(list, at, "%q is stated twice: the list has it", "“%s”写了两遍：名单里已经有了", remove)
		}
	}
	for _, list := range lists {
		f := s.Entries[list].Fields.(*content.Batch)
		if !complete(f) || !covers(f.Scope, place) || o.Status == content.StatusRevoked {
			continue
		}
		if row := s.unlinkedRow(list, e); row >= 0 {
			return say(list, f.Recipients[row].Span, "the list of %q has a row of this name that refers to no profile", "“%s”的名单里有同名的一行，没有写明是谁",
				diag.Text{
					English: "if it is this one, write " + e.Kind.String() + ": " + e.Key + " in the row and remove the honour here",
					Chinese: "如果就是这一位，请在那一行写“" + kindWords[e.Kind].Chinese + ": " + e.Key + "”，并删去这里的一条",
				})
		}
		return say(list, f.Recipients[0].Span, "the list of %q does not name this profile", "“%s”的名单里没有这一位",
			diag.T("remove it here, or, if the rows are not all of them, write partial: true in the list", "请删去这里的一条；如果名单所列不是全部，请在名单里写“不完整: 是”"))
	}
	return nil
}

// complete tells whether an awarded list has all its rows.
func complete(f *content.Batch) bool {
	return f.Stage == content.StageAwarded && !f.Partial && len(f.Recipients) > 0 && f.Total.Rows <= len(f.Recipients)
}

// covers tells whether a list of a scope may be expected to name somebody of a place. What is not given says nothing
// against it.
func covers(scope, place string) bool {
	scope = strings.TrimRight(scope, "省市区县州")
	return scope == "" || place == "" || strings.Contains(place, scope)
}

// unlinkedRow is the first row of a list that bears an entry's name and is about nobody for certain; -1 for none.
func (s *Site) unlinkedRow(list ID, e *content.Entry) int {
	own := names(e)
	f := s.Entries[list].Fields.(*content.Batch)
	return slices.IndexFunc(f.Recipients, func(r content.Recipient) bool {
		if r.Status == content.StatusRevoked {
			return false
		}
		bears := func(name string, refs ...schema.Text) bool {
			return slices.Contains(own, hanzi.Normalize(name)) && !slices.ContainsFunc(refs, func(t schema.Text) bool { return t.Value != "" })
		}
		return bears(r.Name, r.Person, r.Project, r.Organization) ||
			slices.ContainsFunc(r.Members, func(m content.Member) bool { return bears(m.Name, m.Person) })
	})
}
