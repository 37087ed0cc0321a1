package watch

import (
	"fmt"
	"testing"
	"time"
)

// large is a site of 10,000 files in 500 folders.
func large(b *testing.B) *folder {
	f := lay(b, map[string]string{"site.yaml": ""})
	for i := range 500 {
		f.mkdir(fmt.Sprint("content/", i))
		for k := range 20 {
			f.write(fmt.Sprint("content/", i, "/", k, ".md"), "")
		}
	}
	return f
}

// BenchmarkOpen watches 10,000 files in 500 folders.
func BenchmarkOpen(b *testing.B) {
	f := large(b)
	for b.Loop() {
		w, err := Open(f.root, Options{})
		if err != nil {
			b.Fatal(err)
		}
		w.Close()
	}
}

// BenchmarkChange is from a save to its delivery, the silence of 10 ms that is waited for included.
func BenchmarkChange(b *testing.B) {
	f := large(b)
	w := open(b, f)
	for b.Loop() {
		f.write("content/7/7.md", "new")
		<-w.Changes()
	}
}

// BenchmarkListing is one listing of the 10,000 files by a poller.
func BenchmarkListing(b *testing.B) {
	p := &poller{root: large(b).root}
	for b.Loop() {
		p.look(time.Time{})
	}
}
