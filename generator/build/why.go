package build

import (
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"

	"wenming/generator/config"
	"wenming/generator/memo"
)

// Why says why the page at an address was last made. The address is a path as the site's server sees it, or from the
// site's root. It is false where no build of this program knows of the page.
func Why(site, address string, program memo.Digest) (Reason, bool) {
	store := memo.Open(filepath.Join(site, MemoryFolder), program, memo.Options{ReadOnly: true})
	defer store.Close()
	reasons := store.Table("reasons", false)
	for _, name := range paths(site, address) {
		var last madeFrom
		if data, ok := reasons.Get(memo.Bytes([]byte(name))); ok {
			if _, ok := memo.Decode(data, &last, nil); ok {
				return last.Reason, true
			}
		}
	}
	return Reason{}, false
}

// paths are the files that somebody who writes an address may mean, the likeliest first. The slash at its end may be
// missing.
func paths(site, address string) []string {
	address = strings.Trim(address, "/")
	inside := []string{address}
	if data, err := os.ReadFile(filepath.Join(site, config.File)); err == nil {
		c, _ := config.Parse(data)
		base, _ := url.PathUnescape(strings.Trim(c.Base(), "/"))
		if below, ok := strings.CutPrefix(address+"/", base+"/"); ok {
			inside = []string{strings.Trim(below, "/"), address}
		}
	}
	var paths []string
	for _, address := range inside {
		paths = append(paths, address, path.Join(address, "index.html"))
	}
	return paths
}
