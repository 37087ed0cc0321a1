package memo

import (
	"bytes"
	"encoding/hex"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// stored has a field of every kind that can be stored.
type stored struct {
	Bool    bool
	Int     int
	I8      int8
	I16     int16
	I32     int32
	I64     int64
	Uint    uint
	U8      uint8
	U16     uint16
	U32     uint32
	U64     uint64
	F32     float32
	F64     float64
	Text    string
	Kind    kind
	Time    time.Time
	Digest  Digest
	Words   [3]string
	None    [0]int
	Nothing struct{}
	Holes   []struct{}
	Bytes   []byte
	Texts   []string
	Deep    [][]string
	Leaves  []leaf
	Ptr     *leaf
	PtrPtr  **int
	Tree    *branch
	Any     any
	Anys    []any
	Map     map[string]any
	Counts  map[kind]leaf
	Nested  struct {
		leaf
		at  time.Time
		few [2]any
	}
	*outer
	hidden string
	Apart  error `memo:"-"`
}

type kind string

type outer struct{ X, Y int }

type branch struct {
	Name string
	Sub  []branch
	Next *branch
	By   map[string]branch
}

// filler makes random values. It fills unexported fields as well.
type filler struct {
	*rand.Rand
	zone *time.Location
}

func (f filler) text() string {
	if f.IntN(3) == 0 {
		return ""
	}
	return strings.Repeat("文明a"[f.IntN(3):], f.IntN(60))
}

func (f filler) number() int64 {
	return []int64{0, 1, -1, f.Int64(), -f.Int64(), math.MinInt64, math.MaxInt64, int64(f.IntN(300) - 150)}[f.IntN(8)]
}

func (f filler) time() time.Time {
	at := time.Unix(f.Int64N(4e9)-1e9, f.Int64N(2)*f.Int64N(1e9))
	switch f.IntN(4) {
	case 0:
		return time.Time{}
	case 1:
		return at.UTC()
	case 2:
		return at.In(f.zone)
	}
	return at.In(time.FixedZone(f.text(), f.IntN(200_000)-100_000))
}

func (f filler) any(depth int) any {
	switch kind := f.IntN(11); {
	case kind == 0:
		return nil
	case kind == 1:
		return f.text()
	case kind == 2:
		return f.IntN(2) == 0
	case kind == 3:
		return int(f.number())
	case kind == 4:
		return f.number()
	case kind == 5:
		return uint64(f.number())
	case kind == 6:
		return float64(f.number()) / 8
	case kind == 7 || depth == 0:
		return f.time()
	case kind == 8:
		return [][]any{nil, {}}[f.IntN(2)]
	case kind == 9:
		list := make([]any, f.IntN(4))
		for i := range list {
			list[i] = f.any(depth - 1)
		}
		return list
	}
	m := map[string]any{}
	for range f.IntN(4) {
		m[f.text()] = f.any(depth - 1)
	}
	return m
}

func (f filler) fill(v reflect.Value, depth int) {
	v = reflect.NewAt(v.Type(), v.Addr().UnsafePointer()).Elem()
	switch {
	case v.Type() == timeType:
		v.Set(reflect.ValueOf(f.time()))
		return
	case depth == 0 || f.IntN(5) == 0:
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(f.IntN(2) == 0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(f.number() >> (64 - v.Type().Bits()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(uint64(f.number()) >> (64 - v.Type().Bits()))
	case reflect.Float32, reflect.Float64:
		v.SetFloat([]float64{0, math.Copysign(0, -1), math.Inf(1), 0.1, f.NormFloat64()}[f.IntN(5)])
	case reflect.String:
		v.SetString(f.text())
	case reflect.Interface:
		if x := f.any(3); v.NumMethod() == 0 && x != nil {
			v.Set(reflect.ValueOf(x))
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		f.fill(v.Elem(), depth-1)
	case reflect.Struct:
		for i := range v.NumField() {
			f.fill(v.Field(i), depth)
		}
	case reflect.Array, reflect.Slice:
		if n := f.IntN(5); v.Kind() == reflect.Slice {
			v.Set(reflect.MakeSlice(v.Type(), n, n+f.IntN(2)))
		}
		for i := range v.Len() {
			f.fill(v.Index(i), depth-1)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for range f.IntN(4) {
			elem := reflect.New(v.Type().Elem())
			f.fill(elem.Elem(), depth-1)
			v.SetMapIndex(reflect.ValueOf(f.text()).Convert(v.Type().Key()), elem.Elem())
		}
	default:
		panic("a stored value of kind " + v.Kind().String())
	}
}

// switching is a zone that switches: a day may have 23 hours in it.
func switching(t testing.TB) *time.Location {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// TestRoundTrip stores random values: what is read is equal, whatever follows it, with strings that are parts of the data.
func TestRoundTrip(t *testing.T) {
	zone := switching(t)
	hidden := false
	for seed := range uint64(1000) {
		f := filler{rand.New(rand.NewPCG(seed, 1)), zone}
		var want, got stored
		f.fill(reflect.ValueOf(&want).Elem(), 4)
		data := Append([]byte("before"), &want)[len("before"):]
		f.fill(reflect.ValueOf(&got).Elem(), 4) // what was there before does not show
		rest, ok := Decode(append(data, "after"...), &got, zone)
		if !ok || string(rest) != "after" {
			t.Fatalf("seed %d: %t, %d bytes left", seed, ok, len(rest))
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d:\n%#v is not\n%#v", seed, got, want)
		}
		hidden = hidden || got.hidden != ""
		if again := Append(nil, &got); !bytes.Equal(again, data) {
			t.Fatalf("seed %d: stored again it has other bytes", seed)
		}
		if Of(got) != Of(want) {
			t.Fatalf("seed %d: it has another digest", seed)
		}
		for n := 0; n < len(data); n += 1 + int(seed)*len(data)/1000 {
			if _, ok := Decode(data[:n:n], &got, zone); ok {
				t.Fatalf("seed %d: %d of %d bytes are enough", seed, n, len(data))
			}
			if !reflect.DeepEqual(got, stored{}) {
				t.Fatalf("seed %d: half a value came from half the data", seed)
			}
		}
	}
	if !hidden {
		t.Error("the test stores no unexported field")
	}
}

// TestTimes: a time keeps its instant, its offset and its zone's name, and the site's zone with its switches.
func TestTimes(t *testing.T) {
	zone := switching(t)
	for _, want := range []time.Time{
		{},
		time.Time{}.In(zone),
		time.Date(2023, 3, 25, 12, 0, 0, 0, zone), // the day before the switch to summer time
		time.Date(2023, 10, 25, 8, 30, 0, 999_999_999, zone),
		time.Date(2023, 10, 25, 8, 30, 0, 0, time.UTC),
		time.Date(2023, 10, 25, 8, 30, 0, 0, time.FixedZone("UTC", 0)),
		time.Date(2023, 10, 25, 8, 30, 0, 0, time.FixedZone("", 0)),
		time.Date(2023, 10, 25, 8, 30, 0, 0, time.FixedZone("CST", 8*3600)),
		time.Date(2023, 10, 25, 8, 30, 0, 0, time.FixedZone("CST", -6*3600)),
		time.Date(-9999, 1, 1, 0, 0, 0, 0, time.UTC),
		time.Date(99999, 1, 1, 0, 0, 0, 0, zone),
	} {
		var got time.Time
		if _, ok := Decode(Append(nil, &want), &got, zone); !ok || !got.Equal(want) {
			t.Errorf("%s came back as %s", want, got)
		}
		gotName, gotOffset := got.Zone()
		wantName, wantOffset := want.Zone()
		if gotName != wantName || gotOffset != wantOffset {
			t.Errorf("the zone %q, %d came back as %q, %d", wantName, wantOffset, gotName, gotOffset)
		}
		if want.Location() == zone && !got.AddDate(0, 0, 1).Equal(want.AddDate(0, 0, 1)) {
			t.Errorf("a day after %s is %s", want, got.AddDate(0, 0, 1))
		}
	}
}

func TestStringsArePartsOfData(t *testing.T) {
	want := leaf{"甲", "乙"}
	data := Append(nil, &want)
	var got leaf
	if allocations := testing.AllocsPerRun(10, func() { Decode(data, &got, nil) }); allocations > 0 {
		t.Errorf("two strings take %v allocations", allocations)
	}
	data[1] ^= 1
	if got == want {
		t.Error("a string was copied")
	}
}

// TestAppendedToDecoded: adding to a list that was decoded does not write into memory that others may have added to.
func TestAppendedToDecoded(t *testing.T) {
	var got []leaf
	Decode(Append(nil, &[]leaf{{}, {}, {}}), &got, nil)
	if cap(got) != len(got) {
		t.Errorf("a list of %d has room for %d", len(got), cap(got))
	}
}

func TestWhatCannotBeStored(t *testing.T) {
	for name, store := range map[string]func(){
		"an interface":             func() { Append(nil, new(error)) },
		"an interface somewhere":   func() { Append(nil, new([]map[string]struct{ E *error })) },
		"an interface, reading":    func() { Decode(nil, new(error), nil) },
		"a digester":               func() { Append(nil, new(late)) },
		"a pointer to a digester":  func() { Append(nil, new(*late)) },
		"a function":               func() { Append(nil, new(func())) },
		"a map with other keys":    func() { Append(nil, new(map[int]string)) },
		"an any with a struct":     func() { v := any(leaf{}); Append(nil, &v) },
		"an any with named text":   func() { Append(nil, &[]any{kind("x")}) },
		"an any with a pointer":    func() { Append(nil, &map[string]any{"x": &leaf{}}) },
		"an any with a small int":  func() { Append(nil, &[]any{int8(1)}) },
		"an any with another list": func() { Append(nil, &[]any{[]string{}}) },
	} {
		func() {
			defer func() {
				if problem, _ := recover().(string); !strings.HasPrefix(problem, "internal error: ") {
					t.Errorf("%s: %q", name, problem)
				}
			}()
			store()
			t.Errorf("%s can be stored", name)
		}()
	}
}

// TestHostileCounts reads data that claims more than it has.
func TestHostileCounts(t *testing.T) {
	huge := bytes.Repeat([]byte{0xff}, 9)
	huge = append(huge, 1)
	deep := bytes.Repeat([]byte{anyList, 2}, 50_000_000)
	ones, twos := bytes.Repeat([]byte{1}, 1e8), bytes.Repeat([]byte{2}, 1e8)
	for name, read := range map[string]func() bool{
		"a list":              func() bool { _, ok := Decode(huge, new([]stored), nil); return ok },
		"a list of nothing":   func() bool { _, ok := Decode(huge, new([]struct{}), nil); return ok },
		"a text":              func() bool { _, ok := Decode(huge, new(string), nil); return ok },
		"bytes":               func() bool { _, ok := Decode(huge, new([]byte), nil); return ok },
		"a map":               func() bool { _, ok := Decode(huge, new(map[string]int), nil); return ok },
		"plain data":          func() bool { _, ok := Decode(append([]byte{anyMapping}, huge...), new(any), nil); return ok },
		"large arrays":        func() bool { _, ok := Decode([]byte{1, 0, 0}, new(*[1 << 30]int), nil); return ok },
		"lists in lists":      func() bool { _, ok := Decode(deep, new(any), nil); return ok },
		"a list of itself":    func() bool { _, ok := Decode(twos, new(selves), nil); return ok },
		"a pointer to itself": func() bool { _, ok := Decode(ones, new(self), nil); return ok },
	} {
		if taken := allocated(func() {
			if read() {
				t.Errorf("%s: read", name)
			}
		}); taken > 10<<20 {
			t.Errorf("%s: %d bytes were allocated", name, taken)
		}
	}
}

type (
	selves []selves
	self   *self
)

func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// TestDamagedData changes stored values anywhere: what can still be read takes memory in proportion to its length.
func TestDamagedData(t *testing.T) {
	zone := switching(t)
	for seed := range uint64(2000) {
		f := filler{rand.New(rand.NewPCG(seed, 3)), zone}
		var v stored
		f.fill(reflect.ValueOf(&v).Elem(), 4)
		data := Append(nil, &v)
		for range 1 + f.IntN(4) {
			data[f.IntN(len(data))] = byte(f.IntN(256))
		}
		if taken := allocated(func() { Decode(data, &v, zone) }); taken > uint64(50*len(data)+50_000) {
			t.Errorf("seed %d: %d bytes allocated for %d bytes of data", seed, taken, len(data))
		}
	}
}

// FuzzDecode reads any bytes: it does not fail, and what it gives can be stored again.
func FuzzDecode(f *testing.F) {
	zone := switching(f)
	for seed := range uint64(20) {
		var v stored
		fill := filler{rand.New(rand.NewPCG(seed, 2)), zone}
		fill.fill(reflect.ValueOf(&v).Elem(), 4)
		f.Add(Append(nil, &v))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var v, w stored
		if _, ok := Decode(data, &v, zone); !ok {
			return
		}
		again := Append(nil, &v)
		if rest, ok := Decode(again, &w, zone); !ok || len(rest) > 0 || !bytes.Equal(Append(nil, &w), again) {
			t.Errorf("what came from %s does not come again", hex.EncodeToString(data))
		}
		if Of(v) != Of(w) {
			t.Error("it has another digest")
		}
	})
}

// TestTogether stores and reads from many goroutines a type that was never seen before.
func TestTogether(t *testing.T) {
	type fresh struct {
		Below []fresh
		Name  string
	}
	v := fresh{Below: []fresh{{Name: "甲"}, {}}}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			var w fresh
			if _, ok := Decode(Append(nil, &v), &w, nil); !ok || !reflect.DeepEqual(v, w) {
				t.Errorf("%v is not %v", w, v)
			}
		})
	}
	all.Wait()
}
