package markdown

import (
	"fmt"
	"strings"
	"testing"
)

// hostile are bodies that cost a careless parser time or memory out of all proportion, of about n bytes each.
func hostile(n int) map[string]string {
	fill := func(unit string) string { return strings.Repeat(unit, n/len(unit)) }
	pair := func(open, middle, end string) string {
		k := n / (len(open) + len(end))
		return strings.Repeat(open, k) + middle + strings.Repeat(end, k)
	}
	count := func(format string) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	var ticks, stairs strings.Builder
	for i := 1; ticks.Len() < n; i++ {
		ticks.WriteString(strings.Repeat("`", i) + " ")
	}
	for i := 0; stairs.Len() < n; i++ {
		stairs.WriteString(strings.Repeat(" ", 2*i) + "- a\n")
	}
	return map[string]string{
		"one line":           fill("中文"),
		"letters":            fill("a"),
		"spaces":             fill(" ") + "a",
		"line feeds":         fill("\n"),
		"carriage returns":   fill("a\r\n"),
		"NUL":                fill("\x00"),
		"not UTF-8":          fill("\xff"),
		"lines":              fill("a\n"),
		"Chinese lines":      fill("中\n"),
		"hard breaks":        fill("a  \n"),
		"backslashes":        fill("\\\n"),
		"references":         fill("&a"),
		"entities":           fill("&amp;"),
		"quotes":             fill(">"),
		"quote lines":        fill("> a\n"),
		"lazy quote":         "> " + fill("a\n"),
		"quotes and items":   fill("> - "),
		"bullets":            fill("- "),
		"bullets, no rule":   fill("- ") + "a",
		"starred":            fill("* a "),
		"numbers":            fill("1. "),
		"stairs":             stairs.String(),
		"items":              fill("- a\n"),
		"loose items":        fill("- a\n\n"),
		"tasks":              fill("- [x] a\n"),
		"open brackets":      fill("["),
		"empty brackets":     fill("[]"),
		"bracket lines":      fill("[a]\n"),
		"nested brackets":    pair("[", "a", "]"),
		"nested links":       pair("[", "a", "](b)"),
		"nested pictures":    pair("![", "a", "](b)"),
		"links":              fill("[a](b)"),
		"link openings":      fill("[]("),
		"angled openings":    fill("[a](<b"),
		"titles":             fill("[a](b \""),
		"label openings":     fill("[a]["),
		"picture openings":   fill("!["),
		"parentheses":        "[a](" + fill("("),
		"mentions":           fill("[[a]]"),
		"mention openings":   fill("[[a"),
		"mention bars":       fill("[[|"),
		"emphasis":           fill("*a*"),
		"emphasis opens":     fill("*a "),
		"emphasis mixed":     fill("*a_ "),
		"emphasis **":        fill("*a **a "),
		"emphasis closes":    "a**b" + fill("c* "),
		"emphasis nested":    pair("*a ", "b", " a*"),
		"emphasis deep":      pair("**a ", "b", " a**"),
		"emphasis Chinese":   fill("**文。**文"),
		"stars":              fill("*"),
		"star blocks":        fill("*a*\n\n"),
		"tildes":             fill("~~a "),
		"backticks":          ticks.String(),
		"backtick pairs":     fill("`a``b"),
		"definitions":        fill("[a]: b\n"),
		"definition titles":  fill("[a]: b \"\n"),
		"definitions apart":  count("[%d]: b\n\n"),
		"wide table":         "|" + fill("a|") + "\n|" + fill("-|") + "\n" + fill("a\n"),
		"long table":         "a|b\n-|-\n" + fill("a|b\n"),
		"table pipes":        "a|b\n-|-\n" + fill("`\\|`|a\n"),
		"table rules":        "a\n" + fill("|-|-\n"),
		"tables":             fill("a|b\n-|-\nc|d\n\n"),
		"footnotes":          count("[^%d]\n\n[^%[1]d]: x\n\n"),
		"footnote calls":     "[^a]: b\n\n" + fill("[^a]"),
		"nested footnotes":   fill("[^1]: "),
		"terms":              fill("a\n: b\n"),
		"nested terms":       "a\n" + fill(": "),
		"term lines":         fill("a\n") + ": b",
		"headings":           fill("# a\n"),
		"heading names":      count("# a %d\n"),
		"underlined":         fill("a\n===\n"),
		"long underlined":    fill("a\n") + "===",
		"attributes":         "# " + fill("{a="),
		"attribute list":     "# a {" + fill("#a ") + "}",
		"fences":             fill("```\n"),
		"open fence":         "```\n" + fill("a\n"),
		"indented":           fill("    a\n"),
		"addresses":          fill("http://"),
		"whole addresses":    fill("http://a.b "),
		"mailboxes":          fill("a@"),
		"domains":            fill("a@b."),
		"www":                fill("www."),
		"full stops":         fill("."),
		"tag openings":       fill("<a "),
		"quoted openings":    fill("<a x='"),
		"tag names":          "<a" + fill(" a") + ">",
		"attribute names":    "<a" + count(" a%d") + ">",
		"span attributes":    "a<a" + count(" a%d") + ">",
		"tags":               fill("<a>"),
		"tags with id":       count("<b id=a%d>"),
		"block tags with id": "<div>" + count("<b class='a%d' id=a%[1]d>"),
		"closed tags":        fill("<b>a</b>"),
		"crossing tags":      fill("<b><p></b></p>"),
		"crossing blocks":    fill("<b>\n\n<p>\n\n"),
		"block tags":         fill("<div>\n"),
		"closing tags":       fill("</div>"),
		"table tags":         "<div>" + fill("<table>a"),
		"foster":             "<div><table>" + fill("a<b>"),
		"links in blocks":    "<div>" + fill("<a href=b>"),
		"scripts":            fill("<script>"),
		"script spans":       "a" + fill("<script>"),
		"forbidden":          fill("<form>\n"),
		"comments":           fill("<!--"),
		"instructions":       fill("<?"),
		"declarations":       fill("<!A "),
		"sections":           fill("<![CDATA["),
		"pictures":           fill("![](a.png)\n\n"),
		"players":            fill("![](a.mp4)\n\n"),
		"bad addresses":      fill("[a](javascript:b)\n\n"),
		"breaks and tags":    fill("a<b>\n"),
	}
}

// TestHostile shows that no body takes long, by ending, and that the limits do not break what Parse promises.
func TestHostile(t *testing.T) {
	for name, body := range hostile(1 << 14) {
		t.Run(name, func(t *testing.T) { check(t, []byte(body), 0) })
	}
}

func BenchmarkHostile(b *testing.B) {
	for name, body := range hostile(maxBody - 1000) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Parse([]byte(body), 0)
			}
		})
	}
}
