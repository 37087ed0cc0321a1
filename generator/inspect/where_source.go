package inspect

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"wenming/generator/config"
	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/hanzi"
	"wenming/generator/markdown"
	"wenming/generator/site"
)

// Found is a place in the sources.
type Found struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Kind   string `json:"kind"` // key, row, comment, mention, link, text or file
	Key    string `json:"key"`  // of the front matter or of site.yaml, as written; else ""
	Row    int    `json:"row"`  // of a list, from 1; else 0
	Text   string `json:"text"` // as it is written
}

// Row is a row of a list that holds the name or refers to the profile.
type Row struct {
	List     string `json:"list"` // its file
	Address  string `json:"address"`
	Title    string `json:"title"`
	Row      int    `json:"row"`
	Name     string `json:"name"`
	Category string `json:"category"`
	Grade    string `json:"grade"`
	Stage    string `json:"stage"`
	Status   string `json:"status"`
	Certain  bool   `json:"certain"` // it is about a profile, by reference or because place or unit agrees
}

// source lists the places in one file. A key counts where it refers: in front matter, in mentions and in links.
func (s *search) source(file string, src []byte, e *content.Entry) []Found {
	names, keys := s.names(src), s.keysIn(src)
	if len(names)+len(keys) == 0 {
		return nil
	}
	block, _, ok := content.Bounds(src)
	if file == config.File {
		block, ok = diag.Range(0, len(src)), true
	}
	var found []Found
	for _, span := range merged(slices.Concat(names, keys)) {
		at := Found{File: file, Kind: "file", Text: string(src[span.Start:span.End])}
		at.Line, at.Column = diag.Locate(src, int(span.Start))
		switch {
		case ok && within(block, span) && commented(src, int(span.Start)):
			at.Kind = "comment"
		case ok && within(block, span):
			at.Kind, at.Key = "key", keyAt(src[block.Start:span.Start])
			if at.Row = rowAt(e, span); at.Row > 0 {
				at.Kind = "row"
			}
		case e != nil:
			at.Kind = bodyKind(e, src, span)
		}
		if at.Kind != "text" && at.Kind != "file" || slices.Contains(names, span) {
			found = append(found, at)
		}
	}
	return found
}

func within(outer, inner diag.Span) bool { return outer.Start <= inner.Start && inner.End <= outer.End }

// topKey matches a key at a line's start.
var topKey = regexp.MustCompile(`(?m)^["']?([^\s#:"'\-{\[][^:"'\n]*)["']?[ \t]*:`)

// keyAt is the last key that begins a line of a text.
func keyAt(before []byte) string {
	all := topKey.FindAllSubmatch(before, -1)
	if len(all) == 0 {
		return ""
	}
	return strings.TrimSpace(string(all[len(all)-1][1]))
}

// commented tells whether a byte of YAML stands in a comment.
func commented(src []byte, at int) bool {
	line := src[bytes.LastIndexByte(src[:at], '\n')+1 : at]
	quote := byte(0)
	for i, c := range line {
		starts := i == 0 || strings.IndexByte(" \t,[{", line[i-1]) >= 0
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '#' && (i == 0 || line[i-1] == ' ' || line[i-1] == '\t'):
			return true
		case (c == '"' || c == '\'') && starts:
			quote = c
		}
	}
	return false
}

// rowAt is the number of the row of a list that holds a span; 0 for none.
func rowAt(e *content.Entry, span diag.Span) int {
	if e == nil {
		return 0
	}
	batch, ok := e.Fields.(*content.Batch)
	if !ok {
		return 0
	}
	return 1 + slices.IndexFunc(batch.Recipients, func(r content.Recipient) bool { return within(r.Span, span) })
}

// bodyKind tells what a span of a body is: a mention, a link's address, or text.
func bodyKind(e *content.Entry, src []byte, span diag.Span) string {
	for _, link := range e.Links {
		whole := link.Span
		if link.Kind == markdown.Mention {
			if close := bytes.Index(src[whole.End:], []byte("]]")); close >= 0 {
				whole.End += int32(close)
			}
		}
		switch {
		case !within(whole, span):
		case link.Kind == markdown.Mention:
			return "mention"
		default:
			return "link"
		}
	}
	return "text"
}

// rows are the rows of lists among places, each once.
func (s *search) rows(linked *site.Site, places []Found) []Row {
	ids := map[string]site.ID{}
	for _, id := range linked.IDs(content.KindBatch) {
		ids[linked.Entry(id).File()] = id
	}
	var rows []Row
	for _, place := range places {
		id, shown := ids[place.File]
		if place.Row == 0 || !shown || slices.ContainsFunc(rows, func(r Row) bool { return r.List == place.File && r.Row == place.Row }) {
			continue
		}
		e := linked.Entry(id)
		batch := e.Fields.(*content.Batch)
		r := batch.Recipients[place.Row-1]
		row := Row{
			List: place.File, Address: linked.Address(id), Title: titled(linked, e, id), Row: place.Row, Name: hanzi.Normalize(r.Name),
			Category: r.Category.Value, Grade: r.Grade, Stage: choice(batch.Stage), Status: choice(r.Status),
		}
		for _, subject := range linked.Subjects(id, place.Row-1) {
			row.Certain = row.Certain || slices.ContainsFunc(s.entries, func(b site.Bearer) bool { return b.ID == subject })
		}
		rows = append(rows, row)
	}
	return rows
}

// choice is an enumerated value's English word; the first one's where none is given.
func choice[T interface {
	~uint8
	Choices() [][2]string
}](value T) string {
	return value.Choices()[max(value, 1)-1][0]
}
