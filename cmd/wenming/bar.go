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

// bar is a line on the terminal that tells how far a command is. It appears when that takes longer than a second.
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
			b.count(phase, done, all, time.Now())
		}
	}
}

func (b *bar) count(phase build.Phase, done, all int, now time.Time) {
	b.tell(phase, float64(all-done)/float64(done), now, func(left time.Duration) diag.Text { return barLine(phase, done, all, left) })
}

// bytes is what tells the bar of bytes that are sent; nil where nobody looks.
func (b *bar) bytes() func(sent, all int64) {
	if b.out == nil {
		return nil
	}
	return func(sent, all int64) {
		b.tell(0, float64(all-sent)/float64(max(sent, 1)), time.Now(), func(left time.Duration) diag.Text { return bytesLine(sent, all, left) })
	}
}

// tell draws a line, if it is time to. ahead is how much there is to do, as a multiple of what is done in this phase.
func (b *bar) tell(phase build.Phase, ahead float64, now time.Time, line func(left time.Duration) diag.Text) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if phase != b.phase {
		b.phase, b.since = phase, now
	}
	if now.Sub(b.begun) < barAfter || now.Sub(b.shown) < barEvery {
		return
	}
	b.shown, b.drawn = now, true
	fmt.Fprint(b.out, "\r\x1b[K"+line(time.Duration(float64(now.Sub(b.since))*ahead)).In(b.language))
}

// barLine is the line: the phase, how much is done, and about how long the phase still takes.
func barLine(phase build.Phase, done, all int, left time.Duration) diag.Text {
	name := [...]diag.Text{build.Parsing: diag.T("reading", "读取"), build.Rendering: diag.T("rendering", "生成")}[phase]
	return diag.T("%[1]s %[3]s %[4]d/%[5]d, %[6]d s left", "%[2]s %[3]s %[4]d/%[5]d，还需 %[6]d 秒",
		name.English, name.Chinese, drawn(int64(done), int64(all)), done, all, seconds(left))
}

// bytesLine is the line of what is sent.
func bytesLine(sent, all int64, left time.Duration) diag.Text {
	return diag.T("sending %s %s of %s, %d s left", "发送 %s %s / %s，还需 %d 秒", drawn(sent, all), bytesText(sent), bytesText(all), seconds(left))
}

func seconds(left time.Duration) int { return int(left.Seconds() + 0.5) }

// drawn is a part of a whole as a picture.
func drawn(part, whole int64) string {
	const cells = 24
	full := int(cells * part / max(whole, 1))
	return strings.Repeat("█", full) + strings.Repeat("░", cells-full)
}

// clear takes the line away.
func (b *bar) clear() {
	if b.drawn {
		fmt.Fprint(b.out, "\r\x1b[K")
	}
}
