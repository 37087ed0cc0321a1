package build_test

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"wenming/generator/build"
)

// A file that is changed within the tick of the clock in which it was read, and keeps its size, is seen to be another.
func TestChangedWithinATick(t *testing.T) {
	edits := editor{t: t, world: newWorld(rand.New(rand.NewPCG(5, 5))), site: t.TempDir()}
	edits.save(edits.site, nil)
	edits.build(edits.options(edits.site))
	file := filepath.Join(edits.site, "content", "page", "about.md")
	at := time.Now()
	for i := range 20 {
		text := strings.Replace(edits.files["content/page/about.md"], "关于本站", strings.Repeat(string(rune('a'+i)), len("关于本站")), 1)
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, at, at); err != nil { // as if the clock stood still
			t.Fatal(err)
		}
		edits.build(edits.options(edits.site))
		page := read(t, filepath.Join(edits.site, "public"))["page/about.html"]
		if !strings.Contains(string(page), strings.Repeat(string(rune('a'+i)), 3)) {
			t.Fatalf("a change that only the bytes tell of is not in the page:\n%s", page)
		}
	}
}

// A checkout gives every file a new time: everything is read, nothing is made.
func TestCheckout(t *testing.T) {
	edits := editor{t: t, world: newWorld(rand.New(rand.NewPCG(6, 6))), site: t.TempDir(), settled: true}
	edits.save(edits.site, nil)
	git := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-c", "user.name=n", "-c", "user.email=e@example.org"}, args...)...)
		cmd.Dir = edits.site
		if message, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %q: %v\n%s", args, err, message)
		}
	}
	if err := os.WriteFile(filepath.Join(edits.site, ".gitignore"), []byte("public\n.wenming\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	git("init", "-q")
	git("add", ".")
	git("commit", "-qm", "one")
	edits.build(edits.options(edits.site))
	for _, file := range []string{"content", "site.yaml", "assets"} {
		if err := os.RemoveAll(filepath.Join(edits.site, file)); err != nil {
			t.Fatal(err)
		}
	}
	git("checkout", "-q", ".")
	if report := edits.build(edits.options(edits.site)); report.Rendered > 0 || report.Output.Written > 0 {
		t.Fatalf("a fresh checkout of the same files rendered %d pages and wrote %d files", report.Rendered, report.Output.Written)
	}

	// Another branch, and back again.
	before := read(t, filepath.Join(edits.site, "public"))
	git("checkout", "-qb", "other")
	file := filepath.Join(edits.site, "content", "page", "about.md")
	if err := os.WriteFile(file, []byte("---\ntitle: 别的\n---\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	git("commit", "-qam", "two")
	edits.build(edits.options(edits.site))
	git("checkout", "-q", "-")
	edits.build(edits.options(edits.site))
	edits.same(read(t, filepath.Join(edits.site, "public")), before, "the branch before")
}

// Builds of one site at once wait for one another; the output is that of one build.
func TestAtOnce(t *testing.T) {
	edits := editor{t: t, world: newWorld(rand.New(rand.NewPCG(8, 8))), site: t.TempDir()}
	edits.save(edits.site, nil)
	_, want := edits.clean()
	var waited atomic.Int32
	var builds sync.WaitGroup
	for i := range 6 {
		builds.Go(func() {
			o := edits.options(edits.site)
			o.Clean = i%3 == 2
			o.Waiting = func() { waited.Add(1) }
			report, err := build.Build(o)
			if err != nil || report.Diagnostics.Failed() {
				t.Errorf("%v\n%v", err, report.Diagnostics)
			}
		})
	}
	builds.Wait()
	edits.same(read(t, filepath.Join(edits.site, "public")), want, "a clean build")
	if waited.Load() == 0 {
		t.Error("no build waited for another")
	}
}
