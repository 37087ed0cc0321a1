package build_test

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wenming/generator/build"
	"wenming/generator/memo"
	"wenming/generator/output"
)

// A mistake that adds no file to the site, such as a file that is too large to be read, is told of as in a build from nothing.
func TestMistakeWithoutAFile(t *testing.T) {
	edits := editor{t: t, world: newWorld(rand.New(rand.NewPCG(9, 1))), site: t.TempDir()}
	edits.save(edits.site, nil)
	edits.build(edits.options(edits.site))
	large := filepath.Join(edits.site, "content", "news", "large.mp4")
	if err := errors.Join(os.WriteFile(large, nil, 0o644), os.Truncate(large, 300<<20)); err != nil {
		t.Fatal(err)
	}
	if report := edits.build(edits.options(edits.site)); !report.Diagnostics.Failed() {
		t.Errorf("a build of a site that cannot be built says %v", report.Diagnostics)
	}
	if err := os.Remove(large); err != nil {
		t.Fatal(err)
	}
	if report := edits.build(edits.options(edits.site)); report.Diagnostics.Failed() || report.Rendered > 0 {
		t.Errorf("without the mistake %d pages are made: %v", report.Rendered, report.Diagnostics)
	}
}

// A file that is another one for a moment of a build, and then what it was, leaves no trace in later builds.
func TestChangedMeanwhile(t *testing.T) {
	for file, other := range map[string]string{
		"content/news/photo/a.png":        picture(7),
		"content/news/street/_index.md":   "---\ntitle: 别的\nkind: page\n---\n",
		"content/honors/haoren/_index.md": "---\ntitle: 别的\n---\n",
		"content/page/about.md":           "---\ntitle: 别的\n---\n",
		"assets/css/own.css":              "body{color:#321}",
		"assets/root/robots.txt":          "User-agent: other\n",
		"layouts/404.html":                `{{define "main"}}<p>别的</p>{{end}}`,
	} {
		for _, remembered := range []bool{false, true} {
			edits := editor{t: t, world: newWorld(rand.New(rand.NewPCG(9, 2))), site: t.TempDir()}
			edits.files["layouts/404.html"] = `{{define "main"}}<p>没有</p>{{end}}`
			edits.history = []string{"change " + file}
			edits.save(edits.site, nil)
			write := func(text string) {
				if err := os.WriteFile(filepath.Join(edits.site, filepath.FromSlash(file)), []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			o := edits.options(edits.site)
			if remembered {
				edits.build(o)
				edits.files["site.yaml"] += "keywords: 别的\n"
				write(edits.files[file] + "\n")
			}
			o.Counted = func(int, bool) { write(other) }
			var changed build.ChangedError
			if _, err := build.Build(o); err != nil && !errors.As(err, &changed) {
				t.Fatal(err)
			}
			write(edits.files[file])
			edits.build(edits.options(edits.site))
			_, want := edits.clean()
			edits.same(read(t, filepath.Join(edits.site, "public")), want, "a clean build")
		}
	}
}

// What a build made that could not be finished is no reason of the next one.
func TestReasonAfterARefusal(t *testing.T) {
	edits := editor{t: t, world: newWorld(rand.New(rand.NewPCG(9, 3))), site: t.TempDir()}
	edits.save(edits.site, nil)
	edits.build(edits.options(edits.site))
	about := filepath.Join(edits.site, "content", "page", "about.md")
	write := func(name, text string) {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(about, "---\ntitle: 别的\n---\n\n关于本站。\n")
	write(filepath.Join(edits.site, "content", "page", "new.md"), "---\ntitle: 新的\n---\n")
	foreign := filepath.Join(edits.site, "public", "page", "new.html")
	write(foreign, "not ours")
	var inTheWay *output.ForeignFileError
	if _, err := build.Build(edits.options(edits.site)); !errors.As(err, &inTheWay) {
		t.Fatalf("a build over somebody else's file: %v", err)
	}
	if err := os.Remove(foreign); err != nil {
		t.Fatal(err)
	}
	edits.build(edits.options(edits.site))
	reason, ok := build.Why(edits.site, "/page/about.html", memo.Digest{})
	if !ok || reason.New || !strings.Contains(strings.Join(reason.Parts, " "), "Page.Title") {
		t.Errorf("a page with another title was made because of %+v", reason)
	}
}

// Nor is what a build made that was killed before its files were in place.
func TestReasonAfterAKill(t *testing.T) {
	edits := editor{t: t, world: newWorld(rand.New(rand.NewPCG(9, 6))), site: t.TempDir()}
	edits.save(edits.site, nil)
	edits.build(edits.options(edits.site))
	kept := []string{"public", filepath.Join(build.MemoryFolder, "outputs.blob"), filepath.Join(build.MemoryFolder, "last.blob")}
	before := t.TempDir()
	if err := os.CopyFS(before, os.DirFS(edits.site)); err != nil {
		t.Fatal(err)
	}
	edits.files["content/page/about.md"] = "---\ntitle: 别的\n---\n\n关于本站。\n"
	edits.save(edits.site, nil)
	edits.build(edits.options(edits.site))
	for _, name := range kept { // as if it had not come to these
		if err := errors.Join(os.RemoveAll(filepath.Join(edits.site, name)), os.Rename(filepath.Join(before, name), filepath.Join(edits.site, name))); err != nil {
			t.Fatal(err)
		}
	}
	if report := edits.build(edits.options(edits.site)); report.Rendered == 0 {
		t.Fatal("nothing is made anew")
	}
	reason, ok := build.Why(edits.site, "/page/about.html", memo.Digest{})
	if !ok || reason.New || !strings.Contains(strings.Join(reason.Parts, " "), "Page.Title") {
		t.Errorf("a page with another title was made because of %+v", reason)
	}
}

// A build is verified against the site and the output that it was a build of.
func TestVerifyOutdated(t *testing.T) {
	edits := editor{t: t, world: newWorld(rand.New(rand.NewPCG(9, 4))), site: t.TempDir()}
	edits.save(edits.site, nil)
	o := edits.options(edits.site)
	for range 2 {
		report := edits.build(o)
		if wrong, err := build.Verify(o, report); len(wrong) > 0 || err != nil {
			t.Fatalf("wrong are %q, %v", wrong, err)
		}
	}
	report := edits.build(o)
	edits.files["content/page/about.md"] = "---\ntitle: 别的\n---\n"
	edits.save(edits.site, nil)
	var outdated build.OutdatedError
	if wrong, err := build.Verify(o, report); len(wrong) > 0 || !errors.As(err, &outdated) {
		t.Errorf("after an edit, wrong are %q, %v", wrong, err)
	}
	edits.build(o)
	if wrong, err := build.Verify(o, report); len(wrong) > 0 || !errors.As(err, &outdated) {
		t.Errorf("after another build, wrong are %q, %v", wrong, err)
	}
}

// An address may be that of the server or of the site, and lack the slash at its end.
func TestWhyAddress(t *testing.T) {
	edits := editor{t: t, world: newWorld(rand.New(rand.NewPCG(9, 5))), site: t.TempDir()}
	edits.files["site.yaml"] = strings.Replace(siteYAML, "org/wm", "org/%E6%96%87%E6%98%8E/news", 1)
	edits.save(edits.site, nil)
	edits.build(edits.options(edits.site))
	for address, want := range map[string]bool{
		"": true, "/": true, "/文明/news": true, "/文明/news/": true, "/文明/news/page/about.html": true, "page/about.html": true,
		"/page/about.html": true, "/news/": true, "/news": true, "/文明/news/news": true, "/nope": false, "/文明/": false,
	} {
		if _, ok := build.Why(edits.site, address, memo.Digest{}); ok != want {
			t.Errorf("%q: %v", address, ok)
		}
	}
}
