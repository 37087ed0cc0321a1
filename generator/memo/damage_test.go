package memo

import (
	"errors"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// small makes a store of some values, the last of which are not covered by the index if tail.
func small(t testing.TB, tail bool) map[string][]byte {
	dir := t.TempDir()
	s, tables := openBoth(dir, Options{})
	fill(s, tables, 0, smallCount/2)
	s.Close()
	before := files(t, dir)
	s, tables = openBoth(dir, Options{})
	fill(s, tables, smallCount/2, smallCount)
	s.Close()
	all := files(t, dir)
	if tail {
		for _, name := range tableNames {
			all[name+".index"] = before[name+".index"]
		}
	}
	return all
}

const smallCount = 6

// recovers opens a damaged store, finds only what is right, and puts what is missing: afterwards all is there, even for
// another one. It returns how much was found in the beginning.
func recovers(t testing.TB, dir string) (found int) {
	t.Helper()
	s, tables := openBoth(dir, Options{})
	found = look(t, s, tables, smallCount)
	for i := range smallCount {
		for name, table := range tables {
			if _, ok := table.Get(keyOf(i)); !ok {
				table.Put(keyOf(i), valueOf(name, i))
			}
		}
	}
	s.Save("files", valueOf("files", 1))
	if again := look(t, s, tables, smallCount); again != 2*smallCount+1 {
		t.Errorf("%d are there after putting", again)
	}
	s.Sweep()
	s.Close()
	s, tables = openBoth(dir, Options{})
	if again := look(t, s, tables, smallCount); again != 2*smallCount+1 {
		t.Errorf("%d are there in the next run", again)
	}
	s.Close()
	return found
}

// damaged tries every damage of every file of a small store: whether it is read right, and now and then whether what is
// lost can be put again, which takes file systems much longer.
func damaged(t *testing.T, damages func(data []byte) int, damage func(data []byte, n int) []byte) {
	for _, tail := range []bool{false, true} {
		all := small(t, tail)
		dir := t.TempDir()
		for _, name := range slices.Sorted(maps.Keys(all)) {
			for n := 0; n < damages(all[name]); n += step(tail) {
				changed := maps.Clone(all)
				changed[name] = damage(slices.Clone(all[name]), n)
				restore(t, dir, changed)
				s, tables := openBoth(dir, Options{ReadOnly: true})
				look(t, s, tables, smallCount)
				s.Close()
				if n%19 == 0 {
					recovers(t, dir)
				}
				if t.Failed() {
					t.Fatalf("%s, damage %d, tail %t", name, n, tail)
				}
			}
		}
	}
}

// step is every damage once, and a part of them to a store of which a part is not in the index, which is mostly the same.
func step(tail bool) int {
	if tail {
		return 5
	}
	return 1
}

func TestTruncated(t *testing.T) {
	damaged(t, func(data []byte) int { return len(data) }, func(data []byte, n int) []byte { return data[:n] })
}

// TestBitsFlipped flips each bit in its file's place, as this is a great many.
func TestBitsFlipped(t *testing.T) {
	for _, tail := range []bool{false, true} {
		all := small(t, tail)
		dir := t.TempDir()
		restore(t, dir, all)
		for name, data := range all {
			f, err := os.OpenFile(filepath.Join(dir, name), os.O_RDWR, 0)
			if err != nil {
				t.Fatal(err)
			}
			for bit := 0; bit < 8*len(data); bit += step(tail) {
				at := int64(bit / 8)
				_, flipped := f.WriteAt([]byte{data[at] ^ 1<<(bit%8)}, at)
				s, tables := openBoth(dir, Options{ReadOnly: true})
				look(t, s, tables, smallCount)
				s.Close()
				_, back := f.WriteAt(data[at:at+1], at)
				if err := errors.Join(flipped, back); err != nil || t.Failed() {
					t.Fatalf("%s, bit %d, tail %t (%v)", name, bit, tail, err)
				}
			}
			f.Close()
		}
		if !equalFiles(files(t, dir), all) {
			t.Error("one that only reads has written")
		}
	}
}

func TestRandomlyDamaged(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	damaged(t, func([]byte) int { return 100 }, func(data []byte, n int) []byte {
		if len(data) == 0 {
			return data
		}
		from := r.IntN(len(data))
		to := from + r.IntN(len(data)-from)
		switch n % 5 {
		case 0: // zeros, as a file system leaves them that had lost its power
			clear(data[from:to])
		case 1:
			return append(data, make([]byte, r.IntN(300))...)
		case 2:
			for i := range data[from:to] {
				data[from+i] = byte(r.Uint32())
			}
		case 3: // a part is missing
			return slices.Delete(data, from, to)
		case 4: // a part is there twice
			return slices.Insert(data, from, data[from:to]...)
		}
		return data
	})
}

// TestMissing: any of the files is gone.
func TestMissing(t *testing.T) {
	for _, tail := range []bool{false, true} {
		all := small(t, tail)
		names := slices.Sorted(maps.Keys(all))
		dir := t.TempDir()
		for set := range 1 << len(names) {
			left := map[string][]byte{}
			for i, name := range names {
				if set&(1<<i) != 0 {
					left[name] = all[name]
				}
			}
			restore(t, dir, left)
			found := recovers(t, dir)
			want := 0
			for name, n := range map[string]int{"entries.log": smallCount, "bodies.log": smallCount, "files.blob": 1} {
				if left[name] != nil {
					want += n
				}
			}
			if found != want {
				t.Errorf("%d of %d were found in %v", found, want, slices.Sorted(maps.Keys(left)))
			}
		}
	}
}

// TestIndexOfAnotherTime: the index is of an earlier or a later state of the log, or of one before it was compacted.
func TestIndexOfAnotherTime(t *testing.T) {
	dir := t.TempDir()
	var states []map[string][]byte
	for run := range 6 {
		s, tables := openBoth(dir, Options{})
		switch run {
		case 0, 1, 2:
			fill(s, tables, 2*run, 2*run+2)
		case 3:
			tables["entries"].Get(keyOf(5))
			tables["bodies"].Get(keyOf(4))
			s.Sweep()
		case 4, 5:
			fill(s, tables, 3-run%2, 6)
		}
		s.Close()
		states = append(states, files(t, dir))
	}
	for i, logs := range states {
		for j, indexes := range states {
			if i == j {
				continue
			}
			mixed := map[string][]byte{"files.blob": logs["files.blob"]}
			for _, name := range tableNames {
				mixed[name+".log"] = logs[name+".log"]
				mixed[name+".index"] = indexes[name+".index"]
			}
			restore(t, dir, mixed)
			recovers(t, dir)
			if t.Failed() {
				t.Fatalf("log of run %d, index of run %d", i, j)
			}
		}
	}
}

var errFull = errors.New("no space left on device")

// disk writes until so many bytes are written, and what fits of the last piece.
type disk struct{ left int }

func (d *disk) writeAt(f *os.File, data []byte, offset int64) error {
	n := min(d.left, len(data))
	d.left -= n
	if _, err := f.WriteAt(data[:n], offset); err != nil {
		return err
	}
	if n < len(data) {
		return errFull
	}
	return nil
}

// TestFullDisk: a disk that takes n more bytes, for each n. What was there before stays.
func TestFullDisk(t *testing.T) {
	all := small(t, false)
	dir := t.TempDir()
	for n := 0; n < 3000; n += 11 {
		restore(t, dir, all)
		before := smallCount
		if n%5 == 0 {
			restore(t, dir, map[string][]byte{})
			before = 0
		}
		d := disk{n}
		s := open(dir, program, Options{}, d.writeAt)
		tables := map[string]*Table{"entries": s.Table("entries", true), "bodies": s.Table("bodies", false)}
		fill(s, tables, smallCount, 2*smallCount)
		if found := look(t, s, tables, 2*smallCount); found < 2*before {
			t.Fatalf("%d bytes: %d found before closing", n, found)
		}
		if n%3 == 0 {
			s.Sweep()
		}
		s.Close()
		s, tables = openBoth(dir, Options{})
		if found := look(t, s, tables, 2*smallCount); n%3 != 0 && found < 2*before {
			t.Fatalf("%d bytes: %d found afterwards", n, found)
		}
		s.Close()
		recovers(t, dir)
		for name := range files(t, dir) {
			if filepath.Ext(name) == ".tmp" {
				t.Fatalf("%d bytes: %s is left", n, name)
			}
		}
		if t.Failed() {
			t.Fatalf("%d bytes", n)
		}
	}
}

// TestFullDiskIsGivenBack: a log that could not be written does not fill the disk, and what was put before is forgotten
// with it.
func TestFullDiskIsGivenBack(t *testing.T) {
	dir := t.TempDir()
	d := disk{10 * bufferSize}
	s := open(dir, program, Options{}, d.writeAt)
	table := s.Table("bodies", false)
	value := func(i int) []byte { return slices.Repeat([]byte{byte(i)}, 4000) }
	for i := range 2000 {
		table.Put(keyOf(i), value(i))
		for _, j := range []int{0, i / 2, i} {
			if got, ok := table.Get(keyOf(j)); ok && !slices.Equal(got, value(j)) {
				t.Fatalf("%d has a wrong value", j)
			}
		}
	}
	if info, err := os.Stat(filepath.Join(dir, "bodies.log")); err != nil || info.Size() > int64(signatureSize) {
		t.Errorf("the log is left with %d bytes (%v)", info.Size(), err)
	}
	s.Close()
}

// FuzzStore opens files of any content, before which there may be what shows them as ours.
func FuzzStore(f *testing.F) {
	for _, tail := range []bool{false, true} {
		all := small(f, tail)
		f.Add(all["entries.log"], all["entries.index"], all["files.blob"], false)
		f.Add(all["entries.log"][signatureSize:], all["entries.index"][signatureSize:], all["files.blob"][signatureSize:], true)
	}
	f.Add([]byte{}, []byte{}, []byte{}, true)
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, log, index, blob []byte, ours bool) {
		var before []byte
		if ours {
			before = signature(program)
		}
		all := map[string][]byte{}
		for name, data := range map[string][]byte{"entries.log": log, "entries.index": index, "files.blob": blob} {
			all[name] = slices.Concat(before, data)
			all["bodies"+filepath.Ext(name)] = all[name]
		}
		restore(t, dir, all)
		recovers(t, dir)
	})
}

// TestKilled copies the folder at many times while it is used: a process killed then would leave that.
func TestKilled(t *testing.T) {
	dir, copied := t.TempDir(), t.TempDir()
	for run := range 4 {
		s, tables := openBoth(dir, Options{})
		for i := range 400 {
			fill(s, tables, run*50+i, run*50+i+1)
			if i%20 == run {
				restore(t, copied, files(t, dir))
				recovers(t, copied)
			}
		}
		s.Sweep()
		s.Close()
		restore(t, copied, files(t, dir))
		if found := recovers(t, copied); run == 0 && found != 2*smallCount+1 {
			t.Errorf("%d found", found)
		}
	}
}
