package memo

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

var program = Bytes([]byte("this program"))

// keyOf is the key of the i-th value. A key has one value in each table, so a wrong one can be told.
func keyOf(i int) Digest { return Bytes(binary.LittleEndian.AppendUint64(nil, uint64(i))) }

// valueOf is what a table holds under a key: of any length, among them none.
func valueOf(table string, i int) []byte {
	d := Bytes(fmt.Append(nil, table, i))
	return bytes.Repeat(d[:], 3)[:int(d[0])%90]
}

var tableNames = []string{"entries", "bodies"}

// openBoth opens a store and both tables, one of which is resident.
func openBoth(dir string, o Options) (*Store, map[string]*Table) {
	s := Open(dir, program, o)
	return s, map[string]*Table{"entries": s.Table("entries", true), "bodies": s.Table("bodies", false)}
}

// fill puts values from..to into both tables, and a blob.
func fill(s *Store, tables map[string]*Table, from, to int) {
	for i := from; i < to; i++ {
		for name, table := range tables {
			table.Put(keyOf(i), valueOf(name, i))
		}
	}
	s.Save("files", valueOf("files", 1))
}

// look gets values 0..n from both tables and the blob, all of which must be right or not there, and counts them.
func look(t testing.TB, s *Store, tables map[string]*Table, n int) (found int) {
	t.Helper()
	for i := range n {
		for name, table := range tables {
			value, ok := table.Get(keyOf(i))
			if ok && !bytes.Equal(value, valueOf(name, i)) {
				t.Fatalf("%s %d has the wrong value %q", name, i, value)
			}
			if ok {
				found++
				if !table.Touch(keyOf(i)) {
					t.Errorf("%s %d can be got and not touched", name, i)
				}
			}
		}
	}
	if data, ok := s.Load("files"); ok {
		found++
		if !bytes.Equal(data, valueOf("files", 1)) {
			t.Fatalf("the blob is wrong: %q", data)
		}
	}
	return found
}

// TestRemembers puts values in several runs, and gets them in the same run and in later ones.
func TestRemembers(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "memo")
	const runs, each = 5, 3000
	for run := range runs {
		s, tables := openBoth(dir, Options{})
		if found := look(t, s, tables, (run+1)*each); found != 2*run*each+min(run, 1) {
			t.Fatalf("run %d: %d found", run, found)
		}
		fill(s, tables, run*each, (run+1)*each)
		if found := look(t, s, tables, (run+2)*each); found != 2*(run+1)*each+1 {
			t.Fatalf("run %d: %d found after putting", run, found)
		}
		s.Close()
	}
	before := files(t, dir)
	s, tables := openBoth(dir, Options{})
	look(t, s, tables, runs*each)
	s.Sweep()
	s.Close()
	if !equalFiles(before, files(t, dir)) {
		t.Error("a run that only got has written")
	}
	s, tables = openBoth(dir, Options{ReadOnly: true})
	fill(s, tables, runs*each, runs*each+1)
	if found := look(t, s, tables, runs*each+1); found != 2*runs*each+1 {
		t.Errorf("%d found by one that only reads", found)
	}
	s.Close()
	if !equalFiles(before, files(t, dir)) {
		t.Error("one that only reads has written")
	}
}

// files are the regular files of a folder.
func files(t testing.TB, dir string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if !entry.Type().IsRegular() {
			continue
		}
		if all[entry.Name()], err = os.ReadFile(filepath.Join(dir, entry.Name())); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func equalFiles(a, b map[string][]byte) bool {
	for name, data := range a {
		if other, ok := b[name]; !ok || !bytes.Equal(data, other) {
			return false
		}
	}
	return len(a) == len(b)
}

// restore makes a folder hold these files only. It writes none over another: file systems take that for a program that
// wants to be safe, and wait for the disk.
func restore(t testing.TB, dir string, all map[string][]byte) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	for _, entry := range entries {
		name := filepath.Join(dir, entry.Name())
		if data, err := os.ReadFile(name); err != nil || all[entry.Name()] == nil || !bytes.Equal(data, all[entry.Name()]) {
			os.RemoveAll(name)
		}
	}
	for name, data := range all {
		f, failed := os.OpenFile(filepath.Join(dir, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(failed, fs.ErrExist) {
			continue
		}
		_, written := f.Write(data)
		err = errors.Join(err, failed, written, f.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestLastPutCounts(t *testing.T) {
	dir := t.TempDir()
	want := ""
	for run := range 3 {
		for again := range 3 {
			s := Open(dir, program, Options{})
			table := s.Table("bodies", run == 1)
			if got, _ := table.Get(keyOf(0)); string(got) != want {
				t.Fatalf("got %q, not %q", got, want)
			}
			for i := range 3 {
				want = fmt.Sprint(run, again, i)
				table.Put(keyOf(0), []byte(want))
			}
			if got, _ := table.Get(keyOf(0)); string(got) != want {
				t.Fatalf("got %q, not %q", got, want)
			}
			s.Close()
		}
		os.Remove(filepath.Join(dir, "bodies.index"))
	}
}

// TestSweep: what no run touches goes when it is more than half.
func TestSweep(t *testing.T) {
	dir := t.TempDir()
	s, tables := openBoth(dir, Options{})
	fill(s, tables, 0, 1000)
	s.Close()
	size := func() (n int) {
		for name, data := range files(t, dir) {
			if strings.HasSuffix(name, ".log") {
				n += len(data)
			}
		}
		return n
	}
	full := size()
	touch := func(n int, sweep bool) {
		s, tables := openBoth(dir, Options{})
		for i := range n {
			tables["entries"].Get(keyOf(i))
			tables["bodies"].Touch(keyOf(i))
		}
		if sweep {
			s.Sweep()
		}
		s.Close()
	}
	touch(0, false)
	touch(600, true)
	if got := size(); got != full {
		t.Errorf("of a store that is in use, or of which nobody said that it is not, %d of %d bytes are left", got, full)
	}
	touch(300, true)
	if got := size(); got > full*4/10 {
		t.Errorf("%d of %d bytes are left of a store of which a third is in use", got, full)
	}
	s, tables = openBoth(dir, Options{})
	if found := look(t, s, tables, 1000); found != 2*300+1 {
		t.Errorf("%d found", found)
	}
	fill(s, tables, 300, 1000)
	s.Close()
	s, tables = openBoth(dir, Options{})
	if found := look(t, s, tables, 1000); found != 2*1000+1 {
		t.Errorf("%d found after putting again", found)
	}
	s.Close()
}

// What is put and then given up is not there in the next run; what was there before is.
func TestForget(t *testing.T) {
	const kept, all = 100, 20000 // enough to be written before it is given up
	dir := t.TempDir()
	s, tables := openBoth(dir, Options{})
	fill(s, tables, 0, kept)
	s.Close()
	s, tables = openBoth(dir, Options{})
	fill(s, tables, kept, all)
	for _, table := range tables {
		table.Forget()
		table.Put(keyOf(all), nil)
	}
	s.Sweep()
	s.Close()
	s, tables = openBoth(dir, Options{})
	defer s.Close()
	if found := look(t, s, tables, all+1); found != 2*kept+1 {
		t.Errorf("%d values are there, want %d", found, 2*kept+1)
	}
}

func TestOtherPrograms(t *testing.T) {
	dir := t.TempDir()
	s, tables := openBoth(dir, Options{})
	fill(s, tables, 0, 10)
	s.Table("gone", false).Put(keyOf(0), []byte("x"))
	s.Close()
	for _, o := range []Options{{ReadOnly: true}, {}} {
		other := Open(dir, Bytes([]byte("another program")), o)
		if found := look(t, other, map[string]*Table{"entries": other.Table("entries", true), "bodies": other.Table("bodies", false)}, 10); found > 0 {
			t.Errorf("another program found %d", found)
		}
		other.Close()
		if left := files(t, dir)["gone.log"] != nil; left != o.ReadOnly {
			t.Errorf("a table of another program is left: %t", left)
		}
	}
}

func TestFresh(t *testing.T) {
	dir := t.TempDir()
	for range 2 {
		s, tables := openBoth(dir, Options{Fresh: true})
		if found := look(t, s, tables, 10); found > 0 {
			t.Errorf("%d found", found)
		}
		fill(s, tables, 0, 10)
		s.Close()
	}
	s, tables := openBoth(dir, Options{Fresh: true, ReadOnly: true})
	if found := look(t, s, tables, 10); found > 0 {
		t.Errorf("%d found", found)
	}
	s.Close()
	s, tables = openBoth(dir, Options{})
	if found := look(t, s, tables, 10); found != 21 {
		t.Errorf("%d found after all", found)
	}
	s.Close()
}

// TestNames: the same key in two tables, and files that were renamed.
func TestNames(t *testing.T) {
	dir := t.TempDir()
	s, tables := openBoth(dir, Options{})
	fill(s, tables, 0, 10)
	s.Save("other", []byte("x"))
	s.Close()
	all := files(t, dir)
	swapped := map[string][]byte{
		"entries.log": all["bodies.log"], "entries.index": all["bodies.index"],
		"bodies.log": all["entries.log"], "bodies.index": all["bodies.index"], "files.blob": all["other.blob"],
	}
	restore(t, dir, swapped)
	s, tables = openBoth(dir, Options{})
	if found := look(t, s, tables, 10); found > 0 {
		t.Errorf("%d found in another's files", found)
	}
	s.Close()
}

// TestTwoAtOnce: the second waits until the first is done, and then has all of it.
func TestTwoAtOnce(t *testing.T) {
	dir := t.TempDir()
	first, tables := openBoth(dir, Options{Waiting: func() { t.Error("the first waited") }})
	waiting, done := make(chan struct{}), make(chan struct{})
	var closed atomic.Bool
	go func() {
		defer close(done)
		second, tables := openBoth(dir, Options{Waiting: func() { close(waiting) }})
		if !closed.Load() {
			t.Error("the second did not wait")
		}
		if found := look(t, second, tables, 10); found != 21 {
			t.Errorf("the second found %d", found)
		}
		second.Close()
	}()
	<-waiting
	fill(first, tables, 0, 10)
	reader, readers := openBoth(dir, Options{ReadOnly: true})
	look(t, reader, readers, 10)
	reader.Close()
	time.Sleep(10 * time.Millisecond)
	closed.Store(true)
	first.Close()
	<-done
}

// TestManyGoroutines puts and gets from all of them, with values of up to more than a buffer.
func TestManyGoroutines(t *testing.T) {
	dir := t.TempDir()
	value := func(i int) []byte {
		if i%500 == 0 {
			return bytes.Repeat([]byte{byte(i)}, bufferSize+i)
		}
		return bytes.Repeat(fmt.Append(nil, i), i%3000)
	}
	s := Open(dir, program, Options{})
	table := s.Table("bodies", false)
	var all sync.WaitGroup
	for worker := range 4 {
		all.Go(func() {
			r := rand.New(rand.NewPCG(uint64(worker), 0))
			for i := worker; i < 4000; i += 4 {
				table.Put(keyOf(i), value(i))
				j := r.IntN(4000)
				if got, ok := table.Get(keyOf(j)); ok && !bytes.Equal(got, value(j)) {
					t.Errorf("%d has a wrong value", j)
				}
				if got, ok := table.Get(keyOf(i)); !ok || !bytes.Equal(got, value(i)) {
					t.Errorf("%d is not there", i)
				}
			}
		})
	}
	all.Wait()
	table.Put(keyOf(-1), make([]byte, largestValue+1))
	table.Put(keyOf(-2), make([]byte, largestValue))
	for range 2 {
		for i := range 4000 {
			if got, ok := table.Get(keyOf(i)); !ok || !bytes.Equal(got, value(i)) {
				t.Fatalf("%d is not there", i)
			}
		}
		if _, ok := table.Get(keyOf(-1)); ok {
			t.Error("a value that is too large is there")
		}
		if got, _ := table.Get(keyOf(-2)); len(got) != largestValue {
			t.Error("the largest value is not there")
		}
		s.Close()
		s = Open(dir, program, Options{})
		table = s.Table("bodies", false)
	}
	s.Close()
}

// TestNowhere: a folder that cannot be made, or is none.
func TestNowhere(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	os.WriteFile(file, nil, 0o644)
	for _, dir := range []string{"", file, filepath.Join(dir, "no", "folder"), filepath.Join(file, "memo")} {
		for _, o := range []Options{{}, {ReadOnly: true}, {Fresh: true}} {
			s, tables := openBoth(dir, o)
			fill(s, tables, 0, 10)
			if found := look(t, s, tables, 10); found > 0 {
				t.Errorf("%q: %d found", dir, found)
			}
			s.Sweep()
			s.Close()
		}
	}
}

// TestReadOnlyFolder: where no lock can be had, because the folder is read-only or (for users who may write anywhere)
// because something else has its name, the store is read.
func TestReadOnlyFolder(t *testing.T) {
	dir := t.TempDir()
	s, tables := openBoth(dir, Options{})
	fill(s, tables, 0, 10)
	s.Close()
	os.Remove(filepath.Join(dir, "lock"))
	os.Mkdir(filepath.Join(dir, "lock"), 0o755)
	os.Chmod(dir, 0o555)
	defer os.Chmod(dir, 0o755)
	before := files(t, dir)
	s, tables = openBoth(dir, Options{})
	fill(s, tables, 10, 20)
	if found := look(t, s, tables, 20); found != 21 {
		t.Errorf("%d found", found)
	}
	s.Sweep()
	s.Close()
	if !equalFiles(before, files(t, dir)) {
		t.Error("a store that cannot be locked was written")
	}
}

// TestNoFiles: things of other kinds stand where the files should.
func TestNoFiles(t *testing.T) {
	dir := t.TempDir()
	elsewhere := filepath.Join(t.TempDir(), "elsewhere")
	os.WriteFile(elsewhere, []byte("mine"), 0o644)
	for _, name := range []string{"entries.log", "entries.index.tmp", "bodies.index", "files.blob.tmp"} {
		os.MkdirAll(filepath.Join(dir, name, "below"), 0o755)
	}
	os.Symlink(elsewhere, filepath.Join(dir, "bodies.log"))
	for range 2 {
		s, tables := openBoth(dir, Options{})
		look(t, s, tables, 10)
		fill(s, tables, 0, 10)
		look(t, s, tables, 10)
		s.Close()
	}
	if data, _ := os.ReadFile(elsewhere); string(data) != "mine" {
		t.Error("a file outside the folder was written")
	}
}

// TestDeletedMeanwhile: the folder goes while the store is open, and another takes its place.
func TestDeletedMeanwhile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "memo")
	first, tables := openBoth(dir, Options{})
	fill(first, tables, 0, 10)
	if err := os.Rename(dir, dir+"-away"); errors.Is(err, fs.ErrPermission) && runtime.GOOS == "windows" {
		return // which lets nobody do that
	}
	second, others := openBoth(dir, Options{Waiting: func() { t.Error("waited for another folder's store") }})
	fill(second, others, 10, 20)
	look(t, first, tables, 20)
	first.Close()
	second.Close()
	s, tables := openBoth(dir, Options{})
	if found := look(t, s, tables, 20); found != 21 {
		t.Errorf("%d found", found)
	}
	s.Close()
}

// TestOverhead measures what an index takes in memory for each record.
func TestOverhead(t *testing.T) {
	x := newIndex(16)
	worst := 0.0
	for i := range 200_000 {
		key := keyOf(i)
		x.put(shortKey(key[:]), newPlace(1, 1), true)
		if i > 10_000 {
			worst = max(worst, float64(len(x.slots)+4*len(x.live))/float64(x.count))
		}
	}
	if worst > 40 {
		t.Errorf("a record takes %.1f bytes of memory", worst)
	}
	t.Logf("a record takes at most %.1f bytes of memory", worst)
}
