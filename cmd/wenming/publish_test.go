package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// runPublish runs the publish command in this process.
func runPublish(t *testing.T, want int, args ...string) (out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	if got := run(append([]string{"publish", "--lang", "en"}, args...), &o, &e, os.Getenv, time.Now()); got != want {
		t.Fatalf("publish %v ends with status %d, want %d\n%s%s", args, got, want, o.String(), e.String())
	}
	return o.String(), e.String()
}

// A publication sends everything and cannot write the addresses that a CDN must forget. The next one, which finds nothing to
// send, writes and prints them.
func TestPurgeFile(t *testing.T) {
	site, target := t.TempDir(), t.TempDir()
	copySite(t, realSite, site)
	buildSite(t, site, filepath.Join(site, "public"))
	runPublish(t, done, target, "--site", site)
	writeFile(t, filepath.Join(site, "content/about/新 页.md"), "---\ntitle: 新页\n---\n新。\n")
	buildSite(t, site, filepath.Join(site, "public"))
	runPublish(t, failed, target, "--site", site, "--purge", filepath.Join(target, "no", "purge"))
	purge := filepath.Join(t.TempDir(), "purge")
	out, _ := runPublish(t, done, target, "--site", site, "--purge", purge)
	list := readFile(t, purge)
	if !strings.Contains(list, "https://yuhu.example.org/about/%E6%96%B0") || !strings.Contains(out, list) || !strings.Contains(out, "nothing sent") {
		t.Errorf("the file lists\n%s\nand the command says\n%s", list, out)
	}
	if out, _ := runPublish(t, done, target, "--site", site, "--purge", purge); readFile(t, purge) != "" {
		t.Errorf("again: %s", out)
	}
}

// Addresses without a site's address are of no use to a CDN.
func TestPublishWithoutURL(t *testing.T) {
	site := t.TempDir()
	copySite(t, realSite, site)
	buildSite(t, site, filepath.Join(site, "public"))
	for _, text := range []string{"name: 雨湖文明网\n", "url: [\n", ""} {
		writeFile(t, filepath.Join(site, "site.yaml"), text)
		target := t.TempDir()
		if _, errs := runPublish(t, misused, target, "--site", site); !strings.Contains(errs, "url") {
			t.Errorf("%q: %s", text, errs)
		}
		if files := readFiles(t, target); len(files) > 0 {
			t.Errorf("%d files were sent", len(files))
		}
	}
}
