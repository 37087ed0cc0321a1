package publish

import (
	"context"
	"strings"

	"github.com/minio/minio-go/v7"
)

// page is how many objects S3 lists or removes in one request.
const page = 1000

func (b *bucket) survey(ctx context.Context, tell func(name string, t tag, ours bool)) error {
	for last, more := "", true; more; {
		var names []string
		err := b.ask(ctx, want{"s3:ListBucket", ""}, func(ctx context.Context) error {
			listed := 0
			for info := range b.server.ListObjectsIter(ctx, b.place.bucket, minio.ListObjectsOptions{
				Prefix: b.place.prefix, Recursive: true, StartAfter: last, MaxKeys: page,
			}) {
				if info.Err != nil {
					return info.Err
				}
				last = info.Key
				if name := strings.TrimPrefix(last, b.place.prefix); name != "" && !strings.HasPrefix(name, reserved) {
					names = append(names, name)
				}
				if listed++; listed == page {
					return nil
				}
			}
			more = false
			return nil
		})
		if err != nil {
			return err
		}
		// A list shows no metadata.
		tags, ours := make([]tag, len(names)), make([]bool, len(names))
		err = each(ctx, len(names), func(ctx context.Context, i int) (err error) {
			tags[i], ours[i], err = b.look(ctx, names[i], form{})
			return err
		})
		if err != nil {
			return err
		}
		for i, name := range names {
			if tags[i] != "" { // it may have gone meanwhile
				tell(name, tags[i], ours[i])
			}
		}
	}
	return nil
}
