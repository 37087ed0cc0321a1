package plan

import (
	"fmt"
	"slices"

	"wenming/generator/content"
	"wenming/generator/site"
	"wenming/generator/view"
)

// history counts the new honours of an award, period by period from the oldest, lists of one period together. Honours
// that were published without their names being listed here count as the rest.
func (p *planner) history(id site.ID, f *content.Award) *view.History {
	h := &view.History{Title: fmt.Sprintf(p.Word("history-of"), f.Name.Value), Rest: p.Word("not-listed")}
	for _, c := range f.Categories {
		h.Categories = append(h.Categories, c.Value)
	}
	h.Categories = append(h.Categories, p.Word("no-category"))
	none := len(h.Categories) - 1
	lists := slices.Clone(p.site.BatchesOf(id))
	slices.Reverse(lists)
	for _, list := range lists {
		batch := p.site.Entry(list).Fields.(*content.Batch)
		if batch.Stage != content.StageAwarded {
			continue
		}
		label := batch.Period.String()
		if n := len(h.Periods); n == 0 || h.Periods[n-1].Label != label {
			h.Periods = append(h.Periods, view.HistoryPeriod{Label: label, Counts: make([]int, len(h.Categories))})
		}
		period := &h.Periods[len(h.Periods)-1]
		listed := 0
		for _, r := range batch.Recipients {
			if r.Grade != "" || r.Status == content.StatusRevoked || r.Status == content.StatusRetained {
				continue
			}
			at := slices.Index(h.Categories[:none], r.Category.Value)
			if at < 0 {
				at = none
			}
			period.Counts[at]++
			listed++
		}
		rest := max(0, batch.Total.Rows-listed)
		period.Rest += rest
		period.Total += listed + rest
	}
	if !slices.ContainsFunc(h.Periods, func(period view.HistoryPeriod) bool { return period.Counts[none] > 0 }) {
		h.Categories = h.Categories[:none]
		for i := range h.Periods {
			h.Periods[i].Counts = h.Periods[i].Counts[:none]
		}
	}
	return h
}
