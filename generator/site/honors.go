package site

import (
	"cmp"
	"slices"
	"strings"

	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/hanzi"
	"wenming/generator/schema"
)

// Honor is a row of an awarded list that is shown: awarded or retained, never revoked.
type Honor struct {
	Batch    ID
	Row      int  // in the list's Recipients
	Subjects []ID // the profiles that the row is certainly about
}

// RowLinks are the profiles of a row: of the row itself and of each of its members; None where there is none or where
// it is not certain who is meant.
type RowLinks struct {
	Row     ID
	Members []ID
}

// honor reads all lists: it checks their references and categories, and collects the honours of every profile.
func (s *Site) honor() diag.List {
	var problems diag.List
	s.honorsOf, s.honorsIn, s.batchesOf, s.awardOf = map[ID][]int32{}, map[ID][2]int32{}, map[ID][]ID{}, map[ID]ID{}
	for _, id := range s.IDs(content.KindBatch) {
		e := s.Entries[id]
		batch := e.Fields.(*content.Batch)
		award := s.findAward(e)
		s.awardOf[id] = award
		if award != None {
			s.batchesOf[award] = append(s.batchesOf[award], id)
		}
		first := len(s.Honors)
		for row := range batch.Recipients {
			recipient := &batch.Recipients[row]
			problems = append(problems, s.checkRow(e, award, recipient)...)
			if batch.Stage != content.StageAwarded || recipient.Status == content.StatusRevoked {
				continue
			}
			honor := Honor{Batch: id, Row: row, Subjects: s.subjects(id, row)}
			for _, subject := range honor.Subjects {
				s.honorsOf[subject] = append(s.honorsOf[subject], int32(len(s.Honors)))
			}
			s.Honors = append(s.Honors, honor)
		}
		s.honorsIn[id] = [2]int32{int32(first), int32(len(s.Honors))}
	}
	for _, list := range s.batchesOf {
		slices.SortFunc(list, s.NewerBatch)
	}
	for _, list := range s.honorsOf {
		slices.SortFunc(list, func(a, b int32) int {
			return cmp.Or(s.NewerBatch(s.Honors[a].Batch, s.Honors[b].Batch), cmp.Compare(a, b))
		})
	}
	return problems
}

// findAward is the award whose folder a list stands in: the nearest one above it.
func (s *Site) findAward(e *content.Entry) ID {
	key := e.Key
	for i := strings.LastIndexByte(key, '/'); i >= 0; i = strings.LastIndexByte(key, '/') {
		key = key[:i]
		if found := s.register.in(s.register.byKey, key, content.KindAward); len(found) == 1 {
			return found[0].id
		}
	}
	return None
}

// checkRow reports references that lead nowhere and categories that the award does not have.
func (s *Site) checkRow(e *content.Entry, award ID, r *content.Recipient) diag.List {
	var problems diag.List
	check := func(text schema.Text, kind content.Kind) {
		_, problem := s.reference(e, text, kind)
		problems = append(problems, problem...)
	}
	check(r.Person, content.KindPerson)
	check(r.Project, content.KindProject)
	check(r.Organization, content.KindOrganization)
	for _, m := range r.Members {
		check(m.Person, content.KindPerson)
	}
	if award == None || r.Category.Value == "" {
		return problems
	}
	categories := s.Entries[award].Fields.(*content.Award).Categories
	known := slices.ContainsFunc(categories, func(c schema.Text) bool { return c.Value == r.Category.Value })
	if known || len(categories) == 0 {
		return problems
	}
	var names []string
	for _, c := range categories {
		names = append(names, c.Value)
	}
	return append(problems, diag.New(diag.UnknownCategory, e.At(r.Category.Span),
		diag.T("%[2]s has no category %[1]q", "“%[2]s”没有类别“%[1]s”", r.Category.Value, s.Entries[award].Name())).
		WithHint(diag.T("its categories are: %s", "它的类别有：%s", strings.Join(names, " / "))))
}

// Subjects are the profiles that a row is certainly about, each once.
func (s *Site) Subjects(batch ID, row int) []ID {
	honors := s.HonorsIn(batch)
	if i, is := slices.BinarySearchFunc(honors, row, func(h Honor, row int) int { return h.Row - row }); is {
		return honors[i].Subjects
	}
	return s.subjects(batch, row)
}

func (s *Site) subjects(batch ID, row int) []ID {
	links := s.Links(batch, row)
	var subjects []ID
	add := func(id ID) {
		if id != None && !slices.Contains(subjects, id) {
			subjects = append(subjects, id)
		}
	}
	add(links.Row)
	for _, id := range links.Members {
		add(id)
	}
	return slices.Clip(subjects)
}

// Links are the profiles that a row of a list links to: those that it refers to, and a person of the same name where
// the row's place or unit agrees with the profile's.
func (s *Site) Links(batch ID, row int) RowLinks {
	e := s.Entries[batch]
	r := &e.Fields.(*content.Batch).Recipients[row]
	links := RowLinks{Row: None, Members: make([]ID, len(r.Members))}
	refer := func(text schema.Text, kind content.Kind) {
		if id, _ := s.reference(e, text, kind); id != None && links.Row == None {
			links.Row = id
		}
	}
	refer(r.Person, content.KindPerson)
	refer(r.Project, content.KindProject)
	refer(r.Organization, content.KindOrganization)
	referred := r.Person.Value != "" || r.Project.Value != "" || r.Organization.Value != ""
	if !referred && len(r.Members) == 0 {
		links.Row = s.namesake(r.Name, r.Place, r.Unit)
	}
	for i, m := range r.Members {
		links.Members[i], _ = s.reference(e, m.Person, content.KindPerson)
		if m.Person.Value == "" {
			links.Members[i] = s.namesake(m.Name, r.Place, r.Unit)
		}
	}
	return links
}

// namesake is the one person of a name whose place or unit agrees with a row's; None where there is no such person, or
// more than one. Somebody whose profile is not shown counts too: then it is not certain who is meant.
func (s *Site) namesake(name, place, unit string) ID {
	found := None
	agreeing := 0
	for _, e := range s.register.in(s.register.byName, hanzi.Normalize(name), content.KindPerson) {
		if p := e.Fields.(*content.Person); agree(place, p.Place) || agree(unit, p.Unit) {
			found = e.id
			agreeing++
		}
	}
	if agreeing != 1 {
		return None
	}
	return found
}

// HonorsIn lists the honours of a list, by row.
func (s *Site) HonorsIn(list ID) []Honor {
	part := s.honorsIn[list]
	return s.Honors[part[0]:part[1]:part[1]]
}

// NewerBatch orders lists by period, the newest first, then by date and path.
func (s *Site) NewerBatch(a, b ID) int {
	pa, pb := s.Entries[a].Fields.(*content.Batch).Period, s.Entries[b].Fields.(*content.Batch).Period
	return cmp.Or(pb.Compare(pa), s.Newer(a, b))
}

// Rows lists the rows of a list that are shown, in its order: those that are not revoked.
func (s *Site) Rows(id ID) []int {
	batch := s.Entries[id].Fields.(*content.Batch)
	var rows []int
	for i := range batch.Recipients {
		if batch.Recipients[i].Status != content.StatusRevoked {
			rows = append(rows, i)
		}
	}
	var key func(hanzi.Name) hanzi.Key
	switch batch.Order {
	case content.OrderSurnameStroke:
		key = hanzi.Name.BySurnameStroke
	case content.OrderNameStroke:
		key = hanzi.Name.ByNameStroke
	case content.OrderPinyin:
		key = hanzi.Name.ByPinyin
	default:
		return rows
	}
	keys := make(map[int]hanzi.Key, len(rows))
	for _, row := range rows {
		keys[row] = key(s.rowName(id, row))
	}
	slices.SortStableFunc(rows, func(a, b int) int { return cmp.Compare(keys[a], keys[b]) })
	return rows
}

// rowName is the name that a row is sorted by, with what the profile says of its reading and strokes.
func (s *Site) rowName(id ID, row int) hanzi.Name {
	if person := s.Links(id, row).Row; person != None && s.Entries[person].Kind == content.KindPerson {
		return s.HanName(person)
	}
	return hanzi.Name{Text: hanzi.Normalize(s.Entries[id].Fields.(*content.Batch).Recipients[row].Name)}
}

// HonorsOf lists the honours of a profile that lists hold, the newest first.
func (s *Site) HonorsOf(id ID) []Honor {
	places := s.honorsOf[id]
	honors := make([]Honor, len(places))
	for i, at := range places {
		honors[i] = s.Honors[at]
	}
	return honors
}

// BatchesOf lists the lists of an award, the newest first.
func (s *Site) BatchesOf(award ID) []ID { return s.batchesOf[award] }

// AwardOf is the award of a list, or None.
func (s *Site) AwardOf(batch ID) ID { return s.awardOf[batch] }

// AwardNamed finds the award that a profile's own honour means, by key or name; None where the site has none of it.
func (s *Site) AwardNamed(text string) ID {
	if found := s.register.find(text, []content.Kind{content.KindAward}); len(found) == 1 {
		return found[0].id
	}
	return None
}
