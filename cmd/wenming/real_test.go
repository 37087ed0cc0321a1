package main

import (
	"bytes"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// moment that the tests build at: nothing in the repository's site is due later.
const today = "2026-11-01"

// TestReal builds this repository's own site and looks at everything that a visitor could get of it.
func TestReal(t *testing.T) {
	s := buildReal(t)
	for name, test := range map[string]func(*testing.T, *built){
		"links": testLinks, "nothing from elsewhere": testNothingFromElsewhere,
		"tags": testTags, "outline": testOutline, "pictures": testPictures, "leftovers": testLeftovers,
		"head": testHead, "official meta tags": testOfficialMeta, "linked data": testLinkedData,
		"feeds": testFeeds, "sitemap": testSitemap,
		"size": testSize, "minified": testMinified,
	} {
		t.Run(name, func(t *testing.T) { test(t, s) })
	}
}

// built is a site in a folder, as visitors get it.
type built struct {
	dir   string
	host  string            // as site.yaml's url has it
	files map[string][]byte // by path, what the program keeps for itself aside
	pages map[string]*page  // HTML files, by path
}

// page is an HTML file.
type page struct {
	path string
	data []byte
	root *html.Node
	kind string // home, section, article …; empty for a redirect
	ids  map[string]bool
}

// buildReal builds this repository's site into a folder of its own.
func buildReal(t *testing.T) *built {
	t.Helper()
	out := filepath.Join(t.TempDir(), "public")
	buildSite(t, realSite, out)
	return readBuilt(t, out, "https://yuhu.example.org")
}

// realSite is the folder of this repository's site.
const realSite = "../.."

// told is all that the program has to say about the repository's site: the 公示 of one list ended in 2022, and no source tells
// what became of it.
const told = "content/honors/zhuzhou-daode-mofan/di-7-jie.md:7:8: warning: "

var complaint = regexp.MustCompile(`(?m)^\S+: (?:error|warning|note): `)

// buildSite runs the program, which must succeed and has nothing else to say.
func buildSite(t *testing.T, site, out string, args ...string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	line := append([]string{"build", "--lang", "en", "--at", today, "--site", site, "--out", out}, args...)
	status := run(line, &stdout, &stderr, func(string) string { return "" }, time.Unix(0, 0))
	other := func(place string) bool { return place != told }
	if status != done || slices.ContainsFunc(complaint.FindAllString(stderr.String(), -1), other) {
		t.Fatalf("wenming %s: exit status %d\n%s", strings.Join(line, " "), status, stderr.String())
	}
}

// program is the program as a process of its own, which TestMain puts into PATH.
func program(args ...string) *exec.Cmd { return exec.Command("wenming", args...) }

// copySite copies the files of a site, without what it was built into.
func copySite(t *testing.T, site, to string) {
	t.Helper()
	for _, name := range []string{"content", "layouts", "assets"} {
		if err := os.CopyFS(filepath.Join(to, name), os.DirFS(filepath.Join(site, name))); err != nil {
			t.Fatal(err)
		}
	}
	writeFile(t, filepath.Join(to, "site.yaml"), readFile(t, filepath.Join(site, "site.yaml")))
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func writeFile(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// readFiles are the files of a folder by path, without those that the program keeps for itself.
func readFiles(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || strings.HasPrefix(path.Base(name), ".wenming") {
			if entry != nil && entry.IsDir() && err == nil {
				return fs.SkipDir
			}
			return err
		}
		if !entry.IsDir() {
			files[name], err = os.ReadFile(filepath.Join(dir, name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// readBuilt reads a folder as the site at an address.
func readBuilt(t *testing.T, dir, site string) *built {
	t.Helper()
	s := &built{dir: dir, host: site, files: readFiles(t, dir), pages: map[string]*page{}}
	for name, data := range s.files {
		if path.Ext(name) != ".html" {
			continue
		}
		root, err := html.Parse(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		p := &page{path: name, data: data, root: root, ids: map[string]bool{}}
		for n := range root.Descendants() {
			if id, ok := attribute(n, "id"); ok {
				p.ids[id] = true
			}
			if class, _ := attribute(n, "class"); n.Data == "body" {
				p.kind, _ = strings.CutPrefix(class, "at-")
			}
		}
		s.pages[name] = p
	}
	return s
}

// address is the absolute address of a file.
func (s *built) address(file string) string {
	if path.Base(file) == "index.html" {
		file = strings.TrimSuffix(file, "index.html")
	}
	return s.host + (&url.URL{Path: "/" + file}).EscapedPath()
}

// attribute is the value of an element's attribute.
func attribute(n *html.Node, name string) (value string, ok bool) {
	if n.Type == html.ElementNode {
		for _, a := range n.Attr {
			if a.Key == name && a.Namespace == "" {
				return a.Val, true
			}
		}
	}
	return "", false
}

// all are the HTML elements of a name in a page; those of drawings in it are others.
func (p *page) all(name string) []*html.Node {
	var found []*html.Node
	for n := range p.root.Descendants() {
		if n.Type == html.ElementNode && n.Namespace == "" && n.Data == name {
			found = append(found, n)
		}
	}
	return found
}

// says is the text of the first element of a name in a page.
func (p *page) says(name string) string {
	for _, n := range p.all(name) {
		return text(n)
	}
	return ""
}

// text is what an element says.
func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(b.String())
}

// meta is the content of a page's meta tag of that name or property, whose case does not count.
func (p *page) meta(name string) (content string, ok bool) {
	for _, n := range p.all("meta") {
		for _, key := range []string{"name", "property"} {
			if is, _ := attribute(n, key); strings.EqualFold(is, name) {
				return attribute(n, "content")
			}
		}
	}
	return "", false
}

// canonical is the canonical address of a page.
func (p *page) canonical() string {
	for _, n := range p.all("link") {
		if rel, _ := attribute(n, "rel"); rel == "canonical" {
			href, _ := attribute(n, "href")
			return href
		}
	}
	return ""
}
