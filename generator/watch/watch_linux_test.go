package watch

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"wenming/generator/diag"
)

// watched lists what this process watches: for each watcher the files by device and number.
func watched(t testing.TB) [][]string {
	t.Helper()
	infos, err := filepath.Glob("/proc/self/fdinfo/*")
	if err != nil {
		t.Fatal(err)
	}
	var watchers [][]string
	for _, info := range infos {
		fd := "/proc/self/fd/" + filepath.Base(info)
		if target, err := os.Readlink(fd); err != nil || target != "anon_inode:inotify" {
			continue
		}
		text, err := os.ReadFile(info)
		if err != nil {
			t.Fatal(err)
		}
		watches := regexp.MustCompile(`ino:\w+ sdev:\w+`).FindAllString(string(text), -1)
		slices.Sort(watches)
		watchers = append(watchers, watches)
	}
	return watchers
}

// sameWatches compares the watches of the one watcher there is with those that a new one makes.
func sameWatches(t testing.TB, root string) {
	t.Helper()
	before := watched(t)
	w, err := Open(root, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	both := watched(t)
	if len(before) != 1 || len(both) != 2 {
		t.Fatalf("%d watchers, then %d", len(before), len(both))
	}
	if !slices.Equal(both[0], both[1]) {
		t.Errorf("watched are\n%s\nand anew\n%s", strings.Join(both[0], "\n"), strings.Join(both[1], "\n"))
	}
}

// kept is what a process keeps: goroutines, open files, watchers.
func kept(t testing.TB) [3]int {
	t.Helper()
	files, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return [3]int{runtime.NumGoroutine(), len(files), len(watched(t))}
}

// more tells whether more of anything is kept than before.
func more(now, before [3]int) bool {
	return now[0] > before[0] || now[1] > before[1] || now[2] > before[2]
}

// TestClose closes watchers in all states: nothing is left of them.
func TestClose(t *testing.T) {
	states := map[string]func(*testing.T, *folder){
		"untouched": func(t *testing.T, f *folder) {
			w := open(t, f)
			w.Close()
			if _, more := <-w.Changes(); more {
				t.Error("received a change after closing")
			}
			w.Close()
		},
		"in use": func(t *testing.T, f *folder) {
			w := open(t, f)
			f.since(w.Changes())
			f.write("content/a.md", "nobody receives this")
			w.Close()
		},
		"while much changes": func(t *testing.T, f *folder) {
			w := open(t, f)
			for i := range 200 {
				f.mkdir(fmt.Sprint("content/", i, "/deep"))
			}
			w.Close()
		},
		"polling": func(t *testing.T, f *folder) {
			w, err := Open(f.root, Options{Poll: true, Every: time.Millisecond})
			if err != nil {
				t.Fatal(err)
			}
			f.since(w.Changes())
			w.Close()
		},
		"the site is gone": func(t *testing.T, f *folder) {
			polls := make(chan diag.Text, 9)
			w, err := Open(f.root, Options{Polls: func(why diag.Text) { polls <- why }})
			if err != nil {
				t.Fatal(err)
			}
			f.remove(".")
			if why := <-polls; !strings.Contains(why.English, "moved or deleted") {
				t.Errorf("said %q", why)
			}
			if left := watched(t); len(left) != 0 {
				t.Errorf("watched are still %v", left)
			}
			w.Close()
		},
		"there is no site": func(t *testing.T, f *folder) {
			if _, err := Open(f.on("missing"), Options{}); !os.IsNotExist(err) {
				t.Errorf("opened with %v", err)
			}
		},
	}
	for name, run := range states {
		t.Run(name, func(t *testing.T) {
			f := lay(t, map[string]string{"site.yaml": "", "content/a.md": ""})
			before := kept(t)
			for range 10 {
				run(t, f)
				f.mkdir(ends)
			}
			after := kept(t)
			for tries := 0; more(after, before) && tries < 1000; tries++ { // a goroutine that has done its work may still be counted
				time.Sleep(time.Millisecond)
				after = kept(t)
			}
			if more(after, before) {
				t.Errorf("kept are %d goroutines, files and watchers, before %d", after, before)
			}
		})
	}
}

// TestRefused opens a watcher when the system has no room for another.
func TestRefused(t *testing.T) {
	f := lay(t, map[string]string{"site.yaml": "", "content/a.md": ""})
	var limit unix.Rlimit
	f.must(unix.Getrlimit(unix.RLIMIT_NOFILE, &limit))
	none := limit
	none.Cur = 3
	f.must(unix.Setrlimit(unix.RLIMIT_NOFILE, &none))
	said := 0
	w, err := Open(f.root, Options{Every: time.Millisecond, Polls: func(why diag.Text) {
		f.must(unix.Setrlimit(unix.RLIMIT_NOFILE, &limit))
		if said++; !strings.Contains(why.English, "too many files") || !strings.Contains(why.Chinese, "过多") {
			t.Errorf("said %q", why)
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if said != 1 || len(watched(t)) != 0 {
		t.Errorf("said why %d times, and watches %v", said, watched(t))
	}
	f.write("content/a.md", "new")
	if got := f.since(w.Changes()); !covers(got, "content/a.md") {
		t.Errorf("delivered %v", got)
	}
}

// TestRefusedLater takes the site away and brings it back.
func TestRefusedLater(t *testing.T) {
	f := lay(t, map[string]string{"site.yaml": "", "content/a.md": ""})
	polls := make(chan diag.Text, 9)
	w, err := Open(f.root, Options{Every: time.Millisecond, Polls: func(why diag.Text) { polls <- why }})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	f.move(".", "../away")
	<-polls
	if got := <-w.Changes(); !got.Any {
		t.Errorf("delivered %v", got)
	}
	f.move("../away", ".")
	f.write("content/a.md", "new")
	if got := f.since(w.Changes()); !covers(got, "content/a.md") {
		t.Errorf("delivered %v", got)
	}
}

// TestStorm edits without rest while nobody receives. What is kept does not grow, and in the end all is told.
func TestStorm(t *testing.T) {
	w := walk(t, 1)
	watcher := open(t, w.folder)
	memory := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := memory()
	for range 5_000 {
		w.edit()
	}
	if after := memory(); after > before+4<<20 {
		t.Errorf("%d bytes are kept, before it were %d", after, before)
	}
	w.since(watcher.Changes())
	w.check(watcher)
	sameWatches(t, w.root)
}
