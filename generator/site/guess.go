package site

import (
	"cmp"
	"slices"
	"sync"

	"wenming/generator/diag"
)

// guesses are what may be meant where nothing is found, by the place of the mistake. To guess, all entries are looked
// at, so it is done last, and for the first mistakes only: who has made a hundred has made them for one reason.
type guesses struct {
	mu   sync.Mutex
	made map[diag.Place]func() diag.Text
}

// notFound are the codes of what is not there.
var notFound = []diag.Code{diag.UnknownReference, diag.BrokenLink, diag.MissingImage}

// guessed is how many mistakes have a hint of their own.
const guessed = 100

// later notes how to guess. Nobody waits for it once Link has ended.
func (g *guesses) later(at diag.Place, guess func() diag.Text) {
	if g == nil {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.made[at] = guess
}

// give adds hints to the first of the mistakes, in the order of files.
func (g *guesses) give(problems diag.List) {
	if len(g.made) == 0 {
		return
	}
	var at []int
	for i := range problems {
		if g.made[problems[i].Place] != nil && slices.Contains(notFound, problems[i].Code) {
			at = append(at, i)
		}
	}
	slices.SortStableFunc(at, func(a, b int) int {
		x, y := problems[a].Place, problems[b].Place
		return cmp.Or(cmp.Compare(x.File, y.File), cmp.Compare(x.Span.Start, y.Span.Start))
	})
	for _, i := range at[:min(guessed, len(at))] {
		problems[i] = problems[i].WithHint(g.made[problems[i].Place]())
	}
}
