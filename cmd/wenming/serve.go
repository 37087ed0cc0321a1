package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os/signal"
	"runtime/debug"
	"strings"
	"sync"
	"syscall"
	"time"

	"wenming/generator/build"
	"wenming/generator/diag"
	"wenming/generator/serve"
	"wenming/generator/watch"
)

// serveCommand shows the site in a browser while somebody writes it.
type serveCommand struct {
	Addr   string `default:"127.0.0.1:1313" placeholder:"HOST:PORT" help:"Where to listen; port 0 takes a free one. Default: 127.0.0.1:1313."`
	Drafts bool   `help:"Show drafts too."`
	At     string `placeholder:"TIME" help:"The moment that decides what is due; by default the present, as it goes on."`
	Poll   bool   `help:"Look for changes instead of being told of them: for network drives."`
}

// Run is called by kong. It ends when the process is told to.
func (c *serveCommand) Run(s *invocation) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	host, port, err := net.SplitHostPort(c.Addr)
	if err != nil {
		return misuse{diag.T("--addr %q is not an address; write it as 127.0.0.1:1313", "--addr “%s”不是地址；请写成 127.0.0.1:1313", c.Addr)}
	}
	options, err := s.options(c.At, c.Drafts)
	if err != nil {
		return err
	}
	if options.Program, err = programDigest(); err != nil {
		return err
	}
	options.Waiting = func() {
		fmt.Fprintln(s.err, diag.T("waiting for a build of this site", "正在等待这个网站的一次构建结束").In(s.language))
	}
	listener, err := c.listen(s, host, port)
	if err != nil {
		return err
	}
	defer listener.Close()
	messages := &shared{to: s.err}
	watcher, err := watch.Open(s.site, watch.Options{Poll: c.Poll, Polls: func(why diag.Text) {
		fmt.Fprintln(messages, why.In(s.language))
	}})
	if err != nil {
		return refused(err)
	}
	defer watcher.Close()
	usual := debug.SetGCPercent(400) // somebody waits
	live, err := build.NewLive(options)
	debug.SetGCPercent(usual)
	if err != nil {
		return refused(err)
	}
	o := serve.Options{
		Changes: watcher.Changes(), Host: askedAs(host), Now: time.Now, Drafts: c.Drafts, Language: s.language, Messages: messages,
	}
	if c.At != "" {
		o.At = options.At
	}
	address := listener.Addr().String()
	if o.Host == "*" {
		address = net.JoinHostPort("localhost", fmt.Sprint(listener.Addr().(*net.TCPAddr).Port))
	}
	fmt.Fprintln(s.out, diag.T("http://%s%s/  (Ctrl-C ends)", "http://%s%s/  （按 Ctrl-C 结束）", address, live.State().Base).In(s.language))
	return serve.New(live, o).Serve(ctx, listener)
}

// listen opens the port. Whoever can reach it reads the site, drafts too, so others than this machine are to be asked for.
func (c *serveCommand) listen(s *invocation, host, port string) (net.Listener, error) {
	listener, err := net.Listen("tcp", c.Addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, misuse{diag.T("port %[1]s is in use; take a free one: --addr %[2]s", "端口 %[1]s 已被占用；可换一个空闲的：--addr %[2]s", port, net.JoinHostPort(host, "0"))}
	}
	if err != nil {
		return nil, err
	}
	if ip, ok := netip.AddrFromSlice(listener.Addr().(*net.TCPAddr).IP); !ok || !ip.Unmap().IsLoopback() {
		fmt.Fprintln(s.err, diag.T("warning: everybody in the network can read what you write, at %s", "警告：网络中的任何人都能在 %s 看到您正在写的内容", listener.Addr()).In(s.language))
	}
	return listener, nil
}

// askedAs is the name by which browsers ask a server that listens at a host; "*" for any number.
func askedAs(host string) string {
	if ip, err := netip.ParseAddr(host); host == "" || err == nil && ip.IsUnspecified() {
		return "*"
	}
	return strings.ToLower(host)
}

// shared is a writer that several goroutines write to.
type shared struct {
	mu sync.Mutex
	to interface{ Write([]byte) (int, error) }
}

func (w *shared) Write(data []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.to.Write(data)
}
