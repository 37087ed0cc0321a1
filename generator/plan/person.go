package plan

import (
	"slices"
	"strings"

	"wenming/generator/content"
	"wenming/generator/hanzi"
	"wenming/generator/schema"
	"wenming/generator/site"
	"wenming/generator/view"
)

// relatedPeople is how many people of the same lists a profile shows at most.
const relatedPeople = 12

// person is a profile. Of a minor, neither birth nor place nor post is shown, and of the unit only what is no more
// exact than a school.
func (p *planner) person(id site.ID, f *content.Person) *view.Person {
	v := &view.Person{
		Name:          p.card(id).Title,
		Gender:        f.Gender,
		Ethnicity:     f.Ethnicity,
		Deceased:      f.Deceased,
		Minor:         f.Minor,
		Photo:         p.picture(id, f.Photo),
		Honors:        p.honors(id, f.Honors),
		Body:          p.body(id),
		Organizations: p.links(p.site.Both(id, content.KindOrganization)),
		Projects:      p.links(p.site.Both(id, content.KindProject)),
		Articles:      p.cards(p.site.From(id, content.KindArticle)),
		Related:       p.personCards(p.related(id)),
	}
	for _, name := range f.Also {
		v.Also = append(v.Also, hanzi.Normalize(name.Value))
	}
	if f.Minor {
		v.Unit = school(f.Unit)
	} else {
		v.Birth, v.Place, v.Post, v.Unit = p.month(f.Birth), f.Place, f.Post, f.Unit
	}
	return v
}

// schools are how the names of schools end.
var schools = []string{"幼儿园", "小学", "中学", "学校", "学院", "大学"}

// school is the part of a unit up to its school, without the class; empty where it names none.
func school(unit string) string {
	end := 0
	for _, word := range schools {
		if i := strings.LastIndex(unit, word); i >= 0 {
			end = max(end, i+len(word))
		}
	}
	return unit[:end]
}

// personCards shows people as lists do.
func (p *planner) personCards(ids []site.ID) []*view.PersonCard {
	if len(ids) == 0 {
		return nil
	}
	cards := make([]*view.PersonCard, len(ids))
	for i, id := range ids {
		cards[i] = p.personCard(id)
	}
	return cards
}

// personCard is a person as lists show them.
func (p *planner) personCard(id site.ID) *view.PersonCard {
	return once(&p.peopleMade[id], func() *view.PersonCard { return p.newPersonCard(id).Digested() })
}

func (p *planner) newPersonCard(id site.ID) view.PersonCard {
	f := p.site.Entry(id).Fields.(*content.Person)
	c := p.card(id)
	card := view.PersonCard{
		Name:     c.Title,
		URL:      c.URL,
		Summary:  c.Summary,
		Photo:    p.picture(id, f.Photo),
		Deceased: f.Deceased,
	}
	if f.Minor {
		card.Detail = school(f.Unit)
	} else {
		card.Detail = strings.TrimSpace(f.Unit + " " + f.Post)
		if card.Detail == "" {
			card.Detail = f.Place
		}
	}
	honors := p.site.HonorsOf(id)
	for _, h := range honors[:min(2, len(honors))] {
		card.Honors = append(card.Honors, strings.TrimSpace(p.card(h.Batch).Title+" "+p.recipient(h).Grade))
	}
	return card
}

// honors are the honours of a profile, the newest first: those of the site's lists and those that it states itself.
func (p *planner) honors(id site.ID, own []content.OwnHonor) []view.Honor {
	type dated struct {
		period content.Period
		honor  view.Honor
	}
	var all []dated
	for _, h := range p.site.HonorsOf(id) {
		period := p.site.Entry(h.Batch).Fields.(*content.Batch).Period
		all = append(all, dated{period, p.honor(id, h)})
	}
	for _, o := range own {
		if o.Status != content.StatusRevoked {
			all = append(all, dated{o.Period, p.ownHonor(o)})
		}
	}
	slices.SortStableFunc(all, func(a, b dated) int { return b.period.Compare(a.period) })
	var honors []view.Honor
	for _, d := range all {
		honors = append(honors, d.honor)
	}
	return honors
}

// honor is a row of a list as the profile of one of its subjects shows it.
func (p *planner) honor(id site.ID, h site.Honor) view.Honor {
	e := p.site.Entry(h.Batch)
	batch := e.Fields.(*content.Batch)
	row := batch.Recipients[h.Row]
	v := view.Honor{
		Period:   batch.Period.String(),
		Batch:    p.link(h.Batch),
		Category: row.Category.Value,
		Grade:    row.Grade,
		Issuer:   batch.Issuer,
		Document: document(batch.Document),
		Date:     date(e.Date),
		Retained: row.Status == content.StatusRetained,
		Citation: row.Citation,
	}
	if award := p.site.AwardOf(h.Batch); award != site.None {
		f := p.site.Entry(award).Fields.(*content.Award)
		v.Award, v.Level = p.link(award), choice(f.Level)
		if v.Issuer == "" {
			v.Issuer = f.Issuer
		}
	}
	links := p.site.Links(h.Batch, h.Row)
	for i, m := range row.Members {
		if links.Members[i] == id {
			continue
		}
		other := view.Link{Title: p.memberName(m, links.Members[i])}
		if links.Members[i] != site.None {
			other = p.link(links.Members[i])
		}
		v.With = append(v.With, other)
	}
	return v
}

func (p *planner) ownHonor(o content.OwnHonor) view.Honor {
	v := view.Honor{
		Award:    view.Link{Title: o.Award.Value},
		Period:   o.Period.String(),
		Category: o.Category,
		Issuer:   o.Issuer,
		Document: view.Document{Title: o.Document},
		Retained: o.Status == content.StatusRetained,
	}
	if award := p.site.AwardNamed(o.Award.Value); award != site.None {
		v.Award, v.Level = p.link(award), choice(p.site.Entry(award).Fields.(*content.Award).Level)
	}
	return v
}

func document(d content.Document) view.Document {
	return view.Document{Number: d.Number, Title: d.Title, URL: d.URL, Date: date(d.Date)}
}

// choice is an enumerated value's English word, by which layouts and theme words know it, or "".
func choice[T interface {
	~uint8
	schema.Choice
}](value T) string {
	if value == 0 {
		return ""
	}
	return value.Choices()[value-1][0]
}

// related are other people of the lists that honour a person: those of the same category whose rows stand nearest.
func (p *planner) related(id site.ID) []site.ID {
	var found []site.ID
	for _, h := range p.site.HonorsOf(id) {
		batch := p.site.Entry(h.Batch).Fields.(*content.Batch)
		category := batch.Recipients[h.Row].Category.Value
		for distance := 0; distance <= relatedPeople && len(found) < relatedPeople; distance++ {
			for _, row := range []int{h.Row - distance, h.Row + distance} {
				if row < 0 || row >= len(batch.Recipients) {
					continue
				}
				r := batch.Recipients[row]
				if r.Status == content.StatusRevoked || r.Category.Value != category {
					continue
				}
				for _, other := range p.site.Subjects(h.Batch, row) {
					if other != id && p.site.Entry(other).Kind == content.KindPerson && !slices.Contains(found, other) {
						found = append(found, other)
					}
				}
			}
		}
	}
	return found[:min(relatedPeople, len(found))]
}
