package build

import (
	"slices"
	"strings"

	"wenming/generator/diag"
)

// lost warns of the addresses of entries that the last build owned and this one does not: visitors have them bookmarked.
// Those of entries that are hidden on purpose are no news, nor are lists that became shorter.
func lost(l *linked, r rendered, gone []string) diag.List {
	var warnings diag.List
	for _, path := range gone {
		i, known := slices.BinarySearchFunc(r.before, path, func(o outputRecord, path string) int { return strings.Compare(o.Path, path) })
		if !known || !r.before[i].Entry || l.site.Hidden(Address(path)) {
			continue
		}
		warnings = append(warnings, diag.New(diag.LostAddress, diag.Place{},
			diag.T("the address %q of the last build is gone, and whoever has it finds nothing", "上次构建时有网址“%s”，现在没有了，记下它的人会打不开", Address(path))).
			WithHint(diag.T("add it to the aliases of the entry that is there instead: aliases: [%s]", "请把它写进替代它的条目的旧网址：旧网址: [%s]", Address(path))))
	}
	return warnings
}

// Address is the address of a file of the site, from the site's root, not escaped: "/news/" for news/index.html.
func Address(path string) string {
	if path == "index.html" || strings.HasSuffix(path, "/index.html") {
		path = strings.TrimSuffix(path, "index.html")
	}
	return "/" + path
}
