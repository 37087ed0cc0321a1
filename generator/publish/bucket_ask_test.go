package publish

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// serve opens the bucket of a server that answers as it is told, and counts what it is asked.
func serve(t *testing.T, handler http.HandlerFunc) (*bucket, *atomic.Int64) {
	t.Helper()
	var asked atomic.Int64
	listener := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		handler(w, r)
	}))
	t.Cleanup(listener.Close)
	return openFake(t, listener.URL), &asked
}

// TestAskAgain fails some times before it answers.
func TestAskAgain(t *testing.T) {
	for name, fail := range map[string]http.HandlerFunc{
		"error":   func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) },
		"gateway": func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "<html>", http.StatusBadGateway) },
		"code": func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusBadRequest)
			w.Write([]byte("<Error><Code>RequestTimeout</Code></Error>"))
		},
		"damage": func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusBadRequest)
			w.Write([]byte("<Error><Code>BadDigest</Code></Error>"))
		},
		"cut": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			w.Write([]byte("half"))
			panic(http.ErrAbortHandler)
		},
		"nothing": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
		"wait": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "2")
			w.WriteHeader(http.StatusTooManyRequests)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var failures atomic.Int64
			b, asked := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if failures.Add(1) <= 3 {
					fail(w, r)
					return
				}
				w.Header().Set("Last-Modified", time.Unix(0, 0).UTC().Format(http.TimeFormat))
				w.Header().Set("ETag", `"version"`)
				w.Write([]byte("record"))
			})
			data, mark, err := b.load(context.Background())
			if string(data) != "record" || mark != "version" || err != nil || asked.Load() != 4 || b.requests() != 4 {
				t.Errorf("%q, %q, %v after %d requests", data, mark, err, asked.Load())
			}
		})
	}
}

// TestRetryAfter keeps everybody quiet for as long as a server asks for.
func TestRetryAfter(t *testing.T) {
	var quiet atomic.Pointer[time.Time]
	b, asked := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		if end := quiet.Load(); end == nil {
			after := time.Now().Add(200 * time.Millisecond)
			quiet.Store(&after)
			w.Header().Set("Retry-After", "200")
			w.WriteHeader(http.StatusServiceUnavailable)
		} else if time.Now().Before(*end) {
			t.Error("the server is asked too early")
		} else {
			w.Header().Set("Last-Modified", time.Unix(0, 0).UTC().Format(http.TimeFormat))
		}
	})
	if _, err := b.mark(context.Background()); err != nil {
		t.Fatal(err)
	}
	quiet.Store(nil)
	err := each(context.Background(), 8, func(ctx context.Context, i int) error {
		time.Sleep(time.Duration(i) * 5 * time.Millisecond)
		_, err := b.mark(ctx)
		return err
	})
	if err != nil || asked.Load() > 2+2*8 {
		t.Errorf("%v after %d requests", err, asked.Load())
	}
}

// TestRetryAfterStops does not wait when nobody wants the answer any more, nor for an hour.
func TestRetryAfterStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	b, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "60")
		w.WriteHeader(http.StatusServiceUnavailable)
		cancel()
	})
	b.network.second = time.Second
	if _, err := b.mark(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("a publication that is stopped says %v", err)
	}
	b, asked := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(http.StatusServiceUnavailable)
	})
	b.network.second = time.Second
	_, err := b.mark(context.Background())
	var problem *Problem
	if !errors.As(err, &problem) || problem.Kind != Unavailable || !strings.Contains(problem.Text().English, "1h0m0s") || asked.Load() != 1 {
		t.Errorf("after %d requests: %v", asked.Load(), err)
	}
}

func TestAsked(t *testing.T) {
	n := &network{second: time.Second}
	now := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	for header, want := range map[string]time.Duration{
		"": 0, "0": 0, "1": time.Second, " 120 ": 2 * time.Minute, "-1": 0, "1.5": 0, "soon": 0, "99999999999999999999": 0, "2147483647": 2147483647 * time.Second,
		"Sun, 01 Mar 2026 08:00:30 GMT": 30 * time.Second, "Sun, 01 Mar 2026 07:59:30 GMT": 0,
	} {
		if got := n.asked(header, now); got != want {
			t.Errorf("Retry-After: %s is %s, want %s", header, got, want)
		}
	}
}

// TestPatience adds up how long we wait at most.
func TestPatience(t *testing.T) {
	for _, status := range []int{0, http.StatusInternalServerError} {
		waited, try := time.Duration(0), 1
		for ; !usual.over(try, waited, answer{status: status}); try++ {
			pause := usual.pause(try)
			if pause <= 0 || pause > usual.most {
				t.Fatalf("a pause of %s", pause)
			}
			waited += pause
		}
		if waited < 5*time.Second || waited > 20*time.Second || try > usual.tries {
			t.Errorf("status %d: %d tries in %s", status, try, waited)
		}
	}
	if usual.over(1, time.Minute, answer{}) || !usual.over(2, time.Minute, answer{}) || !usual.over(2, 2*dialing+usual.unheard/2, answer{}) {
		t.Error("a server that hangs is not asked twice")
	}
}

// TestSilence breaks a connection over which nothing goes, and no other.
func TestSilence(t *testing.T) {
	release := make(chan struct{})
	defer close(release)
	b, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			<-release
			return
		}
		w.Header().Set("Last-Modified", time.Unix(0, 0).UTC().Format(http.TimeFormat))
		for range 20 { // slower in all than silence may last
			w.Write([]byte("slow "))
			w.(http.Flusher).Flush()
			time.Sleep(20 * time.Millisecond)
		}
	})
	b.patience.tries = 2
	b.network.carrier.(*http.Transport).DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		connection, err := (&net.Dialer{}).DialContext(ctx, network, address)
		return impatient{connection, 200 * time.Millisecond}, err
	}
	if data, _, err := b.load(context.Background()); err != nil || len(data) != 100 {
		t.Errorf("%d bytes, %v", len(data), err)
	}
	_, err := b.mark(context.Background())
	var problem *Problem
	if !errors.As(err, &problem) || problem.Kind != NoNetwork || !strings.Contains(problem.Text().English, "does not answer in time") || b.requests() != 3 {
		t.Errorf("after %d requests: %v", b.requests(), err)
	}
}

// TestLostMeanwhile fails until another publication has taken the target over: then nothing is tried again that could arrive
// after the other's end.
func TestLostMeanwhile(t *testing.T) {
	b, asked := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) })
	may := func(context.Context) error {
		if asked.Load() >= 3 {
			return lost("the target")
		}
		return nil
	}
	err := b.put(withGuard(context.Background(), may), thing(b, "a.html", "a"), false)
	if kindOf(err) != Lost || asked.Load() != 3 {
		t.Errorf("%d requests, then: %v", asked.Load(), err)
	}
}
