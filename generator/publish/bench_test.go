package publish

import (
	"context"
	"fmt"
	"testing"
)

// BenchmarkFolder publishes a site of 100,000 files with one changed to a folder.
func BenchmarkFolder(b *testing.B) { benchmark(b, to(b, b.TempDir())) }

// benchmark publishes a site of 100,000 files to an empty target, and then measures a publication in which one has changed.
func benchmark(b *testing.B, target *Target) {
	const count = 100_000
	site := make(files, count)
	for i := range count {
		site[fmt.Sprintf("news/%d/article-%d.html", i%300, i)] = fmt.Sprint(i)
	}
	o := Options{Site: b.TempDir(), Now: someDay}
	site.write(b, o.Site, someAt)
	if _, err := target.Publish(context.Background(), o); err != nil {
		b.Fatal(err)
	}
	turn := 0
	for b.Loop() {
		b.StopTimer()
		turn++
		site["news/7/article-7.html"] = fmt.Sprint("turn ", turn)
		site.write(b, o.Site, someAt)
		before := target.host.requests()
		b.StartTimer()
		report, err := target.Publish(context.Background(), o)
		if err != nil || len(report.Sent) != 1 {
			b.Fatal(len(report.Sent), err)
		}
		b.ReportMetric(float64(target.host.requests()-before), "requests")
	}
}
