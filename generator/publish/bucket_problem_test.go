package publish

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
	"unicode"
)

// TestExplain answers as servers do, and holds what is said about it.
func TestExplain(t *testing.T) {
	load := func(b *bucket) error { _, _, err := b.load(context.Background()); return err }
	head := func(b *bucket) error { _, err := b.mark(context.Background()); return err }
	list := func(b *bucket) error { return b.survey(context.Background(), func(string, tag, bool) {}) }
	put := func(b *bucket) error { return b.put(context.Background(), thing(b, "a.html", "a"), false) }
	remove := func(b *bucket) error { return b.remove(context.Background(), []string{"a.html"}) }
	const tries = 3
	for name, c := range map[string]struct {
		do      func(*bucket) error
		status  int
		ahead   time.Duration // of the server's clock
		header  string        // NAME: VALUE
		code    string
		message string
		kind    Kind
		says    string // in both languages
		asked   int64
	}{
		"clock behind":           {load, 403, time.Hour, "", "RequestTimeTooSkewed", "", ClockSkew, "60", 1},
		"clock ahead":            {load, 403, -2 * time.Hour, "", "SignatureDoesNotMatch", "", ClockSkew, "120", 1},
		"clock, without a body":  {head, 403, time.Hour, "", "", "", ClockSkew, "60", 1},
		"clock, without a date":  {load, 403, 0, "", "RequestTimeTooSkewed", "", ClockSkew, "", 1},
		"unknown key":            {load, 403, 0, "", "InvalidAccessKeyId", "", WrongKey, "InvalidAccessKeyId, 403", 1},
		"wrong secret":           {put, 403, 0, "", "SignatureDoesNotMatch", "", WrongKey, "SignatureDoesNotMatch", 1},
		"old token":              {load, 400, 0, "", "ExpiredToken", "", WrongKey, "ExpiredToken, 400", 1},
		"unauthorized":           {head, 401, 0, "", "", "", WrongKey, "401", 1},
		"no bucket":              {load, 404, 0, "", "NoSuchBucket", "", NoBucket, "site", 1},
		"no bucket to list":      {list, 404, 0, "", "NoSuchBucket", "", NoBucket, "site", 1},
		"no right to get":        {load, 403, 0, "", "AccessDenied", "User NAMEOFKEY with token-of-key\nmay not", NoRight, "User … with … may not", 1},
		"no right to look":       {head, 403, 0, "", "", "", NoRight, "s3:GetObject", 1},
		"no right to put":        {put, 403, 0, "", "AccessDenied", "", NoRight, "site/v/a.html", 1},
		"no right to list":       {list, 403, 0, "", "AccessDenied", "", NoRight, "s3:ListBucket", 1},
		"no right to remove":     {remove, 403, 0, "", "AccessDenied", "", NoRight, "s3:DeleteObject", 1},
		"user disabled":          {load, 403, 0, "", "UserDisable", "", NoRight, "s3:GetObject", 1},
		"region in header":       {load, 301, 0, "x-amz-bucket-region: eu-west-1", "PermanentRedirect", "", NoBucket, "region=eu-west-1", 1},
		"region in body":         {load, 400, 0, "", "AuthorizationHeaderMalformed", "</Message><Region>eu-west-1</Region><Message>", NoBucket, "region=eu-west-1", 1},
		"region without a body":  {head, 400, 0, "x-amz-bucket-region: eu-west-1", "", "", NoBucket, "region=eu-west-1", 1},
		"another region":         {head, 307, 0, "", "", "", NoBucket, "endpoint=", 1},
		"full":                   {put, 507, 0, "", "InsufficientStorage", "", FullDisk, "InsufficientStorage", 1},
		"full, of MinIO":         {put, 507, 0, "", "XMinioStorageFull", "", FullDisk, "XMinioStorageFull", 1},
		"quota":                  {put, 403, 0, "", "QuotaExceeded", "", FullDisk, "QuotaExceeded", 1},
		"in the way":             {put, 409, 0, "", "ObjectParentIsFile", "", Foreign, "a.html", 1},
		"failing":                {load, 500, 0, "", "InternalError", "", Unavailable, "InternalError, 500", tries},
		"failing without a body": {head, 502, 0, "", "", "", Unavailable, "502", tries},
		"slow down":              {put, 503, 0, "Retry-After: 1", "SlowDown", "", Unavailable, "SlowDown, 503", tries},
		"conflict":               {put, 409, 0, "", "OperationAborted", "", Unavailable, "OperationAborted, 409", tries},
		"nonsense":               {list, 200, 0, "", "<html>", "", Unavailable, "endpoint=", tries},
		"nonsense to a removal":  {remove, 200, 0, "", "<html", "", Unavailable, "endpoint=", tries},
		"not implemented":        {load, 501, 0, "", "NotImplemented", "", Unavailable, "NotImplemented, 501", 1},
		"an unknown refusal":     {put, 400, 0, "", "InvalidArgument", strings.Repeat("so ", 200), Unavailable, "so so so", 1},
		"no code":                {put, 400, 0, "", " ", "", Unavailable, "400", 1},
		"a page":                 {put, 400, 0, "", "", "<html>\n<h1>bad</h1>", Unavailable, "400 Bad Request", 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b, asked := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				if name, value, ok := strings.Cut(c.header, ": "); ok {
					w.Header().Set(name, value)
				}
				w.Header().Set("Date", time.Now().Add(c.ahead).UTC().Format(http.TimeFormat))
				if strings.Contains(name, "without a date") {
					w.Header()["Date"] = nil
				}
				w.WriteHeader(c.status)
				switch {
				case c.status == http.StatusOK:
					w.Write([]byte(c.code))
				case c.code != "":
					fmt.Fprintf(w, "<Error><Code>%s</Code><Message>%s</Message></Error>", c.code, c.message)
				default:
					w.Write([]byte(c.message))
				}
			})
			b.patience.tries = tries
			err := c.do(b)
			var problem *Problem
			if !errors.As(err, &problem) || problem.Kind != c.kind || asked.Load() != c.asked {
				t.Fatalf("after %d requests: %v; want %s after %d", asked.Load(), err, c.kind, c.asked)
			}
			holdsText(t, problem, c.says)
		})
	}
}

// holdsText holds a message against the style of messages: it says something in both languages, and no secret.
func holdsText(t *testing.T, problem *Problem, says string) {
	t.Helper()
	for _, text := range []string{problem.Text().English, problem.Text().Chinese} {
		if !strings.Contains(text, says) {
			t.Errorf("%q does not say %q", text, says)
		}
		for _, bad := range []string{"NAMEOFKEY", "secret-of-key", "token-of-key", "%!", "<Error>", "<html", "\n"} {
			if strings.Contains(text, bad) {
				t.Errorf("%q has %q", text, bad)
			}
		}
		if first := []rune(text)[0]; unicode.IsUpper(first) || strings.HasSuffix(text, ".") || strings.HasSuffix(text, "。") {
			t.Errorf("%q is a sentence", text)
		}
	}
}

// TestUnreachable asks servers that cannot be heard.
func TestUnreachable(t *testing.T) {
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := closed.Addr().String()
	if err := closed.Close(); err != nil {
		t.Fatal(err)
	}
	untrusted := httptest.NewTLSServer(http.NotFoundHandler())
	t.Cleanup(untrusted.Close)
	untrusted.Config.ErrorLog = log.New(io.Discard, "", 0)
	plain := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(plain.Close)
	breaking := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }))
	t.Cleanup(breaking.Close)
	for name, c := range map[string]struct {
		address, english, chinese string
		asked                     int64
	}{
		"nobody listens":  {"http://" + nobody, "nothing listens there", "没有服务", 3},
		"no such name":    {"https://nobody.invalid", `"nobody.invalid"`, "“nobody.invalid”", 1},
		"not trusted":     {untrusted.URL, "does not trust its certificate", "不信任它的证书", 1},
		"not https":       {strings.Replace(plain.URL, "http:", "https:", 1), "endpoint=" + plain.URL, "endpoint=" + plain.URL, 1},
		"always breaking": {breaking.URL, "breaks off", "连接中断", 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := openFake(t, c.address)
			b.patience.tries = 3
			if strings.Contains(c.address, "invalid") { // no test asks the network's name server
				b.network.carrier.(*http.Transport).DialContext = func(context.Context, string, string) (net.Conn, error) {
					return nil, &net.DNSError{Name: "nobody.invalid", IsNotFound: true}
				}
			}
			_, _, err := b.load(context.Background())
			var problem *Problem
			if !errors.As(err, &problem) || problem.Kind != NoNetwork || b.requests() != c.asked {
				t.Fatalf("after %d requests: %v; want %s after %d", b.requests(), err, NoNetwork, c.asked)
			}
			holdsText(t, problem, b.place.host)
			if text := problem.Text(); !strings.Contains(text.English, c.english) || !strings.Contains(text.Chinese, c.chinese) {
				t.Errorf("%s", text)
			}
		})
	}
}

// torn is a body that cannot be read to its end.
type torn struct{ *bytes.Reader }

var errTorn = errors.New("torn")

func (torn) ReadAt(b []byte, from int64) (int, error) { return 0, errTorn }

// TestLocalFailures tells what fails here from what fails there.
func TestLocalFailures(t *testing.T) {
	b, asked := serve(t, func(w http.ResponseWriter, _ *http.Request) {})
	o := thing(b, "a.html", "a")
	o.body = torn{}
	if err := b.put(context.Background(), o, false); !errors.Is(err, errTorn) || asked.Load() != 0 {
		t.Errorf("after %d requests: %v", asked.Load(), err)
	}
	o = thing(b, "a.html", "a")
	o.size++
	if err := b.put(context.Background(), o, false); err == nil || asked.Load() != 0 {
		t.Errorf("after %d requests: %v", asked.Load(), err)
	}
	var problem *Problem
	if err := b.put(context.Background(), thing(b, strings.Repeat("长", 400)+".html", "a"), false); !errors.As(err, &problem) || asked.Load() != 0 {
		t.Errorf("after %d requests: %v", asked.Load(), err)
	} else {
		holdsText(t, problem, "1024")
	}
}
