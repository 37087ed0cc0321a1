package publish

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"
)

// Two sites in one bucket, one at a prefix inside of the other's: the outer one lost its record, asks the bucket what is there,
// and leaves the inner one alone.
func TestSiteInsideOfSite(t *testing.T) {
	s := &fakeServer{abilities: abilities{conditions: true, bulk: true, versions: true}}
	b := s.open(t)
	publishTo := func(prefix string, site files) Report {
		t.Helper()
		inner := openFake(t, "http://"+b.place.host)
		inner.place.prefix += prefix
		o := Options{Site: t.TempDir(), Now: someDay}
		site.write(t, o.Site, someAt)
		report, err := (&Target{prefix, inner}).Publish(context.Background(), o)
		if err != nil {
			t.Fatal(err)
		}
		return report
	}
	publishTo("", files{"a.html": "outer", "sub.html": "outer", "gone.html": "outer"})
	publishTo("sub/", files{"a.html": "inner", "!first.html": "inner", "deep/b.html": "inner"})
	before := maps.Clone(s.objects)
	delete(s.objects, "v/"+recordName)
	if r := publishTo("", files{"a.html": "outer", "sub.html": "outer"}); !slices.Equal(r.Removed, []string{"gone.html"}) {
		t.Errorf("removed %v", r.Removed)
	}
	for name := range before {
		if _, is := s.objects[name]; !is && strings.HasPrefix(name, "v/sub/") {
			t.Errorf("%s of the inner site is gone", name)
		}
	}
	if r := publishTo("sub/", files{"a.html": "inner", "!first.html": "inner", "deep/b.html": "inner"}); len(r.Sent) != 0 {
		t.Errorf("sent %v", r.sent())
	}
}
