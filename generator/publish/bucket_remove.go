package publish

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/minio/minio-go/v7"
)

// listLimit is how many bytes of names are removed in one request: minio-go reads no more than a mebibyte of the answer, which
// repeats them.
const listLimit = 500 << 10

func (b *bucket) remove(ctx context.Context, names []string) error {
	for len(names) > 0 {
		n, size := 0, 0
		for n < min(len(names), page) && size < listLimit {
			size += len(b.place.prefix) + len(names[n]) + 200
			n++
		}
		if err := b.removeSome(ctx, names[:n]); err != nil {
			return err
		}
		names = names[n:]
	}
	return nil
}

// removeSome removes the objects of one request. Those of which the server does not confirm that they are gone are removed
// singly, for then it says why not.
func (b *bucket) removeSome(ctx context.Context, names []string) error {
	left := make(map[string]bool, len(names))
	for _, name := range names {
		left[name] = true
	}
	if !b.singly.Load() {
		err := b.ask(ctx, want{"s3:DeleteObject", ""}, func(ctx context.Context) error {
			objects := make(chan minio.ObjectInfo, len(left))
			for name := range left {
				objects <- minio.ObjectInfo{Key: b.place.prefix + name}
			}
			close(objects)
			var failure error
			for result := range b.server.RemoveObjectsWithResult(ctx, b.place.bucket, objects, minio.RemoveObjectsOptions{}) {
				if result.Err == nil {
					delete(left, strings.TrimPrefix(result.ObjectName, b.place.prefix))
				} else if refusal, ok := result.Err.(minio.ErrorResponse); !ok || refusal.StatusCode != 0 {
					failure = result.Err // of the whole request
				}
			}
			if c := code(failure); c == minio.NotImplemented || c == minio.MethodNotAllowed {
				b.singly.Store(true)
				return nil
			}
			return failure
		})
		if err != nil {
			return err
		}
	}
	rest := slices.Sorted(maps.Keys(left))
	return each(ctx, len(rest), func(ctx context.Context, i int) error {
		return b.ask(ctx, want{"s3:DeleteObject", rest[i]}, func(ctx context.Context) error {
			err := b.server.RemoveObject(ctx, b.place.bucket, b.place.prefix+rest[i], minio.RemoveObjectOptions{})
			if code(err) == minio.NoSuchKey {
				return nil
			}
			return err
		})
	})
}
