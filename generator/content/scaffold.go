package content

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"wenming/generator/diag"
)

// Scaffold is the file that a new entry of a kind begins with: the required keys, with what is known of them and blanks
// for the rest, then the optional ones as comments, each with what it means. The name is what the entry is called, of a
// batch its file's name, whose period it has if the name tells one. The date is when an article is published.
func Scaffold(kind Kind, name string, date time.Time, l diag.Language) []byte {
	known := map[string]string{"title": plain(name), "name": plain(name), "date": date.Format("2006-01-02 15:04")}
	if period, ok := ParsePeriod(name); ok {
		known["period"] = period.Key()
	}
	var first, rest strings.Builder
	for _, k := range Keys(kind) {
		switch value := known[k.Name]; {
		case !k.Required:
			fmt.Fprintf(&rest, "# %-16s  # %s\n", k.Name+":", k.Doc.In(l))
		case value == "":
			fmt.Fprintf(&first, "%-18s  # %s\n", k.Name+":", k.Doc.In(l))
		default:
			fmt.Fprintf(&first, "%s: %s  # %s\n", k.Name, value, k.Doc.In(l))
		}
	}
	return []byte(fence + "\n" +
		diag.T("# Required:\n", "# 必填：\n").In(l) + first.String() +
		diag.T("# Optional; take the # away to use a line:\n", "# 选填；去掉行首的 # 即可使用：\n").In(l) + rest.String() +
		fence + "\n\n")
}

// simple is a text that YAML takes as it stands.
var simple = regexp.MustCompile(`^[\p{Han}\p{L}][\p{Han}\p{L}\p{N}·—、，。！？《》“”（） -]*$`)

// plain is a text as a YAML value, in quotes where it needs them.
func plain(text string) string {
	if simple.MatchString(text) && !strings.HasSuffix(text, " ") && !strings.EqualFold(text, "null") {
		return text
	}
	return strconv.Quote(text)
}
