package view

import (
	"fmt"
	"html/template"
	"strings"
	"unicode/utf8"
)

// History is how many honours an award made, period by period.
type History struct {
	Title      string   // what the picture shows, in the site's language
	Categories []string // in the award's order, and a word for rows without one where there are any
	Rest       string   // the word for honours that were published without their names being listed here
	Periods    []HistoryPeriod
}

// HistoryPeriod is one period with its honours by category, as History.Categories orders them.
type HistoryPeriod struct {
	Label  string
	Counts []int
	Rest   int // published, and not listed here
	Total  int
}

// The picture's size in its own units; it scales to the page.
const (
	chartWidth  = 720
	chartHeight = 220
	chartFoot   = 28 // for the periods' labels
	chartHead   = 18 // for the numbers on the bars
	labelWidth  = 14 // of a character of a label
)

// Chart draws the history as stacked bars: an inline SVG whose title and description say the same in words. Its colours
// are the classes c0, c1 … of the style sheet, and "rest".
func (h *History) Chart() template.HTML {
	if h == nil || len(h.Periods) == 0 {
		return ""
	}
	most := 1
	for _, p := range h.Periods {
		most = max(most, p.Total)
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="history" viewBox="0 0 %d %d" role="img" aria-labelledby="history-title history-text">`, chartWidth, chartHeight)
	fmt.Fprintf(&b, `<title id="history-title">%s</title>`, template.HTMLEscapeString(h.Title))
	fmt.Fprintf(&b, `<desc id="history-text">%s</desc>`, template.HTMLEscapeString(h.text()))
	step := chartWidth / float64(len(h.Periods))
	width := min(step*0.7, 56)
	longest := 0
	for _, p := range h.Periods {
		longest = max(longest, utf8.RuneCountInString(p.Label)+1)
	}
	skip := int(float64(longest*labelWidth)/step) + 1 // labels that would overlap are left out; the newest stays
	floor := float64(chartHeight - chartFoot)
	scale := (floor - chartHead) / float64(most)
	for i, p := range h.Periods {
		middle := step * (float64(i) + 0.5)
		top := floor
		bar := func(class string, count int) {
			if count == 0 {
				return
			}
			height := float64(count) * scale
			top -= height
			fmt.Fprintf(&b, `<rect class="%s" x="%.1f" y="%.1f" width="%.1f" height="%.1f"/>`, class, middle-width/2, top, width, height)
		}
		for c, count := range p.Counts {
			bar(fmt.Sprintf("c%d", c%6), count)
		}
		bar("rest", p.Rest)
		if i%skip == (len(h.Periods)-1)%skip {
			fmt.Fprintf(&b, `<text class="label" x="%.1f" y="%d">%s</text>`, middle, chartHeight-8, template.HTMLEscapeString(p.Label))
			fmt.Fprintf(&b, `<text class="total" x="%.1f" y="%.1f">%d</text>`, middle, top-5, p.Total)
		}
	}
	b.WriteString("</svg>")
	return template.HTML(b.String())
}

// text says the history in words: a period, its total, and its categories.
func (h *History) text() string {
	var periods []string
	for _, p := range h.Periods {
		var parts []string
		for c, count := range p.Counts {
			if count > 0 {
				parts = append(parts, fmt.Sprintf("%s %d", h.Categories[c], count))
			}
		}
		if p.Rest > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", h.Rest, p.Rest))
		}
		text := fmt.Sprintf("%s %d", p.Label, p.Total)
		if len(parts) > 0 {
			text += "（" + strings.Join(parts, "，") + "）"
		}
		periods = append(periods, text)
	}
	return strings.Join(periods, "；")
}
