//go:build full

package publish

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"wenming/generator/memo"
	"wenming/generator/publish/s3test"
)

// These tests ask a real server. .ci/setup installs it.

var rootKey = map[string]string{"AWS_ACCESS_KEY_ID": s3test.Key, "AWS_SECRET_ACCESS_KEY": s3test.Secret}

// openTest opens a bucket of a test's server, in which one asks again soon.
func openTest(t testing.TB, address, name, prefix, settings string, key map[string]string) *bucket {
	t.Helper()
	target, err := url.Parse(s3test.Target(address, name, prefix) + settings)
	if err != nil {
		t.Fatal(err)
	}
	b, err := openBucket(target, environment(key))
	if err != nil {
		t.Fatal(err)
	}
	b.patience = soon
	b.network.second = time.Millisecond
	return b
}

func TestBucket(t *testing.T) {
	server := s3test.Start(t)
	var n atomic.Int64
	for _, settings := range []string{"", "&compress=gzip"} {
		t.Run(settings, func(t *testing.T) {
			testHost(t, func(t *testing.T) host {
				name := fmt.Sprintf("site-%d", n.Add(1))
				server.Bucket(t, name)
				return openTest(t, server.URL, name, "本站/v 1", settings, rootKey)
			})
		})
	}
}

// TestBucketFaults is the same through a network that loses an answer, or breaks it, every third time.
func TestBucketFaults(t *testing.T) {
	server := s3test.Start(t)
	var n atomic.Int64
	for seed := range uint64(3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			proxy := s3test.NewProxy(t, server.URL, seed)
			proxy.Break(map[s3test.Fault]float64{
				s3test.ResetBefore: .05, s3test.ResetAfter: .05, s3test.Error: .05, s3test.Busy: .03, s3test.Wait: .02, s3test.Slow: .05, s3test.Truncate: .05, s3test.Garble: .05,
			})
			t.Cleanup(func() { t.Log(proxy.Requests(), proxy.Injected()) })
			testHost(t, func(t *testing.T) host {
				name := fmt.Sprintf("site-%d", n.Add(1))
				server.Bucket(t, name)
				return openTest(t, proxy.URL, name, "", "", rootKey)
			})
		})
	}
}

// TestVisitor gets objects as a visitor does.
func TestVisitor(t *testing.T) {
	server := s3test.Start(t)
	server.Bucket(t, "site")
	ctx := context.Background()
	for settings, encoding := range map[string]string{"": "", "&compress=gzip": "gzip", "&compress=br": "br"} {
		b := openTest(t, server.URL, "site", "v"+encoding, settings, rootKey)
		for name, want := range map[string][3]string{
			"新闻/a b.html":               {"text/html; charset=utf-8", "public, max-age=60", encoding},
			"feed.xml":                  {"application/rss+xml; charset=utf-8", "public, max-age=60", encoding},
			"assets/css/a.0123abcd.css": {"text/css; charset=utf-8", "public, max-age=31536000, immutable", encoding},
			"news/a.jpg":                {"image/jpeg", "public, max-age=3600", ""},
		} {
			text := strings.Repeat("文明", 1000)
			if err := b.put(ctx, thing(b, name, text), true); err != nil {
				t.Fatal(err)
			}
			response, err := (&http.Transport{DisableCompression: true}).RoundTrip(get(t, server.URL+"/site/v"+encoding+"/"+(&url.URL{Path: name}).EscapedPath()))
			if err != nil {
				t.Fatal(err)
			}
			defer response.Body.Close()
			h := response.Header
			if got := [3]string{h.Get("Content-Type"), h.Get("Cache-Control"), h.Get("Content-Encoding")}; got != want || response.StatusCode != http.StatusOK {
				t.Errorf("%s%s: %s, %q, want %q", name, settings, response.Status, got, want)
			}
			body := io.Reader(response.Body)
			if want[2] != "" {
				if body, err = decompress(body, want[2]); err != nil {
					t.Fatal(err)
				}
			}
			if data, err := io.ReadAll(body); err != nil || string(data) != text {
				t.Errorf("%s%s: %d bytes, %v", name, settings, len(data), err)
			}
		}
		data, mark, err := b.load(ctx)
		if data != nil || mark != "" || err != nil {
			t.Fatal(data, mark, err)
		}
		if _, err := b.save(ctx, []byte("record"), ""); err != nil {
			t.Fatal(err)
		}
		if h := server.Object(t, "site", "v"+encoding+"/"+recordName).Header; h.Get("Content-Type") != "application/gzip" || h.Get("Cache-Control") != "no-store" {
			t.Errorf("the record has the header %q", h)
		}
	}
}

func get(t *testing.T, address string) *http.Request {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestStrangers finds what somebody else put into the bucket.
func TestStrangers(t *testing.T) {
	server := s3test.Start(t)
	server.Bucket(t, "site")
	ctx := context.Background()
	b := openTest(t, server.URL, "site", "v", "", rootKey)
	compares, err := b.conditional(ctx, nil)
	if !compares || err != nil {
		t.Fatalf("the server compares: %v, %v", compares, err)
	}
	server.Put(t, "site", "v/theirs.html", []byte("theirs"))
	server.Put(t, "site", "v/folder/theirs.html", []byte("theirs"))
	server.Put(t, "site", "other/theirs.html", []byte("theirs"))
	server.Put(t, "site", "v/.wenming-published", []byte("theirs"))
	for _, known := range []bool{true, false} {
		if _, err := b.conditional(ctx, &known); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"theirs.html", "folder", "theirs.html/a.html"} {
			var problem *Problem
			if err := b.put(ctx, thing(b, name, "ours"), true); !errors.As(err, &problem) || problem.Kind != Foreign {
				t.Errorf("compares %v: %s: %v", known, name, err)
			}
		}
		if data, _, err := b.load(ctx); string(data) != "theirs" || err != nil {
			t.Errorf("the record is %q, %v", data, err)
		}
	}
	if err := b.put(ctx, thing(b, "ours.html", "ours"), true); err != nil {
		t.Fatal(err)
	}
	if got, ours, err := b.look(ctx, "theirs.html", form{}); got != strange || ours || err != nil {
		t.Errorf("theirs is %q, %v, %v", got, ours, err)
	}
	var found []string
	err = b.survey(ctx, func(path string, t tag, ours bool) { found = append(found, fmt.Sprint(path, t == strange, ours)) })
	slices.Sort(found)
	if want := []string{"folder/theirs.htmltrue false", "ours.htmlfalse true", "theirs.htmltrue false"}; err != nil || !slices.Equal(found, want) {
		t.Errorf("found %q, %v; want %q", found, err, want)
	}
}

// TestManyObjects lists and removes more objects than one request can.
func TestManyObjects(t *testing.T) {
	server := s3test.Start(t)
	server.Bucket(t, "site")
	ctx := context.Background()
	b := openTest(t, server.URL, "site", "", "", rootKey)
	const n = 1100
	var names []string
	for i := range n {
		names = append(names, fmt.Sprintf("news/%d/%d.html", i%7, i))
	}
	if err := each(ctx, n, func(ctx context.Context, i int) error { return b.put(ctx, thing(b, names[i], "a"), false) }); err != nil {
		t.Fatal(err)
	}
	before, found := b.requests(), 0
	if err := b.survey(ctx, func(string, tag, bool) { found++ }); err != nil || found != n {
		t.Fatalf("%d of %d objects are found, %v", found, n, err)
	}
	if asked := b.requests() - before; asked != n+2 {
		t.Errorf("%d requests list %d objects", asked, n)
	}
	before = b.requests()
	if err := b.remove(ctx, names); err != nil {
		t.Fatal(err)
	}
	if asked := b.requests() - before; asked != 2 {
		t.Errorf("%d requests remove %d objects", asked, n)
	}
	if left := server.Names(t, "site", ""); len(left) > 0 {
		t.Errorf("%d objects are left", len(left))
	}
}

// noise is a large body that nobody keeps in memory.
type noise int64

func (n noise) ReadAt(b []byte, from int64) (int, error) {
	if from >= int64(n) {
		return 0, io.EOF
	}
	b = b[:min(int64(len(b)), int64(n)-from)]
	for i := range b {
		at := from + int64(i)
		b[i] = byte(at>>13) ^ byte(at)
	}
	if from+int64(len(b)) == int64(n) {
		return len(b), io.EOF
	}
	return len(b), nil
}

// TestParts sends a large object in parts, which are not kept in memory, and smaller ones over a bad network.
func TestParts(t *testing.T) {
	server := s3test.Start(t)
	server.Bucket(t, "site")
	ctx := context.Background()
	proxy := s3test.NewProxy(t, server.URL, 1)
	var parts, chunked atomic.Int64
	proxy.Before = func(r *http.Request) {
		if r.URL.Query().Has("partNumber") {
			parts.Add(1)
		}
		if r.Header.Get("X-Amz-Decoded-Content-Length") != "" || r.ContentLength < 0 || r.Method == http.MethodPut && r.Header.Get("Content-Md5") == "" {
			chunked.Add(1)
		}
	}
	b := openTest(t, proxy.URL, "site", "v", "", rootKey)
	large := func(size int64, mark string) object {
		f := b.forms("film.mp4")[0]
		return object{path: "film.mp4", form: f, tag: tagOf(memo.Bytes([]byte(mark)), f), body: noise(size), size: size}
	}
	holds := func(o object) {
		t.Helper()
		got := server.Object(t, "site", "v/"+o.path)
		want := make([]byte, o.size)
		noise(o.size).ReadAt(want, 0)
		if !bytes.Equal(got.Body, want) || got.Header.Get("Content-Type") != "video/mp4" || got.Header.Get("X-Amz-Meta-Wenming") != string(o.tag) {
			t.Errorf("there are %d of %d bytes, with %q", len(got.Body), o.size, got.Header)
		}
		if n := server.Uploads(t, "site"); n != 0 {
			t.Errorf("%d uploads are left", n)
		}
	}
	if compares, err := b.conditional(ctx, nil); !compares || err != nil {
		t.Fatal(compares, err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	first := large(70<<20, "first")
	if err := b.put(ctx, first, true); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 8<<20 {
		t.Errorf("%d MB are used for %d", used>>20, first.size>>20)
	}
	if parts.Load() != 2 {
		t.Errorf("%d parts", parts.Load())
	}
	holds(first)

	b.partSize = 5 << 20
	second := large(12<<20, "second")
	var problem *Problem
	if err := b.put(ctx, second, true); !errors.As(err, &problem) || problem.Kind != Foreign {
		t.Errorf("a new object replaces another: %v", err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for i := range 6 {
		proxy.Break(map[s3test.Fault]float64{
			s3test.ResetBefore: .05, s3test.ResetAfter: .1, s3test.Error: .05, s3test.Busy: .05, s3test.Slow: .05, s3test.Truncate: .1, s3test.Garble: .1,
		})
		fresh := random.IntN(2) == 0
		if fresh {
			server.Remove(t, "site", "v/film.mp4")
		}
		o := large(12<<20+int64(i), fmt.Sprint(i))
		if err := b.put(ctx, o, fresh); err != nil {
			t.Fatal(err)
		}
		proxy.Break(nil)
		holds(o)
	}
	t.Log(proxy.Injected())
	if chunked.Load() != 0 {
		t.Errorf("%d requests are in chunks, or lack a digest", chunked.Load())
	}
}

// TestTidy gives up an upload of ours, and not another's.
func TestTidy(t *testing.T) {
	server := s3test.Start(t)
	server.Bucket(t, "site")
	ctx := context.Background()
	b := openTest(t, server.URL, "site", "v", "", rootKey)
	for _, key := range []string{"v/film.mp4", "v/film.mp4", "v/theirs.mp4", "film.mp4"} {
		if _, err := b.server.NewMultipartUpload(ctx, "site", key, optionsOf(object{})); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.tidy(ctx, func(name string) bool { return name == "film.mp4" }); err != nil {
		t.Fatal(err)
	}
	if n := server.Uploads(t, "site"); n != 2 {
		t.Errorf("%d uploads are left, not 2", n)
	}
	failing, cancel := context.WithCancel(ctx)
	b.partSize = 5 << 20
	o := object{path: "film.mp4", form: b.forms("film.mp4")[0], tag: "1", body: stopping{noise(20 << 20), cancel}, size: 20 << 20}
	if err := b.put(failing, o, false); !errors.Is(err, context.Canceled) {
		t.Errorf("a publication that is stopped says %v", err)
	}
	if n := server.Uploads(t, "site"); n != 2 {
		t.Errorf("%d uploads are left, not 2", n)
	}
}

// stopping is a body in the middle of which somebody stops the publication.
type stopping struct {
	io.ReaderAt
	stop func()
}

func (s stopping) ReadAt(b []byte, from int64) (int, error) {
	if from > 12<<20 {
		s.stop()
	}
	return s.ReaderAt.ReadAt(b, from)
}

// TestRefusals provokes what a real server refuses.
func TestRefusals(t *testing.T) {
	server := s3test.Start(t)
	server.Bucket(t, "site")
	server.User(t, "READER", "reader-secret")
	server.User(t, "WRITER", "writer-secret")
	server.Policy(t, "site", `{"Version": "2012-10-17", "Statement": [
		{"Effect": "Allow", "Principal": {"AWS": ["READER", "WRITER"]}, "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::site"},
		{"Effect": "Allow", "Principal": {"AWS": ["READER", "WRITER"]}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::site/*"},
		{"Effect": "Allow", "Principal": {"AWS": ["WRITER"]}, "Action": "s3:PutObject", "Resource": "arn:aws:s3:::site/*"}]}`)
	ctx := context.Background()
	root := openTest(t, server.URL, "site", "", "", rootKey)
	if err := root.put(ctx, thing(root, "there.html", "there"), true); err != nil {
		t.Fatal(err)
	}
	reader := map[string]string{"AWS_ACCESS_KEY_ID": "READER", "AWS_SECRET_ACCESS_KEY": "reader-secret"}
	writer := map[string]string{"AWS_ACCESS_KEY_ID": "WRITER", "AWS_SECRET_ACCESS_KEY": "writer-secret"}
	load := func(b *bucket) error { _, _, err := b.load(ctx); return err }
	put := func(b *bucket) error { return b.put(ctx, thing(b, "a.html", "a"), false) }
	remove := func(b *bucket) error { return b.remove(ctx, []string{"there.html"}) }
	for _, c := range []struct {
		what     string
		bucket   string
		settings string
		key      map[string]string
		do       func(b *bucket) error
		kind     Kind
		says     string
	}{
		{"the secret is wrong", "site", "", map[string]string{"AWS_ACCESS_KEY_ID": s3test.Key, "AWS_SECRET_ACCESS_KEY": "wrong-secret"}, load, WrongKey, "SignatureDoesNotMatch"},
		{"nobody has the key", "site", "", map[string]string{"AWS_ACCESS_KEY_ID": "NOBODY", "AWS_SECRET_ACCESS_KEY": "wrong-secret"}, load, WrongKey, "InvalidAccessKeyId"},
		{"no bucket", "no-site", "", rootKey, load, NoBucket, `"no-site"`},
		{"no bucket to put into", "no-site", "", rootKey, put, NoBucket, `"no-site"`},
		{"no right to put", "site", "", reader, put, NoRight, `s3:PutObject on "site/a.html"`},
		{"no right to remove", "site", "", writer, remove, NoRight, `s3:DeleteObject on "site/there.html"`},
		{"no right to put the record", "site", "", reader, func(b *bucket) error { _, err := b.conditional(ctx, nil); return err }, NoRight, `s3:PutObject`},
		{"all rights", "site", "", writer, put, "", ""},
		{"another region", "site", "&region=eu-west-3", rootKey, load, NoBucket, "region=us-east-1"},
	} {
		target := s3test.Target(server.URL, c.bucket, "")
		if c.settings != "" {
			target = strings.Replace(target, "&region=us-east-1", c.settings, 1)
		}
		u, err := url.Parse(target)
		if err != nil {
			t.Fatal(err)
		}
		b, err := openBucket(u, environment(c.key))
		if err != nil {
			t.Fatal(err)
		}
		err = c.do(b)
		var problem *Problem
		if c.kind == "" && err == nil {
			continue
		}
		if !errors.As(err, &problem) || problem.Kind != c.kind || !strings.Contains(problem.Text().English, c.says) {
			t.Errorf("%s: %v; want %s with %q", c.what, err, c.kind, c.says)
			continue
		}
		t.Log(problem.Text())
		for _, secret := range []string{c.key["AWS_SECRET_ACCESS_KEY"], c.key["AWS_ACCESS_KEY_ID"]} {
			if text := problem.Text(); strings.Contains(text.English+text.Chinese, secret) {
				t.Errorf("%s: the message has %q: %s", c.what, secret, text)
			}
		}
	}
}
