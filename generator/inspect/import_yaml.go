package inspect

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"wenming/generator/content"
	"wenming/generator/diag"
)

// said is a key of a row with its value as YAML.
type said struct{ key, value string }

// sayings are what a row says, in the order of its keys.
func sayings(r *content.Recipient) []said {
	var out []said
	add := func(key, value string) {
		if value != "" {
			out = append(out, said{key, scalar(value)})
		}
	}
	add("name", r.Name)
	add("person", r.Person.Value)
	add("category", r.Category.Value)
	add("grade", r.Grade)
	add("unit", r.Unit)
	add("place", r.Place)
	add("note", r.Note)
	if len(r.Members) > 0 {
		var members []string
		for _, m := range r.Members {
			members = append(members, memberText(m))
		}
		out = append(out, said{"members", "[" + strings.Join(members, ", ") + "]"})
	}
	if r.Count > 0 {
		out = append(out, said{"count", strconv.Itoa(r.Count)})
	}
	add("citation", r.Citation)
	if r.Status > 0 {
		add("status", r.Status.Choices()[r.Status-1][0])
	}
	return out
}

// rowText is a row as an editor writes it.
func rowText(r *content.Recipient) string { return mapping(sayings(r)) }

func mapping(list []said) string {
	var out []string
	for _, s := range list {
		out = append(out, s.key+": "+s.value)
	}
	return "{" + strings.Join(out, ", ") + "}"
}

// memberText is a member: a name alone where there is no more to say, and where it does not look like a key.
func memberText(m content.Member) string {
	if m.Person.Value == "" && m.Note == "" && !strings.ContainsAny(m.Name, ":：") {
		return scalar(m.Name)
	}
	list := []said{{"name", scalar(m.Name)}}
	if m.Person.Value != "" {
		list = append(list, said{"person", scalar(m.Person.Value)})
	}
	if m.Note != "" {
		list = append(list, said{"note", scalar(m.Note)})
	}
	return mapping(list)
}

// What YAML 1.2 (and 1.1) takes for something else than text where it stands alone in braces, and what it cannot hold
// there at all.
var (
	special   = regexp.MustCompile("^[-?:,\\[\\]{}#&*!|>'\"%@`]|^[.=]|[,\\[\\]{}]|:$|:\\s|\\s#|^\\s|\\s$")
	otherType = regexp.MustCompile(`^(?i:~|null|true|false|yes|no|on|off|y|n|[-+]?(?:\d[\d_,.:]*(?:e[-+]?\d+)?|\.\d.*|\.inf|\.nan)|0x[0-9a-f_]+|0o[0-7_]+|0b[01_]+|\d{4}-\d{1,2}-\d{1,2}.*)$`)
)

// scalar is a text as YAML takes it inside braces: as it stands if it can, else in double quotes.
func scalar(text string) string {
	if text != "" && !special.MatchString(text) && !otherType.MatchString(text) && !strings.ContainsFunc(text, escaped) {
		return text
	}
	var out strings.Builder
	out.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			out.WriteByte('\\')
			out.WriteRune(r)
		case escaped(r) && r > 0xFFFF:
			fmt.Fprintf(&out, `\U%08X`, r)
		case escaped(r):
			fmt.Fprintf(&out, `\u%04X`, r)
		default:
			out.WriteRune(r)
		}
	}
	return out.String() + `"`
}

// escaped tells which characters cannot be seen, or are line breaks to YAML, so that they are written by their number.
func escaped(r rune) bool {
	return r != ' ' && (unicode.IsSpace(r) || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co)) && r != '\u3000'
}

// newList is the file of a list that did not exist yet. The stage is for the editor to say.
func newList(period content.Period, rows []record, l diag.Language) string {
	var out strings.Builder
	out.WriteString("---\n")
	for _, k := range content.Keys(content.KindBatch) {
		switch value := period.Key(); {
		case !k.Required:
		case k.Name == "period" && value != "":
			fmt.Fprintf(&out, "%s: %s\n", k.Name, value)
		default:
			fmt.Fprintf(&out, "%s:  # %s\n", k.Name, k.Doc.In(l))
		}
	}
	out.WriteString("recipients:\n")
	for i := range rows {
		out.WriteString("  - " + rowText(&rows[i].Recipient) + "\n")
	}
	return out.String() + "---\n"
}
