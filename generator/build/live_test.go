package build_test

import (
	"context"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"wenming/generator/build"
)

// A live site shows what a build would write after any edit that leaves no mistake, whether it is told where to look or
// not. After one that leaves some it shows a site, and says that there are mistakes.
func TestLiveEqualsClean(t *testing.T) {
	steps := *steps
	if steps == 0 {
		steps = 75
		if testing.Short() {
			steps = 12
		}
	}
	for s := *seed; s < *seed+*seeds; s++ {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			e := &editor{t: t, world: newWorld(rand.New(rand.NewPCG(s, 1))), site: t.TempDir(), settled: s%2 == 0}
			defer func() {
				if t.Failed() {
					t.Logf("seed %d: go test -run TestLiveEqualsClean -seed %d -seeds 1 -steps %d", s, s, steps)
				}
			}()
			var live *build.Live
			drafts, good := e.drafts, maps.Clone(e.files)
			for range steps {
				switch undo := e.IntN(4); {
				case e.refused.Failed() && undo == 0:
					e.files, e.history = maps.Clone(good), append(e.history, "undo")
				case e.refused.Failed() && undo > 1:
					e.history = append(e.history, e.repair(e.refused))
				default:
					e.history = append(e.history, e.edit())
				}
				hints := e.write()
				var err error
				switch {
				case live == nil || drafts != e.drafts:
					live, err = build.NewLive(e.options(e.site))
				case e.IntN(2) == 0:
					_, err = live.Refresh(e.at, nil)
				default:
					_, err = live.Refresh(e.at, hints)
				}
				if err != nil {
					t.Fatalf("after %q: %v", e.last(), err)
				}
				drafts = e.drafts
				if e.compare(live); !e.refused.Failed() {
					good = maps.Clone(e.files)
				}
			}
			if e.sound < steps/4 {
				t.Errorf("only %d of %d steps left a site without mistakes: the test does not test much", e.sound, steps)
			}
		})
	}
}

// write saves the world and tells the paths of what it changed.
func (e *editor) write() []string {
	var hints []string
	for file, text := range e.files {
		if old, ok := e.disk[file]; !ok || old != text {
			hints = append(hints, file)
		}
	}
	for file := range e.disk {
		if _, ok := e.files[file]; !ok {
			hints = append(hints, file)
		}
	}
	e.save(e.site, e.disk)
	e.disk = maps.Clone(e.files)
	return slices.Sorted(slices.Values(hints))
}

// compare holds a live site against a build that remembers nothing.
func (e *editor) compare(live *build.Live) {
	state := live.State()
	clean, want := e.clean()
	e.refused = clean.Diagnostics
	keys, ok := live.Survey(context.Background(), state)
	if ok != state.Ready() {
		e.t.Fatalf("after %q: ready is %v, the survey says %v", e.last(), state.Ready(), ok)
	}
	found := state.Diagnostics
	got := map[string][]byte{}
	for _, path := range keys.Paths() {
		file, ok, err := live.Render(path)
		switch {
		case file.Mistake != nil:
			found = append(found, *file.Mistake)
		case (err != nil || !ok) && !clean.Diagnostics.Failed(): // else the file may be gone that is shown still
			e.t.Fatalf("after %q: %s: %v, %v", e.last(), path, ok, err)
		}
		got[path] = file.Data
	}
	if found.Failed() != clean.Diagnostics.Failed() {
		e.t.Fatalf("after %q: says\n%v\nwant\n%v", e.last(), found, clean.Diagnostics)
	}
	if clean.Diagnostics.Failed() {
		return
	}
	e.sound++
	if len(state.Diagnostics)+len(clean.Diagnostics) > 0 && !reflect.DeepEqual(state.Diagnostics, clean.Diagnostics) {
		e.t.Fatalf("after %q: diagnostics\n%v\nwant\n%v", e.last(), state.Diagnostics, clean.Diagnostics)
	}
	e.same(got, want, "a clean build")
	if !state.Until.Equal(clean.Site.Stable) {
		e.t.Fatalf("after %q: stable until %v, a clean build until %v", e.last(), state.Until, clean.Site.Stable)
	}
}
