package watch

import (
	"fmt"
	"os"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// poll watches a site by listings, on a clock that jumps, until all that was new has been told.
func poll(t *testing.T, f *folder) *Watcher {
	t.Helper()
	w, err := Open(f.root, Options{Poll: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	told(w, 10*time.Second+100*time.Millisecond) // not at the moment of a listing
	return w
}

// told is what is delivered in a time, folded.
func told(w *Watcher, during time.Duration) Change {
	var all Change
	for end := time.After(during); ; {
		select {
		case c := <-w.Changes():
			all.add(c)
		case <-end:
			return all
		}
	}
}

func TestPoll(t *testing.T) {
	const a = "content/news/a.md"
	cases := []struct {
		name   string
		change func(*folder)
		want   string
		again  string // told again when the tick is over
	}{
		{"nothing", func(*folder) {}, "{false []}", "{false []}"},
		{"a file", func(f *folder) { f.write(a, "new") }, "{false [" + a + "]}", "{false [" + a + "]}"},
		{"the same bytes", func(f *folder) { f.must(os.Chtimes(f.on(a), time.Unix(1, 0), time.Unix(1, 0))) }, "{false [" + a + "]}", "{false [" + a + "]}"},
		{"a save", func(f *folder) { f.write("content/new", "new"); f.move("content/new", a) }, "{false [" + a + "]}", "{false [" + a + "]}"},
		{"a removed file", func(f *folder) { f.remove(a) }, "{false [" + a + "]}", "{false [" + a + "]}"},
		{"folders", func(f *folder) { f.move("content/news", "content/old"); f.mkdir("content/empty") },
			"{false [" + a + " content/old/a.md]}", "{false [" + a + " content/old/a.md]}"},
		{"leftovers", func(f *folder) {
			f.write(a+"~", "old")
			f.link("who@where", "content/.#a.md")
			f.write("public/a.html", "")
		}, "{false []}", "{false []}"},
		{"a link", func(f *folder) { f.link("news", "content/b") }, "{false [content/b/a.md]}", "{false [content/b/a.md]}"},
		{"a complaint", func(f *folder) { f.link("nowhere", "content/b.md") }, "{true []}", "{false []}"},
		{"many files", func(f *folder) {
			for i := range most + 1 {
				f.write(fmt.Sprintf("content/%d.md", i), "new")
			}
		}, "{true []}", "{true []}"},
		{"no site", func(f *folder) { f.remove(".") }, "{true []}", "{false []}"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := lay(t, map[string]string{"site.yaml": "", a: "old", "public/b.html": ""})
				w := poll(t, f)
				c.change(f)
				if got := fmt.Sprint(told(w, 600*time.Millisecond)); got != c.want {
					t.Errorf("delivered %s, want %s", got, c.want)
				}
				if got := fmt.Sprint(told(w, time.Second)); got != "{false []}" {
					t.Errorf("delivered %s before the tick was over", got)
				}
				if got := fmt.Sprint(told(w, 5*time.Second)); got != c.again {
					t.Errorf("delivered %s again, want %s", got, c.again)
				}
			})
		})
	}
}

// TestPollGone takes the site away, as a network does, and brings it back.
func TestPollGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := lay(t, map[string]string{"site.yaml": "", "content/a.md": ""})
		w := poll(t, f)
		for range 3 {
			f.move(".", "../away")
			if got := told(w, time.Minute); !got.Any {
				t.Errorf("delivered %v", got)
			}
			f.move("../away", ".")
			if got := told(w, time.Minute); !got.Any {
				t.Errorf("delivered %v", got)
			}
			f.write("content/a.md", "new")
			if got := told(w, time.Minute); !slices.Equal(got.Paths, []string{"content/a.md"}) {
				t.Errorf("delivered %v", got)
			}
		}
	})
}

func TestPause(t *testing.T) {
	for _, c := range []struct{ took, want time.Duration }{
		{0, 500 * time.Millisecond}, {10 * time.Millisecond, 500 * time.Millisecond}, {200 * time.Millisecond, 6 * time.Second},
	} {
		if got := pause(500*time.Millisecond, c.took); got != c.want {
			t.Errorf("after %v wait %v, want %v", c.took, got, c.want)
		}
	}
}
