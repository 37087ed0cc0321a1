//go:build !windows

package output

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"wenming/generator/memo"
)

// bench is a site of equal pages in a few folders.
type bench struct {
	paths   []string
	data    [][]byte
	digests []memo.Digest
}

func newBench(pages, folders, size int) bench {
	var s bench
	for i := range pages {
		data := fmt.Appendf(nil, "%0*d", size, i)
		s.paths = append(s.paths, fmt.Sprintf("section-%d/a%d.html", i%folders, i))
		s.data = append(s.data, data)
		s.digests = append(s.digests, memo.Bytes(data))
	}
	return s
}

// written is a site as a clean build writes it, owned one as later builds find it.
func written() bench { return newBench(13_000, 10, 8<<10) }
func found() bench   { return newBench(131_000, 8, 100) }

func (s bench) stage(b *testing.B, dir string, o Options, keep bool) *Stage {
	stage := begin(b, dir, o)
	s.fill(b, stage, keep)
	return stage
}

// fill keeps what can be kept and puts the rest, from all cores.
func (s bench) fill(b *testing.B, stage *Stage, keep bool) {
	var group sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		group.Go(func() {
			for i := w; i < len(s.paths); i += workers {
				if keep && stage.Keep(s.paths[i], s.digests[i]) {
					continue
				}
				if _, err := stage.Put(s.paths[i], Page, s.data[i]); err != nil {
					b.Error(err)
				}
			}
		})
	}
	group.Wait()
}

func (s bench) commit(b *testing.B, dir string, o Options, keep bool) Result {
	return finish(b, s.stage(b, dir, o, keep))
}

func finish(b *testing.B, stage *Stage) Result {
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

// settled is a folder with the site, every file of which has a time that proves it.
func (s bench) settled(b *testing.B) string {
	dir := b.TempDir()
	s.commit(b, dir, Options{}, false)
	time.Sleep(20 * time.Millisecond)
	s.commit(b, dir, Options{}, true)
	return dir
}

func (s bench) perFile(b *testing.B, what string, d time.Duration) {
	b.ReportMetric(float64(d.Nanoseconds())/1e3/float64(b.N)/float64(len(s.paths)), what+"-µs/file")
}

// BenchmarkFresh is a build into a new folder.
func BenchmarkFresh(b *testing.B) {
	s := written()
	dir := filepath.Join(b.TempDir(), "out")
	var cpu time.Duration
	for b.Loop() {
		b.StopTimer()
		os.RemoveAll(dir)
		runtime.GC()
		b.StartTimer()
		before := cpuTime()
		s.expect(b, s.commit(b, dir, Options{}, false), len(s.paths))
		cpu += cpuTime() - before
	}
	s.perFile(b, "cpu", cpu)
}

// BenchmarkClean is a build that writes everything anew over the last one.
func BenchmarkClean(b *testing.B) {
	s := written()
	dir := s.settled(b)
	before := cpuTime()
	for b.Loop() {
		s.expect(b, s.commit(b, dir, Options{Fresh: true}, false), len(s.paths))
	}
	s.perFile(b, "cpu", cpuTime()-before)
}

// BenchmarkOneChanged shows the parts of a build that changes one of many files: time that passes, and time used on all
// cores.
func BenchmarkOneChanged(b *testing.B) {
	s := found()
	dir := s.settled(b)
	spent := map[string]time.Duration{}
	for i := 0; b.Loop(); i++ {
		s.data[7] = fmt.Appendf(nil, "%0100d", -i-1)
		s.digests[7] = memo.Bytes(s.data[7])
		var stage *Stage
		for _, part := range []struct {
			name string
			do   func()
		}{
			{"begin", func() { stage = begin(b, dir, Options{}) }},
			{"keep", func() { s.fill(b, stage, true) }},
			{"commit", func() { s.expect(b, finish(b, stage), 1) }},
		} {
			start, cpu := time.Now(), cpuTime()
			part.do()
			spent[part.name+"-ms"] += time.Since(start)
			spent[part.name+"-cpu-ms"] += cpuTime() - cpu
		}
	}
	for what, d := range spent {
		b.ReportMetric(float64(d.Microseconds())/1e3/float64(b.N), what)
	}
}

// BenchmarkIntact is the question whether anything has to be done.
func BenchmarkIntact(b *testing.B) {
	s := found()
	dir := s.settled(b)
	before := cpuTime()
	for b.Loop() {
		stage := begin(b, dir, Options{})
		if !stage.Intact() {
			b.Fatal("not intact")
		}
		if err := stage.Abort(); err != nil {
			b.Fatal(err)
		}
	}
	s.perFile(b, "cpu", cpuTime()-before)
}

// BenchmarkUnchangedPut is a build that remembers nothing and finds everything as it should be.
func BenchmarkUnchangedPut(b *testing.B) {
	s := found()
	dir := s.settled(b)
	for b.Loop() {
		s.expect(b, s.commit(b, dir, Options{}, false), 0)
	}
}

func BenchmarkUnchangedKeep(b *testing.B) {
	s := found()
	dir := s.settled(b)
	for b.Loop() {
		s.expect(b, s.commit(b, dir, Options{}, true), 0)
	}
}

// BenchmarkTimesLost is what a folder costs that was copied, where no time proves anything.
func BenchmarkTimesLost(b *testing.B) {
	s := written()
	dir := s.settled(b)
	var cpu time.Duration
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		past := time.Now().Add(time.Duration(-1-i) * time.Hour)
		for _, path := range s.paths {
			if err := os.Chtimes(filepath.Join(dir, path), past, past); err != nil {
				b.Fatal(err)
			}
		}
		b.StartTimer()
		before := cpuTime()
		s.expect(b, s.commit(b, dir, Options{}, true), 0)
		cpu += cpuTime() - before
	}
	s.perFile(b, "cpu", cpu)
}

// BenchmarkMemory reports what a stage retains for each file that it keeps, and for each that it puts, beside paths
// that belong to the caller.
func BenchmarkMemory(b *testing.B) {
	s := found()
	kept := s.settled(b)
	fresh := b.TempDir()
	for b.Loop() {
		for what, dir := range map[string]string{"kept": kept, "put": fresh} {
			before := heap()
			stage := s.stage(b, dir, Options{}, true)
			b.ReportMetric((heap()-before)/float64(len(s.paths)), what+"-B/file")
			if err := stage.Abort(); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func heap() float64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

// cpuTime is the time that this process has used on all cores.
func cpuTime() time.Duration {
	var usage unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
