package inspect

import (
	"bytes"
	"cmp"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"wenming/generator/content"
	"wenming/generator/schema"
)

// list is the file of a list that exists.
type list struct {
	src   []byte
	batch *content.Batch
	edits []edit
}

// edit replaces some bytes of a file.
type edit struct {
	start, end int
	text       string
}

var (
	listKey   = regexp.MustCompile(`(?m)^(?:recipients|名单)[ \t]*:[ \t]*(\[[ \t]*\])?[ \t]*(?:#.*)?\r?$`)
	periodKey = regexp.MustCompile(`(?m)^(?:period|期次)[ \t]*:()[ \t]*(?:#.*)?\r?$`)
	dash      = regexp.MustCompile(`^[ \t]*- +$`)
	blank     = regexp.MustCompile(`^[ \t]*(?:#.*)?\r?\n?$`)
)

// newline is how the file ends its lines.
func (l *list) newline() string {
	if i := bytes.IndexByte(l.src, '\n'); i > 0 && l.src[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// lineOf is the line that holds a byte, with its ending.
func (l *list) lineOf(at int) (start, end int) {
	start = bytes.LastIndexByte(l.src[:at], '\n') + 1
	if i := bytes.IndexByte(l.src[at:], '\n'); i >= 0 {
		return start, at + i + 1
	}
	return start, len(l.src)
}

// lead is what stands before a row in its line. It is a dash in a list that has each row on lines of its own.
func (l *list) lead(row int) (string, bool) {
	start, _ := l.lineOf(int(l.batch.Recipients[row].Span.Start))
	lead := string(l.src[start:l.batch.Recipients[row].Span.Start])
	return lead, dash.MatchString(lead)
}

// add writes rows behind one that exists, or, behind -1, before all. It tells whether the list has a form that allows it.
func (l *list) add(behind int, rows []content.Recipient) bool {
	if len(l.batch.Recipients) == 0 {
		return l.begin(rows)
	}
	lead, ok := l.lead(max(behind, 0))
	if !ok {
		return false
	}
	at := l.top()
	if behind >= 0 {
		_, at = l.lineOf(int(l.batch.Recipients[behind].Span.End))
	}
	l.insert(at, l.text(lead, rows))
	return true
}

func (l *list) insert(at int, text string) { l.edits = append(l.edits, edit{at, at, text}) }

func (l *list) text(lead string, rows []content.Recipient) string {
	var out strings.Builder
	for at := range rows {
		out.WriteString(lead + rowText(&rows[at]) + l.newline())
	}
	return out.String()
}

// top is where the first row begins, with the comments above it.
func (l *list) top() int {
	at, _ := l.lineOf(int(l.batch.Recipients[0].Span.Start))
	for at > 0 {
		start, end := l.lineOf(at - 1)
		if !blank.Match(l.src[start:end]) {
			break
		}
		at = start
	}
	return at
}

// begin writes the first rows of a list that has none: below its key, or at the end of the front matter.
func (l *list) begin(rows []content.Recipient) bool {
	start, end := l.block()
	if key := listKey.FindSubmatchIndex(l.src[start:end]); key != nil {
		if key[2] >= 0 {
			l.edits = append(l.edits, edit{start + key[2], start + key[3], ""})
		}
		_, at := l.lineOf(start + key[0])
		l.insert(at, l.text("  - ", rows))
		return true
	}
	l.insert(end, "recipients:"+l.newline()+l.text("  - ", rows))
	return true
}

// block is the front matter between its two lines of ---.
func (l *list) block() (start, end int) {
	fences := 0
	for at := 0; at < len(l.src); {
		_, next := l.lineOf(at)
		if string(bytes.Trim(l.src[at:next], "\uFEFF \t\r\n")) == "---" {
			if fences++; fences == 2 {
				return start, at
			}
			start = next
		}
		at = next
	}
	return start, len(l.src)
}

// complete writes what a row does not say yet.
func (l *list) complete(row int, more []said) {
	from, to := l.batch.Recipients[row].Span.Bounds()
	var out strings.Builder
	if to > 0 && l.src[to-1] == '}' {
		at := to - 1
		for at > from && strings.ContainsRune(" \t", rune(l.src[at-1])) {
			at--
		}
		for i, s := range more {
			if i > 0 || l.src[at-1] != ',' && l.src[at-1] != '{' {
				out.WriteByte(',')
			}
			out.WriteString(" " + s.key + ": " + s.value)
		}
		l.insert(at, out.String())
		return
	}
	start, _ := l.lineOf(from)
	for _, s := range more {
		out.WriteString(strings.Repeat(" ", from-start) + s.key + ": " + s.value + l.newline())
	}
	_, at := l.lineOf(to)
	l.insert(at, out.String())
}

// date writes the period behind its key, if nothing stands there yet.
func (l *list) date(p content.Period) bool {
	start, end := l.block()
	key := periodKey.FindSubmatchIndex(l.src[start:end])
	if key == nil {
		return false
	}
	l.insert(start+key[2], " "+p.Key())
	return true
}

// edited is the file with all edits. Everything else stays as it was, byte for byte.
func (l *list) edited() []byte {
	slices.SortStableFunc(l.edits, func(a, b edit) int { return cmp.Compare(a.start, b.start) })
	var out []byte
	at := 0
	for _, e := range l.edits {
		out = append(append(out, l.src[at:e.start]...), e.text...)
		at = e.end
	}
	return append(out, l.src[at:]...)
}

// sameRow tells whether two rows say the same, wherever they stand.
func sameRow(a, b content.Recipient) bool { return reflect.DeepEqual(unplaced(a), unplaced(b)) }

// unplaced is a row without the places where its values were written.
func unplaced(r content.Recipient) content.Recipient {
	text := func(t schema.Text) schema.Text { return schema.Text{Value: t.Value} }
	r.Span.Start, r.Span.End = 0, 0
	r.Person, r.Project, r.Organization, r.Category = text(r.Person), text(r.Project), text(r.Organization), text(r.Category)
	members := make([]content.Member, len(r.Members))
	for i, m := range r.Members {
		members[i] = content.Member{Name: m.Name, Person: text(m.Person), Note: m.Note}
	}
	r.Members = members
	return r
}
