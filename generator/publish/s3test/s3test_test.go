//go:build full

package s3test

import (
	"io"
	"net/http"
	"slices"
	"testing"
)

// TestServer puts an object into a bucket of a real server and reads it as a visitor does, through a proxy.
func TestServer(t *testing.T) {
	s := Start(t)
	s.Bucket(t, "site")
	p := NewProxy(t, s.URL, 1)
	name := "新闻/a b+c%&'\"#?.html"
	s.Put(t, "site", name, []byte("文明"))
	s.Put(t, "site", ".wenming-published", []byte("a record"))
	if names := s.Names(t, "site", ""); !slices.Equal(names, []string{name}) {
		t.Errorf("listed %q", names)
	}
	response, err := http.Get(p.URL + "/site/%E6%96%B0%E9%97%BB/a%20b%2Bc%25%26%27%22%23%3F.html")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	if err != nil || string(data) != "文明" || response.StatusCode != http.StatusOK {
		t.Errorf("%s: %q, %v", response.Status, data, err)
	}
	if p.Requests() != 1 {
		t.Errorf("%d requests", p.Requests())
	}
	for _, fault := range []Fault{ResetBefore, ResetAfter, Error, Busy, Truncate} {
		p.Break(map[Fault]float64{fault: 1})
		response, err := http.Get(p.URL + "/site/%E6%96%B0%E9%97%BB/a%20b%2Bc%25%26%27%22%23%3F.html")
		if err == nil {
			_, err = io.ReadAll(response.Body)
			response.Body.Close()
		}
		if err == nil && response.StatusCode < 500 {
			t.Errorf("%s does no harm: %s", fault, response.Status)
		}
	}
}
