package plan

import (
	"cmp"
	"io/fs"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"wenming/generator/schema"
)

func TestBadPart(t *testing.T) {
	for name, want := range map[string]string{
		"news/a.html":                     "",
		"新闻/花开.html":                      "",
		"a b/c.html":                      "",
		".well-known/security.txt":        "",
		"news/.wenming-manifest":          "",
		".wenming-manifest":               ".wenming-manifest",
		".Wenming-stage/0/1":              ".Wenming-stage",
		"news/../a.html":                  "..",
		"news/./a.html":                   ".",
		"news/a?.html":                    "a?.html",
		`news/a\b.html`:                   `a\b.html`,
		"news./a.html":                    "news.",
		"news /a.html":                    "news ",
		"news/a\x00.html":                 "a\x00.html",
		strings.Repeat("好", 84) + ".html": strings.Repeat("好", 84) + ".html",
		strings.Repeat("好", 83) + ".html": "",
	} {
		got, bad := badPart(name)
		if got != want || bad != (want != "") {
			t.Errorf("badPart(%q) = %q, %t, want %q", name, got, bad, want)
		}
	}
	if _, bad := badPart("news//a.html"); !bad {
		t.Error("an empty part is let through")
	}
}

func TestOrdinary(t *testing.T) {
	for name, want := range map[string]bool{
		"index.html": true, "news/2023/a-b_c.html": true, "a.tar.gz": true, "News/a.html": false, "新闻/a.html": false, "": false,
		".nojekyll": false, "a/.b": false, "a//b": false, "a./b": false, "a..b": false, "a/": false, "a.": false, "/a": false, "a b": false,
		strings.Repeat("a", 256): false,
	} {
		if got := ordinary(name); got != want {
			t.Errorf("ordinary(%q) = %t", name, got)
		}
		checkPath(t, name)
	}
}

func TestSortRuns(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		list := make([]int, rng.IntN(30))
		for i := range list {
			list[i] = rng.IntN(20)
		}
		a := rng.IntN(len(list) + 1)
		b := a + rng.IntN(len(list)-a+1)
		want := slices.Sorted(slices.Values(list))
		if got := sortRuns(slices.Clone(list), cmp.Compare, a, b); !slices.Equal(got, want) {
			t.Fatalf("%v in runs to %d and %d is sorted as %v", list, a, b, got)
		}
	}
}

func TestAliasAddress(t *testing.T) {
	for alias, want := range map[string]string{
		"/old.html":                 "/old.html",
		"old.html":                  "/old.html",
		"/old":                      "/old/",
		"/old/":                     "/old/",
		"/a.b/":                     "/a.b/",
		"/":                         "/",
		"/x/../old.html":            "/old.html",
		"/../../old.html":           "/old.html",
		"/%E6%97%A7.html":           "/旧.html",
		"/旧.html":                   "/旧.html",
		"/e\u0301.html":             "/é.html",
		"":                          "",
		"/old.html?id=1":            "",
		"/old.html#a":               "",
		"https://example.org/a":     "",
		"//example.org/a":           "",
		"/%zz":                      "",
		"mailto:office@example.org": "",
	} {
		got, ok := aliasAddress(schema.Text{Value: alias})
		if got != want || ok != (want != "") {
			t.Errorf("aliasAddress(%q) = %q, %t, want %q", alias, got, ok, want)
		}
	}
}

// FuzzAlias: an old address is refused, or it is an address whose file a folder can hold unless checkPaths says so.
func FuzzAlias(f *testing.F) {
	for _, alias := range []string{"/old.html", "old", "/a/b/", "/%E6%97%A7.html", "/..", "/a//b", "/a?b", "/.wenming-x", "/%00", "/a%2Fb"} {
		f.Add(alias)
	}
	f.Fuzz(func(t *testing.T, alias string) {
		address, ok := aliasAddress(schema.Text{Value: alias})
		if !ok {
			return
		}
		if !strings.HasPrefix(address, "/") || path.Clean(address) != strings.TrimSuffix(address, "/") && address != "/" {
			t.Fatalf("aliasAddress(%q) = %q, which is no clean address", alias, address)
		}
		checkPath(t, filePath(address))
	})
}

// FuzzPath: what checkPaths lets through is a path that output.Put takes.
func FuzzPath(f *testing.F) {
	for _, name := range []string{"a.html", "a/b.html", "a//b", "../a", ".wenming-lock", "a\\b", "a/.", "", "a\xff"} {
		f.Add(name)
	}
	f.Fuzz(checkPath)
}

func checkPath(t *testing.T, name string) {
	if ordinary(name) {
		if _, bad := badPart(name); bad || cases.Fold().String(name) != name || !norm.NFC.IsNormalString(name) {
			t.Fatalf("%q is not ordinary", name)
		}
	}
	if _, bad := badPart(name); bad || !utf8.ValidString(name) { // source reads no names that are not UTF-8
		return
	}
	if !fs.ValidPath(name) || name == "." || strings.ContainsAny(name, `\<>:"|?*`+"\x00") || strings.HasPrefix(strings.ToLower(name), ".wenming-") {
		t.Fatalf("%q is let through", name)
	}
	for part := range strings.SplitSeq(name, "/") {
		if len(part) > 255 {
			t.Fatalf("%q is let through", name)
		}
	}
	if back := filePath(addressOf(name)); back != name {
		t.Fatalf("the address %q of %q is that of %q", addressOf(name), name, back)
	}
}
