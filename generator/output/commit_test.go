package output

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

func newRand(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

type killed struct{}

// killAt commits and ends, as SIGKILL would, before the change with the given number; it returns whether there was one.
// Before each change the folder is visited, where links must hold.
func killAt(t *testing.T, dir string, s site, foreign map[string]string, at int) (dead bool) {
	t.Helper()
	return killVisited(t, dir, s, false, at, func() { checkVisit(t, dir, foreign) })
}

// killVisited does the same; plain is a file system where new files cannot appear at once.
func killVisited(t *testing.T, dir string, s site, plain bool, at int, visit func()) (dead bool) {
	t.Helper()
	stage := begin(t, dir, Options{})
	stage.disk.plain = plain
	putAll(t, stage, s)
	n := 0
	stage.disk.before = func() {
		visit()
		if n++; n > at {
			panic(killed{})
		}
	}
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(killed); !ok {
				panic(r)
			}
			stage.lock.Close() // as the system does
			dead = true
		}
	}()
	if _, err := stage.Commit("now"); err != nil {
		t.Fatal(err)
	}
	return false
}

// Links hold and files are whole between any two changes of a commit, also of one that finishes the job of one or two
// others that were killed at any of their changes.
func TestEveryInstant(t *testing.T) {
	for seed := range uint64(4) {
		r := newRand(seed)
		plain := seed%2 > 0
		var versions [4]site
		for i := range versions {
			versions[i] = randomSite(r, 10)
		}
		foreign := map[string]string{"mine": "1", "news/mine": "2"}
		for at := 0; ; at++ {
			dir := t.TempDir()
			for path, data := range foreign {
				writeFile(t, dir, path, data)
			}
			if at%3 > 0 {
				publish(t, dir, versions[0], Options{})
			}
			visit := func() { checkVisit(t, dir, foreign) }
			dead := killVisited(t, dir, versions[1], plain, at, visit)
			visit()
			last := versions[1+at%2]
			if at%5 == 0 {
				killVisited(t, dir, versions[3], plain == (at%2 > 0), r.IntN(40), visit)
				visit()
			}
			killAt(t, dir, last, foreign, 1000)
			checkFolder(t, dir, last, foreign)
			if result := publish(t, dir, last, Options{}); len(result.Changed) > 0 {
				t.Fatalf("a second build changes %q", result.Changed)
			}
			if !dead {
				break
			}
		}
	}
}

// A build that is killed while paths turn from files into folders can be finished, or undone, at any of its changes.
func TestKillWhileTurning(t *testing.T) {
	for n := range 2 * len(turning) {
		i, plain := n/2, n%2 > 0
		for j := range turning {
			for at := 0; i != j; at++ {
				dir := t.TempDir()
				writeFile(t, dir, "mine", "1")
				publish(t, dir, turning[i], Options{})
				dead := killVisited(t, dir, turning[j], plain, at, func() {})
				last := turning[at%len(turning)]
				publish(t, dir, last, Options{})
				checkFolder(t, dir, last, map[string]string{"mine": "1"})
				if !dead {
					break
				}
			}
		}
	}
}

// After a kill, a file that somebody puts where the dead build did not come to write its own is theirs.
func TestForeignAfterKill(t *testing.T) {
	for _, plain := range []bool{false, true} {
		testForeignAfterKill(t, plain)
	}
}

func testForeignAfterKill(t *testing.T, plain bool) {
	dir := t.TempDir()
	s := site{"a.html": made(Page, 1), "b.html": made(Page, 1)}
	if !killVisited(t, dir, s, plain, 2, func() {}) { // after the journal and the first placeholder or stand-in
		t.Fatal("not killed")
	}
	writeFile(t, dir, "b.html", "mine")
	stage := begin(t, dir, Options{})
	putAll(t, stage, s)
	_, err := stage.Commit("")
	var foreign *ForeignFileError
	if !errors.As(err, &foreign) || foreign.Paths[0] != "b.html" || len(foreign.Paths) != 1 {
		t.Fatalf("got %v", err)
	}
	publish(t, dir, site{"c.html": made(Page, 1)}, Options{})
	checkFolder(t, dir, site{"c.html": made(Page, 1)}, map[string]string{"b.html": "mine"})
}

// A placeholder of another release of the program is known from the journal.
func TestOlderPlaceholder(t *testing.T) {
	dir := t.TempDir()
	now := placeholder
	defer func() { placeholder = now }()
	placeholder = []byte("an older text")
	if !killVisited(t, dir, site{"a.html": made(Page, 1), "b.html": made(Page, 1)}, true, 2, func() {}) {
		t.Fatal("not killed")
	}
	placeholder = now
	killAt(t, dir, site{"a.html": made(Page, 2)}, map[string]string{"a.html": "an older text"}, 1)
	publish(t, dir, site{"a.html": made(Page, 3)}, Options{})
	checkFolder(t, dir, site{"a.html": made(Page, 3)}, nil)
}

// What goes wrong in the middle is an error that names the path; the next build finishes the job.
func TestFailedCommit(t *testing.T) {
	failed := 0
	for at := 1; at < 40; at += 2 {
		dir := t.TempDir()
		r := newRand(uint64(at))
		publish(t, dir, randomSite(r, 10), Options{})
		s := randomSite(r, 10)
		stage := begin(t, dir, Options{})
		putAll(t, stage, s)
		n := 0
		stage.disk.before = func() {
			if n++; n == at {
				os.RemoveAll(filepath.Join(dir, stageName))
			}
		}
		if _, err := stage.Commit(""); err == nil {
			checkFolder(t, dir, s, nil)
		} else {
			failed++
		}
		publish(t, dir, s, Options{})
		checkFolder(t, dir, s, nil)
	}
	if failed < 5 {
		t.Errorf("only %d commits failed", failed)
	}
}

// A file that appears while the site is being built is not written over by a page.
func TestForeignDuringBuild(t *testing.T) {
	dir := t.TempDir()
	stage := begin(t, dir, Options{})
	putAll(t, stage, site{"a.html": made(Page, 1)})
	writeFile(t, dir, "a.html", "mine")
	var foreign *ForeignFileError
	if _, err := stage.Commit(""); !errors.As(err, &foreign) {
		t.Fatalf("got %v", err)
	}
	os.Rename(filepath.Join(dir, "a.html"), filepath.Join(dir, "mine"))
	publish(t, dir, site{"a.html": made(Page, 1)}, Options{})
	checkFolder(t, dir, site{"a.html": made(Page, 1)}, map[string]string{"mine": "mine"})
}

// A new folder costs a commit as much as a single new page; where new files cannot appear at once, every page costs a
// link and a rename. A replaced page costs a rename, and where nothing changes nothing is done.
func TestFewSystemCalls(t *testing.T) {
	const records = 3 // journal, manifest, journal removed
	for _, plain := range []bool{false, true} {
		dir := t.TempDir()
		s := site{}
		for i := range 300 {
			s[fmt.Sprintf("%d/%d.html", i%3, i)] = made(Page, i)
		}
		expect := func(what string, want int) {
			t.Helper()
			stage := begin(t, dir, Options{})
			stage.disk.plain = plain
			putAll(t, stage, s)
			n := 0
			stage.disk.before = func() { n++ }
			if _, err := stage.Commit(""); err != nil {
				t.Fatal(err)
			}
			if n != want {
				t.Errorf("plain %v: %d changes for %s, want %d", plain, n, what, want)
			}
		}
		if plain {
			expect("300 new pages in 3 folders", 2*300+3+records)
		} else {
			expect("300 new pages in 3 folders", 2*3+1+records)
		}
		waitTick(t, dir)
		publish(t, dir, s, Options{}) // notes times that are old enough by now
		expect("nothing", 0)
		s["0/0.html"] = made(Page, 301)
		expect("one changed page", 1+records)
	}
}

// waitTick returns when files that were written before have times that prove them.
func waitTick(t *testing.T, dir string) {
	t.Helper()
	now := func() (instant int64) {
		writeFile(t, dir, reserved+"tick", "")
		info, err := os.Stat(filepath.Join(dir, reserved+"tick"))
		if err != nil {
			t.Fatal(err)
		}
		os.Remove(filepath.Join(dir, reserved+"tick"))
		return info.ModTime().UnixNano()
	}
	for start := now(); now() == start; {
	}
}
