//go:build full

package main

import (
	"bytes"
	"encoding/json"
	"testing"

	"wenming/generator/publish/s3test"
)

// TestPublishToBucket publishes the two versions of a site to a real S3 server: killed at any instant, and through a network that
// fails in every way. What ends, ends in the right state.
func TestPublishToBucket(t *testing.T) {
	server := s3test.Start(t)
	proxy := s3test.NewProxy(t, server.URL, 1)
	server.Bucket(t, "site")
	see := func() map[string][]byte {
		files := map[string][]byte{}
		for name, object := range server.Objects(t, "site", "pre/fix/") {
			files[name] = object.Body
		}
		return files
	}
	p := newPublishing(t, s3test.Target(proxy.URL, "site", "pre/fix"), s3test.Environment(), see)
	for name, text := range p.foreign {
		server.Put(t, "site", "pre/fix/"+name, []byte(text))
	}
	server.Put(t, "site", "beside.html", []byte("beside"))
	p.killed(10)

	proxy.Break(map[s3test.Fault]float64{
		s3test.ResetBefore: .03, s3test.ResetAfter: .03, s3test.Error: .03, s3test.Busy: .03, s3test.Wait: .003,
		s3test.Slow: .01, s3test.Truncate: .03, s3test.Garble: .02,
	})
	p.finish(0, true)
	server.Remove(t, "site", "pre/fix/.wenming-published")
	p.finish(1, true)
	t.Logf("faults: %v", proxy.Injected())
	proxy.Break(nil)
	p.killed(4)

	for name, text := range p.foreign {
		if string(p.see()[name]) != text {
			t.Errorf("somebody else's %s is gone", name)
		}
	}
	if string(server.Object(t, "site", "beside.html").Body) != "beside" {
		t.Error("what stands beside the prefix was touched")
	}
}

// TestPublishReport asks for the report of a publication to a bucket: one edited article costs a handful of requests.
func TestPublishReport(t *testing.T) {
	server := s3test.Start(t)
	server.Bucket(t, "site")
	p := newPublishing(t, s3test.Target(server.URL, "site", ""), s3test.Environment(), func() map[string][]byte {
		files := map[string][]byte{}
		for name, object := range server.Objects(t, "site", "") {
			files[name] = object.Body
		}
		return files
	})
	article := p.sites[1] + "/content/news/killed/n40.md"
	writeFile(t, article, readFile(t, article)+"\n又一句。\n")
	buildSite(t, p.sites[1], p.sites[1]+"/public")
	cmd := p.publish(1, "--json")
	var out bytes.Buffer
	cmd.Stdout = &out
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, cmd.said.String())
	}
	var report struct {
		Sent, Removed, Purge []string
		Requests             int
		Unchanged            int
		Conditional          bool
		Found                string
	}
	if err := json.Unmarshal(out.Bytes(), &report); err != nil {
		t.Fatal(err)
	}
	if !report.Conditional || report.Found != "finished" || len(report.Removed) > 0 || len(report.Sent) == 0 || len(report.Sent) > 10 ||
		report.Requests > 20 || len(report.Purge) != len(report.Sent) {
		t.Errorf("%s", out.String())
	}
	t.Logf("%d requests for %d files", report.Requests, len(report.Sent))
}
