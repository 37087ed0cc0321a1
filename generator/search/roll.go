// Package search is the index of the roll of honours that a browser filters without a server.
//
// A Roll is plain data that can be digested; Roll.Encode is the file that the roll's page loads when somebody begins to
// search. It is made for 50,000 rows on an old phone: one JSON object of columns, texts that repeat kept once, names and
// their readings as one text each, to be split by line. assets/js/roll.js reads it; version changes when it must.
package search

import (
	"encoding/json"
	"strings"
)

// version is the version of the encoding.
const version = 1

// Roll is the rows of all awarded lists, the newest list first, each list in its own order.
type Roll struct{ Rows []Row }

// Row is one honour.
type Row struct {
	Name      string // as printed
	Syllables string // its reading: "fu ting"
	URL       string // the profile of its one subject, or ""
	List      List
	Category  string
	Place     string
	Kind      Kind
	Retained  bool
}

// List is the list that holds a row.
type List struct {
	Award string
	Level string // its key: national …
	Title string // period and scope
	Year  int
	URL   string
}

// Kind says what was honoured.
type Kind uint8

// The kinds of recipients.
const (
	Person Kind = iota
	Group       // several people: a couple, a family, a team
	Organization
	Project
)

// encoded is the file: columns of equal length, whose numbers point into the lists of texts.
type encoded struct {
	Version    int      `json:"version"`
	Names      string   `json:"names"`     // by line
	Readings   string   `json:"readings"`  // by line
	Addresses  string   `json:"addresses"` // by line, empty for none
	Lists      []list   `json:"lists"`
	Categories []string `json:"categories"`
	Places     []string `json:"places"`
	List       []int    `json:"list"`
	Category   []int    `json:"category"`
	Place      []int    `json:"place"`
	Kind       string   `json:"kind"`     // a digit each
	Retained   []int    `json:"retained"` // the rows that are
}

type list struct {
	Award string `json:"award"`
	Level string `json:"level"`
	Title string `json:"title"`
	Year  int    `json:"year"`
	URL   string `json:"url"`
}

// Encode is the file's bytes.
func (r Roll) Encode() []byte {
	e := encoded{Version: version, Lists: []list{}, List: []int{}, Category: []int{}, Place: []int{}, Retained: []int{}}
	lists := map[List]int{}
	categories, places := newTexts(), newTexts()
	var names, readings, addresses, kinds []string
	for i, row := range r.Rows {
		at, known := lists[row.List]
		if !known {
			at = len(e.Lists)
			lists[row.List] = at
			e.Lists = append(e.Lists, list(row.List))
		}
		e.List = append(e.List, at)
		e.Category = append(e.Category, categories.index(row.Category))
		e.Place = append(e.Place, places.index(row.Place))
		names = append(names, oneLine(row.Name))
		readings = append(readings, oneLine(row.Syllables))
		addresses = append(addresses, oneLine(row.URL))
		kinds = append(kinds, string(rune('0'+row.Kind)))
		if row.Retained {
			e.Retained = append(e.Retained, i)
		}
	}
	e.Names, e.Readings, e.Addresses = strings.Join(names, "\n"), strings.Join(readings, "\n"), strings.Join(addresses, "\n")
	e.Categories, e.Places, e.Kind = categories.list, places.list, strings.Join(kinds, "")
	data, err := json.Marshal(e)
	if err != nil {
		panic("internal error: the roll holds only text and numbers: " + err.Error())
	}
	return data
}

// texts are the different texts of a column; the first is "".
type texts struct {
	list []string
	at   map[string]int
}

func newTexts() *texts { return &texts{[]string{""}, map[string]int{"": 0}} }

func (t *texts) index(text string) int {
	i, known := t.at[text]
	if !known {
		i = len(t.list)
		t.at[text] = i
		t.list = append(t.list, text)
	}
	return i
}

// oneLine keeps a text from being taken for two.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
