package diag

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// randomDiagnostic draws from so few values that many are equal, or differ in one thing only.
func randomDiagnostic(r *rand.Rand) Diagnostic {
	word := func() string { return []string{"", "a", "b"}[r.IntN(3)] }
	place := func() Place { return Place{word(), Range(r.IntN(2), r.IntN(2))} }
	d := New([]Code{BadDate, ImageAlt}[r.IntN(2)], place(), Text{word(), word()}).WithHint(Text{word(), word()})
	for range r.IntN(3) {
		d = d.WithAlso(place())
	}
	return d
}

// TestOrderIsTotal holds the order to the laws of one, and to telling all different diagnostics apart.
func TestOrderIsTotal(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 20000 {
		a, b, c := randomDiagnostic(r), randomDiagnostic(r), randomDiagnostic(r)
		if r.IntN(2) == 0 {
			b = a
			b.Also = slices.Clone(a.Also)
		}
		if (compare(a, b) == 0) != reflect.DeepEqual(a, b) {
			t.Fatalf("equal in order, or equal, but not both:\n%+v\n%+v", a, b)
		}
		if compare(a, b) != -compare(b, a) {
			t.Fatalf("the order depends on who is asked:\n%+v\n%+v", a, b)
		}
		if compare(a, b) <= 0 && compare(b, c) <= 0 && compare(a, c) > 0 {
			t.Fatalf("the order is not transitive:\n%+v\n%+v\n%+v", a, b, c)
		}
	}
}

func TestSorted(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 300 {
		var list List
		for range r.IntN(40) {
			list = append(list, randomDiagnostic(r))
		}
		list = append(list, list...)
		given := slices.Clone(list)
		sorted := list.Sorted()
		if !reflect.DeepEqual(list, given) {
			t.Fatal("sorting changed the list itself")
		}
		r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		if !reflect.DeepEqual(list.Sorted(), sorted) {
			t.Fatalf("the order depends on the order before:\n%+v", sorted)
		}
		for i, d := range sorted {
			if i > 0 && compare(sorted[i-1], d) >= 0 {
				t.Fatalf("%+v does not come after %+v", d, sorted[i-1])
			}
		}
		for _, d := range given {
			if _, found := slices.BinarySearchFunc(sorted, d, compare); !found {
				t.Fatalf("%+v was lost", d)
			}
		}
	}
	a, b := New(BadDate, Place{"a.md", Span{9, 9}}, Text{}), New(BadDate, Place{"b.md", Span{1, 1}}, Text{})
	early := New(UnknownKey, Place{"b.md", Span{0, 9}}, Text{})
	if got := (List{b, early, a}).Sorted(); !reflect.DeepEqual(got, List{a, early, b}) {
		t.Errorf("not by file, then by place: %+v", got)
	}
	if len(List(nil).Sorted()) != 0 {
		t.Error("nothing sorts to something")
	}
}

func TestCount(t *testing.T) {
	warning, mistake := New(ImageAlt, Place{}, Text{}), New(BadDate, Place{}, Text{})
	for _, c := range []struct {
		list             List
		errors, warnings int
	}{
		{nil, 0, 0},
		{List{warning, warning}, 0, 2},
		{List{warning, mistake, mistake, mistake}, 3, 1},
	} {
		if got := c.list.Count(Error); got != c.errors || c.list.Failed() != (got > 0) {
			t.Errorf("%d errors, failed %t, want %d", got, c.list.Failed(), c.errors)
		}
		if got := c.list.Count(Warning); got != c.warnings {
			t.Errorf("%d warnings, want %d", got, c.warnings)
		}
	}
}

// TestWithAlsoKeepsItsCopies adds places to one diagnostic twice: the results must not share them.
func TestWithAlsoKeepsItsCopies(t *testing.T) {
	base := New(DuplicateAddress, Place{}, Text{}).WithAlso(Place{File: "1"}, Place{File: "2"}, Place{File: "3"})
	a, b := base.WithAlso(Place{File: "a"}), base.WithAlso(Place{File: "b"})
	if a.Also[3].File != "a" || b.Also[3].File != "b" || len(base.Also) != 3 {
		t.Errorf("copies share places: %v %v %v", base.Also, a.Also, b.Also)
	}
}
