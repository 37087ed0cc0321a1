package output

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"

	"wenming/generator/memo"
)

const benchPages = 10_000

// bench is a site of pages of 8 KB in folders of 100.
type bench struct {
	paths   []string
	data    [][]byte
	digests []memo.Digest
}

func newBench(n int) bench {
	var s bench
	for i := range n {
		data := fmt.Appendf(nil, "%08192d", i)
		s.paths = append(s.paths, fmt.Sprintf("news/%d/%d.html", i/100, i))
		s.data = append(s.data, data)
		s.digests = append(s.digests, memo.Bytes(data))
	}
	return s
}

func (s bench) commit(b *testing.B, dir string, o Options, keep bool) Result {
	stage := begin(b, dir, o)
	var group sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		group.Go(func() {
			for i := w; i < len(s.paths); i += workers {
				if keep && stage.Keep(s.paths[i], s.digests[i]) {
					continue
				}
				if err := stage.Put(s.paths[i], Page, s.data[i]); err != nil {
					b.Error(err)
				}
			}
		})
	}
	group.Wait()
	r, err := stage.Commit("2026-11-23T08:00:00+08:00")
	if err != nil {
		b.Fatal(err)
	}
	return r
}

func (s bench) expect(b *testing.B, r Result, written int) {
	if r.Written != written || r.Unchanged != len(s.paths)-written {
		b.Fatalf("%d written, %d unchanged", r.Written, r.Unchanged)
	}
}

func BenchmarkFresh(b *testing.B) {
	s := newBench(benchPages)
	dir := filepath.Join(b.TempDir(), "out")
	for b.Loop() {
		b.StopTimer()
		os.RemoveAll(dir)
		b.StartTimer()
		s.expect(b, s.commit(b, dir, Options{}, false), benchPages)
	}
}

func BenchmarkClean(b *testing.B) {
	s := newBench(benchPages)
	dir := b.TempDir()
	s.commit(b, dir, Options{}, false)
	for b.Loop() {
		s.expect(b, s.commit(b, dir, Options{Fresh: true}, false), benchPages)
	}
}

func BenchmarkUnchangedPut(b *testing.B) {
	s := newBench(benchPages)
	dir := b.TempDir()
	s.commit(b, dir, Options{}, false)
	for b.Loop() {
		s.expect(b, s.commit(b, dir, Options{}, false), 0)
	}
}

func BenchmarkUnchangedKeep(b *testing.B) {
	s := newBench(benchPages)
	dir := b.TempDir()
	s.commit(b, dir, Options{}, false)
	for b.Loop() {
		s.expect(b, s.commit(b, dir, Options{}, true), 0)
	}
}

func BenchmarkOneChanged(b *testing.B) {
	s := newBench(benchPages)
	dir := b.TempDir()
	s.commit(b, dir, Options{}, false)
	for i := 0; b.Loop(); i++ {
		s.data[7] = fmt.Appendf(nil, "%08192d", -i-1)
		s.digests[7] = memo.Bytes(s.data[7])
		s.expect(b, s.commit(b, dir, Options{}, true), 1)
	}
}

// BenchmarkTimesLost is what a copied folder costs, where no time proves anything.
func BenchmarkTimesLost(b *testing.B) {
	s := newBench(benchPages)
	dir := b.TempDir()
	s.commit(b, dir, Options{}, false)
	for b.Loop() {
		b.StopTimer()
		os.Remove(filepath.Join(dir, manifestName))
		b.StartTimer()
		s.expect(b, s.commit(b, dir, Options{}, false), 0)
	}
}

// BenchmarkMemory reports what a stage retains for each file.
func BenchmarkMemory(b *testing.B) {
	s := newBench(benchPages)
	dir := b.TempDir()
	s.commit(b, dir, Options{}, false)
	var before, after runtime.MemStats
	for b.Loop() {
		runtime.GC()
		runtime.ReadMemStats(&before)
		stage := begin(b, dir, Options{})
		for i, path := range s.paths {
			stage.Keep(path, s.digests[i])
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		if err := stage.Abort(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/benchPages, "B/file")
}
