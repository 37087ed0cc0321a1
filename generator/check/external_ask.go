package check

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// How addresses are asked for.
const (
	askedAtOnce     = 16               // requests at a time
	askedOfHost     = 2                // of one host
	askedTime       = 15 * time.Second // for the head of an answer
	connectingTime  = 10 * time.Second // for a connection
	redirects       = 10               // that are followed
	pauseBefore     = time.Second      // asking again after a failure that may pass
	longestPause    = 10 * time.Second // that a server may ask for
	unreachedEnough = 20               // hosts out of reach before any answer: there is no network
)

// asker asks for addresses.
type asker struct {
	transport   *http.Transport
	agent       string
	time, pause time.Duration
	slots       chan struct{}
	stop        func() // ends all asking

	answered atomic.Bool // by any server
	mu       sync.Mutex
	hosts    map[string]*host // by name
	lost     map[string]bool  // the names of hosts out of reach
}

// host is a host that is asked.
type host struct {
	slots chan struct{}
	down  map[string]reason // of a server, by scheme and port: why it is not asked any more
}

func newAsker(agent string) *asker {
	return &asker{
		transport: &http.Transport{
			Proxy:               http.ProxyFromEnvironment,
			DialContext:         (&net.Dialer{Timeout: connectingTime}).DialContext,
			TLSHandshakeTimeout: connectingTime,
			ForceAttemptHTTP2:   true,
			MaxIdleConns:        4 * askedAtOnce,
			IdleConnTimeout:     askedTime,
			OnProxyConnectResponse: func(_ context.Context, _ *url.URL, _ *http.Request, r *http.Response) error {
				if r.StatusCode != http.StatusOK {
					return proxyRefusal{r.Status}
				}
				return nil
			},
		},
		agent: agent,
		time:  askedTime,
		pause: pauseBefore,
		slots: make(chan struct{}, askedAtOnce),
		hosts: map[string]*host{},
		lost:  map[string]bool{},
	}
}

// askAll asks for all targets and returns the answers in their order. What fails in a way that may pass is asked for once
// more at the end. It ends early where there is clearly no network, or the context ends; answers are missing then. A target
// that is nil is no address.
func (k *asker) askAll(ctx context.Context, targets []*url.URL, told func(done, all int)) []answer {
	ctx, k.stop = context.WithCancel(ctx)
	defer k.stop()
	defer k.transport.CloseIdleConnections()
	answers := make([]answer, len(targets))
	all := make([]int, len(targets))
	for i := range targets {
		all[i] = i
	}
	var done atomic.Int64
	tell := func() {
		if n := int(done.Add(1)); told != nil {
			told(n, len(targets))
		}
	}
	k.each(all, func(i int) {
		if targets[i] == nil {
			answers[i] = answer{reason: notAddress}
		} else if answers[i] = k.ask(ctx, targets[i]); answers[i].worthAgain() {
			return
		}
		tell()
	})
	again := slices.DeleteFunc(all, func(i int) bool { return !answers[i].worthAgain() })
	pause := time.Duration(0)
	for _, i := range again {
		pause = max(pause, answers[i].wait)
	}
	k.forget()
	if len(again) > 0 && sleep(ctx, pause) {
		k.each(again, func(i int) {
			answers[i] = k.walk(ctx, http.MethodGet, targets[i])
			tell()
		})
	}
	return answers
}

// each calls do for every index. Those that have to wait for a slot cost little.
func (k *asker) each(indexes []int, do func(i int)) {
	var asking sync.WaitGroup
	for _, i := range indexes {
		asking.Go(func() { do(i) })
	}
	asking.Wait()
}

// ask asks for an address with HEAD, and with GET where that is refused.
func (k *asker) ask(ctx context.Context, target *url.URL) answer {
	a := k.walk(ctx, http.MethodHead, target)
	if a.refusesHead() {
		a = k.walk(ctx, http.MethodGet, target)
	}
	return a
}

// walk asks for an address and follows where it leads.
func (k *asker) walk(ctx context.Context, method string, target *url.URL) answer {
	forGood := true
	var moved *url.URL
	for at, n := target, 0; ; n++ {
		a, next := k.request(ctx, method, at)
		a.at, a.led = at, n > 0
		onward := (*url.URL)(nil)
		if next != nil {
			onward = toAsk(next)
		}
		if onward == nil {
			if a.status/100 == 2 {
				a.moved = moved
			}
			return a
		}
		if n == redirects {
			return answer{at: at, led: true, reason: endless}
		}
		forGood = forGood && (a.status == http.StatusMovedPermanently || a.status == http.StatusPermanentRedirect)
		if forGood {
			next.User, moved = nil, next
		}
		at = onward
	}
}

// request asks for one address, and returns where it leads, if anywhere.
func (k *asker) request(ctx context.Context, method string, target *url.URL) (answer, *url.URL) {
	h := k.host(target.Hostname())
	if !enter(ctx, h.slots) {
		return answer{reason: notAsked}, nil
	}
	defer leave(h.slots)
	if why := k.down(h, target); why != noReason {
		return answer{reason: why, wait: k.pause}, nil
	}
	if !enter(ctx, k.slots) {
		return answer{reason: notAsked}, nil
	}
	defer leave(k.slots)
	limited, end := context.WithTimeout(ctx, k.time)
	defer end()
	header := http.Header{"User-Agent": {k.agent}, "Accept": {"*/*"}}
	response, err := k.transport.RoundTrip((&http.Request{Method: method, URL: target, Header: header}).WithContext(limited))
	a := answer{wait: k.pause}
	switch {
	case err == nil:
		response.Body.Close()
	case ctx.Err() != nil:
		return answer{reason: notAsked}, nil
	default:
		a.reason = reasonOf(err)
		k.learn(h, target, a.reason)
		return a, nil
	}
	k.answered.Store(true)
	a.status = response.StatusCode
	if wait, err := strconv.ParseUint(response.Header.Get("Retry-After"), 10, 31); err == nil {
		a.wait = time.Duration(wait) * time.Second
	}
	switch a.status {
	case http.StatusTooManyRequests:
		a.reason = busy
		k.learn(h, target, busy)
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		if next, err := target.Parse(response.Header.Get("Location")); err == nil && response.Header.Get("Location") != "" {
			return a, next
		}
	}
	return a, nil
}

// learn keeps what is true of the whole server, and stops everything when hosts enough are out of reach.
func (k *asker) learn(h *host, target *url.URL, why reason) {
	k.mu.Lock()
	defer k.mu.Unlock()
	switch why {
	case unknownHost, refused, expired, otherHost, unsound, unknownIssuer, noConnection, noWay, busy:
		h.down[target.Scheme+target.Port()] = why
	}
	switch why {
	case noConnection, silent, byProxy, noWay:
		if k.lost[target.Hostname()] = true; len(k.lost) >= unreachedEnough && !k.answered.Load() {
			k.stop()
		}
	}
}

// down is why a server is not asked any more, if it is not.
func (k *asker) down(h *host, target *url.URL) reason {
	k.mu.Lock()
	defer k.mu.Unlock()
	return h.down[target.Scheme+target.Port()]
}

// forget lets every server be asked again.
func (k *asker) forget() {
	for _, h := range k.hosts {
		clear(h.down)
	}
}

// host is the host of a name.
func (k *asker) host(name string) *host {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.hosts[name] == nil {
		k.hosts[name] = &host{make(chan struct{}, askedOfHost), map[string]reason{}}
	}
	return k.hosts[name]
}

// enter takes one of a number of slots, unless the context ends before one is free.
func enter(ctx context.Context, slots chan struct{}) bool {
	select {
	case slots <- struct{}{}:
		return true
	case <-ctx.Done():
		return false
	}
}

func leave(slots chan struct{}) { <-slots }

// sleep waits, unless the context ends before.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return ctx.Err() == nil
	case <-ctx.Done():
		return false
	}
}
