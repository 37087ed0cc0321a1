package output

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"wenming/generator/memo"
)

// model is a folder as it should be.
type model struct {
	t       *testing.T
	r       *rand.Rand
	dir     string
	owned   site // of the last version
	known   bool // a manifest tells so
	foreign map[string]string
}

// After any history of versions and damage, a commit leaves exactly the version's files and the foreign ones, counts
// what it did, and leaves nothing to do; or it names the files in its way and leaves everything as it was.
func TestAnyHistory(t *testing.T) {
	refused, done := 0, 0
	for seed := range uint64(24) {
		r := newRand(seed)
		m := &model{t: t, r: r, dir: t.TempDir(), owned: site{}, foreign: map[string]string{}}
		for range 10 {
			for range r.IntN(4) {
				m.damage()
			}
			s := randomSite(r, 1+r.IntN(30))
			m.turnPaths(s)
			if m.build(s, Options{Fresh: r.IntN(4) == 0}) {
				done++
			} else {
				refused++
			}
		}
	}
	if done < 100 || refused < 10 {
		t.Errorf("%d builds done, %d refused: the test shows little", done, refused)
	}
}

// turnPaths makes some of a site's paths folders that are files in others.
func (m *model) turnPaths(s site) {
	for i := range 3 {
		file := fmt.Sprintf("turn/%d", i)
		switch m.r.IntN(4) {
		case 0:
			s[file] = made(Page, m.r.IntN(3), slices.Sorted(maps.Keys(s))...)
		case 1:
			s[file+"/index.html"] = made(Page, m.r.IntN(3))
		case 2:
			s[file+"/x/y"] = made(Asset, m.r.IntN(3))
		}
	}
}

// damage alters the folder from outside.
func (m *model) damage() {
	files := folderFiles(m.t, m.dir)
	path := fmt.Sprintf("foreign/%d", m.r.IntN(9))
	if len(files) > 0 {
		path = slices.Sorted(maps.Keys(files))[m.r.IntN(len(files))]
	}
	name := filepath.Join(m.dir, path)
	switch m.r.IntN(8) {
	case 0: // altered to the same length
		os.Remove(name)
		writeFile(m.t, m.dir, path, strings.Repeat("z", len(files[path])))
	case 1:
		os.Remove(name)
		writeFile(m.t, m.dir, path, "altered")
	case 2:
		os.Remove(name)
	case 3: // a folder takes the place
		os.Remove(name)
		writeFile(m.t, m.dir, path+"/inside", "foreign")
	case 4: // a link takes the place
		os.Remove(name)
		os.Symlink("nowhere", name)
	case 5, 6: // a file that may be in the way of the next site
		other := slices.Sorted(maps.Keys(randomSite(m.r, 30)))
		path = other[m.r.IntN(len(other))]
		if _, err := os.Lstat(filepath.Join(m.dir, path)); err != nil {
			writeFile(m.t, m.dir, path, "foreign")
		}
	case 7:
		if m.r.IntN(4) == 0 {
			m.damageManifest()
		}
	}
	m.sort()
}

func (m *model) damageManifest() {
	name := filepath.Join(m.dir, manifestName)
	data, err := os.ReadFile(name)
	if err != nil {
		return
	}
	at := m.r.IntN(len(data))
	switch m.r.IntN(3) {
	case 0:
		err = os.Remove(name)
	case 1:
		err = os.WriteFile(name, data[:at], 0o644)
	case 2:
		data[at] ^= byte(1 + m.r.IntN(255))
		err = os.WriteFile(name, data, 0o644)
	}
	if err != nil {
		m.t.Fatal(err)
	}
	m.owned, m.known = site{}, false
}

// sort finds out which files are foreign: all but the regular files at owned paths.
func (m *model) sort() {
	m.foreign = map[string]string{}
	for path, data := range folderFiles(m.t, m.dir) {
		if _, owned := m.owned[path]; !owned || data == "empty" || strings.HasPrefix(data, "-> ") {
			m.foreign[path] = data
		}
	}
}

// refused tells whether a foreign file is in the way of the site, or a file would have to go for a folder.
func (m *model) refused(s site) bool {
	for path, c := range s {
		if data, ok := m.foreign[path]; ok && data != string(c.data) && data != "empty" {
			return true
		}
		for other, data := range m.foreign {
			if strings.HasPrefix(path, other+"/") && data != "empty" || strings.HasPrefix(other, path+"/") && data != "empty" {
				return true
			}
		}
	}
	return false
}

// build commits a site by Put or Keep and holds what comes out against the model.
func (m *model) build(s site, o Options) bool {
	t := m.t
	before := folderFiles(t, m.dir)
	stage := begin(t, m.dir, o)
	if m.r.IntN(2) == 0 {
		m.checkIntact(stage, before)
	}
	var want Result
	for path, c := range s {
		want.Bytes += int64(len(c.data))
		_, owned := m.owned[path]
		digest := memo.Bytes(c.data)
		equal := before[path] == string(c.data)
		if m.r.IntN(2) == 0 {
			kept := stage.Keep(path, digest)
			if expect := owned && !o.Fresh && equal && memo.Bytes(m.owned[path].data) == digest; kept != expect {
				t.Fatalf("Keep(%q) is %v, want %v", path, kept, expect)
			}
			if kept {
				want.Unchanged++
				continue
			}
		}
		if _, err := stage.Put(path, c.role, c.data); err != nil {
			t.Fatal(err)
		}
		if equal && !o.Fresh {
			want.Unchanged++
		} else {
			want.Changed = append(want.Changed, path)
		}
	}
	want.Written = len(want.Changed)
	for path := range m.owned {
		_, stays := s[path]
		_, there := before[path]
		if _, foreign := m.foreign[path]; there && !stays && !foreign {
			want.Deleted++
			want.Changed = append(want.Changed, path)
		}
	}
	slices.Sort(want.Changed)

	got, err := stage.Commit("now")
	if m.refused(s) {
		var foreign *ForeignFileError
		if !errors.As(err, &foreign) {
			t.Fatalf("got %v, want foreign files refused", err)
		}
		for _, path := range foreign.Paths {
			if _, ok := m.foreign[path]; !ok {
				t.Fatalf("%s is refused, foreign are %q", path, slices.Sorted(maps.Keys(m.foreign)))
			}
		}
		compareFolders(t, folderFiles(t, m.dir), before)
		return false
	}
	if err != nil {
		t.Fatal(err)
	}
	if got.Written != want.Written || got.Unchanged != want.Unchanged || got.Deleted != want.Deleted ||
		got.Bytes != want.Bytes || !slices.Equal(got.Changed, want.Changed) {
		t.Fatalf("result\n%+v, want\n%+v", got, want)
	}
	m.owned, m.known = s, true
	after := maps.Clone(m.foreign)
	for path, data := range m.foreign {
		for planned := range s { // an empty folder gives way to a file, or gets one
			if data == "empty" && (planned == path || strings.HasPrefix(planned, path+"/") || strings.HasPrefix(path, planned+"/")) {
				delete(after, path)
			}
		}
		if _, ok := s[path]; ok { // adopted
			delete(after, path)
		}
	}
	m.foreign = after
	m.checkEmptied()
	checkFolder(t, m.dir, s, m.foreign)
	again := publish(t, m.dir, s, Options{})
	if again.Unchanged != len(s) || len(again.Changed) > 0 || again.Bytes != want.Bytes {
		t.Fatalf("a second build gives %+v", again)
	}
	return true
}

// checkIntact finds the stage to notice any damage.
func (m *model) checkIntact(stage *Stage, files map[string]string) {
	want := m.known
	for path, c := range m.owned {
		want = want && files[path] == string(c.data)
	}
	if got := stage.Intact(); got != want {
		m.t.Fatalf("Intact is %v, want %v", got, want)
	}
}

// checkEmptied takes empty folders from the model that a deletion from outside had left behind and the build removed.
func (m *model) checkEmptied() {
	there := folderFiles(m.t, m.dir)
	for path, data := range m.foreign {
		if data == "empty" && there[path] == "" {
			delete(m.foreign, path)
		}
	}
}
