//go:build full

package publish

import (
	"testing"

	"wenming/generator/publish/s3test"
)

// BenchmarkBucket publishes a site of 100,000 files with one changed to a real server on this machine.
func BenchmarkBucket(b *testing.B) {
	server := s3test.Start(b)
	server.Bucket(b, "site")
	target, err := Open(s3test.Target(server.URL, "site", ""), environment(rootKey))
	if err != nil {
		b.Fatal(err)
	}
	benchmark(b, target)
}
