package build

import (
	"os"
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
	if data, err := os.ReadFile(filepath.Join(site, config.File)); err == nil {
		c, _ := config.Parse(data)
		if inside, below := strings.CutPrefix(address, c.Base()+"/"); below {
			address = inside
		}
	}
	path := strings.TrimPrefix(address, "/")
	if path == "" || strings.HasSuffix(path, "/") {
		path += "index.html"
	}
	var last madeFrom
	data, ok := store.Table("reasons", false).Get(memo.Bytes([]byte(path)))
	if ok {
		_, ok = memo.Decode(data, &last, nil)
	}
	return last.Reason, ok
}
