package serve

import (
	"context"
	"fmt"
	"strings"
	"time"

	"wenming/generator/diag"
)

// named is how many addresses the terminal is told of.
const named = 5

// compare finds out what else changed since the last time, beside all else; what is under way for an older state ends.
func (s *Server) compare(took time.Duration) {
	s.survey()
	var ctx context.Context
	ctx, s.survey = context.WithCancel(s.context)
	version := s.told
	s.busy.Go(func() {
		keys, ok := s.live.Survey(ctx)
		if !ok {
			return
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		if version != s.told {
			return
		}
		before := s.keys
		if s.keys = keys; before == nil {
			return
		}
		s.changed = keys.Changes(before)
		s.summarise(took)
		s.events.send(s.news([]string{}))
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
