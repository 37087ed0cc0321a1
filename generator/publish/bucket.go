package publish

import (
	"bytes"
	"context"
	"crypto/md5"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"wenming/generator/asset"
)

// bucket is a bucket of a server with the S3 protocol. What is ours in it bears its tag as metadata. An ETag is the version of
// an object and nothing more: what it is made of is every server's own affair.
//
// minio-go signs and sends one request at a time; ask says when it is sent again. Bodies are signed as a whole and bear their
// MD5, so that the server finds out if they were damaged on the way. They are never sent in signed chunks or with checksums
// behind them, which OSS and COS refuse.
type bucket struct {
	place    place
	server   *minio.Core
	network  *network
	key      *credentials.Credentials
	patience patience
	partSize int64       // of what is sent in parts, in bytes
	compares atomic.Bool // the server replaces an object only if it is the expected one
	singly   atomic.Bool // the server removes one object at a time
}

const (
	tagHeader  = "Wenming" // of the metadata, as minio-go gives it back
	probeName  = reserved + "probe"
	wholeLimit = 64 << 20 // bytes; what is larger is sent in parts of this size
)

// openBucket opens the bucket that a target names. It asks nobody.
func openBucket(target *url.URL, getenv func(string) string) (*bucket, error) {
	place, err := placeOf(target, getenv)
	if err != nil {
		return nil, err
	}
	key, err := keyOf(place, getenv)
	if err != nil {
		return nil, err
	}
	b := &bucket{place: place, network: newNetwork(time.Second), key: key, patience: usual, partSize: wholeLimit}
	b.server, err = minio.NewCore(place.host, &minio.Options{
		Creds: key, Secure: place.secure, Region: place.region, BucketLookup: place.style, Transport: b.network, MaxRetries: 1,
	})
	return b, err
}

// name is the target, for messages.
func (b *bucket) name() string {
	return strings.TrimSuffix("s3://"+b.place.bucket+"/"+b.place.prefix, "/")
}

func (b *bucket) requests() int64 { return b.network.count.Load() }

func (b *bucket) forms(name string) []form {
	f := form{contentType: asset.Type(name), cacheControl: cacheControl(name)}
	if text(name) {
		f.encoding = b.place.encoding
	}
	return []form{f}
}

func (b *bucket) load(ctx context.Context) (data []byte, mark string, err error) {
	err = b.ask(ctx, want{"s3:GetObject", recordName}, func(ctx context.Context) error {
		body, info, _, err := b.server.GetObject(ctx, b.place.bucket, b.place.prefix+recordName, minio.GetObjectOptions{})
		if code(err) == minio.NoSuchKey {
			data, mark = nil, ""
			return nil
		}
		if err != nil {
			return err
		}
		defer body.Close()
		data, mark = nil, versionOf(info)
		data, err = io.ReadAll(body)
		return err
	})
	return data, mark, err
}

func (b *bucket) mark(ctx context.Context) (mark string, err error) {
	info, err := b.stat(ctx, recordName)
	if info == nil {
		return "", err
	}
	return versionOf(*info), err
}

// versionOf is an object's version.
func versionOf(info minio.ObjectInfo) string {
	if isVersion(info.ETag) {
		return info.ETag
	}
	return fmt.Sprintf(`"%d %d`, info.LastModified.UnixNano(), info.Size)
}

// isVersion tells whether an ETag can be compared. A weak one, which a proxy may have made, cannot.
func isVersion(etag string) bool { return etag != "" && !strings.Contains(etag, `"`) }

func (b *bucket) conditional(ctx context.Context, before *bool) (bool, error) {
	if before != nil {
		b.compares.Store(*before)
		return *before, nil
	}
	// An object that does not exist matches nothing.
	options := minio.PutObjectOptions{ContentType: "text/plain", CacheControl: "no-store"}
	options.SetMatchETag("00000000000000000000000000000000")
	compares, refuses, tries := false, false, 0
	probe := func() error {
		return b.ask(ctx, want{"s3:PutObject", probeName}, func(ctx context.Context) error {
			tries++
			_, err := b.whole(ctx, probeName, strings.NewReader("?"), 1, options)
			switch code(err) {
			case minio.PreconditionFailed, minio.NoSuchKey:
				compares, err = true, nil
			case minio.NotImplemented, minio.InvalidArgument, minio.MethodNotAllowed, "InvalidRequest":
				refuses, err = true, nil
			}
			return err
		})
	}
	err := probe()
	if err == nil && !compares && !refuses {
		err = probe() // some compare only with what exists
	}
	if err == nil && tries > 1 {
		err = b.remove(ctx, []string{probeName})
	}
	b.compares.Store(compares)
	return compares, err
}

func (b *bucket) save(ctx context.Context, data []byte, mark string) (string, error) {
	options := minio.PutObjectOptions{ContentType: "application/gzip", CacheControl: "no-store"}
	switch {
	case b.compares.Load() && mark == "":
		options.SetMatchETagExcept("*")
	case b.compares.Load() && isVersion(mark):
		options.SetMatchETag(mark)
	default:
		if now, err := b.mark(ctx); err != nil || now != mark {
			return b.lost(ctx, data, err)
		}
	}
	var info minio.UploadInfo
	refused := false
	err := b.ask(ctx, want{"s3:PutObject", recordName}, func(ctx context.Context) (err error) {
		info, err = b.whole(ctx, recordName, bytes.NewReader(data), int64(len(data)), options)
		if refused = code(err) == minio.PreconditionFailed || code(err) == minio.NoSuchKey; refused {
			return nil
		}
		return err
	})
	switch {
	case err != nil:
		return "", err
	case refused:
		return b.lost(ctx, data, nil)
	case !isVersion(info.ETag):
		return b.mark(ctx)
	}
	return info.ETag, nil
}

// lost tells our own record, which an earlier try may have written unheard, from another publication's.
func (b *bucket) lost(ctx context.Context, data []byte, err error) (string, error) {
	if err != nil {
		return "", err
	}
	there, mark, err := b.load(ctx)
	if err == nil && !bytes.Equal(there, data) {
		err = errLost
	}
	return mark, err
}

func (b *bucket) look(ctx context.Context, name string, _ form) (tag, bool, error) {
	info, err := b.stat(ctx, name)
	if info == nil || err != nil {
		return "", false, err
	}
	if t := info.UserMetadata[tagHeader]; t != "" {
		return tag(t), true, nil
	}
	return strange, false, nil
}

// stat asks for the head of an object; it returns nil where there is none.
func (b *bucket) stat(ctx context.Context, name string) (found *minio.ObjectInfo, err error) {
	err = b.ask(ctx, want{"s3:GetObject", name}, func(ctx context.Context) error {
		info, err := b.server.StatObject(ctx, b.place.bucket, b.place.prefix+name, minio.StatObjectOptions{})
		found = &info
		if code(err) == minio.NoSuchKey {
			found, err = nil, nil
		}
		return err
	})
	return found, err
}

// whole sends a body in one request, whose signature covers it.
func (b *bucket) whole(ctx context.Context, name string, body io.ReaderAt, size int64, options minio.PutObjectOptions) (minio.UploadInfo, error) {
	md5, sha, err := digests(body, 0, size)
	if err != nil {
		return minio.UploadInfo{}, err
	}
	options.DisableContentSha256 = true // which would be that of chunks
	return b.server.PutObject(ctx, b.place.bucket, b.place.prefix+name, io.NewSectionReader(body, 0, size), size, md5, sha, options)
}

// digests are the MD5 in base64 and the SHA-256 in hexadecimal of a part of a body.
func digests(body io.ReaderAt, from, size int64) (string, string, error) {
	sum, check := md5.New(), sha256.New()
	n, err := io.Copy(io.MultiWriter(sum, check), io.NewSectionReader(body, from, size))
	if err == nil && n < size {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return "", "", &localError{err}
	}
	return base64.StdEncoding.EncodeToString(sum.Sum(nil)), hex.EncodeToString(check.Sum(nil)), nil
}
