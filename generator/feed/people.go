package feed

import "strings"

// peopleSchema names the form of People as JSON and CSV, as honorsSchema does of Honors.
const peopleSchema = "wenming-people-1"

// People is the profiles of a site as open data. PeopleJSON(p) and PeopleCSV(p) are the same in two formats.
type People struct {
	Language string
	Source   string // absolute address of the people index
	Records  []Person
}

// Person is a profile. Of a minor, birth, place and post are empty and the unit is no more exact than a school.
type Person struct {
	Key       string   `json:"key"` // what front matter refers to
	Name      string   `json:"name"`
	Reading   string   `json:"reading"` // Fu Ting
	Also      []string `json:"also"`
	Gender    string   `json:"gender"`
	Ethnicity string   `json:"ethnicity"`
	Birth     string   `json:"birth"` // 1986 or 1986-05
	Deceased  bool     `json:"deceased"`
	Unit      string   `json:"unit"`
	Post      string   `json:"post"`
	Place     string   `json:"place"`
	Honors    int      `json:"honors"` // how many honours of the site's lists
	URL       string   `json:"url"`
}

// PeopleJSON is people as JSON.
type PeopleJSON People

// Encode is the document.
func (p PeopleJSON) Encode() []byte {
	records := p.Records
	if records == nil {
		records = []Person{}
	}
	return encodeJSON(struct {
		Schema string   `json:"schema"`
		Source string   `json:"source"`
		People []Person `json:"people"`
	}{peopleSchema, p.Source, records})
}

// PeopleCSV is people as CSV, like HonorsCSV.
type PeopleCSV People

var personColumns = []column[Person]{
	{"key", "文件名", func(p Person) string { return p.Key }},
	{"name", "姓名", func(p Person) string { return p.Name }},
	{"reading", "拼音", func(p Person) string { return p.Reading }},
	{"also", "别名", func(p Person) string { return strings.Join(p.Also, "、") }},
	{"gender", "性别", func(p Person) string { return p.Gender }},
	{"ethnicity", "民族", func(p Person) string { return p.Ethnicity }},
	{"birth", "出生", func(p Person) string { return p.Birth }},
	{"deceased", "已故", func(p Person) string { return yes(p.Deceased) }},
	{"unit", "单位", func(p Person) string { return p.Unit }},
	{"post", "职务", func(p Person) string { return p.Post }},
	{"place", "地区", func(p Person) string { return p.Place }},
	{"honors", "荣誉数", func(p Person) string { return number(p.Honors) }},
	{"url", "网址", func(p Person) string { return p.URL }},
}

// Encode is the document.
func (p PeopleCSV) Encode() []byte { return encodeCSV(p.Language, personColumns, p.Records) }

func yes(b bool) string {
	if b {
		return "1"
	}
	return ""
}
