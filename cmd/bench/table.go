package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// printTable prints what was measured of one size, a column for each form and one for their ratio.
func printTable(out io.Writer, s site, all []*results, floor time.Duration) error {
	t := table{out: out}
	head := []string{thousands(s.articles) + " articles"}
	for _, r := range all {
		head = append(head, r.form.name)
	}
	if len(all) == 2 {
		head = append(head, "ratio")
	}
	t.line(head)
	t.line(strings.Split(strings.Repeat("---,", len(head)-1)+"---", ","))

	wall := func(s sample) time.Duration { return s.wall }
	clean := func(r *results) []sample { return r.steps[0] }
	t.row("clean", all, func(r *results) (float64, string) { return seconds(clean(r), wall) })
	t.row("clean, processor time", all, func(r *results) (float64, string) {
		return seconds(clean(r), func(s sample) time.Duration { return s.busy })
	})
	t.row("clean, peak memory", all, func(r *results) (float64, string) {
		peak := float64(median(clean(r), func(s sample) int64 { return s.peak }))
		if peak == 0 {
			return 0, "not to be measured"
		}
		return peak, fmt.Sprintf("%.0f MB", peak/1e6)
	})
	t.row("the same by HTML page", all, func(r *results) (float64, string) {
		peak := float64(median(clean(r), func(s sample) int64 { return s.peak })) / float64(r.counts.pages)
		return peak, fmt.Sprintf("%.1f KB", peak/1e3)
	})
	for n, step := range steps[1:] {
		t.row(step.name, all, func(r *results) (float64, string) {
			samples := r.steps[n+1]
			if samples == nil {
				value, text := seconds(r.steps[1], wall)
				return value, text + " (as unchanged)"
			}
			value, text := seconds(samples, wall)
			if r.form.incremental {
				text += fmt.Sprintf(" (%s rendered)", thousands(median(samples, func(s sample) int { return s.rendered })))
			}
			return value, text
		})
	}
	t.plain("HTML pages", all, func(c counts) string { return thousands(c.pages) })
	t.plain("bytes by HTML page", all, func(c counts) string { return thousands(int(c.pageBytes) / c.pages) })
	t.plain("files, all", all, func(c counts) string { return thousands(c.files) })
	t.plain("bytes, all", all, func(c counts) string { return fmt.Sprintf("%.0f MB", float64(c.bytes)/1e6) })
	fmt.Fprintf(out, "\nThe floor, reading all sources and writing as many bytes: %.2f s. Articles, people and projects: %s, %s, %s, in each.\n\n",
		floor.Seconds(), thousands(s.articles), thousands(s.people()), thousands(s.projects()))
	return t.err
}

// table writes lines of a Markdown table and keeps the first error.
type table struct {
	out io.Writer
	err error
}

func (t *table) line(cells []string) {
	if t.err == nil {
		_, t.err = fmt.Fprintf(t.out, "| %s |\n", strings.Join(cells, " | "))
	}
}

// row writes a quantity of each form, and how many times less the first has than the second.
func (t *table) row(name string, all []*results, of func(*results) (float64, string)) {
	cells := []string{name}
	var values []float64
	for _, r := range all {
		value, text := of(r)
		values, cells = append(values, value), append(cells, text)
	}
	if len(all) == 2 {
		ratio := ""
		if values[0] > 0 {
			ratio = fmt.Sprintf("1/%.1f", values[1]/values[0])
		}
		cells = append(cells, ratio)
	}
	t.line(cells)
}

// plain writes something of each form that is not to be compared.
func (t *table) plain(name string, all []*results, of func(counts) string) {
	cells := []string{name}
	for _, r := range all {
		cells = append(cells, of(r.counts))
	}
	if len(all) == 2 {
		cells = append(cells, "")
	}
	t.line(cells)
}

// seconds is the median of a time.
func seconds(samples []sample, of func(sample) time.Duration) (float64, string) {
	value := median(samples, of).Seconds()
	return value, fmt.Sprintf("%.2f s", value)
}

// thousands writes a number with commas.
func thousands(n int) string {
	text := strconv.Itoa(n)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}
