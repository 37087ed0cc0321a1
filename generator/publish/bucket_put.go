package publish

import (
	"context"
	"errors"
	"io"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"

	"wenming/generator/diag"
)

func (b *bucket) put(ctx context.Context, o object, fresh bool) (err error) {
	if size := len(b.place.prefix) + len(o.path); size > nameLimit {
		return &Problem{Unavailable, diag.T("the name %q has %d bytes with the prefix of the target; object storage takes %d at most: shorten it, or publish with a shorter prefix",
			"名称“%s”连同发布目标的前缀共 %d 字节，对象存储最多支持 %d 字节：请改短名称或前缀", o.path, size, nameLimit), nil}
	}
	inParts, compares := o.size > b.partSize, b.compares.Load()
	// Sending a large object is dear, and only its end is conditional.
	if fresh && (inParts || !compares) {
		if done, err := b.isThere(ctx, o); done || err != nil {
			return err
		}
	}
	refused := false
	if inParts {
		refused, err = b.parts(ctx, o, fresh && compares)
	} else {
		options := optionsOf(o)
		if fresh && compares {
			options.SetMatchETagExcept("*")
		}
		err = b.ask(ctx, want{"s3:PutObject", o.path}, func(ctx context.Context) error {
			_, err := b.whole(ctx, o.path, o.body, o.size, options)
			if refused = code(err) == minio.PreconditionFailed; refused {
				return nil
			}
			return err
		})
	}
	if err != nil || !refused {
		return err
	}
	done, err := b.isThere(ctx, o)
	if err == nil && !done {
		err = foreign(b.name(), []string{o.path}) // it was there for an instant
	}
	return err
}

// nameLimit is the largest size of an object's name, in bytes.
const nameLimit = 1024

// optionsOf are what a visitor will be told with the object, and its tag.
func optionsOf(o object) minio.PutObjectOptions {
	return minio.PutObjectOptions{
		ContentType: o.form.contentType, ContentEncoding: o.form.encoding, CacheControl: o.form.cacheControl,
		UserMetadata: map[string]string{tagHeader: string(o.tag)},
	}
}

// isThere tells whether an object stands there already, as an earlier try may have put it unheard. Where something else does,
// it returns a Problem.
func (b *bucket) isThere(ctx context.Context, o object) (bool, error) {
	t, _, err := b.look(ctx, o.path, o.form)
	if err == nil && t != "" && t != o.tag {
		err = foreign(b.name(), []string{o.path})
	}
	return t == o.tag, err
}

// parts sends an object in parts, each of which is tried again by itself. If it is to be new, refused says that something
// stands there already.
func (b *bucket) parts(ctx context.Context, o object, fresh bool) (refused bool, err error) {
	key, w := b.place.prefix+o.path, want{"s3:PutObject", o.path}
	upload, begun := "", 0
	defer func() {
		if unheard(err) {
			return // the next publication tidies
		}
		if err != nil || refused {
			b.abort(ctx, key, upload)
		}
		if begun > 1 { // and some of it unheard
			_ = b.tidy(ctx, func(name string) bool { return name == o.path })
		}
	}()
	err = b.ask(ctx, w, func(ctx context.Context) (err error) {
		begun++
		upload, err = b.server.NewMultipartUpload(ctx, b.place.bucket, key, optionsOf(o))
		if err == nil && upload == "" {
			err = io.ErrUnexpectedEOF
		}
		return err
	})
	if err != nil {
		return false, err
	}
	var sent []minio.CompletePart
	for from := int64(0); from < o.size; from += b.partSize {
		size := min(b.partSize, o.size-from)
		var part minio.ObjectPart
		err := b.ask(ctx, w, func(ctx context.Context) error {
			md5, sha, err := digests(o.body, from, size)
			if err != nil {
				return err
			}
			part, err = b.server.PutObjectPart(ctx, b.place.bucket, key, upload, len(sent)+1, io.NewSectionReader(o.body, from, size), size,
				minio.PutObjectPartOptions{Md5Base64: md5, Sha256Hex: sha, DisableContentSha256: true})
			return err
		})
		if err != nil {
			return false, err
		}
		sent = append(sent, minio.CompletePart{PartNumber: part.PartNumber, ETag: part.ETag})
	}
	var options minio.PutObjectOptions
	if fresh {
		options.SetMatchETagExcept("*")
	}
	err = b.ask(ctx, w, func(ctx context.Context) error {
		_, err := b.server.CompleteMultipartUpload(ctx, b.place.bucket, key, upload, sent, options)
		switch code(err) {
		case minio.PreconditionFailed:
			refused, err = true, nil
		case minio.NoSuchUpload: // an earlier try may have completed it unheard
			if t, _, failed := b.look(ctx, o.path, o.form); failed == nil && t == o.tag {
				return nil
			}
		}
		return err
	})
	return refused, err
}

// unheard tells whether the server has stopped answering.
func unheard(err error) bool {
	var problem *Problem
	return errors.As(err, &problem) && (problem.Kind == NoNetwork || problem.Kind == Unavailable)
}

// abort gives up an upload in parts, which would take room and cost money unseen. That may fail: tidy comes by later.
func (b *bucket) abort(ctx context.Context, key, upload string) {
	if upload == "" {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	_ = b.ask(ctx, want{"s3:AbortMultipartUpload", key}, func(ctx context.Context) error {
		err := b.server.AbortMultipartUpload(ctx, b.place.bucket, key, upload)
		if code(err) == minio.NoSuchUpload {
			return nil
		}
		return err
	})
}

// tidy gives up the uploads in parts of objects that a publication began and did not end. The right to list them is a rare one,
// and what is left behind only takes room: so it is no failure if that fails.
func (b *bucket) tidy(ctx context.Context, ours func(name string) bool) error {
	var began []minio.ObjectMultipartInfo
	_ = b.ask(ctx, want{"s3:ListBucketMultipartUploads", ""}, func(ctx context.Context) error {
		began = nil
		for upload := range b.server.ListIncompleteUploads(ctx, b.place.bucket, b.place.prefix, true) {
			if upload.Err != nil {
				return upload.Err
			}
			began = append(began, upload)
		}
		return nil
	})
	for _, upload := range began {
		if ours(strings.TrimPrefix(upload.Key, b.place.prefix)) {
			b.abort(ctx, upload.Key, upload.UploadID)
		}
	}
	return ctx.Err()
}

// missing would cost a request.
func (b *bucket) missing(string, int64) bool { return false }
