//go:build full

package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// The tests of this build tag look at the repository's own site through a browser and a web server. .ci/setup installs
// what they need; where something is missing they fail.

// TestBrowser opens the site in Chromium, as two servers serve it: in two browsers at once, since each waits for its pages
// for half of the time.
func TestBrowser(t *testing.T) {
	s := buildReal(t)
	axe := readFile(t, needed(t, "axe-core", os.Getenv("AXE")))
	files := httptest.NewServer(http.FileServer(http.Dir(s.dir)))
	t.Cleanup(files.Close)
	nginx := startNginx(t, s.dir)

	t.Run("screens", func(t *testing.T) {
		t.Parallel()
		chromium := startChromium(t)
		t.Run("widths", func(t *testing.T) { testWidths(t, chromium, files.URL, s, true) })
		t.Run("widths by nginx", func(t *testing.T) { testWidths(t, chromium, nginx.address, s, false) })
	})
	t.Run("pages", func(t *testing.T) {
		t.Parallel()
		chromium := startChromium(t)
		for name, test := range map[string]func(*testing.T, *tab, string, *built){
			"keyboard": testKeyboard, "sizes": testSizes, "without scripts": testWithoutScripts, "tools": testTools, "print": testPrint,
			"finder": testFinder,
		} {
			t.Run(name, func(t *testing.T) { test(t, chromium.open(t), files.URL, s) })
		}
		t.Run("axe", func(t *testing.T) { testAxe(t, chromium.open(t), files.URL, s, axe) })
	})
}

// needed is the first of some programs or files that exists.
func needed(t *testing.T, what string, names ...string) string {
	t.Helper()
	for _, name := range names {
		if strings.Contains(name, "/") {
			if _, err := os.Stat(name); err == nil {
				return name
			}
		} else if program, err := exec.LookPath(name); name != "" && err == nil {
			return program
		}
	}
	t.Fatalf("%s is needed and not found as any of %q; install it by .ci/setup", what, names)
	return ""
}

// kinds are the pages by kind; redirects have none.
func (s *built) kinds() map[string][]*page {
	kinds := map[string][]*page{}
	for _, p := range s.pages {
		if p.kind != "" {
			kinds[p.kind] = append(kinds[p.kind], p)
		}
	}
	return kinds
}

// largest are the largest page of each kind, which shows most of what the kind can.
func (s *built) largest() []*page {
	var pages []*page
	for _, all := range s.kinds() {
		pages = append(pages, slices.MaxFunc(all, func(a, b *page) int {
			if len(a.data) == len(b.data) {
				return strings.Compare(a.path, b.path)
			}
			return len(a.data) - len(b.data)
		}))
	}
	slices.SortFunc(pages, func(a, b *page) int { return strings.Compare(a.path, b.path) })
	return pages
}

// url is the address of a page on a test's server.
func (s *built) url(server string, p *page) string {
	return server + strings.TrimPrefix(s.address(p.path), s.host)
}
