package watch

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"wenming/generator/diag"
)

// folder is a site on the disk that a test changes.
type folder struct {
	t    testing.TB
	root string
	ends int
}

// lay writes files below a new folder. A text "-> TARGET" makes a symbolic link.
func lay(t testing.TB, files map[string]string) *folder {
	t.Helper()
	f := &folder{t: t, root: filepath.Join(t.TempDir(), "site")}
	f.mkdir(ends)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f.mkdir(filepath.ToSlash(filepath.Dir(name)))
		if target, link := strings.CutPrefix(files[name], "-> "); link {
			f.link(target, name)
		} else {
			f.write(name, files[name])
		}
	}
	return f
}

func (f *folder) on(name string) string { return filepath.Join(f.root, filepath.FromSlash(name)) }

func (f *folder) must(err error) {
	if err != nil {
		f.t.Helper()
		f.t.Fatal(err)
	}
}

func (f *folder) write(name, text string) { f.must(os.WriteFile(f.on(name), []byte(text), 0o666)) }
func (f *folder) mkdir(name string)       { f.must(os.MkdirAll(f.on(name), 0o777)) }
func (f *folder) link(target, name string) {
	f.must(os.Symlink(filepath.FromSlash(target), f.on(name)))
}
func (f *folder) move(from, to string) { f.must(os.Rename(f.on(from), f.on(to))) }
func (f *folder) remove(names ...string) {
	for _, name := range names {
		f.must(os.RemoveAll(f.on(name)))
	}
}

// ends is a folder of files that are written last, so that what came before is known to be delivered.
const ends = "assets/ends/"

// since receives what changed until now, folded.
func (f *folder) since(changes <-chan Change) Change {
	f.t.Helper()
	late := time.After(20 * time.Second)
	var all Change
	end := f.end()
	for {
		select {
		case c := <-changes:
			if c.none() {
				f.t.Fatal("received a change of nothing")
			}
			all.add(c)
			if slices.Contains(c.Paths, end) {
				all.Paths = slices.DeleteFunc(all.Paths, func(path string) bool { return strings.HasPrefix(path, ends) })
				return all
			}
			if c.Any { // the end may be in it, or come later
				end = f.end()
			}
		case <-late:
			f.t.Fatalf("no change of %s was delivered after %v", end, all)
		}
	}
}

func (f *folder) end() string {
	f.ends++
	end := fmt.Sprint(ends, f.ends)
	f.write(end, "")
	return end
}

// covers tells whether a change tells of a path.
func covers(c Change, path string) bool {
	return c.Any || slices.ContainsFunc(c.Paths, func(told string) bool { return path == told || strings.HasPrefix(path, told+"/") })
}

// open watches a site, and refuses to poll.
func open(t testing.TB, f *folder) *Watcher {
	t.Helper()
	w, err := Open(f.root, Options{Polls: func(why diag.Text) { t.Error(why.English) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	return w
}

func TestSaving(t *testing.T) {
	const a = "content/news/a.md"
	cases := []struct {
		name string
		save func(*folder)
		want []string
	}{
		{"in place", func(f *folder) { f.write(a, "new") }, []string{a}},
		{"vim", func(f *folder) {
			f.write("content/news/.a.md.swp", "swap")
			f.write("content/news/4913", "")
			f.remove("content/news/4913")
			f.move(a, a+"~")
			f.write(a, "new")
			f.must(os.Chmod(f.on(a), 0o644))
			f.remove(a+"~", "content/news/.a.md.swp")
		}, []string{a}},
		{"vim with backupcopy", func(f *folder) { f.write(a+"~", "old"); f.write(a, "new"); f.remove(a + "~") }, []string{a}},
		{"VS Code, atomically", func(f *folder) { f.write(a+".vsctmp", "new"); f.move(a+".vsctmp", a) }, []string{a, a + ".vsctmp"}},
		{"emacs", func(f *folder) {
			f.link("editor@host.4711:1700000000", "content/news/.#a.md")
			f.write("content/news/#a.md#", "autosave")
			f.move(a, a+"~")
			f.write(a, "new")
			f.remove("content/news/#a.md#", "content/news/.#a.md")
		}, []string{a}},
		{"nano", func(f *folder) {
			f.write("content/news/.a.md.swp", "lock")
			f.write(a+"~", "old")
			f.write(a, "new")
			f.remove("content/news/.a.md.swp")
		}, []string{a}},
		{"gedit", func(f *folder) {
			f.write("content/news/.goutputstream-X1Y2Z3", "new")
			f.must(os.Link(f.on(a), f.on(a+"~")))
			f.move("content/news/.goutputstream-X1Y2Z3", a)
		}, []string{a}},
		{"JetBrains", func(f *folder) {
			f.write(a+"___jb_tmp___", "new")
			f.move(a, a+"___jb_old___")
			f.move(a+"___jb_tmp___", a)
			f.remove(a + "___jb_old___")
		}, []string{a, a + "___jb_old___", a + "___jb_tmp___"}},
		{"Word", func(f *folder) {
			f.write("content/news/~$b.docx", "owner")
			f.write("content/news/~WRD0001.tmp", "new")
			f.move("content/news/b.docx", "content/news/~WRL0002.tmp")
			f.move("content/news/~WRD0001.tmp", "content/news/b.docx")
			f.remove("content/news/~WRL0002.tmp", "content/news/~$b.docx")
		}, []string{"content/news/b.docx", "content/news/~WRD0001.tmp", "content/news/~WRL0002.tmp"}},
		{"sed -i", func(f *folder) { f.write("content/news/sedX1", "new"); f.move("content/news/sedX1", a) }, []string{a, "content/news/sedX1"}},
		{"a removed file", func(f *folder) { f.remove(a) }, []string{a}},
		{"a renamed file", func(f *folder) { f.move(a, "content/b.md") }, []string{"content/b.md", a}},
		{"another time", func(f *folder) { f.must(os.Chtimes(f.on(a), time.Unix(1, 0), time.Unix(1, 0))) }, []string{a}},
		{"other rights", func(f *folder) { f.must(os.Chmod(f.on(a), 0o600)) }, []string{a}},
		{"a name in form D", func(f *folder) { f.write("content/e\u0301.md", "") }, []string{"content/\u00e9.md"}},
		{"the configuration", func(f *folder) { f.write("site.yaml.new", "new"); f.move("site.yaml.new", "site.yaml") }, []string{"site.yaml"}},
		{"assets for the root", func(f *folder) { f.write("assets/root/.well-known/a", "new") }, []string{"assets/root/.well-known/a"}},
		{"leftovers", func(f *folder) {
			for _, folder := range []string{"content", "content/news", "assets/root"} {
				for _, name := range []string{".a.md.swp", ".#a.md", "a.md~", ".DS_Store"} {
					f.write(folder+"/"+name, "x")
				}
			}
			f.link("nowhere", "content/.#b.md")
			for _, name := range []string{"4913", "#a.md#", "~$a.docx", "Thumbs.db", "desktop.ini"} {
				f.write("content/news/"+name, "x")
			}
			f.mkdir("content/.obsidian/deep")
			f.write("content/.obsidian/deep/a.json", "x")
			f.move("content/.obsidian", "content/.trash")
			f.remove("content/.trash", "content/.DS_Store")
		}, nil},
		{"what is not of the site", func(f *folder) {
			f.write("README.md", "x")
			f.mkdir("public/a")
			f.write("public/a/index.html", "x")
			f.mkdir(".wenming")
			f.write(".wenming/memo", "x")
			f.mkdir(".git")
			f.write(".git/index.lock", "x")
			f.move(".git/index.lock", ".git/index")
			f.mkdir("other/content")
			f.write("other/content/a.md", "x")
			f.remove("public")
		}, nil},
		{"a folder's time and rights", func(f *folder) {
			f.must(os.Chtimes(f.on("content/news"), time.Unix(1, 0), time.Unix(1, 0)))
			f.must(os.Chmod(f.on("content/news"), 0o755))
		}, nil},
		{"reading", func(f *folder) {
			_, err := os.ReadFile(f.on(a))
			f.must(err)
			_, err = os.ReadDir(f.on("content"))
			f.must(err)
		}, nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f := lay(t, map[string]string{"site.yaml": "", a: "old", "content/news/b.docx": "old", "assets/root/.well-known/a": "", "public/old.html": ""})
			w := open(t, f)
			c.save(f)
			if got := f.since(w.Changes()); got.Any || !slices.Equal(got.Paths, c.want) {
				t.Errorf("delivered %v, want %v", got, c.want)
			}
			f.write(a, "and again")
			if got := f.since(w.Changes()); got.Any || !slices.Equal(got.Paths, []string{a}) {
				t.Errorf("delivered %v afterwards, want %s", got, a)
			}
		})
	}
}

// TestFolders changes folders. What is named must be told of, and a change in what is there afterwards must be told of
// exactly.
func TestFolders(t *testing.T) {
	cases := []struct {
		name   string
		change func(*folder)
		want   []string
		then   []string // files that are written afterwards
	}{
		{"a new one, deep, with a file", func(f *folder) {
			f.mkdir("content/x/y/z")
			f.write("content/x/y/z/a.md", "new")
		}, []string{"content/x/y/z/a.md"}, []string{"content/x/y/z/a.md", "content/x/b.md"}},
		{"moved in", func(f *folder) { f.move("elsewhere", "content/here") },
			[]string{"content/here/deep/e.md"}, []string{"content/here/deep/e.md", "content/here/new.md"}},
		{"moved out", func(f *folder) { f.move("content/news", "away"); f.write("away/2023/a.md", "not of the site") },
			[]string{"content/news/2023/a.md"}, nil},
		{"moved out and in", func(f *folder) { f.move("content/news", "away"); f.move("away", "content/news") },
			[]string{"content/news/2023/a.md"}, []string{"content/news/2023/a.md"}},
		{"renamed", func(f *folder) { f.move("content/news", "content/renamed") },
			[]string{"content/news/2023/a.md", "content/renamed/2023/a.md"}, []string{"content/renamed/2023/a.md", "content/renamed/b.md"}},
		{"renamed twice", func(f *folder) { f.move("content/news", "content/1"); f.move("content/1", "content/2") },
			[]string{"content/news", "content/2"}, []string{"content/2/2023/a.md"}},
		{"exchanged", func(f *folder) {
			f.move("content/news", "content/tmp")
			f.move("content/people", "content/news")
			f.move("content/tmp", "content/people")
		}, []string{"content/news/p/p.md", "content/people/2023/a.md"}, []string{"content/news/p/p.md", "content/people/2023/a.md"}},
		{"removed", func(f *folder) { f.remove("content/news") }, []string{"content/news/2023/a.md"}, nil},
		{"removed and made again", func(f *folder) { f.remove("content/news"); f.mkdir("content/news/2023") },
			[]string{"content/news"}, []string{"content/news/2023/a.md"}},
		{"replaced by a file", func(f *folder) { f.remove("content/news"); f.write("content/news", "file") },
			[]string{"content/news"}, []string{"content/news"}},
		{"in place of a file", func(f *folder) { f.remove("content/f.md"); f.mkdir("content/f.md"); f.write("content/f.md/a.md", "") },
			[]string{"content/f.md/a.md"}, []string{"content/f.md/a.md"}},
		{"all of the content, renamed", func(f *folder) { f.move("content", "old"); f.mkdir("content"); f.move("old/news", "content/news") },
			[]string{"content/people/p/p.md", "content/news"}, []string{"content/news/2023/a.md"}},
		{"layouts where there were none", func(f *folder) { f.mkdir("layouts/partials"); f.write("layouts/partials/a.html", "") },
			[]string{"layouts/partials/a.html"}, []string{"layouts/partials/a.html"}},
		{"no longer hidden", func(f *folder) {
			f.mkdir("content/.hidden")
			f.write("content/.hidden/a.md", "")
			f.move("content/.hidden", "content/seen")
		},
			[]string{"content/seen/a.md"}, []string{"content/seen/a.md"}},
		{"moved into one that is new", func(f *folder) { f.mkdir("content/new"); f.move("content/news", "content/new/news") },
			[]string{"content/news", "content/new/news"}, []string{"content/new/news/2023/a.md"}},
		{"linked to", func(f *folder) { f.link("../elsewhere", "content/linked") },
			[]string{"content/linked/deep/e.md"}, []string{"content/linked/deep/e.md"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f := lay(t, map[string]string{
				"site.yaml": "", "content/f.md": "", "content/news/2023/a.md": "", "content/people/p/p.md": "", "elsewhere/deep/e.md": ""})
			w := open(t, f)
			c.change(f)
			got := f.since(w.Changes())
			for _, want := range c.want {
				if !covers(got, want) {
					t.Errorf("delivered %v, want %s", got, want)
				}
			}
			if len(c.then) == 0 {
				return
			}
			f.since(w.Changes())
			for _, name := range c.then {
				f.write(name, "again")
			}
			slices.Sort(c.then)
			if got := f.since(w.Changes()); got.Any || !slices.Equal(got.Paths, c.then) {
				t.Errorf("delivered %v afterwards, want %v", got, c.then)
			}
		})
	}
}

// TestLinks changes what symbolic links show, and where they lead.
func TestLinks(t *testing.T) {
	cases := []struct {
		name   string
		files  map[string]string
		change func(*folder)
		want   []string // exactly; nil: what is in then, at least
		then   []string // files in the site, of which each is written and told of
	}{
		{"a file elsewhere", map[string]string{"content/l.txt": "-> ../texts/l.txt", "texts/l.txt": "", "texts/m.txt": ""},
			func(f *folder) { f.write("texts/l.txt", "new"); f.write("texts/m.txt", "new") }, []string{"content/l.txt"}, []string{"content/l.txt"}},
		{"a file elsewhere, replaced", map[string]string{"content/l.txt": "-> ../texts/l.txt", "texts/l.txt": ""},
			func(f *folder) { f.write("texts/new", "new"); f.move("texts/new", "texts/l.txt") }, []string{"content/l.txt"}, []string{"content/l.txt"}},
		{"a file at two places", map[string]string{"content/a.md": "", "content/b.md": "-> a.md"},
			func(f *folder) { f.write("content/a.md", "new") }, []string{"content/a.md", "content/b.md"}, nil},
		{"a folder elsewhere", map[string]string{"content/old": "-> ../archive/2008", "archive/2008/x/o.md": "", "archive/2009/x/o.md": ""},
			func(f *folder) { f.write("archive/2008/x/o.md", "new"); f.write("archive/2009/x/o.md", "new") }, []string{"content/old/x/o.md"}, []string{"content/old/x/o.md"}},
		{"a new folder in one elsewhere", map[string]string{"content/old": "-> ../archive", "archive/a.md": ""},
			func(f *folder) { f.mkdir("archive/x/y"); f.write("archive/x/y/o.md", "new") }, []string{"content/old/x"}, []string{"content/old/x/y/o.md"}},
		{"a folder shown twice", map[string]string{"content/1": "-> ../p", "content/2": "-> ../p", "p/o.jpg": ""},
			func(f *folder) { f.write("p/o.jpg", "new") }, []string{"content/1/o.jpg", "content/2/o.jpg"}, nil},
		{"a folder of the content shown twice", map[string]string{"content/news/a.md": "", "content/old": "-> news"},
			func(f *folder) { f.remove("content/old"); f.write("content/news/a.md", "new") }, nil, []string{"content/news/a.md"}},
		{"another target", map[string]string{"content/old": "-> ../1", "1/o.md": "", "2/p.md": ""},
			func(f *folder) { f.remove("content/old"); f.link("../2", "content/old") }, []string{"content/old"}, []string{"content/old/p.md"}},
		{"a target that appears", map[string]string{"content/old": "-> ../archive/2008"},
			func(f *folder) { f.mkdir("archive/2008"); f.write("archive/2008/o.md", "new") }, []string{"content/old"}, []string{"content/old/o.md"}},
		{"a target that is moved", map[string]string{"content/old": "-> ../archive/2008", "archive/2008/o.md": "", "new/2008/p.md": ""},
			func(f *folder) { f.move("archive", "gone"); f.move("new", "archive") }, []string{"content/old"}, []string{"content/old/p.md"}},
		{"a link on the way", map[string]string{"content/old": "-> ../link/2008", "link": "-> 1", "1/2008/o.md": "", "2/2008/p.md": ""},
			func(f *folder) { f.remove("link"); f.link("2", "link") }, []string{"content/old"}, []string{"content/old/p.md"}},
		{"the configuration", map[string]string{"site.yaml": "-> conf/site.yaml", "conf/site.yaml": ""},
			func(f *folder) { f.write("conf/site.yaml", "new") }, []string{"site.yaml"}, []string{"site.yaml"}},
		{"all layouts", map[string]string{"layouts": "-> theme/layouts", "theme/layouts/a.html": ""},
			func(f *folder) { f.write("theme/layouts/b.html", "new") }, []string{"layouts/b.html"}, []string{"layouts/a.html"}},
		{"an absolute one", map[string]string{"content/a.md": ""},
			func(f *folder) { f.mkdir("x"); f.must(os.Symlink(f.on("x"), f.on("content/x"))); f.write("x/o.md", "") }, []string{"content/x"}, []string{"content/x/o.md"}},
		{"circles", map[string]string{"content/b/c": "-> ../c", "content/c/b": "-> ../b", "content/d": "-> .", "content/e": "-> e", "content/f": "-> ../.."},
			func(f *folder) { f.write("content/b/a.md", "new") }, []string{"content/b/a.md", "content/c/b/a.md"}, nil},
		{"out of the site", map[string]string{"content/out": "-> /", "content/out.md": "-> ../../out.md"},
			func(f *folder) { f.write("../out.md", "new") }, nil, nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f := lay(t, c.files)
			w := open(t, f)
			c.change(f)
			if got := f.since(w.Changes()); c.want != nil && (got.Any || !slices.Equal(got.Paths, c.want)) {
				t.Errorf("delivered %v, want %v", got, c.want)
			}
			f.since(w.Changes())
			for _, name := range c.then {
				f.write(name, "again")
			}
			if got := f.since(w.Changes()); got.Any || !slices.Equal(got.Paths, c.then) {
				t.Errorf("delivered %v afterwards, want %v", got, c.then)
			}
		})
	}
}

// TestCheckout writes as much at once as git does when it changes the branch.
func TestCheckout(t *testing.T) {
	f := lay(t, map[string]string{"site.yaml": "", "content/a.md": ""})
	w := open(t, f)
	for i := range 3000 {
		folder := fmt.Sprintf("content/news/%d", i/30)
		f.mkdir(folder)
		f.write(fmt.Sprintf("%s/%d.md", folder, i), "new")
	}
	got := f.since(w.Changes())
	if !covers(got, "content/news/0/0.md") || !covers(got, "content/news/99/2999.md") {
		t.Errorf("delivered %v", got)
	}
	f.since(w.Changes())
	f.write("content/news/99/2999.md", "again")
	if got := f.since(w.Changes()); !slices.Equal(got.Paths, []string{"content/news/99/2999.md"}) {
		t.Errorf("delivered %v", got)
	}
	for i := range 3000 {
		f.remove(fmt.Sprintf("content/news/%d/%d.md", i/30, i))
	}
	if got := f.since(w.Changes()); !got.Any {
		t.Errorf("delivered %d paths", len(got.Paths))
	}
}
