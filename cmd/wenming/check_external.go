package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"

	"wenming/generator/build"
	"wenming/generator/check"
	"wenming/generator/diag"
)

// external asks the web for the site's external addresses, and adds what it says to the diagnostics.
func (s *invocation) external(p *build.Preview) (check.Asked, error) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	bar := newBar(s, time.Now())
	defer bar.clear()
	asked, err := check.External(ctx, p.Site, p.Source, userAgent(), bar.addresses())
	p.Diagnostics = append(p.Diagnostics, asked.Problems...).Sorted()
	return asked, err
}

// userAgent is how the program names itself to servers (RFC 9110, 10.1.5).
func userAgent() string {
	if version := semanticVersion(); version != "" {
		return "wenming/" + version + " (link check)"
	}
	return "wenming (link check)"
}

// addresses is what tells the bar of addresses that were asked for; nil where nobody looks.
func (b *bar) addresses() func(done, all int) {
	if b.out == nil {
		return nil
	}
	return func(done, all int) {
		b.tell(0, float64(all-done)/float64(done), time.Now(), func(left time.Duration) diag.Text { return addressesLine(done, all, left) })
	}
}

// addressesLine is the line of addresses that were asked for.
func addressesLine(done, all int, left time.Duration) diag.Text {
	return diag.T("asking %s %d/%d, %d s left", "查询 %s %d/%d，还需 %d 秒", drawn(int64(done), int64(all)), done, all, seconds(left))
}
