package source

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"wenming/generator/diag"
)

var noTheme = fstest.MapFS{}

// lay writes files below a new folder; a text "-> TARGET" makes a symbolic link.
func lay(t testing.TB, files map[string]string) string {
	t.Helper()
	root := filepath.Join(t.TempDir(), "site")
	for name, text := range files {
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		var err error
		if target, link := strings.CutPrefix(text, "-> "); link {
			err = os.Symlink(filepath.FromSlash(target), file)
		} else {
			err = os.WriteFile(file, []byte(text), 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// read lists a site and reads all of its files.
func read(t *testing.T, root string, theme fs.FS) (texts map[string]string, said []string) {
	t.Helper()
	tree, problems, err := Read(root, theme)
	if err != nil {
		t.Fatal(err)
	}
	texts = map[string]string{}
	for _, file := range tree.files {
		data, err := tree.Bytes(file.Path)
		if err != nil {
			t.Errorf("%s: %v", file.Path, err)
		}
		texts[file.Path] = string(data)
		if !tree.Has(file.Path) {
			t.Errorf("%s is listed, but the site has it not", file.Path)
		}
	}
	for _, d := range problems.Sorted() {
		said = append(said, fmt.Sprintf("%s [%s]", d.File, d.Code))
		if d.Hint.English == "" || d.Hint.Chinese == "" {
			t.Errorf("no hint for %q", d.Message.English)
		}
	}
	return texts, said
}

// same compares the files and the diagnostics of a site with what is wanted.
func same(t *testing.T, texts map[string]string, said []string, want map[string]string, wantSaid ...string) {
	t.Helper()
	for name, text := range want {
		if got, has := texts[name]; !has || got != text {
			t.Errorf("%s holds %q (%t), want %q", name, got, has, text)
		}
	}
	for name := range texts {
		if _, wanted := want[name]; !wanted {
			t.Errorf("%s should not be there", name)
		}
	}
	if !slices.Equal(said, wantSaid) {
		t.Errorf("said %q, want %q", said, wantSaid)
	}
}

func TestRead(t *testing.T) {
	theme := fstest.MapFS{
		"layouts/base.html":            {Data: []byte("theme base")},
		"layouts/partials/header.html": {Data: []byte("theme header")},
		"assets/css/site.css":          {Data: []byte("theme css")},
		"assets/.hidden":               {Data: []byte("x")},
	}
	root := lay(t, map[string]string{
		"site.yaml":                        "name: a",
		"content/news/a.md":                "a",
		"content/图.jpg":                    "picture",
		"layouts/partials/header.html":     "own header",
		"layouts/partials/own.html":        "own",
		"assets/root/.well-known/s.txt":    "security",
		"assets/root/.nojekyll":            "",
		"assets/root/favicon.ico":          "icon",
		"README.md":                        "not part of a build",
		"public/index.html":                "neither",
		"content/.git/config":              "x",
		"content/.draft.md":                "x",
		"content/a.md~":                    "x",
		"content/~$a.docx":                 "x",
		"content/#a.md#":                   "x",
		"content/.#a.md":                   "x",
		"content/Thumbs.db":                "x",
		"content/desktop.ini":              "x",
		"content/4913":                     "x",
		"content/.obsidian/deep/in/a.json": "x",
		"assets/root/.DS_Store":            "x",
		"assets/root/.gitkeep":             "x",
		"assets/root/.a.txt.swp":           "x",
		"assets/root/.#a":                  "x",
		"assets/root/.well-known/b~":       "x",
		"assets/rooted/.nojekyll":          "x",
		"content/empty/.gitkeep":           "x",
	})
	texts, said := read(t, root, theme)
	same(t, texts, said, map[string]string{
		"site.yaml":                     "name: a",
		"content/news/a.md":             "a",
		"content/图.jpg":                 "picture",
		"layouts/base.html":             "theme base",
		"layouts/partials/header.html":  "own header",
		"layouts/partials/own.html":     "own",
		"assets/css/site.css":           "theme css",
		"assets/root/.well-known/s.txt": "security",
		"assets/root/.nojekyll":         "",
		"assets/root/favicon.ico":       "icon",
	})
}

func TestBelow(t *testing.T) {
	tree, _, err := Read(lay(t, map[string]string{
		"site.yaml": "", "content/b/c.md": "", "content/a.md": "", "content/b-2.md": "", "content/b/a.md": "", "contents/x.md": "", "assets/z": "",
	}), noTheme)
	if err != nil {
		t.Fatal(err)
	}
	for folder, want := range map[string][]string{
		"content":   {"content/a.md", "content/b-2.md", "content/b/a.md", "content/b/c.md"},
		"content/b": {"content/b/a.md", "content/b/c.md"},
		"assets":    {"assets/z"},
		"layouts":   nil,
		"site.yaml": nil,
		"conten":    nil,
	} {
		var got []string
		for _, file := range tree.Below(folder) {
			got = append(got, file.Path)
		}
		if !slices.Equal(got, want) {
			t.Errorf("below %s: %q, want %q", folder, got, want)
		}
	}
	for name, want := range map[string]bool{"site.yaml": true, "content/a.md": true, "content": false, "content/": false, "contents/x.md": false, "": false} {
		if tree.Has(name) != want {
			t.Errorf("has %q is not %t", name, want)
		}
		if _, err := tree.Bytes(name); (err == nil) != want || !want && !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("the bytes of %q: %v", name, err)
		}
	}
}

func TestSmallSites(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"no content":            {"site.yaml": "a", "layouts/base.html": "b"},
		"only a configuration":  {"site.yaml": "a"},
		"a file called content": {"site.yaml": "a", "content": "no folder"},
	} {
		t.Run(name, func(t *testing.T) {
			texts, said := read(t, lay(t, files), noTheme)
			same(t, texts, said, files)
		})
	}
	if _, _, err := Read(filepath.Join(t.TempDir(), "missing"), noTheme); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing site is %v", err)
	}
	texts, said := read(t, lay(t, map[string]string{"site.yaml/a": "a folder", "content/a.md": "a"}), noTheme)
	same(t, texts, said, map[string]string{"site.yaml/a": "a folder", "content/a.md": "a"})
}

func TestLinks(t *testing.T) {
	cases := []struct {
		name  string
		files map[string]string
		want  map[string]string // beside content/a.md
		said  []string
	}{
		{"to a file", map[string]string{"content/b.md": "-> a.md"}, map[string]string{"content/b.md": "a"}, nil},
		{"to a file outside content", map[string]string{"content/l.txt": "-> ../LICENSE", "LICENSE": "free"}, map[string]string{"content/l.txt": "free"}, nil},
		{"to a folder", map[string]string{"content/old": "-> ../archive/2008", "archive/2008/x/o.md": "o"}, map[string]string{"content/old/x/o.md": "o"}, nil},
		{"to a folder twice", map[string]string{"content/1": "-> ../p", "content/2": "-> ../p", "p/o.jpg": "o"},
			map[string]string{"content/1/o.jpg": "o", "content/2/o.jpg": "o"}, nil},
		{"to a link", map[string]string{"content/b.md": "-> c.md", "content/c.md": "-> a.md"}, map[string]string{"content/b.md": "a", "content/c.md": "a"}, nil},
		{"in a linked folder", map[string]string{"content/old": "-> ../archive", "archive/o.md": "-> p.md", "archive/p.md": "p"},
			map[string]string{"content/old/o.md": "p", "content/old/p.md": "p"}, nil},
		{"the configuration", map[string]string{"site.yaml": "-> conf/site.yaml", "conf/site.yaml": "name: a"}, map[string]string{"site.yaml": "name: a"}, nil},
		{"layouts and assets", map[string]string{"layouts": "-> theme/layouts", "assets": "-> theme/assets", "theme/layouts/a.html": "a", "theme/assets/a.css": "b"},
			map[string]string{"layouts/a.html": "a", "assets/a.css": "b"}, nil},
		{"to a missing file", map[string]string{"content/b.md": "-> missing.md"}, nil, []string{"content/b.md [outside-site]"}},
		{"to itself", map[string]string{"content/b.md": "-> b.md"}, nil, []string{"content/b.md [outside-site]"}},
		{"to its own folder", map[string]string{"content/news/b": "-> ."}, nil, []string{"content/news/b [outside-site]"}},
		{"to a folder above", map[string]string{"content/news/b": "-> .."}, nil, []string{"content/news/b [outside-site]"}},
		{"to the site", map[string]string{"content/b": "-> ../"}, nil, []string{"content/b [outside-site]"}},
		{"to each other's folder", map[string]string{"content/b/c": "-> ../c", "content/c/b": "-> ../b"}, nil,
			[]string{"content/b/c/b [outside-site]", "content/c/b/c [outside-site]"}},
		{"to a folder above a linked one", map[string]string{"content/b": "-> ../x/y", "x/y/up": "-> ..", "x/y/o.md": "o"},
			map[string]string{"content/b/o.md": "o"}, []string{"content/b/up [outside-site]"}},
		{"out of the site", map[string]string{"content/b.md": "-> /etc/hostname"}, nil, []string{"content/b.md [outside-site]"}},
		{"out of the site, relatively", map[string]string{"content/b": "-> ../.."}, nil, []string{"content/b [outside-site]"}},
		{"out of the site through a link", map[string]string{"content/b": "-> c", "content/c": "-> /etc"}, nil,
			[]string{"content/b [outside-site]", "content/c [outside-site]"}},
		{"a configuration that leaves", map[string]string{"site.yaml": "-> /etc/hostname"}, nil, []string{"site.yaml [outside-site]"}},
		{"layouts that leave", map[string]string{"layouts": "-> /etc"}, nil, []string{"layouts [outside-site]"}},
		{"an ignored one", map[string]string{"content/.#a.md": "-> user@host.1234"}, nil, nil},
		{"to a hidden folder", map[string]string{"content/old": "-> ../.archive", ".archive/o.md": "o"}, map[string]string{"content/old/o.md": "o"}, nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			c.files["content/a.md"] = "a"
			want := map[string]string{"content/a.md": "a"}
			for name, text := range c.want {
				want[name] = text
			}
			root := lay(t, c.files)
			texts, said := read(t, root, noTheme)
			same(t, texts, said, want, c.said...)

			link := filepath.Join(t.TempDir(), "link")
			if err := os.Symlink(root, link); err != nil {
				t.Fatal(err)
			}
			texts, said = read(t, link, noTheme)
			same(t, texts, said, want, c.said...)
		})
	}
}

func TestContentIsALink(t *testing.T) {
	texts, said := read(t, lay(t, map[string]string{"content": "-> texts", "texts/a.md": "a"}), noTheme)
	same(t, texts, said, map[string]string{"content/a.md": "a"})
	for _, target := range []string{"-> /etc", "-> .", "-> missing", "-> content"} {
		texts, said = read(t, lay(t, map[string]string{"content": target, "site.yaml": ""}), noTheme)
		same(t, texts, said, map[string]string{"site.yaml": ""}, "content [outside-site]")
	}
}

// TestRelativeRoot reads a site by a relative path.
func TestRelativeRoot(t *testing.T) {
	root := lay(t, map[string]string{"content/a.md": "a", "content/b.md": "-> a.md"})
	t.Chdir(filepath.Join(root, "content"))
	texts, said := read(t, "..", noTheme)
	same(t, texts, said, map[string]string{"content/a.md": "a", "content/b.md": "a"})
}

// TestNames reads names as other machines and archives write them. "é" in form D is an e and a mark.
func TestNames(t *testing.T) {
	root := lay(t, map[string]string{
		"content/e\u0301/e\u0301.md": "form D",
		"content/\u00e9/b.md":        "form C",
		"content/\xd1\xeb.md":        "GBK",
		"content/\xff\xfe/a.md":      "not even that",
		"content/two\nlines.md":      "odd",
	})
	texts, said := read(t, root, noTheme)
	same(t, texts, said, map[string]string{
		"content/\u00e9/\u00e9.md": "form D",
		"content/\u00e9/b.md":      "form C",
		"content/two\nlines.md":    "odd",
	}, "content/\ufffd [invalid-utf8]", "content/\ufffd.md [invalid-utf8]")

	tree, _, err := Read(root, noTheme)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"content/\u00e9/\u00e9.md", "content/e\u0301/e\u0301.md"} {
		if data, err := tree.Bytes(name); err != nil || string(data) != "form D" || !tree.Has(name) {
			t.Errorf("%+q holds %q, %v", name, data, err)
		}
	}
}

func TestOneNameInTwoForms(t *testing.T) {
	for range 4 {
		texts, said := read(t, lay(t, map[string]string{"content/e\u0301.md": "D", "content/\u00e9.md": "C", "content/f.md": "f"}), noTheme)
		same(t, texts, said, map[string]string{"content/\u00e9.md": "C", "content/f.md": "f"}, "content/\u00e9.md [duplicate-address]")
	}
}

func TestTooLarge(t *testing.T) {
	root := lay(t, map[string]string{"site.yaml": "", "content/large.md": "", "content/most.mp4": "", "assets/large.bin": ""})
	for name, size := range map[string]int64{"content/large.md": limit + 1, "content/most.mp4": limit, "assets/large.bin": 1 << 40, "site.yaml": limit + 1} {
		if err := os.Truncate(filepath.Join(root, filepath.FromSlash(name)), size); err != nil {
			t.Fatal(err)
		}
	}
	tree, problems, err := Read(root, noTheme)
	if err != nil {
		t.Fatal(err)
	}
	if len(tree.files) != 1 || tree.files[0].Path != "content/most.mp4" {
		t.Errorf("the site has %v", tree.files)
	}
	var said []string
	for _, d := range problems.Sorted() {
		said = append(said, fmt.Sprintf("%s: %s [%s]", d.File, d.Message.English, d.Code))
	}
	want := []string{
		"assets/large.bin: the file has 1048576 MiB; at most 256 are read [too-large]",
		"content/large.md: the file has 256 MiB; at most 256 are read [too-large]",
		"site.yaml: the file has 256 MiB; at most 256 are read [too-large]",
	}
	if !slices.Equal(said, want) {
		t.Errorf("said %q", said)
	}
}

func TestFailingTheme(t *testing.T) {
	if _, _, err := Read(lay(t, map[string]string{"content/a.md": ""}), failing{}); !errors.Is(err, errDisk) {
		t.Errorf("a theme that cannot be read is %v", err)
	}
}

var errDisk = errors.New("disk failed")

type failing struct{}

func (failing) Open(string) (fs.File, error) { return nil, errDisk }

// TestRemovedMeanwhile removes a file after it was listed.
func TestRemovedMeanwhile(t *testing.T) {
	root := lay(t, map[string]string{"content/a.md": "a"})
	tree, _, err := Read(root, noTheme)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(root, "content", "a.md")); err != nil {
		t.Fatal(err)
	}
	if _, err := tree.Bytes("content/a.md"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is gone: %v", err)
	}
}

// TestDiagnosticsAreListed makes sure that each one can be printed.
func TestDiagnosticsAreListed(t *testing.T) {
	_, problems, err := Read(lay(t, map[string]string{"content/\xff.md": "", "content/b": "-> /etc"}), noTheme)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := diag.WriteText(&b, problems.Sorted(), func(string) []byte { return nil }, diag.English); err != nil {
		t.Fatal(err)
	}
	want := `content/b: error: "content/b" is a symbolic link that leaves the site; it is not followed [outside-site]
      = copy the file or folder to this place
content/` + "\ufffd" + `.md: error: the file name "\xff.md" is not UTF-8 [invalid-utf8]
      = rename it, or unpack it anew with a program that knows its encoding
`
	if b.String() != want {
		t.Errorf("printed\n%s\nwant\n%s", b.String(), want)
	}
}

func TestHolds(t *testing.T) {
	for name, want := range map[string]bool{
		"site.yaml": true, "content": true, "layouts": true, "assets": true, "public": false, ".wenming": false, "README.md": false, "site.yaml~": false,
		"content/a.md": true, "content/site.yaml": true, "content/a.md~": false, "content/4913": false, "content/.a.md.swp": false, "content/news/.#a.md": false,
		"assets/root/.well-known": true, "assets/root/.DS_Store": false,
	} {
		if got := Holds(path.Dir(name), path.Base(name)); got != want {
			t.Errorf("that a site holds %s is %t", name, got)
		}
	}
}
