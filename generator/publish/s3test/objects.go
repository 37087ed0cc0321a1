package s3test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/minio/minio-go/v7"
)

// Object is what a visitor gets.
type Object struct {
	Body   []byte
	Header http.Header
}

// Names lists a bucket's objects below a prefix, the prefix cut off, without those that publishing reserves for itself, and
// without what versitygw lists while it writes it.
func (s *Server) Names(t testing.TB, bucket, prefix string) []string {
	t.Helper()
	var names []string
	for object := range s.client.ListObjectsIter(context.Background(), bucket, minio.ListObjectsOptions{Prefix: prefix, Recursive: true}) {
		if object.Err != nil {
			t.Fatal(object.Err)
		}
		if name := strings.TrimPrefix(object.Key, prefix); !strings.HasPrefix(name, ".wenming-") && !strings.Contains(name, ".sgwtmp.") {
			names = append(names, name)
		}
	}
	return names
}

// Objects gets what Names lists.
func (s *Server) Objects(t testing.TB, bucket, prefix string) map[string]Object {
	t.Helper()
	objects := map[string]Object{}
	for _, name := range s.Names(t, bucket, prefix) {
		objects[name] = s.Object(t, bucket, prefix+name)
	}
	return objects
}

// Object gets an object.
func (s *Server) Object(t testing.TB, bucket, name string) Object {
	t.Helper()
	body, _, header, err := s.client.GetObject(context.Background(), bucket, name, minio.GetObjectOptions{})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	defer body.Close()
	data, err := io.ReadAll(body)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return Object{data, header}
}

// Put puts an object as somebody else would. It must not be empty: of an empty body minio-go sends a signed chunk, which versitygw
// leaves lying on the connection and takes for the next request.
func (s *Server) Put(t testing.TB, bucket, name string, data []byte) {
	t.Helper()
	_, err := s.client.Client.PutObject(context.Background(), bucket, name, bytes.NewReader(data), int64(len(data)), minio.PutObjectOptions{ContentType: "text/plain"})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// Remove removes an object, the record of a publication among them.
func (s *Server) Remove(t testing.TB, bucket, name string) {
	t.Helper()
	if err := s.client.RemoveObject(context.Background(), bucket, name, minio.RemoveObjectOptions{}); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// Uploads counts uploads in parts that were neither completed nor aborted.
func (s *Server) Uploads(t testing.TB, bucket string) int {
	t.Helper()
	n := 0
	for upload := range s.client.ListIncompleteUploads(context.Background(), bucket, "", true) {
		if upload.Err != nil {
			t.Fatal(upload.Err)
		}
		n++
	}
	return n
}
