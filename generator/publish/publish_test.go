package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"wenming/generator/output"
)

// files are a site, or what a target holds, by path.
type files map[string]string

// roleOf is that of a file of a test's site, by its name.
func roleOf(name string) output.Role {
	switch filepath.Ext(name) {
	case ".html":
		return output.Page
	case ".css":
		return output.Theme
	case ".png":
		return output.Asset
	}
	return output.Document
}

// write makes a finished site in a folder.
func (f files) write(t testing.TB, dir, at string) {
	t.Helper()
	stage, err := output.Begin(dir, output.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range f {
		if _, err := stage.Put(name, roleOf(name), []byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := stage.Commit(at); err != nil {
		t.Fatal(err)
	}
}

// held is what a folder holds but for our own records.
func held(t testing.TB, dir string) files {
	t.Helper()
	found := files{}
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.Contains(name, "/"+reserved) {
			return err
		}
		data, err := os.ReadFile(name)
		rest, _ := filepath.Rel(dir, name)
		found[filepath.ToSlash(rest)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

var someDay = time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)

const someAt = "2026-03-01T08:00:00+08:00"

// to opens a folder as a target.
func to(t testing.TB, dir string) *Target {
	t.Helper()
	target, err := Open(dir, os.Getenv)
	if err != nil {
		t.Fatal(err)
	}
	return target
}

// publish publishes a site to a folder.
func (f files) publish(t testing.TB, dir string, more func(*Options)) (Report, error) {
	t.Helper()
	o := Options{Site: t.TempDir(), Now: someDay}
	f.write(t, o.Site, someAt)
	if more != nil {
		more(&o)
	}
	return to(t, dir).Publish(context.Background(), o)
}

// must publishes without a failure.
func (f files) must(t testing.TB, dir string, more func(*Options)) Report {
	t.Helper()
	report, err := f.publish(t, dir, more)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func (r Report) sent() []string {
	var paths []string
	for _, sent := range r.Sent {
		paths = append(paths, sent.Path)
	}
	return paths
}

func kindOf(err error) Kind {
	var p *Problem
	if errors.As(err, &p) {
		return p.Kind
	}
	return ""
}

func TestPublish(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "www")
	site := files{"index.html": "1", "news/a.html": "1", "feed.xml": "1", "assets/site.0123abcd.css": "1", "assets/img/x.89abcdef.png": "1"}
	if r := site.must(t, dir, func(o *Options) { o.DryRun = true }); len(r.Sent) != 5 || r.Found != Nothing {
		t.Errorf("a dry run would send %v and finds %v", r.Sent, r.Found)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("a dry run made the folder")
	}
	r := site.must(t, dir, nil)
	if want := []string{"assets/img/x.89abcdef.png", "assets/site.0123abcd.css", "index.html", "news/a.html", "feed.xml"}; !sameOrder(r.sent(), want) {
		t.Errorf("sent %v, want %v", r.sent(), want)
	}
	if len(r.Purge) != 0 {
		t.Errorf("a first publication makes a CDN forget %v", r.Purge)
	}
	if r := site.must(t, dir, nil); len(r.Sent)+len(r.Removed)+len(r.Purge) != 0 || r.Unchanged != 5 || r.Found != Finished {
		t.Errorf("publishing the same again: %+v", r)
	}

	next := files{"index.html": "2", "news/a.html": "1", "news/b.html": "2", "feed.xml": "2", "assets/site.11223344.css": "2"}
	r = next.must(t, dir, nil)
	if want := []string{"assets/site.11223344.css", "news/b.html", "index.html", "feed.xml"}; !slices.Equal(r.sent(), want) {
		t.Errorf("sent %v, want %v", r.sent(), want)
	}
	if want := []string{"assets/img/x.89abcdef.png"}; !slices.Equal(r.Removed, want) {
		t.Errorf("removed %v, want %v", r.Removed, want)
	}
	if want := []string{"assets/img/x.89abcdef.png", "feed.xml", "index.html", "news/b.html"}; !slices.Equal(r.Purge, want) {
		t.Errorf("a CDN must forget %v, want %v", r.Purge, want)
	}
	want := maps.Clone(next)
	want["assets/site.0123abcd.css"] = "1"
	if got := held(t, dir); !maps.Equal(got, want) || r.Lingering != 1 {
		t.Errorf("holds %v, want %v", got, want)
	}
	if r := next.must(t, dir, func(o *Options) { o.Now = someDay.Add(29 * 24 * time.Hour) }); len(r.Removed) != 0 {
		t.Errorf("after 29 days %v are removed", r.Removed)
	}
	r = next.must(t, dir, func(o *Options) { o.Now = someDay.Add(31 * 24 * time.Hour) })
	if got := held(t, dir); !slices.Equal(r.Removed, []string{"assets/site.0123abcd.css"}) || !maps.Equal(got, next) {
		t.Errorf("after 31 days %v are removed, and %v stays", r.Removed, got)
	}
}

// sameOrder tells whether two lists of paths are the same but for the order within one role.
func sameOrder(got, want []string) bool {
	sorted := func(list []string) []string {
		list = slices.Clone(list)
		slices.Sort(list)
		return list
	}
	for i := range got {
		if i >= len(want) || (roleOf(got[i]) == output.Page) != (roleOf(want[i]) == output.Page) || (roleOf(got[i]) == output.Document) != (roleOf(want[i]) == output.Document) {
			return false
		}
	}
	return slices.Equal(sorted(got), sorted(want))
}

// An asset that comes back while it lingers is the site's again.
func TestLingeringAssetReturns(t *testing.T) {
	dir := t.TempDir()
	with, without := files{"a.html": "1", "assets/s.0123abcd.css": "1"}, files{"a.html": "2"}
	with.must(t, dir, nil)
	without.must(t, dir, nil)
	if r := with.must(t, dir, nil); !slices.Equal(r.sent(), []string{"a.html"}) {
		t.Errorf("sent %v", r.sent())
	}
	if r := with.must(t, dir, func(o *Options) { o.Now = someDay.Add(99 * 24 * time.Hour) }); len(r.Removed) != 0 {
		t.Errorf("removed %v", r.Removed)
	}
}

// The clock of a machine that published was years ahead.
func TestLapsedInFuture(t *testing.T) {
	dir := t.TempDir()
	files{"a.html": "1", "assets/s.0123abcd.css": "1"}.must(t, dir, nil)
	for _, days := range []time.Duration{3000, 0, 20, 29} {
		if r := (files{"a.html": "1"}).must(t, dir, func(o *Options) { o.Now = someDay.Add(days * 24 * time.Hour) }); r.Lingering != 1 {
			t.Errorf("after %d days: %+v", days, r)
		}
	}
	if r := (files{"a.html": "1"}).must(t, dir, func(o *Options) { o.Now = someDay.Add(lingering) }); len(r.Removed) != 1 {
		t.Errorf("removed %v", r.Removed)
	}
}

func TestForeignFiles(t *testing.T) {
	dir := t.TempDir()
	put := func(name, data string) {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(data), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	put("theirs.html", "theirs")
	put("news/theirs.txt", "theirs")
	put("same.html", "1")
	site := files{"same.html": "1", "news/a.html": "1"}
	if r := site.must(t, dir, nil); !slices.Equal(r.sent(), []string{"news/a.html"}) {
		t.Errorf("sent %v", r.sent())
	}
	for name, sites := range map[string]files{
		"a file":       {"theirs.html": "ours"},
		"a folder":     {"news/theirs.txt/x.html": "ours"},
		"under a file": {"news": "ours"},
	} {
		before := held(t, dir)
		if _, err := sites.publish(t, dir, nil); kindOf(err) != Foreign {
			t.Errorf("%s in the way: %v", name, err)
		}
		for path, data := range before {
			if strings.Contains(path, "theirs") && held(t, dir)[path] != data {
				t.Errorf("%s in the way: %s was touched", name, path)
			}
		}
		site.must(t, dir, nil)
	}
	files{}.must(t, dir, nil)
	if got, want := held(t, dir), (files{"theirs.html": "theirs", "news/theirs.txt": "theirs"}); !maps.Equal(got, want) {
		t.Errorf("an empty site leaves %v", got)
	}
}

// A path may turn from a file into a folder, and back.
func TestFileBecomesFolder(t *testing.T) {
	dir := t.TempDir()
	for _, site := range []files{{"a/b/c.txt": "1", "x": "1"}, {"a/b": "1", "x/y/z.html": "2"}, {"a": "3", "x/y": "3"}, {"a/b/c.txt": "1", "x": "1"}} {
		site.must(t, dir, nil)
		if got := held(t, dir); !maps.Equal(got, site) {
			t.Errorf("holds %v, want %v", got, site)
		}
	}
}

func TestOlder(t *testing.T) {
	dir := t.TempDir()
	at := func(at string, source Source, force bool) (Report, error) {
		o := Options{Site: t.TempDir(), Now: someDay, Source: source, Force: force}
		files{"a.html": at + source.Commit}.write(t, o.Site, at)
		return to(t, dir).Publish(context.Background(), o)
	}
	history := []string{"c1", "c2", "c3"}
	commit := func(n int, known bool) Source {
		return Source{Commit: history[n], Made: someDay.Add(time.Duration(n) * time.Hour), Order: func(other string) (int, bool) {
			if !known {
				return 0, false
			}
			return n - slices.Index(history, other), true
		}}
	}
	for i, c := range []struct {
		at     string
		source Source
		force  bool
		want   Kind
	}{
		{"2026-03-01T08:00:00+08:00", Source{}, false, ""},
		{"2026-03-01T07:59:59+08:00", Source{}, false, Older},
		{"2026-03-01T00:00:00Z", Source{}, false, ""}, // the same moment
		{"2026-02-01T08:00:00+08:00", Source{}, true, ""},
		{"2026-02-02T08:00:00+08:00", commit(1, true), false, ""},
		{"2026-02-03T08:00:00+08:00", commit(0, true), false, Older},
		{"2026-02-03T08:00:00+08:00", commit(0, false), false, Older}, // by its date
		{"2026-02-03T08:00:00+08:00", commit(2, false), false, ""},
		{"2026-02-04T08:00:00+08:00", commit(1, true), false, Older},
		{"2026-02-04T08:00:00+08:00", commit(1, true), true, ""},
		{"2026-02-05T08:00:00+08:00", commit(2, true), false, ""},
		{"2026-02-05T08:00:00+08:00", commit(0, true), true, ""},
		{"2026-01-01T08:00:00+08:00", commit(1, true), false, ""}, // built before, of a newer commit
		{"2025-01-01T08:00:00+08:00", commit(1, true), false, Older},
	} {
		before := held(t, dir)
		_, err := at(c.at, c.source, c.force)
		if kindOf(err) != c.want || err != nil && c.want == "" {
			t.Errorf("%d: %v, want %q", i, err, c.want)
		}
		if c.want != "" && !maps.Equal(held(t, dir), before) {
			t.Errorf("%d: something was sent", i)
		}
	}
}

// What changes nothing but the commit is recorded, so that what is between the two is older.
func TestSameSiteOfNewerCommit(t *testing.T) {
	dir := t.TempDir()
	of := func(commit string, made int64) func(*Options) {
		return func(o *Options) {
			o.Source = Source{commit, time.Unix(made, 0), func(string) (int, bool) { return 0, false }}
		}
	}
	files{"a.html": "1"}.must(t, dir, of("c1", 1))
	if r := (files{"a.html": "1"}).must(t, dir, of("c3", 3)); len(r.Sent) != 0 {
		t.Errorf("sent %v", r.Sent)
	}
	if _, err := (files{"a.html": "2"}).publish(t, dir, of("c2", 2)); kindOf(err) != Older {
		t.Errorf("an older commit: %v", err)
	}
}

// Another machine that has the same files, built before, has nothing to send, and does not move the record back.
func TestSameSiteBuiltBefore(t *testing.T) {
	dir := t.TempDir()
	o := Options{Site: t.TempDir(), Now: someDay}
	files{"a.html": "1"}.write(t, o.Site, "2025-01-01T08:00:00+08:00")
	files{"a.html": "1"}.must(t, dir, nil)
	before, err := os.ReadFile(filepath.Join(dir, recordName))
	if err != nil {
		t.Fatal(err)
	}
	r, err := to(t, dir).Publish(context.Background(), o)
	after, _ := os.ReadFile(filepath.Join(dir, recordName))
	if err != nil || len(r.Sent) != 0 || string(after) != string(before) {
		t.Errorf("%+v, %v", r, err)
	}
}

// What another site published stays, unless somebody insists.
func TestOtherSite(t *testing.T) {
	dir := t.TempDir()
	of := func(url string, force bool) func(*Options) {
		return func(o *Options) { o.URL, o.Force = url, force }
	}
	theirs, ours := files{"theirs.html": "1"}, files{"ours.html": "1"}
	theirs.must(t, dir, of("https://a.example", false))
	if _, err := ours.publish(t, dir, of("https://b.example", false)); kindOf(err) != OtherSite || !maps.Equal(held(t, dir), theirs) {
		t.Errorf("%v; %v", err, held(t, dir))
	}
	ours.must(t, dir, of("https://b.example", true))
	ours.must(t, dir, of("https://b.example", false))
	if got := held(t, dir); !maps.Equal(got, ours) {
		t.Errorf("holds %v", got)
	}
}

// A record of a format to come is not taken for a damaged one.
func TestLaterRecord(t *testing.T) {
	dir := t.TempDir()
	files{"a.html": "1"}.must(t, dir, nil)
	data, err := (&record{Format: recordPrefix + "2", Files: map[string]entry{}}).encode()
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, recordName), data, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (files{"a.html": "2"}).publish(t, dir, nil); kindOf(err) != Later || held(t, dir)["a.html"] != "1" {
		t.Error(err)
	}
}

func TestDamagedRecord(t *testing.T) {
	for _, how := range []string{"missing", "empty", "cut", "garbled", "another format", "all of it missing"} {
		t.Run(how, func(t *testing.T) {
			dir := t.TempDir()
			files{"a.html": "1", "b.html": "1", "old.html": "1"}.must(t, dir, nil)
			name := filepath.Join(dir, recordName)
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			next := files{"a.html": "1", "b.html": "2"}
			switch how {
			case "missing":
				err = os.Remove(name)
			case "empty":
				err = os.WriteFile(name, nil, 0o644)
			case "cut":
				err = os.WriteFile(name, data[:len(data)-5], 0o644)
			case "garbled":
				data[len(data)/2] ^= 1
				err = os.WriteFile(name, data, 0o644)
			case "another format":
				data, _ = (&record{Format: "other", Files: map[string]entry{}}).encode()
				err = os.WriteFile(name, data, 0o644)
			case "all of it missing":
				err = errors.Join(os.Remove(name), os.Remove(filepath.Join(dir, copyName)))
				next = files{"a.html": "1", "b.html": "1"}
			}
			if err != nil {
				t.Fatal(err)
			}
			r := next.must(t, dir, nil)
			if got := held(t, dir); how == "all of it missing" {
				// Nothing tells of what the site does not have that it is ours.
				if r.Found != Objects || len(r.Sent) != 0 || got["old.html"] != "1" {
					t.Errorf("%+v, %v", r, got)
				}
			} else if !maps.Equal(got, next) || !slices.Equal(r.sent(), []string{"b.html"}) {
				t.Errorf("sent %v; holds %v, want %v", r.sent(), got, next)
			}
			if r := next.must(t, dir, nil); len(r.Sent) != 0 || r.Found != Finished {
				t.Errorf("and again: %+v", r)
			}
		})
	}
}

// A file that somebody altered after the build is not published as what the build wrote.
func TestAltered(t *testing.T) {
	dir := t.TempDir()
	_, err := files{"a.html": "1"}.publish(t, dir, func(o *Options) {
		if err := os.WriteFile(filepath.Join(o.Site, "a.html"), []byte("2"), 0o644); err != nil {
			t.Fatal(err)
		}
	})
	if kindOf(err) != Altered || len(held(t, dir)) != 0 {
		t.Errorf("%v; %v", err, held(t, dir))
	}
}

func TestUnfinishedSite(t *testing.T) {
	var unfinished *output.UnfinishedError
	if _, err := to(t, t.TempDir()).Publish(context.Background(), Options{Site: t.TempDir()}); !errors.As(err, &unfinished) {
		t.Error(err)
	}
}

// failing is a host that dies after so many changes.
type failing struct {
	host
	left atomic.Int64
}

var errKilled = errors.New("killed")

func (f *failing) alive() error {
	if f.left.Add(-1) < 0 {
		return errKilled
	}
	return nil
}

func (f *failing) save(ctx context.Context, data []byte, mark string) (string, error) {
	if err := f.alive(); err != nil {
		return "", err
	}
	return f.host.save(ctx, data, mark)
}

func (f *failing) put(ctx context.Context, o object, fresh bool) error {
	if err := f.alive(); err != nil {
		return err
	}
	return f.host.put(ctx, o, fresh)
}

func (f *failing) remove(ctx context.Context, paths []string) error {
	for _, path := range paths {
		if err := f.alive(); err != nil {
			return err
		}
		if err := f.host.remove(ctx, []string{path}); err != nil {
			return err
		}
	}
	return nil
}

// random is a site of some of a few paths.
func random(r *rand.Rand) files {
	f := files{}
	for i := range 12 {
		for _, name := range []string{"p%d.html", "d%[1]d/q%[1]d.html", "f%d.xml", "i%d.png"} {
			if r.IntN(3) > 0 {
				f[fmt.Sprintf(name, i)] = fmt.Sprint(r.IntN(3))
			}
		}
		if r.IntN(3) > 0 {
			content := r.IntN(3)
			f[fmt.Sprintf("assets/s%d.0000000%d.css", i, content)] = fmt.Sprint(content)
		}
	}
	return f
}

// lacking is what a target holds too much or too little; theme assets may linger.
func (f files) lacking(got files) []string {
	var wrong []string
	for name, data := range f {
		if got[name] != data {
			wrong = append(wrong, name)
		}
	}
	for name := range got {
		if _, is := f[name]; !is && !strings.HasSuffix(name, ".css") {
			wrong = append(wrong, name)
		}
	}
	return wrong
}

// Publications of random sites die at random instants, and somebody else's files stand beside them; one that does not die
// leaves exactly its site.
func TestKilledAnywhere(t *testing.T) {
	for seed := range uint64(5) {
		r := rand.New(rand.NewPCG(seed, 0))
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "theirs.html"), []byte("theirs"), 0o644); err != nil {
			t.Fatal(err)
		}
		for step := range 12 {
			site := random(r)
			o := Options{Site: t.TempDir(), Now: someDay.Add(time.Duration(step) * 10 * 24 * time.Hour)}
			site.write(t, o.Site, someAt)
			target := to(t, dir)
			killed := &failing{host: target.host}
			killed.left.Store(int64(r.IntN(80)))
			target.host = killed
			if _, err := target.Publish(context.Background(), o); err != nil && !errors.Is(err, errKilled) {
				t.Fatal(err)
			}
			if r.IntN(2) == 0 {
				continue
			}
			if r.IntN(2) == 0 {
				site = random(r)
				o.Site = t.TempDir()
				site.write(t, o.Site, someAt)
			}
			if _, err := to(t, dir).Publish(context.Background(), o); err != nil {
				t.Fatal(err)
			}
			want := maps.Clone(site)
			want["theirs.html"] = "theirs"
			if wrong := want.lacking(held(t, dir)); wrong != nil {
				t.Fatalf("seed %d, step %d: wrong: %v", seed, step, wrong)
			}
			again, err := to(t, dir).Publish(context.Background(), o)
			if err != nil || len(again.Sent)+len(again.Removed) != 0 {
				t.Fatalf("seed %d, step %d: again: %+v, %v", seed, step, again, err)
			}
		}
	}
}

// Two publications run at once; whichever lose, the next one ends with its site.
func TestTwoAtOnce(t *testing.T) {
	for seed := range uint64(5) {
		r := rand.New(rand.NewPCG(seed, 1))
		dir := t.TempDir()
		random(r).must(t, dir, nil)
		var group sync.WaitGroup
		for range 3 {
			site, o := random(r), Options{Site: t.TempDir(), Now: someDay}
			site.write(t, o.Site, someAt)
			target := to(t, dir)
			group.Go(func() {
				if _, err := target.Publish(context.Background(), o); err != nil && kindOf(err) != Lost {
					t.Error(err)
				}
			})
		}
		group.Wait()
		last := random(r)
		last.must(t, dir, nil)
		if wrong := last.lacking(held(t, dir)); wrong != nil {
			t.Fatalf("seed %d: wrong: %v", seed, wrong)
		}
	}
}

// slow is a host whose puts wait.
type slow struct {
	host
	arrived, go_ chan struct{}
}

func (s *slow) put(ctx context.Context, o object, fresh bool) error {
	s.arrived <- struct{}{}
	<-s.go_
	return s.host.put(ctx, o, fresh)
}

// A publication that lost the target while it was sending, and whose last objects arrive after the winner's end, is found out
// by the next one.
func TestLoserArrivesLate(t *testing.T) {
	dir := t.TempDir()
	files{"a.html": "0", "b.html": "0"}.must(t, dir, nil)
	o := Options{Site: t.TempDir(), Now: someDay}
	files{"a.html": "loser", "b.html": "0", "c.html": "loser"}.write(t, o.Site, someAt)
	target := to(t, dir)
	waiting := &slow{target.host, make(chan struct{}), make(chan struct{})}
	target.host = waiting
	ended := make(chan error)
	go func() {
		_, err := target.Publish(context.Background(), o)
		ended <- err
	}()
	<-waiting.arrived // c.html, because new pages go first
	winner := files{"a.html": "0", "b.html": "winner"}
	winner.must(t, dir, nil)
	waiting.go_ <- struct{}{}
	select {
	case <-waiting.arrived:
		waiting.go_ <- struct{}{}
	case err := <-ended:
		t.Fatalf("the loser ended early: %v", err)
	}
	if err := <-ended; kindOf(err) != Lost {
		t.Fatalf("the loser says: %v", err)
	}
	if got := held(t, dir); got["a.html"] != "loser" || got["c.html"] != "loser" {
		t.Fatalf("the loser did no harm: %v", got)
	}
	r := winner.must(t, dir, nil)
	if got := held(t, dir); !maps.Equal(got, winner) {
		t.Errorf("holds %v, want %v", got, winner)
	}
	if !slices.Equal(r.sent(), []string{"a.html"}) || !slices.Equal(r.Removed, []string{"c.html"}) {
		t.Errorf("sent %v, removed %v", r.sent(), r.Removed)
	}
	if r := winner.must(t, dir, nil); len(r.Sent)+len(r.Removed) != 0 {
		t.Errorf("and again: %+v", r)
	}
}

// What somebody took away or altered in a folder comes back, as a build brings it back in public/.
func TestTakenAway(t *testing.T) {
	dir := t.TempDir()
	site := files{"a.html": "1", "b.html": "1", "c.html": "1"}
	site.must(t, dir, nil)
	if err := errors.Join(os.Remove(filepath.Join(dir, "a.html")), os.WriteFile(filepath.Join(dir, "b.html"), []byte("altered"), 0o644)); err != nil {
		t.Fatal(err)
	}
	r := site.must(t, dir, nil)
	if sent := slices.Sorted(slices.Values(r.sent())); !slices.Equal(sent, []string{"a.html", "b.html"}) || !maps.Equal(held(t, dir), site) {
		t.Errorf("sent %v; holds %v", sent, held(t, dir))
	}
}

// A CDN must forget also what a publication that was killed had changed.
func TestPurgeAfterKill(t *testing.T) {
	dir := t.TempDir()
	files{"a.html": "1", "b.html": "1", "gone.html": "1", "same.html": "1"}.must(t, dir, nil)
	o := Options{Site: t.TempDir(), Now: someDay}
	files{"a.html": "2", "b.html": "2", "same.html": "1"}.write(t, o.Site, someAt)
	for left := range int64(6) {
		target := to(t, dir)
		killed := &failing{host: target.host}
		killed.left.Store(left)
		target.host = killed
		if _, err := target.Publish(context.Background(), o); left < 5 && !errors.Is(err, errKilled) {
			t.Fatalf("%d: %v", left, err)
		} else if left == 5 && err != nil {
			t.Fatal(err)
		}
		r, err := to(t, dir).Publish(context.Background(), o)
		if err != nil {
			t.Fatal(err)
		}
		if want := []string{"a.html", "b.html", "gone.html"}; left > 0 && left < 5 && !slices.Equal(r.Purge, want) {
			t.Errorf("killed after %d changes: a CDN must forget %v, want %v", left, r.Purge, want)
		}
		files{"a.html": "1", "b.html": "1", "gone.html": "1", "same.html": "1"}.must(t, dir, nil)
		files{"a.html": "1", "b.html": "1", "gone.html": "1", "same.html": "1"}.must(t, dir, nil)
	}
}

// The list for a CDN is lost with nobody: a publication that could not hand it over has not ended, and the next one hands it over.
func TestPurgeToldBeforeEnd(t *testing.T) {
	dir := t.TempDir()
	files{"a.html": "1", "gone.html": "1"}.must(t, dir, nil)
	full := errors.New("full")
	var told []string
	purge := func(result error) func(*Options) {
		return func(o *Options) {
			o.Purge = func(paths []string) error {
				told = paths
				return result
			}
		}
	}
	if _, err := (files{"a.html": "2"}).publish(t, dir, purge(full)); !errors.Is(err, full) {
		t.Errorf("says %v", err)
	}
	told = nil
	files{"a.html": "2"}.must(t, dir, purge(nil))
	if want := []string{"a.html", "gone.html"}; !slices.Equal(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
	for _, at := range []string{someAt, someAt, "2026-02-01T08:00:00+08:00"} { // the last one is another machine's, which built before
		told = []string{"nothing"}
		files{"a.html": "2"}.must(t, dir, func(o *Options) {
			o.Site = t.TempDir()
			files{"a.html": "2"}.write(t, o.Site, at)
			purge(nil)(o)
		})
		if len(told) > 0 {
			t.Errorf("told %v again", told)
		}
	}
}

// A publication that went on after its machine slept, or after somebody set the clock, makes sure that the target is still its own.
func TestStillOurs(t *testing.T) {
	dir := t.TempDir()
	files{"a.html": "1"}.must(t, dir, nil)
	for _, c := range []struct {
		ago  time.Duration
		want Kind
	}{{0, ""}, {checkEvery, Lost}, {-time.Hour, Lost}} {
		p := &publication{Target: to(t, dir), mark: "another", checked: time.Now().Add(-c.ago)}
		if err := p.stillOurs(context.Background()); kindOf(err) != c.want {
			t.Errorf("checked %v ago: %v", c.ago, err)
		}
	}
}
