// Package s3test is a real S3 server and a faulty network, for tests of publishing. Start starts versitygw, which keeps
// buckets in a folder, on loopback; NewProxy puts between a program and a server whatever goes wrong on the way. Only
// tests import it.
package s3test

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// Key and Secret are the server's root key. They grant nothing outside of a test.
const (
	Key    = "WENMINGTESTKEY"
	Secret = "wenming-test-secret-of-no-use-elsewhere"
)

// Region is where the server says it is.
const Region = "us-east-1"

// Server is a running server.
type Server struct {
	URL     string // http://127.0.0.1:PORT
	program string
	client  *minio.Core
}

// Start starts a server without buckets, which ends with the test.
func Start(t testing.TB) *Server {
	t.Helper()
	s := &Server{program: find(t)}
	data := t.TempDir()
	port := free(t)
	cmd := exec.Command(s.program, "--port", port, "--quiet", "--keep-alive", "--region", Region, "--iam-dir", t.TempDir(), "--iam-cache-disable",
		"posix", data)
	cmd.Env = append(os.Environ(), "ROOT_ACCESS_KEY_ID="+Key, "ROOT_SECRET_ACCESS_KEY="+Secret)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	t.Cleanup(func() {
		cmd.Process.Kill() // it has nothing to finish: its folders go with the test
		<-ended
	})
	s.URL = "http://" + port
	for range 500 {
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("versitygw ended: %v\n%s", err, said.String())
		default:
		}
		if response, err := http.Get(s.URL); err == nil {
			response.Body.Close()
			s.client, err = minio.NewCore(port, &minio.Options{Creds: credentials.NewStaticV4(Key, Secret, ""), Region: Region, BucketLookup: minio.BucketLookupPath})
			if err != nil {
				t.Fatal(err)
			}
			return s
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatal("versitygw does not answer")
	return nil
}

// find is the server's program: what VERSITYGW names, else what .ci/setup installed, else what is on the path.
func find(t testing.TB) string {
	t.Helper()
	if name := os.Getenv("VERSITYGW"); name != "" {
		return name
	}
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		name := filepath.Join(dir, ".cache", "bin", "versitygw")
		if _, err := os.Stat(name); err == nil {
			return name
		}
	}
	name, err := exec.LookPath("versitygw")
	if err != nil {
		t.Fatal("versitygw is needed; install it by .ci/setup")
	}
	return name
}

// free is an address on loopback that nobody listens at.
func free(t testing.TB) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// Bucket makes an empty bucket that everybody may read, as a CDN does: an object is at URL/BUCKET/NAME.
func (s *Server) Bucket(t testing.TB, name string) {
	t.Helper()
	if err := s.client.MakeBucket(context.Background(), name, minio.MakeBucketOptions{Region: Region}); err != nil {
		t.Fatal(err)
	}
	s.Policy(t, name, fmt.Sprintf(`{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::%s/*"}]}`, name))
}

// Policy replaces a bucket's policy.
func (s *Server) Policy(t testing.TB, bucket, policy string) {
	t.Helper()
	if err := s.client.SetBucketPolicy(context.Background(), bucket, policy); err != nil {
		t.Fatal(err)
	}
}

// User makes somebody with a key of their own, who may do what policies say.
func (s *Server) User(t testing.TB, key, secret string) {
	t.Helper()
	cmd := exec.Command(s.program, "admin", "--endpoint-url", s.URL, "create-user", "--access", key, "--secret", secret, "--role", "user")
	cmd.Env = append(os.Environ(), "ADMIN_ACCESS_KEY_ID="+Key, "ADMIN_SECRET_ACCESS_KEY="+Secret)
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
}

// Target is what the command line calls a bucket of the server, or of a proxy before it, as its address says.
func Target(address, bucket, prefix string) string {
	return (&url.URL{Scheme: "s3", Host: bucket, Path: "/" + prefix, RawQuery: url.Values{"endpoint": {address}, "region": {Region}}.Encode()}).String()
}

// Environment has the variables that hold the root key.
func Environment() []string {
	return []string{"AWS_ACCESS_KEY_ID=" + Key, "AWS_SECRET_ACCESS_KEY=" + Secret}
}
