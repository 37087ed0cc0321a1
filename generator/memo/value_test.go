package memo

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"
)

// sample has a field of every kind, set in every way.
type sample struct {
	Bool    bool
	Int     int
	Small   int8
	Uint    uint16
	Float   float64
	Text    string
	Empty   string
	Time    time.Time
	Bytes   []byte
	Digest  Digest
	Pair    [2]string
	Words   []string
	None    []string
	Zero    []string
	Ptr     *leaf
	Nil     *leaf
	Leaves  []leaf
	Tree    []tree
	Map     map[string]any
	NoMap   map[string]any
	Any     any
	NilAny  any
	Late    late
	LatePtr *late
	leaf
	hidden string
}

type leaf struct{ A, B string }

type tree struct {
	Name  string
	Below []tree
}

func newSample() *sample {
	return &sample{
		Bool: true, Int: -1, Small: 7, Uint: 300, Float: 0.5, Text: "文明",
		Time:    time.Date(2023, 10, 25, 8, 30, 0, 1, time.FixedZone("CST", 8*3600)),
		Bytes:   []byte{0, 1},
		Digest:  Bytes([]byte("x")),
		Pair:    [2]string{"a", "b"},
		Words:   []string{"a", "", "bc"},
		Zero:    []string{},
		Ptr:     &leaf{"a", "b"},
		Leaves:  []leaf{{"a", "b"}, {}},
		Tree:    []tree{{"a", []tree{{"b", nil}, {"c", []tree{}}}}, {"d", nil}},
		Map:     map[string]any{"a": 1, "b": []any{"x", nil, map[string]any{}}, "": false},
		Any:     leaf{"a", "b"},
		Late:    late{digest: Bytes([]byte("x")), text: func() []byte { return nil }},
		LatePtr: &late{digest: Bytes([]byte("y"))},
		leaf:    leaf{"a", "b"},
		hidden:  "h",
	}
}

// mutant is a sample with one thing changed, and the path to it.
type mutant struct {
	path  string
	value *sample
}

// mutants changes everything that can be changed about a sample, one thing in each.
func mutants() []mutant {
	var all []mutant
	for n := 0; ; n++ {
		value := newSample()
		m := mutator{left: n}
		m.walk("", reflect.ValueOf(value).Elem(), func(changed reflect.Value) { panic("the root is set in place") })
		if m.done == "" {
			return all
		}
		all = append(all, mutant{m.done, value})
	}
}

// mutator walks a value and makes one change, the one before which left others come.
type mutator struct {
	left int
	done string
}

// try makes a change if it is the turn of this one.
func (m *mutator) try(path, what string, change func()) {
	if m.done == "" && m.left == 0 {
		change()
		m.done = path + ": " + what
	}
	m.left--
}

// walk tries every change of a value. Where the value cannot be set in place, set puts a changed copy there.
func (m *mutator) walk(path string, v reflect.Value, set func(reflect.Value)) {
	if m.done != "" || !v.IsValid() {
		return
	}
	if !v.CanSet() && v.CanAddr() { // an unexported field
		v = reflect.NewAt(v.Type(), v.Addr().UnsafePointer()).Elem()
	}
	if !v.CanSet() {
		inner := reflect.New(v.Type()).Elem()
		inner.Set(v)
		before := m.done
		m.walk(path, inner, nil)
		if m.done != before {
			set(inner)
		}
		return
	}
	put := func(x any) func() { return func() { v.Set(reflect.ValueOf(x).Convert(v.Type())) } }
	switch x := v.Interface().(type) {
	case time.Time:
		m.try(path, "a nanosecond later", put(x.Add(1)))
		m.try(path, "a second later", put(x.Add(time.Second)))
		m.try(path, "in another zone", put(x.UTC()))
		m.try(path, "in a zone of another name", put(x.In(time.FixedZone("X", 8*3600))))
		return
	case late:
		m.try(path, "another digest", func() { v.Set(reflect.ValueOf(late{digest: Bytes([]byte("z"))})) })
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		m.try(path, "flipped", put(!v.Bool()))
	case reflect.Int, reflect.Int8:
		m.try(path, "one more", put(v.Int()+1))
		m.try(path, "negated", put(-v.Int()))
	case reflect.Uint8, reflect.Uint16:
		m.try(path, "one more", put(v.Uint()+1))
	case reflect.Float64:
		m.try(path, "negated", put(-v.Float()))
		m.try(path, "-0", put(math.Copysign(0, -1)))
		m.try(path, "0", put(0.0))
	case reflect.String:
		m.try(path, "longer", put(v.String()+"x"))
		m.try(path, "NUL added", put(v.String()+"\x00"))
	case reflect.Struct:
		for i := range v.NumField() {
			m.walk(path+"."+v.Type().Field(i).Name, v.Field(i), nil)
		}
	case reflect.Pointer:
		if v.IsNil() {
			m.try(path, "not nil", func() { v.Set(reflect.New(v.Type().Elem())) })
			return
		}
		m.try(path, "nil", v.SetZero)
		m.try(path, "empty", func() { v.Set(reflect.New(v.Type().Elem())) })
		m.walk(path, v.Elem(), nil)
	case reflect.Slice:
		m.try(path, "one more", func() { v.Set(reflect.Append(v, reflect.Zero(v.Type().Elem()))) })
		if v.IsNil() {
			m.try(path, "not nil", func() { v.Set(reflect.MakeSlice(v.Type(), 0, 0)) })
			return
		}
		m.try(path, "nil", v.SetZero)
		fallthrough
	case reflect.Array:
		for i := range v.Len() {
			m.walk(fmt.Sprintf("%s[%d]", path, i), v.Index(i), nil)
		}
	case reflect.Map:
		if v.IsNil() {
			m.try(path, "not nil", func() { v.Set(reflect.MakeMap(v.Type())) })
			return
		}
		m.try(path, "nil", v.SetZero)
		m.try(path, "one more", func() { v.SetMapIndex(reflect.ValueOf("new"), reflect.Zero(v.Type().Elem())) })
		for _, key := range []string{"a", "b", ""} {
			if elem := v.MapIndex(reflect.ValueOf(key)); elem.IsValid() {
				m.try(path, "without "+key, func() { v.SetMapIndex(reflect.ValueOf(key), reflect.Value{}) })
				m.walk(path+"["+key+"]", elem, func(changed reflect.Value) { v.SetMapIndex(reflect.ValueOf(key), changed) })
			}
		}
	case reflect.Interface:
		for i, other := range []any{"0", int64(1), 1, []string(nil), struct{ A, B string }{"a", "b"}} {
			if v.IsNil() || reflect.TypeOf(other) != v.Elem().Type() {
				m.try(path, fmt.Sprintf("other %d", i), func() { v.Set(reflect.ValueOf(other)) })
			}
		}
		if !v.IsNil() {
			m.try(path, "nil", v.SetZero)
			m.walk(path, v.Elem(), func(changed reflect.Value) { v.Set(changed) })
		}
	default:
		panic("a sample of kind " + v.Kind().String())
	}
}

// TestEveryChangeShows changes every leaf of a value: each time another digest, and no two changes give the same one.
func TestEveryChangeShows(t *testing.T) {
	first, second := Of(newSample()), Of(newSample())
	if first != second {
		t.Fatal("equal values have different digests")
	}
	by := map[Digest]string{first: "the sample itself"}
	all := mutants()
	for _, m := range all {
		digest := Of(m.value)
		if other, taken := by[digest]; taken {
			t.Errorf("one digest for %s and %s", m.path, other)
		}
		by[digest] = m.path
	}
	changed := fmt.Sprint(by)
	for i := range reflect.TypeFor[sample]().NumField() {
		name := reflect.TypeFor[sample]().Field(i).Name
		if !strings.Contains(changed, "."+name) {
			t.Errorf("the test never changes %s", name)
		}
	}
	t.Logf("%d changes", len(all))
}

// TestEqualMeansEqual compares random values of few different contents: digests are equal exactly when values are.
func TestEqualMeansEqual(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	text := func() string { return []string{"", "a", "aa"}[r.IntN(3)] }
	var anything func(depth int) any
	anything = func(depth int) any {
		switch kind := r.IntN(8); {
		case kind == 0:
			return nil
		case kind == 1 || depth == 0:
			return text()
		case kind == 2:
			return r.IntN(2)
		case kind == 3:
			return &leaf{text(), text()}
		case kind == 4:
			return [][]string{nil, {}, {text()}, {text(), text()}}[r.IntN(4)]
		case kind == 5:
			list := make([]any, r.IntN(3))
			for i := range list {
				list[i] = anything(depth - 1)
			}
			return list
		case kind == 6:
			return tree{text(), []tree{{text(), nil}, {text(), []tree{}}}[:r.IntN(3)]}
		}
		m := map[string]any{}
		for range r.IntN(3) {
			m[text()] = anything(depth - 1)
		}
		return m
	}
	values, digests := make([]any, 600), make([]Digest, 600)
	for i := range values {
		values[i] = anything(3)
		digests[i] = Of(values[i])
	}
	equal := 0
	for i, a := range values {
		for j, b := range values {
			same := reflect.DeepEqual(a, b)
			if same != (digests[i] == digests[j]) {
				t.Fatalf("%#v and %#v: equal is %t, equal digests is %t", a, b, same, !same)
			}
			if same {
				equal++
			}
		}
	}
	t.Logf("%d of %d pairs are equal", equal, len(values)*len(values))
}

func TestMapsInAnyOrder(t *testing.T) {
	keys := strings.Fields("a b c d e f g h i j k l m n o p")
	want := Digest{}
	r := rand.New(rand.NewPCG(3, 4))
	for i := range 100 {
		r.Shuffle(len(keys), func(i, j int) { keys[i], keys[j] = keys[j], keys[i] })
		m := map[string]any{}
		for _, key := range keys {
			m[key] = key
		}
		if got := Of(m); i > 0 && got != want {
			t.Fatal("the digest depends on the order in which a map was filled")
		} else {
			want = got
		}
	}
}

func TestWhatIsNoData(t *testing.T) {
	for name, v := range map[string]any{
		"a function":              func() {},
		"a nil function":          (func())(nil),
		"a function in a struct":  struct{ F func() }{},
		"functions in no list":    []func(){},
		"a channel":               make(chan int),
		"a channel in a map":      map[string]chan int{},
		"a map with other keys":   map[int]string{},
		"a complex number":        1i,
		"a function in an any":    []any{func() {}},
		"a digest by the pointer": byPointer{},
		"a pointer to one":        &byPointer{},
	} {
		func() {
			defer func() {
				if problem, _ := recover().(string); !strings.HasPrefix(problem, "internal error: ") {
					t.Errorf("%s: %q", name, problem)
				}
			}()
			Of(v)
			t.Errorf("%s has a digest", name)
		}()
	}
}

type byPointer struct{}

func (*byPointer) MemoDigest() Digest { return Digest{} }

func TestOfNothing(t *testing.T) {
	seen := map[Digest]any{}
	for _, v := range []any{nil, false, 0, uint(0), 0.0, "", []string(nil), []string{}, map[string]any(nil), struct{}{}, (*leaf)(nil), &leaf{}, leaf{}, time.Time{}} {
		if other, taken := seen[Of(v)]; taken {
			t.Errorf("one digest for %#v and %#v", v, other)
		}
		seen[Of(v)] = v
	}
}

// TestOfTogether digests from many goroutines types that were never seen before.
func TestOfTogether(t *testing.T) {
	type fresh struct {
		Below []fresh
		Any   any
	}
	v := fresh{Below: []fresh{{}, {Any: struct{ X int }{1}}}}
	var digests [8]Digest
	var all sync.WaitGroup
	for i := range digests {
		all.Go(func() { digests[i] = Of(v) })
	}
	all.Wait()
	for _, d := range digests {
		if d != Of(v) {
			t.Error("the digest depends on who else digests")
		}
	}
}
