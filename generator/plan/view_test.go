package plan_test

import (
	"sync"
	"testing"

	"wenming/generator/content"
	"wenming/generator/memo"
	"wenming/generator/plan"
)

// digests are those of what all outputs show, which do makes in some order.
func digests(p *plan.Plan, do func(n int, one func(i int))) []memo.Digest {
	all := make([]memo.Digest, len(p.Outputs))
	do(len(all), func(i int) {
		switch m := p.Outputs[i].Make.(type) {
		case plan.Page:
			all[i] = m.View().Digest()
		case plan.Document:
			all[i] = memo.Of(m.View())
		}
	})
	return all
}

// TestViewsAtOnce: views are the same whoever makes them first, and however many at once.
func TestViewsAtOnce(t *testing.T) {
	s := newSynthetic(t, 200)
	linked := s.link()
	want := digests(s.plan(linked), func(n int, one func(i int)) {
		for i := range n {
			one(i)
		}
	})
	got := digests(s.plan(s.link()), func(n int, one func(i int)) {
		var work sync.WaitGroup
		for worker := range 8 {
			work.Go(func() {
				for i := worker; i < n; i += 8 {
					one(n - 1 - i)
				}
			})
		}
		work.Wait()
	})
	for i, out := range s.plan(linked).Outputs {
		if got[i] != want[i] {
			t.Errorf("%s shows something else", out.Path)
		}
	}
}

// TestNoBodyIsRead: what a page shows is known without its text.
func TestNoBodyIsRead(t *testing.T) {
	s := newSynthetic(t, 40)
	for file := range s.bodies {
		s.bodies[file] = (*content.Body)(nil) // which has no fields to read
	}
	digests(s.plan(s.link()), func(n int, one func(i int)) {
		for i := range n {
			one(i)
		}
	})
}
