package feed

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
)

// RedirectMap is old addresses with the new ones, as a file that nginx includes:
//
//	map_hash_bucket_size 8192; # an old address must fit, and Chinese ones are long
//	map_hash_max_size 65536;   # of the order of the number of lines
//	map $uri $moved { include …/redirects.map; }
//	server { if ($moved) { return 301 $moved$is_args$args; } }
//
// By the documentation of ngx_http_map_module and ngx_http_core_module, nginx compares $uri, which is decoded, has no
// query and no doubled slashes, without regard to the case of ASCII letters. So old addresses are written decoded;
// the new ones go into a header and stay encoded.
type RedirectMap []Move

// Move is an old address and the new one, both escaped, from the root of the host. To may be absolute.
type Move struct{ From, To string }

// Encode is the document: a line for each move, sorted. It leaves out a line that can match nothing (one that does
// not begin with a slash), one that would lead to itself for ever (only its case differs), and all but the first of
// those that are equal to nginx, which does not start with two of them.
func (m RedirectMap) Encode() []byte {
	type line struct{ key, from, to string }
	var lines []line
	for _, move := range m {
		from := decoded(move.From)
		key := lower(from)
		if strings.HasPrefix(from, "/") && key != lower(decoded(move.To)) {
			lines = append(lines, line{key, from, move.To})
		}
	}
	slices.SortFunc(lines, func(a, b line) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	lines = slices.CompactFunc(lines, func(a, b line) bool { return a.key == b.key })
	quote := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`)
	var b strings.Builder
	for _, l := range lines {
		// A dollar in the second value begins a variable, and nginx has no escape for it.
		to := strings.ReplaceAll(uri(l.to), "$", "%24")
		b.WriteString(`"` + quote.Replace(l.from) + `" "` + to + "\";\n")
	}
	return []byte(b.String())
}

// decoded is an address without percent-encoding.
func decoded(address string) string {
	if plain, err := url.PathUnescape(address); err == nil {
		return plain
	}
	return address
}

// lower folds what nginx does: ASCII only.
func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c | 0x20
		}
	}
	return string(b)
}
