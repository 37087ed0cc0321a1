package s3test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// Fault is something that goes wrong on the way to a server.
type Fault string

// The faults.
const (
	ResetBefore Fault = "reset before" // the connection breaks before the server has the request
	ResetAfter  Fault = "reset after"  // the server did what was asked, and nobody hears of it
	Error       Fault = "error"        // status 500
	Busy        Fault = "busy"         // status 503
	Wait        Fault = "wait"         // status 503 with Retry-After: 1
	Slow        Fault = "slow"         // a slow request, and a slow answer
	Truncate    Fault = "truncate"     // half an answer
	Garble      Fault = "garble"       // an answer of nonsense, where it would be XML
)

// Proxy passes requests to a server and answers back, some of them badly.
type Proxy struct {
	URL string // http://127.0.0.1:PORT

	// Before, if set, sees each request before it is passed on, even one that a fault befalls. Set it before the proxy is used.
	Before func(*http.Request)

	t        testing.TB
	to       *url.URL
	client   http.RoundTripper
	requests atomic.Int64

	mu       sync.Mutex
	random   *rand.Rand
	chances  map[Fault]float64
	injected map[Fault]int
}

// NewProxy makes a proxy before a server, faultless at first. Equal seeds draw equal faults in the order of requests.
func NewProxy(t testing.TB, server string, seed uint64) *Proxy {
	t.Helper()
	to, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	p := &Proxy{t: t, to: to, client: &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 64}, random: rand.New(rand.NewPCG(seed, 1)), injected: map[Fault]int{}}
	listener := httptest.NewServer(p)
	t.Cleanup(listener.Close)
	p.URL = listener.URL
	return p
}

// Break says from now on with which chance, from 0 to 1 and together at most 1, each fault befalls a request.
func (p *Proxy) Break(chances map[Fault]float64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.chances = chances
}

// Injected counts the faults until now.
func (p *Proxy) Injected() map[Fault]int {
	p.mu.Lock()
	defer p.mu.Unlock()
	counts := map[Fault]int{}
	for fault, n := range p.injected {
		counts[fault] = n
	}
	return counts
}

// Requests counts the requests until now.
func (p *Proxy) Requests() int { return int(p.requests.Load()) }

// draw is the fault that befalls a request, "" mostly.
func (p *Proxy) draw() Fault {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.chances) == 0 {
		return ""
	}
	x := p.random.Float64()
	for _, fault := range []Fault{ResetBefore, ResetAfter, Error, Busy, Wait, Slow, Truncate, Garble} {
		if x -= p.chances[fault]; x < 0 {
			p.injected[fault]++
			return fault
		}
	}
	return ""
}

// ServeHTTP passes one request on.
func (p *Proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.requests.Add(1)
	if p.Before != nil {
		p.Before(r)
	}
	fault := p.draw()
	var body io.Reader = r.Body
	switch fault {
	case ResetBefore:
		io.CopyN(io.Discard, r.Body, 1000)
		reset(w)
		return
	case Error:
		refuse(w, r, http.StatusInternalServerError, "InternalError")
		return
	case Wait:
		w.Header().Set("Retry-After", "1")
		fallthrough
	case Busy:
		refuse(w, r, http.StatusServiceUnavailable, "SlowDown")
		return
	case Slow:
		body = &slow{Reader: r.Body}
	}
	answer, err := p.ask(r, body)
	if err != nil {
		reset(w) // as the server itself did
		return
	}
	defer answer.Body.Close()
	if fault == ResetAfter {
		io.Copy(io.Discard, answer.Body)
		reset(w)
		return
	}
	for name, values := range answer.Header {
		w.Header()[name] = values
	}
	switch {
	case fault == Truncate:
		truncate(w, answer)
		return
	case fault == Garble && answer.Header.Get("Content-Type") == "application/xml" && answer.ContentLength > 0:
		w.WriteHeader(answer.StatusCode)
		io.CopyN(w, bytes.NewReader(bytes.Repeat([]byte("<html>?"), int(answer.ContentLength)/7+1)), answer.ContentLength)
		return
	}
	w.WriteHeader(answer.StatusCode)
	var from io.Reader = answer.Body
	if fault == Slow {
		from = &slow{Reader: answer.Body}
	}
	io.Copy(w, from)
}

// ask passes a request to the server, as it came: its signature covers host, path and headers.
func (p *Proxy) ask(r *http.Request, body io.Reader) (*http.Response, error) {
	out, err := http.NewRequestWithContext(r.Context(), r.Method, p.to.String(), body)
	if err != nil {
		return nil, err
	}
	out.URL.Path, out.URL.RawPath, out.URL.RawQuery = r.URL.Path, r.URL.RawPath, r.URL.RawQuery
	out.Host, out.Header, out.ContentLength = r.Host, r.Header.Clone(), r.ContentLength
	if r.ContentLength == 0 {
		out.Body = http.NoBody
	}
	return p.client.RoundTrip(out)
}

// refuse answers with an error as S3 does, after the request was read.
func refuse(w http.ResponseWriter, r *http.Request, status int, code string) {
	io.Copy(io.Discard, r.Body)
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		fmt.Fprintf(w, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>%s</Code><Message>by the faulty network</Message></Error>", code)
	}
}

// truncate answers with the first half of what the server said: of the body, or where there is none, of the head.
func truncate(w http.ResponseWriter, answer *http.Response) {
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		reset(w)
		return
	}
	connection, buffer, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	defer connection.Close()
	var head bytes.Buffer
	fmt.Fprintf(&head, "HTTP/1.1 %s\r\n", answer.Status)
	answer.Header.Set("Content-Length", strconv.Itoa(len(data)))
	answer.Header.Write(&head)
	if len(data) == 0 {
		buffer.Write(head.Bytes()[:head.Len()/2])
	} else {
		buffer.Write(append(head.Bytes(), '\r', '\n'))
		buffer.Write(data[:len(data)/2])
	}
	buffer.Flush()
}

// reset breaks the connection, so that the other side sees a reset.
func reset(w http.ResponseWriter) {
	connection, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	if c, ok := connection.(*net.TCPConn); ok {
		c.SetLinger(0)
	}
	connection.Close()
}

// slow reads a little at a time, for a fifth of a second at most.
type slow struct {
	io.Reader
	reads int
}

func (s *slow) Read(b []byte) (int, error) {
	if s.reads++; s.reads > 40 {
		return s.Reader.Read(b)
	}
	time.Sleep(5 * time.Millisecond)
	return s.Reader.Read(b[:min(len(b), 1<<10)])
}
