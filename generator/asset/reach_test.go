package asset

import (
	"maps"
	"slices"
	"testing"
)

func TestReach(t *testing.T) {
	set, problems := Make(map[string][]byte{
		"css/a.css": []byte(`@import "b.css"; body { background: url(../img/a.png) }`),
		"css/b.css": []byte(`p { background: url(../img/b.png) }`),
		"css/c.css": []byte(`p { background: url(../img/c.png) }`),
		"img/a.png": nil, "img/b.png": nil, "img/c.png": nil, "js/a.js": nil,
	})
	if problems != nil {
		t.Fatal(problems)
	}
	want := []string{"css/a.css", "css/b.css", "img/a.png", "img/b.png", "js/a.js"}
	if got := slices.Sorted(maps.Keys(set.Reach([]string{"js/a.js", "css/a.css"}))); !slices.Equal(got, want) {
		t.Errorf("reached %q, want %q", got, want)
	}
}
