package check

import (
	"context"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"wenming/generator/diag"
)

// TestAnswers asks for what answers in every way.
func TestAnswers(t *testing.T) {
	tries := map[string]int{}
	var mu sync.Mutex
	try := func(r *http.Request) int {
		mu.Lock()
		defer mu.Unlock()
		tries[r.URL.Path]++
		return tries[r.URL.Path]
	}
	w := newWeb(t, func(out http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/no-head":
			if r.Method == http.MethodHead {
				out.WriteHeader(http.StatusMethodNotAllowed)
			}
		case "/head-404":
			if r.Method == http.MethodHead {
				out.WriteHeader(http.StatusNotFound)
			}
		case "/head-breaks":
			if r.Method == http.MethodHead {
				panic(http.ErrAbortHandler)
			}
		case "/breaks":
			panic(http.ErrAbortHandler)
		case "/passes":
			if try(r) < 3 {
				out.WriteHeader(http.StatusServiceUnavailable)
			}
		case "/later":
			out.Header().Set("Retry-After", "3600")
			if try(r) < 3 {
				out.WriteHeader(http.StatusServiceUnavailable)
			}
		case "/busy-once":
			if try(r) == 1 {
				out.WriteHeader(http.StatusTooManyRequests)
			}
		case "/busy-long":
			out.Header().Set("Retry-After", "3600")
			out.WriteHeader(map[bool]int{true: http.StatusTooManyRequests, false: http.StatusGone}[try(r) == 1])
		case "/loop":
			http.Redirect(out, r, "/loop", http.StatusFound)
		case "/ten", "/eleven":
			n := len(r.URL.Query().Get("n"))
			if n < map[string]int{"/ten": 10, "/eleven": 11}[r.URL.Path] {
				http.Redirect(out, r, r.URL.Path+"?n="+strings.Repeat("i", n+1), http.StatusFound)
			}
		default:
			paths(out, r)
		}
	})
	tests := [][2]string{
		{"http://a.example/", ""},
		{"http://a.example/204", ""},
		{"http://a.example/404", "dead-link the answer is 404 Not Found"},
		{"http://a.example/410", "dead-link the answer is 410 Gone"},
		{"http://a.example/401", ""},
		{"http://a.example/403", ""},
		{"http://a.example/412", ""},
		{"http://a.example/999", ""},
		{"http://busy.example/429", ""},
		{"http://a.example/500", "doubtful-link the answer is 500 Internal Server Error"},
		{"http://a.example/408", "doubtful-link the answer is 408 Request Timeout"},
		{"http://a.example/521", "doubtful-link the answer is 521"},
		{"http://nobody.example/", `dead-link there is no host "nobody.example"`},
		{"http://refused.example:8080/", `dead-link "refused.example:8080" refuses the connection`},
		{"http://slow.example/", `doubtful-link "slow.example" does not take up the connection`},
		{"http://lost.example/", `doubtful-link there is no way to "lost.example"`},
		{"http://%zz/", "dead-link it is not a valid address"},
		{"http://a.example/no-head", ""},
		{"http://a.example/head-404", ""},
		{"http://b.example/head-breaks", ""},
		{"http://b.example/breaks", `doubtful-link no sound answer comes from "b.example"`},
		{"http://a.example/passes", ""},
		{"http://a.example/later", "doubtful-link the answer is 503 Service Unavailable"},
		{"http://c.example/busy-once", ""},
		{"http://d.example/busy-long", ""},
		{"http://once.example/", ""},
		{"http://a.example/loop", "doubtful-link it leads on more than 10 times"},
		{"http://a.example/ten", ""},
		{"http://a.example/eleven", "doubtful-link it leads on more than 10 times"},

		{"http://a.example/302?to=/404", `dead-link it leads on to "http://a.example/404", where the answer is 404 Not Found`},
		{"http://a.example/302?to=//nobody.example/x", `dead-link there is no host "nobody.example"`},
		{"http://a.example/302?to=/200", ""},
		{"http://a.example/302?to=weixin://x", ""},
		{"http://a.example/302?to=http://%25zz/", ""},
		{"http://a.example/301", ""},
		{"http://a.example/301?to=/403", ""},
		{"http://a.example/301?to=/200", `, then write "http://a.example/200"`},
		{"http://a.example/308?to=/new#old", `, then write "http://a.example/new#old"`},
		{"http://a.example/301?to=/new%23part#old", `, then write "http://a.example/new#part"`},
		{"http://a.example/301?to=http://name:word@d.example/", `, then write "http://d.example/"`},
		{"http://a.example/301?to=/308?to=/new", `, then write "http://a.example/new"`},
		{"http://a.example/301?to=/302?to=/today", `, then write "http://a.example/302?to=/today"`},
		{"http://a.example/302?to=/301?to=/new", ""},
		{"http://a.example/301?to=/404", `dead-link it leads on to "http://a.example/404", where the answer is 404 Not Found`},
	}
	var written []string
	for _, test := range tests {
		written = append(written, test[0])
	}
	got := w.says(t, written...)
	for i, test := range tests {
		if got[i] != test[1] {
			t.Errorf("%s: %q, want %q", test[0], got[i], test[1])
		}
	}
}

// TestHowAsked holds what goes out against the promises: HEAD before GET, the program's name, and neither cookies nor
// credentials nor fragments nor where the link stands.
func TestHowAsked(t *testing.T) {
	w := newWeb(t, func(out http.ResponseWriter, r *http.Request) {
		http.SetCookie(out, &http.Cookie{Name: "a", Value: "b"})
		for _, name := range []string{"Cookie", "Authorization", "Referer"} {
			if r.Header.Get(name) != "" {
				t.Errorf("%s: %s is sent", r.URL, name)
			}
		}
		if r.UserAgent() != "wenming (test)" {
			t.Errorf("the program names itself %q", r.UserAgent())
		}
		switch r.URL.Path {
		case "/a":
			http.Redirect(out, r, "http://name:word@a.example/b#d", http.StatusFound)
		case "/b":
			out.WriteHeader(http.StatusMethodNotAllowed)
		}
	})
	w.says(t, "http://name:word@a.example/a?文=明#c")
	want := []string{
		"HEAD a.example/a?%E6%96%87=%E6%98%8E", "HEAD a.example/b",
		"GET a.example/a?%E6%96%87=%E6%98%8E", "GET a.example/b",
	}
	if !reflect.DeepEqual(w.asked, want) {
		t.Errorf("asked %q, want %q", w.asked, want)
	}
}

// TestAskedAtOnce asks for many addresses of many hosts: as many at once as allowed, of all and of each.
func TestAskedAtOnce(t *testing.T) {
	full := make(chan struct{})
	var mu sync.Mutex
	now, most, coming := map[string]int{}, map[string]int{}, 0
	add := func(host string, n int) {
		mu.Lock()
		defer mu.Unlock()
		for _, of := range []string{host, "all"} {
			now[of] += n
			most[of] = max(most[of], now[of])
		}
		if n > 0 {
			if coming++; coming == askedAtOnce {
				close(full)
			}
		}
	}
	w := newWeb(t, func(out http.ResponseWriter, r *http.Request) {
		add(r.Host, 1)
		defer add(r.Host, -1)
		select {
		case <-full:
			time.Sleep(time.Millisecond) // for one too many to come
		case <-r.Context().Done():
		}
	})
	w.asker.time = 20 * time.Second // only for a failure
	var written []string
	for i := range 120 {
		written = append(written, fmt.Sprintf("http://%c.example/%d", 'a'+i%12, i))
	}
	for i, said := range w.says(t, written...) {
		if said != "" {
			t.Fatalf("%s: %s", written[i], said)
		}
	}
	if most["all"] != askedAtOnce {
		t.Errorf("%d at once, want %d", most["all"], askedAtOnce)
	}
	delete(most, "all")
	for host, n := range most {
		if n > askedOfHost {
			t.Errorf("%d of %s at once", n, host)
		}
	}
	if len(w.asked) != len(written) {
		t.Errorf("%d requests for %d addresses", len(w.asked), len(written))
	}
}

// TestServerDown asks a server that does not answer, and one that has enough, not again for each of its addresses.
func TestServerDown(t *testing.T) {
	w := newWeb(t, func(out http.ResponseWriter, r *http.Request) {
		if r.Host == "busy.example" {
			out.WriteHeader(http.StatusTooManyRequests)
		}
	})
	written := []string{"http://a.example/"}
	for i := range 50 {
		for _, host := range []string{"nobody", "slow", "busy"} {
			written = append(written, fmt.Sprintf("http://%s.example/%d", host, i))
		}
	}
	said := map[string]int{}
	for _, text := range w.says(t, written...) {
		said[strings.TrimSpace(text)]++
	}
	want := map[string]int{"": 51, `dead-link there is no host "nobody.example"`: 50, `doubtful-link "slow.example" does not take up the connection`: 50}
	if !reflect.DeepEqual(said, want) {
		t.Errorf("said %v, want %v", said, want)
	}
	if nobody, slow := w.tried("nobody"), w.tried("slow"); nobody > askedOfHost || slow > 2*askedOfHost {
		t.Errorf("%d and %d connections tried", nobody, slow)
	}
	if n := len(w.asked); n > 1+2*askedOfHost {
		t.Errorf("%d requests: %q", n, w.asked)
	}
}

// TestExternal reports an address once, at its first place with others, in one order however the answers come, and tells of
// every address.
func TestExternal(t *testing.T) {
	files := map[string]string{
		"site.yaml":              "name: 测试网\nurl: https://example.org\nmenu: [{title: 一, url: \"http://a.example/404\"}]\n",
		"content/news/_index.md": "---\ntitle: 新闻\n---\n",
	}
	for i := range 12 {
		files[fmt.Sprintf("content/news/%c.md", 'a'+i)] = "---\ntitle: 甲\ndate: 2023-10-25\nsource: 本站\n---\n[一](http://a.example/404) [二](http://a.example/301?to=/)\n" +
			fmt.Sprintf("[三](http://%c.example/500) [四](http://b.example/403#%d)\n", 'b'+i, i)
	}
	s, read := siteOf(t, files)
	var first Asked
	for range 5 {
		w := newWeb(t, paths)
		var told atomic.Int64
		asked, err := w.asker.external(context.Background(), addresses(s, read), func(_, all int) { told.Add(1); told.Add(int64(all) << 32) })
		if err != nil {
			t.Fatal(err)
		}
		if n := told.Load(); n&0xffffffff != 15 || n>>32 != 15*15 {
			t.Fatalf("told of %d, each of %d", n&0xffffffff, n>>32/15)
		}
		if first.Problems == nil {
			first = asked
		}
		if !reflect.DeepEqual(asked, first) {
			t.Fatalf("said\n%v\nand then\n%v", first, asked)
		}
	}
	if first.Count != 15 || first.Closed != 1 || len(first.Problems) != 14 {
		t.Fatalf("%d asked, %d closed, %d problems", first.Count, first.Closed, len(first.Problems))
	}
	d := first.Problems[0]
	if d.Code != diag.DeadLink || d.File != "content/news/a.md" || len(d.Also) != placesShown-1 || d.Also[0].File != "content/news/b.md" ||
		!strings.HasSuffix(d.Hint.English, "; it stands in 3 more places") || !strings.HasSuffix(d.Hint.Chinese, "；另外还有 3 处") {
		t.Errorf("%+v", d)
	}
}
