package serve_test

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// listen reads events until the test is over, and counts those that name a page.
func (s *serving) listen(ctx context.Context) <-chan []string {
	s.Helper()
	r, err := http.NewRequestWithContext(ctx, "GET", s.address+"/.wenming-live/events", nil)
	if err != nil {
		s.Fatal(err)
	}
	a, err := http.DefaultClient.Do(r)
	if err != nil {
		s.Fatal(err)
	}
	if kind := a.Header.Get("Content-Type"); kind != "text/event-stream; charset=utf-8" {
		s.Errorf("events have the type %s", kind)
	}
	pages := make(chan []string, 100)
	go func() {
		defer close(pages)
		defer a.Body.Close()
		for lines := bufio.NewScanner(a.Body); lines.Scan(); {
			data, ok := strings.CutPrefix(lines.Text(), "data: ")
			if !ok {
				continue
			}
			var n struct{ Pages []string }
			if json.Unmarshal([]byte(data), &n) != nil {
				n.Pages = []string{"broken: " + data}
			}
			select {
			case pages <- n.Pages:
			default:
			}
		}
	}()
	return pages
}

// Only pages that a browser has, and that changed, are told of.
func TestEvents(t *testing.T) {
	s := start(t, small, nil)
	ctx, end := context.WithCancel(context.Background())
	defer end()
	for _, path := range []string{"/wm/", "/wm/news/yi.html", "/wm/news/er.html"} {
		s.get(path)
	}
	events := s.listen(ctx)
	if first := <-events; first != nil {
		t.Errorf("the first event names %q", first)
	}
	s.write("content/news/yi.md", strings.Replace(small["content/news/yi.md"], "正文", "别的", 1))
	late := time.After(20 * time.Second)
	for told := false; !told; {
		var pages []string
		select {
		case pages = <-events:
		case <-late:
			t.Fatal("nothing is told of")
		}
		if told = len(pages) > 0; told && !slices.Equal(pages, []string{"news/yi.html"}) {
			t.Errorf("a body's change is told as %q", pages)
		}
	}
	s.eventually("what else changed", func() bool {
		var addresses []string
		for _, c := range s.status().Changes {
			addresses = append(addresses, c.Address)
			if a := s.get(c.URL); a.StatusCode != 200 {
				t.Errorf("%s: %s", c.URL, a.Status)
			}
		}
		return slices.Contains(addresses, "/news/yi.html") && slices.Contains(addresses, "/feed.xml") && !slices.Contains(addresses, "/news/er.html")
	})
	s.stop()
	for range events { // until the server ends the stream
	}
}
