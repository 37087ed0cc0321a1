//go:build full

package main

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// chromium is a running browser.
type chromium struct{ context context.Context }

func startChromium(t *testing.T) *chromium {
	t.Helper()
	program := needed(t, "Chromium", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
	allocator, stop := chromedp.NewExecAllocator(context.Background(),
		chromedp.ExecPath(program), chromedp.UserDataDir(t.TempDir()),
		chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-dev-shm-usage", true), chromedp.Flag("disable-extensions", true),
		chromedp.Flag("force-color-profile", "srgb"), chromedp.Flag("lang", "zh-CN"),
		chromedp.WSURLReadTimeout(2*time.Minute))
	browser, quit := chromedp.NewContext(allocator)
	t.Cleanup(func() { quit(); stop() })
	if err := chromedp.Do(browser); err != nil {
		t.Fatalf("start %s: %v", program, err)
	}
	return &chromium{browser}
}

// tab is a page of the browser, with whatever went wrong in it.
type tab struct {
	*testing.T
	context context.Context

	mu       sync.Mutex
	problems []string
	hosts    map[string]bool // that requests went to
}

// open opens a tab that closes at the end of a test.
func (c *chromium) open(t *testing.T) *tab {
	t.Helper()
	opened, shut := chromedp.NewContext(c.context)
	b := &tab{T: t, context: opened, hosts: map[string]bool{}}
	t.Cleanup(shut)
	if err := chromedp.Listen(opened, b.hear); err != nil {
		t.Fatal(err)
	}
	return b
}

// hear notes what no page of the site should do.
func (b *tab) hear(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	note := func(format string, args ...any) { b.problems = append(b.problems, fmt.Sprintf(format, args...)) }
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if u, err := url.Parse(e.Request.URL); err == nil && u.Scheme != "data" && u.Scheme != "about" {
			b.hosts[u.Host] = true
		}
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			note("%s answers %d", e.Response.URL, e.Response.Status)
		}
	case *network.EventLoadingFailed:
		note("a request failed: %s %s", e.ErrorText, e.BlockedReason)
	case *log.EventEntryAdded:
		note("%s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL)
	case *runtime.EventConsoleAPICalled:
		note("the page wrote to the console: %s", e.Type)
	case *runtime.EventExceptionThrown:
		note("an exception: %s", e.ExceptionDetails.Text)
	}
}

// do runs actions, for a minute at most.
func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	limited, stop := context.WithTimeout(b.context, time.Minute)
	defer stop()
	if err := chromedp.Do(limited, steps...); err != nil {
		b.Fatal(err)
	}
}

// get runs an action and returns its value.
func get[T any](b *tab, action chromedp.Action[T]) T {
	b.Helper()
	limited, stop := context.WithTimeout(b.context, time.Minute)
	defer stop()
	value, err := chromedp.Run(limited, action)
	if err != nil {
		b.Fatal(err)
	}
	return value
}

// ask is the value of a JavaScript expression in the page.
func ask[T any](b *tab, script string) T {
	b.Helper()
	return get(b, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
}

// resize makes the tab a screen of that width; narrow ones are telephones.
func (b *tab) resize(width int64) {
	b.Helper()
	if width < 600 {
		b.do(chromedp.EmulateViewport(width, 844, chromedp.EmulateMobile))
	} else {
		b.do(chromedp.EmulateViewport(width, 900))
	}
}

// visit opens an address, and holds the page to asking nobody but its server, and to complaining of nothing.
func (b *tab) visit(address string) {
	b.Helper()
	b.mu.Lock()
	b.problems, b.hosts = nil, map[string]bool{}
	b.mu.Unlock()
	b.do(chromedp.Navigate(address))
	ask[bool](b, "document.fonts.ready.then(() => true)")

	b.mu.Lock()
	defer b.mu.Unlock()
	server, err := url.Parse(address)
	if err != nil {
		b.Fatal(err)
	}
	for host := range b.hosts {
		if host != server.Host {
			b.Errorf("%s asks %s", address, host)
		}
	}
	if len(b.hosts) == 0 {
		b.Errorf("%s: no request was seen", address)
	}
	if len(b.problems) > 0 {
		b.Errorf("%s: %s", address, strings.Join(slices.Compact(b.problems), "\n"))
	}
}
