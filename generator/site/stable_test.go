package site

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"wenming/generator/config"
	"wenming/generator/content"
	"wenming/generator/diag"
)

// linkAt links sources, given by their path, at a moment.
func linkAt(t *testing.T, at time.Time, drafts bool, sources map[string]string) (*Site, diag.List) {
	t.Helper()
	c, _ := config.Parse([]byte("name: 测试网\nurl: https://example.org\n"))
	var entries []*content.Entry
	for file, source := range sources {
		kind, key := content.KindOf(file, nil)
		e, _, problems := content.Parse(file, []byte(source), kind, key, content.Options{Location: c.Location()})
		if problems.Failed() {
			t.Fatalf("%s: %v", file, problems)
		}
		entries = append(entries, &e)
	}
	s, problems := Link(Input{
		Config: &c, Entries: entries, At: at, Drafts: drafts,
		HasFile: func(string) bool { return false },
		Asset:   func(string) (string, bool) { return "", false },
	})
	return s, problems.Sorted()
}

// TestStable: until the moment that a site names, linking makes the same and says the same; at that moment it does not.
func TestStable(t *testing.T) {
	article := func(keys string) string { return "---\ntitle: 甲\nsource: 本站\n" + keys + "\n---\n" }
	list := func(keys string) string {
		return "---\nperiod: 2022\nstage: publicity\n" + keys + "\nrecipients:\n  - {name: 甲}\n---\n"
	}
	const past, later = "date: 2020-01-01", "2030-05-01 08:00"
	award := "---\nname: 好人\nlevel: city\n---\n"
	for name, c := range map[string]struct {
		sources map[string]string
		drafts  bool
		stable  string // in the site's zone, or "" for ever
	}{
		"nothing to come":        {map[string]string{"news/a.md": article(past)}, false, ""},
		"an entry becomes due":   {map[string]string{"news/a.md": article("date: " + later)}, false, later},
		"an entry expires":       {map[string]string{"news/a.md": article(past + "\nexpires: 2031-01-01")}, false, "2031-01-01 00:00"},
		"has expired":            {map[string]string{"news/a.md": article(past + "\nexpires: 2021-01-01")}, false, ""},
		"the earliest":           {map[string]string{"news/a.md": article("date: 2032-01-01"), "news/b.md": article("date: " + later)}, false, later},
		"due, and then expires":  {map[string]string{"news/a.md": article("date: " + later + "\nexpires: 2031-01-01")}, false, later},
		"a draft":                {map[string]string{"news/a.md": article("date: " + later + "\ndraft: true")}, false, ""},
		"a draft that is shown":  {map[string]string{"news/a.md": article("date: " + later + "\ndraft: true")}, true, later},
		"objections until a day": {map[string]string{"honors/h/_index.md": award, "honors/h/a.md": list("publicity: {end: 2030-03-01}")}, false, "2030-03-02 00:00"},
		"objections until a time": {
			map[string]string{"honors/h/_index.md": award, "honors/h/a.md": list("publicity: {end: 2030-03-01 17:30}")}, false, "2030-03-01 17:30"},
		"objections are over": {map[string]string{"honors/h/_index.md": award, "honors/h/a.md": list("publicity: {end: 2021-03-01}")}, false, ""},
		"objections before an entry": {map[string]string{
			"honors/h/_index.md": award, "honors/h/a.md": list("publicity: {end: 2030-03-01}"), "news/a.md": article("date: " + later)}, false, "2030-03-02 00:00"},
		"an entry before objections": {map[string]string{
			"honors/h/_index.md": award, "honors/h/a.md": list("publicity: {end: 2030-06-01}"), "news/a.md": article("date: " + later)}, false, later},
		"objections to a list not yet due": {map[string]string{
			"honors/h/_index.md": award, "honors/h/a.md": list("date: 2030-07-01\npublicity: {end: 2030-06-01}")}, false, "2030-07-01 00:00"},
	} {
		t.Run(name, func(t *testing.T) {
			now := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
			said := func(at time.Time) string {
				s, problems := linkAt(t, at, c.drafts, c.sources)
				var paths []string
				for _, e := range s.Entries {
					paths = append(paths, e.Path)
				}
				return fmt.Sprint(paths, problems)
			}
			s, _ := linkAt(t, now, c.drafts, c.sources)
			if c.stable == "" {
				if !s.Stable.IsZero() {
					t.Fatalf("stable until %v, not for ever", s.Stable)
				}
				if far := now.AddDate(500, 0, 0); said(far) != said(now) {
					t.Errorf("%s after 500 years, %s now", said(far), said(now))
				}
				return
			}
			want, err := time.ParseInLocation("2006-01-02 15:04", c.stable, s.Config.Location())
			if err != nil {
				t.Fatal(err)
			}
			if !s.Stable.Equal(want) {
				t.Fatalf("stable until %v, want %v", s.Stable, want)
			}
			if before := want.Add(-time.Nanosecond); said(before) != said(now) {
				t.Errorf("%s just before, %s now", said(before), said(now))
			}
			if said(want) == said(now) {
				t.Errorf("%s then as well as now", said(now))
			}
		})
	}
}

// TestStableIsNextChange: where only entries come and go, a site is stable until its next change.
func TestStableIsNextChange(t *testing.T) {
	s, _ := linkAt(t, time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), false, map[string]string{
		"news/a.md": "---\ntitle: 甲\nsource: 本站\ndate: 2030-01-01\n---\n",
	})
	if s.NextChange.IsZero() || !reflect.DeepEqual(s.Stable, s.NextChange) {
		t.Errorf("stable until %v, next change %v", s.Stable, s.NextChange)
	}
}
