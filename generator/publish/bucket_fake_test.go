package publish

import (
	"context"
	"crypto/md5"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// abilities are what a server has of S3, and others lack.
type abilities struct {
	conditions bool // it compares versions before it writes
	late       bool // but not with what does not exist
	bulk       bool // it removes many objects at once
	versions   bool // it tells versions
	secure     bool
}

// fakeServer is a server of some abilities. Like OSS and COS it takes no body in chunks and no checksum behind one.
type fakeServer struct {
	abilities
	mu      sync.Mutex
	objects map[string]fakeObject
	writes  int

	// deaf is called with each request; where it says so, the answer is lost.
	deaf func(r *http.Request) bool
}

type fakeObject struct {
	data   []byte
	header http.Header
}

// open starts the server and opens its bucket.
func (s *fakeServer) open(t *testing.T) *bucket {
	t.Helper()
	s.objects = map[string]fakeObject{}
	start := httptest.NewServer
	if s.secure {
		start = httptest.NewTLSServer
	}
	listener := start(s)
	t.Cleanup(listener.Close)
	b := openFake(t, listener.URL)
	if s.secure {
		b.network.carrier.(*http.Transport).TLSClientConfig.RootCAs = x509.NewCertPool()
		b.network.carrier.(*http.Transport).TLSClientConfig.RootCAs.AddCert(listener.Certificate())
	}
	return b
}

// openFake opens a bucket of a server at an address.
func openFake(t *testing.T, address string) *bucket {
	t.Helper()
	target, err := url.Parse("s3://site/v?endpoint=" + url.QueryEscape(address))
	if err != nil {
		t.Fatal(err)
	}
	b, err := openBucket(target, environment(fakeKey))
	if err != nil {
		t.Fatal(err)
	}
	b.patience = soon
	b.network.second = time.Millisecond
	return b
}

var fakeKey = map[string]string{"AWS_ACCESS_KEY_ID": "NAMEOFKEY", "AWS_SECRET_ACCESS_KEY": "secret-of-key", "AWS_SESSION_TOKEN": "token-of-key"}

func (s *fakeServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.deaf != nil && s.deaf(r) {
		w = httptest.NewRecorder()
		defer panic(http.ErrAbortHandler)
	}
	key, _ := strings.CutPrefix(r.URL.Path, "/site/")
	o, is := s.objects[key]
	switch {
	case r.Method == http.MethodGet && r.URL.Query().Get("list-type") == "2":
		s.list(w, r.URL.Query())
	case r.Method == http.MethodPost && r.URL.Query().Has("delete") && s.bulk:
		s.removeAll(w, r)
	case r.Method == http.MethodPut:
		s.put(w, r, key, o, is)
	case r.Method == http.MethodDelete:
		delete(s.objects, key)
		w.WriteHeader(http.StatusNoContent)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		s.refuse(w, http.StatusNotImplemented, "NotImplemented")
	case !is:
		s.refuse(w, http.StatusNotFound, "NoSuchKey")
	default:
		maps.Copy(w.Header(), o.header)
		w.Write(o.data)
	}
}

func (s *fakeServer) refuse(w http.ResponseWriter, status int, code string) {
	w.WriteHeader(status)
	fmt.Fprintf(w, "<Error><Code>%s</Code></Error>", code)
}

func (s *fakeServer) put(w http.ResponseWriter, r *http.Request, key string, o fakeObject, is bool) {
	data, err := io.ReadAll(r.Body)
	sum, check := md5.Sum(data), sha256.Sum256(data)
	declared := r.Header.Get("X-Amz-Content-Sha256")
	switch {
	case err != nil:
		return
	case declared != hex.EncodeToString(check[:]) || r.Header.Get("Content-Md5") != base64.StdEncoding.EncodeToString(sum[:]) ||
		strings.Contains(r.Header.Get("Content-Encoding"), "aws-chunked") || r.ContentLength < 0 || len(r.Trailer) > 0 || r.Header.Get("X-Amz-Trailer") != "":
		s.refuse(w, http.StatusBadRequest, "InvalidArgument")
		return
	}
	if match := r.Header.Get("If-Match"); s.conditions && match != "" && (!is && !s.late || is && match != o.header.Get("ETag")) ||
		s.conditions && r.Header.Get("If-None-Match") != "" && is {
		s.refuse(w, http.StatusPreconditionFailed, "PreconditionFailed")
		return
	}
	s.writes++
	o = fakeObject{data: data, header: http.Header{}}
	for _, name := range []string{"Content-Type", "Content-Encoding", "Cache-Control", "X-Amz-Meta-Wenming"} {
		if value := r.Header.Get(name); value != "" {
			o.header.Set(name, value)
		}
	}
	if s.versions {
		o.header.Set("ETag", fmt.Sprintf(`"version-%d"`, s.writes))
	}
	o.header.Set("Last-Modified", time.Unix(int64(s.writes), 0).UTC().Format(http.TimeFormat))
	s.objects[key] = o
	w.Header().Set("ETag", o.header.Get("ETag"))
}

func (s *fakeServer) list(w http.ResponseWriter, query url.Values) {
	var keys []string
	for key := range s.objects {
		if strings.HasPrefix(key, query.Get("prefix")) && key > query.Get("start-after") && key > query.Get("continuation-token") {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	size, _ := strconv.Atoi(query.Get("max-keys"))
	size = min(size, 3)
	fmt.Fprint(w, "<ListBucketResult><EncodingType>url</EncodingType>")
	for _, key := range keys[:min(size, len(keys))] {
		fmt.Fprintf(w, "<Contents><Key>%s</Key></Contents>", url.QueryEscape(key))
	}
	if len(keys) > size {
		fmt.Fprint(w, "<IsTruncated>true</IsTruncated><NextContinuationToken>")
		xml.EscapeText(w, []byte(keys[size-1]))
		fmt.Fprint(w, "</NextContinuationToken>")
	}
	fmt.Fprint(w, "</ListBucketResult>")
}

func (s *fakeServer) removeAll(w http.ResponseWriter, r *http.Request) {
	var list struct {
		Object []struct{ Key string }
	}
	if err := xml.NewDecoder(r.Body).Decode(&list); err != nil {
		s.refuse(w, http.StatusBadRequest, "MalformedXML")
		return
	}
	fmt.Fprint(w, "<DeleteResult>")
	for i, o := range list.Object {
		if i%5 == 4 { // a server may be unable to remove one of them
			fmt.Fprint(w, "<Error><Key>")
			xml.EscapeText(w, []byte(o.Key))
			fmt.Fprint(w, "</Key><Code>InternalError</Code></Error>")
			continue
		}
		delete(s.objects, o.Key)
		fmt.Fprint(w, "<Deleted><Key>")
		xml.EscapeText(w, []byte(o.Key))
		fmt.Fprint(w, "</Key></Deleted>")
	}
	fmt.Fprint(w, "</DeleteResult>")
}

// TestPoorServers holds the bucket of servers that lack something against what host promises.
func TestPoorServers(t *testing.T) {
	for name, can := range map[string]abilities{
		"complete":      {conditions: true, bulk: true, versions: true},
		"https":         {conditions: true, bulk: true, versions: true, secure: true},
		"late":          {conditions: true, late: true, bulk: true, versions: true},
		"unconditional": {bulk: true, versions: true},
		"singly":        {conditions: true, versions: true},
		"no versions":   {},
	} {
		t.Run(name, func(t *testing.T) {
			testHost(t, func(t *testing.T) host {
				s := fakeServer{abilities: can}
				return s.open(t)
			})
		})
	}
}

// TestUnheard loses the answer to every first try.
func TestUnheard(t *testing.T) {
	for name, can := range map[string]abilities{
		"conditional":   {conditions: true, bulk: true, versions: true},
		"late":          {conditions: true, late: true, bulk: true, versions: true},
		"unconditional": {bulk: true, versions: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx := context.Background()
			s := &fakeServer{abilities: can}
			b := s.open(t)
			tries := map[string]int{}
			s.deaf = func(r *http.Request) bool {
				name := r.Method + " " + r.URL.String()
				tries[name]++
				return tries[name]%2 == 1
			}
			if compares, err := b.conditional(ctx, nil); compares != can.conditions || err != nil {
				t.Errorf("it compares: %v, %v", compares, err)
			}
			if _, is := s.objects["v/"+probeName]; is {
				t.Error("the probe is left")
			}
			first, err := b.save(ctx, []byte("first"), "")
			if err != nil {
				t.Fatal(err)
			}
			if _, err := b.save(ctx, []byte("second"), first); err != nil {
				t.Fatal(err)
			}
			if _, err := b.save(ctx, []byte("third"), first); !errors.Is(err, errLost) {
				t.Errorf("a record that was not expected is replaced: %v", err)
			}
			o := thing(b, "a.html", "a")
			for _, fresh := range []bool{true, true, false} {
				if err := b.put(ctx, o, fresh); err != nil {
					t.Fatal(err)
				}
			}
			if err := b.remove(ctx, []string{"a.html"}); err != nil {
				t.Fatal(err)
			}
			if left := slices.Sorted(maps.Keys(s.objects)); !slices.Equal(left, []string{"v/" + recordName}) {
				t.Errorf("there are %q", left)
			}
		})
	}
}

// TestFewRequests counts what a small change asks of a server.
func TestFewRequests(t *testing.T) {
	ctx := context.Background()
	s := &fakeServer{abilities: abilities{conditions: true, bulk: true, versions: true}}
	b := s.open(t)
	yes := true
	step := func(what string, want int64, do func() error) {
		t.Helper()
		before := b.requests()
		if err := do(); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if asked := b.requests() - before; asked != want {
			t.Errorf("%s takes %d requests, not %d", what, asked, want)
		}
	}
	mark := ""
	step("finding out about conditions", 1, func() error { _, err := b.conditional(ctx, nil); return err })
	step("remembering it", 0, func() error { _, err := b.conditional(ctx, &yes); return err })
	step("loading", 1, func() error { _, _, err := b.load(ctx); return err })
	step("saving", 1, func() (err error) { mark, err = b.save(ctx, []byte("record"), mark); return err })
	step("saving again", 1, func() (err error) { mark, err = b.save(ctx, []byte("next"), mark); return err })
	step("looking at the mark", 1, func() error { _, err := b.mark(ctx); return err })
	step("putting what is new", 1, func() error { return b.put(ctx, thing(b, "a.html", "a"), true) })
	step("putting what is not", 1, func() error { return b.put(ctx, thing(b, "a.html", "b"), false) })
	step("removing", 1, func() error { return b.remove(ctx, []string{"a.html", "b.html", "c.html"}) })
}
