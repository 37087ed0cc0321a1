package serve

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"wenming/generator/diag"
)

// named is how many addresses the terminal is told of.
const named = 5

// compare finds out what else changed since the last time. What is under way for an older state ends, but for the first
// time, which all others are compared with. s.mu is held.
func (s *Server) compare(took time.Duration) {
	if s.keys == nil && s.surveying {
		return
	}
	s.survey()
	ctx, end := context.WithCancel(s.context)
	s.survey, s.surveying = end, true
	state := s.live.State()
	s.busy.Go(func() {
		keys, ok := s.live.Survey(ctx, state)
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.context.Err() != nil || s.keys != nil && state.Version != s.told {
			return
		}
		s.surveying = false
		before := s.keys
		if ok {
			s.keys = keys
		}
		switch {
		case state.Version != s.told:
			s.compare(took)
		case ok && before != nil:
			s.changed = pagesFirst(keys.Changes(before))
			s.summarise(took)
			s.events.send(s.news([]string{}))
		}
	})
}

// summarise prints what the last save changed.
func (s *Server) summarise(took time.Duration) {
	if len(s.changed) == 0 {
		return
	}
	list := strings.Join(s.changed[:min(named, len(s.changed))], " ")
	text := diag.T("%s  %d addresses changed (%d ms): %s", "%s  %d 个网址有变（%d 毫秒）：%s",
		s.Now().Format("15:04:05"), len(s.changed), took.Milliseconds(), list).In(s.Language)
	if more := len(s.changed) - named; more > 0 {
		text += diag.T(" and %d more", " 等，另有 %d 个", more).In(s.Language)
	}
	fmt.Fprintln(s.Messages, text)
}

// pagesFirst puts the addresses of pages before those of feeds and data.
func pagesFirst(addresses []string) []string {
	page := func(address string) int {
		if strings.HasSuffix(address, "/") || strings.HasSuffix(address, ".html") {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(addresses, func(a, b string) int { return page(a) - page(b) })
	return addresses
}
