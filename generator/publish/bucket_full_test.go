//go:build full

package publish

import (
	"fmt"
	"net/url"
	"sync/atomic"
	"testing"

	"wenming/generator/publish/s3test"
)

// environment is an environment of some variables.
func environment(variables map[string]string) func(string) string {
	return func(name string) string { return variables[name] }
}

var rootKey = map[string]string{"AWS_ACCESS_KEY_ID": s3test.Key, "AWS_SECRET_ACCESS_KEY": s3test.Secret}

// openTest opens a bucket of a test's server, with little patience.
func openTest(t *testing.T, address, name, prefix, settings string, key map[string]string) *bucket {
	t.Helper()
	target, err := url.Parse(s3test.Target(address, name, prefix) + settings)
	if err != nil {
		t.Fatal(err)
	}
	b, err := openBucket(target, environment(key))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestBucket(t *testing.T) {
	server := s3test.Start(t)
	var n atomic.Int64
	for _, settings := range []string{"", "&compress=gzip"} {
		t.Run(settings, func(t *testing.T) {
			testHost(t, func(t *testing.T) host {
				name := fmt.Sprintf("site-%d", n.Add(1))
				server.Bucket(t, name)
				return openTest(t, server.URL, name, "本站/v 1", settings, rootKey)
			})
		})
	}
}
