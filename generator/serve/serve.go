// Package serve shows a site in a browser while somebody writes it.
//
// New makes a Server of a live site, Server.Serve answers until its context ends, and leaves nothing running. It gives out
// byte for byte what a build would write, and adds one script to every page: that keeps the page in step with the files, shows
// what is wrong with them, and what else the last save changed. It writes nothing. It answers only who asks for it by
// a name that it knows, and gives out nothing but what the site's plan has.
package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"reflect"
	"slices"
	"sync"
	"time"

	"wenming/generator/build"
	"wenming/generator/diag"
	"wenming/generator/memo"
	"wenming/generator/watch"
)

// Options say how to show a site.
type Options struct {
	Changes  <-chan watch.Change // of the site's files
	Host     string              // by which name or number the server may be asked besides those of the own machine; "*": any number
	Now      func() time.Time
	At       time.Time // the moment that the site pretends; zero: it goes with the time
	Drafts   bool      // drafts are shown
	Language diag.Language
	Messages io.Writer // what the terminal is told
}

// Server shows a site.
type Server struct {
	Options
	live    *build.Live
	run     string // tells this run of the program from others
	events  hub
	context context.Context // of Serve

	mu        sync.Mutex             // guards what follows, and that states are told of in their order
	told      int                    // version of the last state that was told of
	stale     int                    // version of a state that was found not to be what the files are, and stayed
	opened    map[string]memo.Digest // pages that browsers were given, and made from what
	beyond    bool                   // more than that were given
	said      diag.List              // what the terminal was told last
	failed    string                 // why the last refresh came to nothing
	layouts   diag.List              // what was found to be wrong when pages were made
	survey    func()                 // ends the survey that is under way
	surveying bool                   // a survey is under way
	keys      build.Keys             // of the last survey; nil before the first
	changed   []string               // addresses that differed in it
	busy      sync.WaitGroup
}

// New makes a server of a live site.
func New(live *build.Live, o Options) *Server {
	return &Server{
		Options: o, live: live, run: fmt.Sprintf("%x", o.Now().UnixNano()),
		context: context.Background(), opened: map[string]memo.Digest{}, survey: func() {},
	}
}

// After a change that a hint told of the whole site is looked at, when nothing happened for so long: at least for this, and
// for ten times as long as that takes, so that it seldom keeps anybody waiting.
const settled = 700 * time.Millisecond

// Serve answers who connects, until the context ends or the machine fails.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	ctx, stop := context.WithCancel(ctx)
	s.context = ctx
	web := &http.Server{
		Handler: s, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute,
		BaseContext: func(net.Listener) context.Context { return ctx },
	}
	failed := make(chan error, 1)
	go func() { failed <- web.Serve(l) }()
	s.tell(s.live.State(), 0)
	followed := make(chan struct{})
	go func() {
		defer close(followed)
		s.follow(ctx)
	}()
	var err error
	select {
	case <-ctx.Done():
	case err = <-failed:
		failed <- err
	}
	stop() // streams end by it
	soon, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	if web.Shutdown(soon) != nil {
		web.Close()
	}
	<-failed
	<-followed
	s.busy.Wait()
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return err
}

// follow refreshes the site when its files change, or its time comes.
func (s *Server) follow(ctx context.Context) {
	changes := s.Changes
	again := time.NewTimer(time.Hour)
	quiet := settled
	for {
		wait := time.Hour
		if until := s.live.State().Until; !until.IsZero() && s.At.IsZero() {
			wait = min(max(until.Sub(s.Now()), 0)+time.Millisecond, wait)
		}
		due := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			return
		case change, open := <-changes:
			if !open {
				changes = nil
				break
			}
			if change.Any {
				change.Paths = nil
			}
			if s.refresh(change.Paths) {
				again.Reset(quiet)
			} else {
				again.Reset(time.Second)
			}
		case <-again.C:
			begun := s.Now()
			if !s.refresh(nil) {
				again.Reset(time.Second)
			}
			quiet = max(settled, 10*s.Now().Sub(begun))
		case <-due.C:
			s.refresh(nil)
		}
		due.Stop()
	}
}

// moment is the one that the site is shown for.
func (s *Server) moment() time.Time {
	if s.At.IsZero() {
		return s.Now()
	}
	return s.At
}

// refresh brings the site up to date and tells of it. It is false where the machine failed, and has said so.
func (s *Server) refresh(hints []string) bool {
	begun := s.Now()
	state, err := s.live.Refresh(s.moment(), hints)
	s.mu.Lock()
	failed := s.failed
	if s.failed = ""; err != nil {
		s.failed = s.inWords(err)
	}
	if s.failed != "" && s.failed != failed { // it is tried again and again
		fmt.Fprintf(s.Messages, "wenming: %s\n", s.failed)
	}
	s.mu.Unlock()
	if err != nil {
		return false
	}
	s.tell(state, s.Now().Sub(begun))
	return true
}

// inWords is an error in the language of messages.
func (s *Server) inWords(err error) string {
	var texted interface{ Text() diag.Text }
	if errors.As(err, &texted) {
		return texted.Text().In(s.Language)
	}
	return err.Error()
}

// tell tells terminal and browsers of a state that is new.
func (s *Server) tell(state *build.State, took time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if state.Version <= s.told {
		return
	}
	s.told, s.layouts = state.Version, nil
	s.events.send(s.news(s.differing()))
	s.report(state)
	s.compare(took)
}

// differing are the pages that browsers have and that are made from something else now; nil where that is not known.
func (s *Server) differing() []string {
	if s.beyond {
		return nil
	}
	pages := []string{}
	for path, key := range s.opened {
		if now := s.live.Key(path); now != key {
			pages = append(pages, path)
		}
	}
	return pages
}

// report prints what is wrong with the site, if that is news.
func (s *Server) report(state *build.State) {
	if slices.EqualFunc(state.Diagnostics, s.said, func(a, b diag.Diagnostic) bool { return reflect.DeepEqual(a, b) }) {
		return
	}
	if s.said = state.Diagnostics; len(s.said) == 0 {
		fmt.Fprintln(s.Messages, diag.T("no mistakes any more", "错误都已改正").In(s.Language))
		return
	}
	diag.WriteText(s.Messages, state.Diagnostics, state.Source, s.Language)
}
