package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"

	"wenming/generator/build"
	"wenming/generator/diag"
)

// bar is a line on the terminal that tells how far a build is. It appears when the build takes longer than a second.
type bar struct {
	out      io.Writer // nil where nobody looks
	language diag.Language
	begun    time.Time

	mu    sync.Mutex
	phase build.Phase
	since time.Time // when the phase began
	shown time.Time // when the line was last written
	drawn bool
}

const (
	barAfter = time.Second
	barEvery = 100 * time.Millisecond
)

// newBar is silent where standard error is no terminal.
func newBar(s *invocation, begun time.Time) *bar {
	b := &bar{language: s.language, begun: begun, since: begun}
	if f, ok := s.err.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		b.out = f
	}
	return b
}

// progress is what the bar wants to be told; nil where nobody looks.
func (b *bar) progress() build.Progress {
	if b.out == nil {
		return nil
	}
	return func(phase build.Phase, done, all int) {
		if done%64 == 0 || done == all { // a look at the clock for each of 100,000 pages shows
			b.tell(phase, done, all, time.Now())
		}
	}
}

func (b *bar) tell(phase build.Phase, done, all int, now time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if phase != b.phase {
		b.phase, b.since = phase, now
	}
	if now.Sub(b.begun) < barAfter || now.Sub(b.shown) < barEvery {
		return
	}
	b.shown, b.drawn = now, true
	left := time.Duration(float64(now.Sub(b.since)) * float64(all-done) / float64(done))
	fmt.Fprint(b.out, "\r\x1b[K"+barLine(phase, done, all, left).In(b.language))
}

// barLine is the line: the phase, how much is done, and about how long the phase still takes.
func barLine(phase build.Phase, done, all int, left time.Duration) diag.Text {
	const cells = 24
	full := cells * done / all
	drawn := strings.Repeat("█", full) + strings.Repeat("░", cells-full)
	name := [...]diag.Text{build.Parsing: diag.T("reading", "读取"), build.Rendering: diag.T("rendering", "生成")}[phase]
	seconds := int(left.Seconds() + 0.5)
	return diag.T("%[1]s %[3]s %[4]d/%[5]d, %[6]d s left", "%[2]s %[3]s %[4]d/%[5]d，还需 %[6]d 秒",
		name.English, name.Chinese, drawn, done, all, seconds)
}

// clear takes the line away.
func (b *bar) clear() {
	if b.drawn {
		fmt.Fprint(b.out, "\r\x1b[K")
	}
}
