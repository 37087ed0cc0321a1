package main

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// site is a synthetic civic site. Everything in it follows from its number of articles, so nothing is kept: each entry
// is made when it is asked for, and the same every time.
type site struct {
	articles int
}

// perBatch is how many rows a list of honours has.
const perBatch = 100

func (s site) people() int   { return max(1, s.articles/10) }
func (s site) projects() int { return max(1, s.articles/100) }
func (s site) batches() int  { return (s.people() + perBatch - 1) / perBatch }

// sections are the folders of the articles.
var sections = []struct{ folder, title, summary string }{
	{"news", "新闻动态", "每天发生在身边的文明新事。"},
	{"practice", "文明实践", "中心、所、站里的志愿服务。"},
	{"model", "身边榜样", "平凡的人做的不平凡的事。"},
	{"customs", "移风易俗", "喜事新办，丧事简办。"},
	{"campus", "文明校园", "老师和孩子们的一天。"},
	{"family", "文明家庭", "一家人的日子怎样过。"},
	{"village", "文明村镇", "村里的路、灯、戏台和书屋。"},
	{"notices", "通知公告", "名单、公示和活动预告。"},
}

// categories are those of the one award.
var categories = []string{"助人为乐", "见义勇为", "诚实守信", "敬业奉献", "孝老爱亲"}

// kinds of entries, each with random numbers of its own.
const (
	ofArticle = iota + 1
	ofPerson
	ofProject
)

func random(kind, i int) *rand.Rand {
	return rand.New(rand.NewPCG(uint64(kind), uint64(i)))
}

func pick[T any](r *rand.Rand, from []T) T {
	return from[r.IntN(len(from))]
}

// article is what both forms of an article say.
type article struct {
	key, section      string
	title, date       string
	source, editor    string
	reporters, tags   []string
	summary           string
	person, mentioned int // in the front matter, in the body
	project           int // linked in the body
	picture           int
	paragraphs        []string
	quote             string
	list, steps       []string
}

// articleAt spreads the articles evenly over the sections and over sixteen years.
func (s site) articleAt(i int) article {
	r := random(ofArticle, i)
	place, deed := pick(r, places), pick(r, deeds)
	a := article{
		key:       fmt.Sprintf("a%d", i),
		section:   sections[i%len(sections)].folder,
		title:     fmt.Sprintf("%s%s（之%d）", place, deed, i+1),
		date:      time.Date(2010, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i*5800/s.articles).Format(time.DateOnly),
		source:    pick(r, sources),
		editor:    personName(r),
		reporters: []string{personName(r), personName(r)},
		summary:   place + "近日" + deed + "，居民说这样的活动要常办。",
		person:    r.IntN(s.people()),
		mentioned: r.IntN(s.people()),
		project:   r.IntN(s.projects()),
		picture:   r.IntN(pictures),
		quote:     pick(r, sentences) + pick(r, sentences),
	}
	for _, t := range r.Perm(len(tags))[:3] {
		a.tags = append(a.tags, tags[t])
	}
	for range 7 {
		a.paragraphs = append(a.paragraphs, pick(r, sentences)+pick(r, sentences)+"大家说，**"+pick(r, sayings)+"**"+pick(r, sentences))
	}
	for range 4 {
		a.list = append(a.list, pick(r, deeds))
		a.steps = append(a.steps, pick(r, deeds))
	}
	return a
}

// person is what both forms of a person say.
type person struct {
	key, name, unit, place, text string
	letter                       string // of the surname's reading
	strokes                      int    // of the surname
	batch                        int
	category                     string
}

func (s site) personAt(i int) person {
	r := random(ofPerson, i)
	surname := pick(r, surnames)
	p := person{
		key:      fmt.Sprintf("p%d", i),
		name:     surname.text + pick(r, given) + pick(r, given),
		unit:     fmt.Sprintf("%s第%d居民小组", pick(r, places), i%90+1),
		place:    "湖南省湘潭市",
		letter:   surname.letter,
		strokes:  surname.strokes,
		batch:    i / perBatch,
		category: categories[i%len(categories)],
	}
	p.text = fmt.Sprintf("%s多年坚持志愿服务。%s", p.name, pick(r, sentences))
	return p
}

// project is what both forms of a project say.
type project struct {
	key, name, place, text string
	since                  int
}

func (s site) projectAt(i int) project {
	r := random(ofProject, i)
	return project{
		key: fmt.Sprintf("j%d", i), name: fmt.Sprintf("%s志愿服务项目%d号", pick(r, places), i+1),
		place: "湖南省湘潭市", since: 2005 + r.IntN(18), text: pick(r, sentences) + pick(r, sentences),
	}
}

// batch is one list of the one award: perBatch people, one after the other.
type batch struct {
	key, date     string
	year, number  int // its number within the year
	first, beyond int // people
}

// batchAt spreads the lists over twenty years, at most one a week.
func (s site) batchAt(i int) batch {
	step := max(7, 7000/s.batches())
	date := time.Date(2003, 1, 6, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i*step)
	return batch{
		key: fmt.Sprintf("b%d", i), date: date.Format(time.DateOnly), year: date.Year(), number: (date.YearDay()-1)/step + 1,
		first: i * perBatch, beyond: min(s.people(), (i+1)*perBatch),
	}
}

func (b batch) period() string { return fmt.Sprintf("%d年第%d批", b.year, b.number) }

// related are the people that a profile shows: the first of the same list in the same category.
func (s site) related(i int) []int {
	const most = 12
	b := s.batchAt(s.personAt(i).batch)
	var related []int
	for other := b.first; other < b.beyond && len(related) < most; other++ {
		if other != i && other%len(categories) == i%len(categories) {
			related = append(related, other)
		}
	}
	return related
}
