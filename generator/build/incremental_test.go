package build_test

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	wenming "wenming"
	"wenming/generator/build"
	"wenming/generator/diag"
	"wenming/generator/plan"
)

var (
	steps = flag.Int("steps", 0, "random edits for each seed; 0: 125, or 12 with -short, as under the race detector")
	seeds = flag.Uint64("seeds", 4, "how many seeds")
	seed  = flag.Uint64("seed", 1, "the first seed")
)

// After any edit, a build that remembers the last ones makes the same output as one that begins with nothing, byte for
// byte, and the same diagnostics; and a second build has nothing to do.
func TestIncrementalEqualsClean(t *testing.T) {
	steps := *steps
	switch {
	case steps > 0:
	case testing.Short():
		steps = 12
	default:
		steps = 125
	}
	for s := *seed; s < *seed+*seeds; s++ {
		t.Run(fmt.Sprint("seed", s), func(t *testing.T) {
			t.Parallel()
			edits := editor{t: t, world: newWorld(rand.New(rand.NewPCG(s, 0))), site: t.TempDir(), settled: s%2 == 0}
			defer func() {
				if t.Failed() {
					t.Logf("again: go test ./generator/build -run TestIncrementalEqualsClean -seed %d -seeds 1 -steps %d", s, steps)
				}
			}()
			for range steps {
				edits.step()
			}
			if edits.sound < steps/3 {
				t.Errorf("only %d of %d steps left a site that can be built: the test does not test much", edits.sound, steps)
			}
		})
	}
}

// editor builds a world after every edit.
type editor struct {
	*world
	t       *testing.T
	site    string
	disk    map[string]string // what is on the disk
	settled bool
	// forgetful: nothing can be remembered
	forgetful bool
	sound     int // builds without errors
	refused   diag.List
	history   []string
}

func (e *editor) options(site string) build.Options {
	o := build.Options{Site: site, Out: filepath.Join(site, "public"), Theme: wenming.Theme, At: e.at, Drafts: e.drafts}
	if e.settled {
		o = o.Settled()
	}
	return o
}

// step edits, builds, and compares.
func (e *editor) step() {
	if e.refused.Failed() && e.IntN(6) > 0 {
		e.history = append(e.history, e.repair(e.refused))
	} else {
		for range 1 + e.IntN(2) {
			e.history = append(e.history, e.edit())
		}
	}
	e.save(e.site, e.disk)
	e.disk = maps.Clone(e.files)
	before := read(e.t, filepath.Join(e.site, "public"))

	report := e.build(e.options(e.site))
	e.refused = report.Diagnostics
	fresh, want := e.clean()

	got := slices.DeleteFunc(slices.Clone(report.Diagnostics), isLost)
	if len(got)+len(fresh.Diagnostics) > 0 && !reflect.DeepEqual(got, fresh.Diagnostics) {
		e.t.Fatalf("after %q: diagnostics\n%v\nwant\n%v", e.last(), got, fresh.Diagnostics)
	}
	after := read(e.t, filepath.Join(e.site, "public"))
	if report.Diagnostics.Failed() {
		e.same(after, before, "a failed build")
		return
	}
	e.sound++
	e.refused = nil
	e.same(after, want, "a clean build")
	if report.Pages != fresh.Pages || !report.NextChange.Equal(fresh.Site.NextChange) {
		e.t.Fatalf("after %q: %d pages, next change %v; a clean build has %d, %v", e.last(), report.Pages, report.NextChange, fresh.Pages, fresh.Site.NextChange)
	}
	again := e.build(e.options(e.site))
	if again.Rendered > 0 && !e.forgetful || again.Output.Written > 0 || again.Output.Deleted > 0 {
		e.t.Fatalf("after %q: the second build rendered %d, wrote %d, deleted %d", e.last(), again.Rendered, again.Output.Written, again.Output.Deleted)
	}
	if again.Pages != report.Pages || !reflect.DeepEqual(again.Diagnostics, got) && len(again.Diagnostics)+len(got) > 0 {
		e.t.Fatalf("after %q: the second build says %d pages, %v", e.last(), again.Pages, again.Diagnostics)
	}
}

// clean is what a build that remembers nothing makes of the site.
func (e *editor) clean() (*build.Preview, map[string][]byte) {
	preview, err := build.Look(e.options(e.site))
	if err != nil {
		e.t.Fatalf("after %q: %v", e.last(), err)
	}
	files := map[string][]byte{}
	var lock sync.Mutex
	err = preview.Render(func(out plan.Output, data []byte) {
		lock.Lock()
		defer lock.Unlock()
		files[out.Path] = data
	})
	if err != nil {
		e.t.Fatalf("after %q: %v", e.last(), err)
	}
	return preview, files
}

func (e *editor) last() []string { return e.history[max(0, len(e.history)-2):] }

func (e *editor) build(o build.Options) build.Report {
	report, err := build.Build(o)
	if err != nil {
		e.t.Fatalf("after %q: %v", e.last(), err)
	}
	return report
}

// save writes the files that differ from those on the disk, and removes those that are gone.
func (e *editor) save(site string, disk map[string]string) {
	for file, text := range e.files {
		if old, ok := disk[file]; ok && old == text {
			continue
		}
		name := filepath.Join(site, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			e.t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			e.t.Fatal(err)
		}
	}
	for file := range disk {
		if _, ok := e.files[file]; !ok {
			if err := os.Remove(filepath.Join(site, filepath.FromSlash(file))); err != nil {
				e.t.Fatal(err)
			}
		}
	}
}

func (e *editor) same(got, want map[string][]byte, what string) {
	for _, path := range slices.Sorted(maps.Keys(want)) {
		if _, ok := got[path]; !ok {
			e.t.Errorf("after %q: %s is missing that %s has", e.last(), path, what)
		} else if !bytes.Equal(got[path], want[path]) {
			e.t.Errorf("after %q: %s differs from that of %s:\n%s\nwant\n%s", e.last(), path, what, got[path], want[path])
		}
	}
	for _, path := range slices.Sorted(maps.Keys(got)) {
		if _, ok := want[path]; !ok {
			e.t.Errorf("after %q: %s is there that %s has not", e.last(), path, what)
		}
	}
	if e.t.Failed() {
		e.t.FailNow()
	}
}

// read reads all files of an output folder but its own records.
func read(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if os.IsNotExist(err) {
			return nil
		}
		if err != nil || entry.IsDir() || strings.HasPrefix(entry.Name(), ".wenming") {
			return err
		}
		inside, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		files[filepath.ToSlash(inside)], err = os.ReadFile(name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func isLost(d diag.Diagnostic) bool { return d.Code == diag.LostAddress }
