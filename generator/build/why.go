package build

import (
	"path/filepath"
	"strings"

	"wenming/generator/memo"
)

// Why says why the page at an address was last made. It is false where no build of this program knows of the page.
func Why(site, address string, program memo.Digest) (Reason, bool) {
	store := memo.Open(filepath.Join(site, MemoryFolder), program, memo.Options{ReadOnly: true})
	defer store.Close()
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
