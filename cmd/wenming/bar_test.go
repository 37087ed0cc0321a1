package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"wenming/generator/build"
	"wenming/generator/diag"
)

func TestBarLine(t *testing.T) {
	for _, test := range []struct {
		phase     build.Phase
		done, all int
		left      time.Duration
		want      diag.Text
	}{
		{build.Parsing, 1, 100000, 8 * time.Second, diag.T("reading ░░░░░░░░░░░░░░░░░░░░░░░░ 1/100000, 8 s left", "读取 ░░░░░░░░░░░░░░░░░░░░░░░░ 1/100000，还需 8 秒")},
		{build.Rendering, 50, 100, 1400 * time.Millisecond, diag.T("rendering ████████████░░░░░░░░░░░░ 50/100, 1 s left", "生成 ████████████░░░░░░░░░░░░ 50/100，还需 1 秒")},
		{build.Rendering, 7, 7, 0, diag.T("rendering ████████████████████████ 7/7, 0 s left", "生成 ████████████████████████ 7/7，还需 0 秒")},
	} {
		if got := barLine(test.phase, test.done, test.all, test.left); got != test.want {
			t.Errorf("%d/%d: %q, want %q", test.done, test.all, got, test.want)
		}
	}
}

func TestBytesLine(t *testing.T) {
	want := diag.T("sending ██████░░░░░░░░░░░░░░░░░░ 512.0 KB of 2.0 MB, 3 s left", "发送 ██████░░░░░░░░░░░░░░░░░░ 512.0 KB / 2.0 MB，还需 3 秒")
	if got := bytesLine(512<<10, 2<<20, 3*time.Second); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// The bar appears after a second, not more often than ten times a second, and goes without a trace.
func TestBar(t *testing.T) {
	var out bytes.Buffer
	begun := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	b := &bar{out: &out, language: diag.English, begun: begun, since: begun}
	for i := range 400 {
		b.count(build.Rendering, i+1, 800, begun.Add(time.Duration(i)*5*time.Millisecond))
	}
	b.clear()
	if got := strings.Count(out.String(), "rendering"); got != 10 {
		t.Errorf("drawn %d times in the second after the first", got)
	}
	if !strings.Contains(out.String(), "201/800, 3 s left") || !strings.HasSuffix(out.String(), "\r\x1b[K") {
		t.Errorf("drawn %q", out.String())
	}
	out.Reset()
	quick := &bar{out: &out, begun: begun, since: begun}
	quick.count(build.Rendering, 1, 1, begun.Add(time.Second/2))
	quick.clear()
	if out.Len() > 0 {
		t.Errorf("a build of half a second draws %q", out.String())
	}
	if newBar(&invocation{err: &out}, begun).progress() != nil {
		t.Error("a bar is drawn where no terminal is")
	}
}
