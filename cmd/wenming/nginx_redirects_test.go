//go:build full

package main

import (
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// moved are the old addresses of the map, decoded, with the new ones.
func (s *built) moved() map[string]string {
	moves := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^"(.*)" "(.*)";$`).FindAllStringSubmatch(string(s.files["redirects.map"]), -1) {
		moves[strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(m[1])] = m[2]
	}
	return moves
}

// testRedirects follows every old address, and one more that is published while nginx runs.
func testRedirects(t *testing.T, b *tab, n *nginx, s *built, site string) {
	moves := s.moved()
	for _, address := range oldAddresses {
		if moves[address] != movedPage {
			t.Errorf("the map leads %s to %q", address, moves[address])
		}
	}
	check := func(address, want string) {
		t.Helper()
		for _, query := range []string{"", "?from=old&q=%E4%BA%BA"} {
			for _, method := range []string{"GET", "HEAD"} {
				got := n.ask(method, (&url.URL{Path: address}).EscapedPath()+query)
				location := got.Header.Get("Location")
				if got.StatusCode != http.StatusMovedPermanently || location != want+query || got.Header.Get("Cache-Control") != "public, max-age=60" {
					t.Errorf("%s %s leads by %s to %q, %s", method, address+query, got.Status, location, got.Header.Get("Cache-Control"))
				}
			}
		}
	}
	for address, want := range moves {
		check(address, want)
	}

	const late = "/late.html"
	moved := filepath.Join(site, "content/about/moved.md")
	writeFile(t, moved, strings.Replace(readFile(t, moved), "aliases:\n", "aliases:\n  - "+late+"\n", 1))
	publishSite(t, site, n.folder, compressed)
	if got := n.ask("GET", late); got.StatusCode != http.StatusOK || got.Header.Get("Cache-Control") != "public, max-age=60" {
		t.Errorf("before nginx loads the map, %s is %s, %s", late, got.Status, got.Header.Get("Cache-Control"))
	}
	b.visit(n.address + late)
	b.eventually(`location.pathname === "` + movedPage + `" && document.querySelector("h1")?.innerText === "搬过的页"`)
	n.test()
	n.run("-s", "reload")
	eventually(t, "the new map", func() bool { return n.ask("GET", late).StatusCode == http.StatusMovedPermanently })
	check(late, movedPage)
	check(oldAddresses[0], movedPage)
}
