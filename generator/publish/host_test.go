package publish

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"wenming/generator/memo"
)

// thing is an object of some text, in the first form that a host keeps of it.
func thing(h host, name, content string) object {
	f := h.forms(name)[0]
	data := []byte(content)
	o := object{path: name, form: f, tag: tagOf(memo.Bytes(data), f)}
	if f.encoding != "" {
		data = packed(data, f.encoding)
	}
	o.body, o.size = bytes.NewReader(data), int64(len(data))
	return o
}

// packed is data in an encoding.
func packed(data []byte, encoding string) []byte {
	var out bytes.Buffer
	var w io.WriteCloser = gzip.NewWriter(&out)
	if encoding == "br" {
		w = brotli.NewWriter(&out)
	}
	_, err := w.Write(data)
	if err = errors.Join(err, w.Close()); err != nil {
		panic("internal error: " + err.Error())
	}
	return out.Bytes()
}

// strangeNames are names that somebody may give to a file.
var strangeNames = []string{
	"index.html", "news/2023/玉湖.html", "news/a b.html", "news/a+b.html", "news/100%.html", "news/%41.html", "news/a&b=c.html",
	"news/it's \"so\".html", "news/a#b.html", "news/a?b.html", "news/a;b,c.html", "news/(a)[b]{c}.html", "news/~a!@$^_-.html",
	"news/e\u0301.html", "news/é.html", "news/😀.html", "assets/a.0123abcd.css", "data/roll.csv", ".well-known/security.txt", "wenming-published",
	"deep/" + strings.Repeat("很深/", 20) + "a.html",
}

func TestFolder(t *testing.T) {
	testHost(t, func(t *testing.T) host {
		f, err := openFolder(t.TempDir(), nil)
		if err != nil {
			t.Fatal(err)
		}
		return f
	})
}

// testHost holds a host against what host promises. newHost makes an empty one.
func testHost(t *testing.T, newHost func(t *testing.T) host) {
	for name, test := range map[string]func(*testing.T, host){
		"record": testRecord, "objects": testObjects, "names": testNames, "contexts": testContexts,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, newHost(t))
		})
	}
}

// testRecord lets two publications write the record.
func testRecord(t *testing.T, h host) {
	ctx := context.Background()
	data, none, err := h.load(ctx)
	if data != nil || err != nil {
		t.Fatalf("an empty target has the record %q, %v", data, err)
	}
	if _, err := h.conditional(ctx, nil); err != nil {
		t.Fatal(err)
	}
	record := func(run string) []byte {
		t.Helper()
		data, err := (&record{Format: recordFormat, Run: run, Files: map[string]entry{}}).encode()
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	holds := func(want []byte, mark string) {
		t.Helper()
		data, loaded, err := h.load(ctx)
		if err != nil || !bytes.Equal(data, want) || loaded != mark {
			t.Errorf("loaded %d bytes with the mark %q, %v; want %d with %q", len(data), loaded, err, len(want), mark)
		}
		if present, err := h.mark(ctx); err != nil || present != mark {
			t.Errorf("the mark is %q, %v; want %q", present, err, mark)
		}
	}
	first, err := h.save(ctx, record("first"), none)
	if err != nil {
		t.Fatal(err)
	}
	if first == none {
		t.Errorf("the mark %q stays", none)
	}
	holds(record("first"), first)
	if _, err := h.save(ctx, record("second"), none); !errors.Is(err, errLost) {
		t.Errorf("a record that was not expected is replaced: %v", err)
	}
	holds(record("first"), first)
	third, err := h.save(ctx, record("third"), first)
	if err != nil || third == first {
		t.Fatalf("the mark %q follows %q, %v", third, first, err)
	}
	holds(record("third"), third)
	if _, err := h.save(ctx, record("fourth"), first); !errors.Is(err, errLost) {
		t.Errorf("a record that was not expected is replaced: %v", err)
	}
	holds(record("third"), third)
}

// testObjects puts, replaces and removes objects.
func testObjects(t *testing.T, h host) {
	ctx := context.Background()
	if _, err := h.conditional(ctx, nil); err != nil {
		t.Fatal(err)
	}
	const name = "news/index.html"
	is := func(want tag) {
		t.Helper()
		if got, _, err := h.look(ctx, name, h.forms(name)[0]); err != nil || got != want {
			t.Errorf("there stands %q, %v; want %q", got, err, want)
		}
	}
	is("")
	one, two := thing(h, name, "one"), thing(h, name, strings.Repeat("two", 100_000))
	empty := thing(h, name, "")
	for _, o := range []object{one, one} { // the second time as a try whose success nobody heard of
		if err := h.put(ctx, o, true); err != nil {
			t.Fatal(err)
		}
		is(one.tag)
	}
	var problem *Problem
	if err := h.put(ctx, two, true); !errors.As(err, &problem) || problem.Kind != Foreign || !strings.Contains(problem.Text().Chinese, name) {
		t.Errorf("what stands there is replaced by a new object: %v", err)
	}
	is(one.tag)
	for _, o := range []object{two, two, empty, one} {
		if err := h.put(ctx, o, false); err != nil {
			t.Fatal(err)
		}
		is(o.tag)
	}
	for range 2 {
		if err := h.remove(ctx, []string{name, "never/was.html"}); err != nil {
			t.Fatal(err)
		}
		is("")
	}
	if err := h.put(ctx, two, true); err != nil {
		t.Fatal(err)
	}
	if err := h.remove(ctx, nil); err != nil {
		t.Fatal(err)
	}
	is(two.tag)
}

// testNames puts objects of strange names, many at once, and lists them.
func testNames(t *testing.T, h host) {
	ctx := context.Background()
	if _, err := h.conditional(ctx, nil); err != nil {
		t.Fatal(err)
	}
	mark, err := h.mark(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.save(ctx, []byte("record"), mark); err != nil {
		t.Fatal(err)
	}
	want := map[string]tag{}
	for _, name := range strangeNames {
		want[name] = thing(h, name, name).tag
	}
	err = each(ctx, len(strangeNames), func(ctx context.Context, i int) error {
		if err := h.put(ctx, thing(h, strangeNames[i], strangeNames[i]), true); err != nil {
			return fmt.Errorf("%q: %w", strangeNames[i], err)
		}
		t, _, err := h.look(ctx, strangeNames[i], h.forms(strangeNames[i])[0])
		if err == nil && t != want[strangeNames[i]] {
			err = fmt.Errorf("%q has the tag %q", strangeNames[i], t)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	holds := func(want map[string]tag) {
		t.Helper()
		got := map[string]tag{}
		if err := h.survey(ctx, func(path string, t tag, _ bool) {
			if t == "" {
				t = want[path]
			}
			got[path] = t
		}); err != nil {
			t.Fatal(err)
		}
		if !maps.Equal(got, want) {
			t.Errorf("a survey finds %q,\nwant %q", slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
		}
	}
	holds(want)
	gone := strangeNames[3:15]
	if err := h.remove(ctx, gone); err != nil {
		t.Fatal(err)
	}
	for _, name := range gone {
		delete(want, name)
	}
	holds(want)
}

// testContexts ends a context before the host is asked.
func testContexts(t *testing.T, h host) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := h.put(ctx, thing(h, "a.html", "a"), false); err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("a context that ended is called %v", err)
	}
}
