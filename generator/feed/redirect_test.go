package feed

import (
	"bytes"
	"regexp"
	"testing"

	"golang.org/x/net/html"
)

func TestRedirectGolden(t *testing.T) {
	tests := []struct {
		page Redirect
		want string
	}{
		{
			Redirect{"/news/%E4%BA%BA.html", "https://example.org/news/%E4%BA%BA.html", "zh-CN", "“好人” & 榜"},
			`<!doctype html><html lang=zh-CN><meta charset=utf-8><title>本页已移到新的网址</title>` +
				`<meta name=description content="“好人” &amp; 榜"><link rel=canonical href=https://example.org/news/%E4%BA%BA.html>` +
				`<meta http-equiv=refresh content="0;url=/news/%E4%BA%BA.html"><meta name=robots content=noindex>` +
				`<meta name=viewport content="width=device-width,initial-scale=1">` +
				`<main><h1>本页已移到新的网址</h1><p><a href=/news/%E4%BA%BA.html>“好人” &amp; 榜</a></main>`,
		},
		{
			Redirect{To: "/a/", Absolute: "https://example.org/a/", Language: "en"},
			`<!doctype html><html lang=en><meta charset=utf-8><title>This page has moved</title>` +
				`<meta name=description content=https://example.org/a/><link rel=canonical href=https://example.org/a/>` +
				`<meta http-equiv=refresh content="0;url=/a/"><meta name=robots content=noindex>` +
				`<meta name=viewport content="width=device-width,initial-scale=1">` +
				`<main><h1>This page has moved</h1><p><a href=/a/>https://example.org/a/</a></main>`,
		},
	}
	for _, test := range tests {
		if got := string(test.page.Encode()); got != test.want {
			t.Errorf("got %s\nwant %s", got, test.want)
		}
	}
}

// elements are the elements of a page by name, as an HTML5 parser sees them.
func elements(t *testing.T, page []byte) map[string][]*html.Node {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string][]*html.Node{}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			found[n.Data] = append(found[n.Data], n)
		}
	}
	return found
}

func attributeOf(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func checkRedirect(t *testing.T, s string) {
	t.Helper()
	page := Redirect{To: "/" + s, Absolute: "https://example.org/" + s, Language: "zh-CN", Title: "标题" + s}.Encode()
	found := elements(t, page)
	for name, want := range map[string]int{"html": 1, "head": 1, "body": 1, "title": 1, "meta": 5, "link": 1, "main": 1, "h1": 1, "p": 1, "a": 1} {
		if len(found[name]) != want {
			t.Fatalf("%d elements %s in %s", len(found[name]), name, page)
		}
		delete(found, name)
	}
	if len(found) != 0 {
		t.Errorf("other elements %v in %s", found, page)
	}
	found = elements(t, page)
	checks := []struct{ what, got, want string }{
		{"lang", attributeOf(found["html"][0], "lang"), "zh-CN"},
		{"title", found["title"][0].FirstChild.Data, "本页已移到新的网址"},
		{"description", attributeOf(found["meta"][1], "content"), asText("标题" + s)},
		{"refresh", attributeOf(found["meta"][2], "content"), "0;url=" + uri("/"+s)},
		{"canonical", attributeOf(found["link"][0], "href"), uri("https://example.org/" + s)},
		{"link", attributeOf(found["a"][0], "href"), uri("/" + s)},
	}
	for _, check := range checks {
		if check.got != check.want {
			t.Errorf("%s is %q, want %q", check.what, check.got, check.want)
		}
	}
}

func TestRedirectHostile(t *testing.T) {
	for _, s := range hostile {
		checkRedirect(t, s)
	}
}

func FuzzRedirect(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(checkRedirect)
}

func TestRedirectMap(t *testing.T) {
	tests := []struct {
		name  string
		moves RedirectMap
		want  string
	}{
		{"none", nil, ""},
		{"sorted", RedirectMap{{"/b", "/2"}, {"/a", "/1"}, {"/B2", "/3"}}, "\"/a\" \"/1\";\n\"/b\" \"/2\";\n\"/B2\" \"/3\";\n"},
		{"decoded and encoded", RedirectMap{{"/%E4%BA%BA%20a.html", "/人 b.html"}}, "\"/人 a.html\" \"/%E4%BA%BA%20b.html\";\n"},
		{"quotes", RedirectMap{{`/a"b\c'd;e{f}$g#h`, `/a"b\c'd;e{f}$g#h`}, {"/a%0Ab%09%0D", "/x"}},
			`"/a\nb\t\r" "/x";` + "\n"},
		{"special characters", RedirectMap{{`/a"b\c'd;e{f}$g#h`, `/n"b\c'd;e{f}$g#h`}},
			`"/a\"b\\c'd;e{f}$g#h" "/n%22b%5Cc'd;e%7Bf%7D%24g#h";` + "\n"},
		{"what cannot be decoded", RedirectMap{{"/100%", "/x"}}, "\"/100%\" \"/x\";\n"},
		{"not from the root", RedirectMap{{"default", "/x"}, {"", "/x"}, {"~.*", "/x"}, {"%2Fa", "/x"}}, "\"/a\" \"/x\";\n"},
		{"to itself but for case", RedirectMap{{"/News/a", "/news/a"}, {"/É", "/é"}}, "\"/É\" \"/%C3%A9\";\n"},
		{"twice for nginx", RedirectMap{{"/b", "/1"}, {"/B", "/2"}, {"/b", "/0"}}, "\"/B\" \"/2\";\n"},
		{"to another host", RedirectMap{{"/a", "https://example.com/?b=c"}}, "\"/a\" \"https://example.com/?b=c\";\n"},
	}
	for _, test := range tests {
		if got := string(test.moves.Encode()); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.name, got, test.want)
		}
	}
}

// Whatever the strings and their order, the file is lines of two quoted values, sorted, that do not depend on the order.
func FuzzRedirectMap(f *testing.F) {
	line := regexp.MustCompile(`^"(/(?s:[^"\\\n]|\\["\\nrt])*)" "([!#%-\[\]-~]*)";\n`)
	for i, s := range hostile {
		f.Add(s, hostile[len(hostile)-1-i])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		moves := RedirectMap{{"/" + a, "/x"}, {"/" + b, "/" + a}, {a, b}, {"/Y", "/" + b}}
		text := string(moves.Encode())
		moves[0], moves[3] = moves[3], moves[0]
		if again := string(moves.Encode()); again != text {
			t.Errorf("another order gives\n%s\ninstead of\n%s", again, text)
		}
		seen := map[string]bool{}
		for rest := text; rest != ""; {
			m := line.FindStringSubmatch(rest)
			if m == nil {
				t.Fatalf("not a line: %q", rest)
			}
			if key := lower(m[1]); seen[key] {
				t.Errorf("%q comes twice", key)
			} else {
				seen[key] = true
			}
			rest = rest[len(m[0]):]
		}
	})
}
