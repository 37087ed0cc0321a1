package publish

import (
	"context"
	"slices"
	"strings"

	"github.com/minio/minio-go/v7"
)

// page is how many objects S3 lists or removes in one request.
const page = 1000

func (b *bucket) survey(ctx context.Context, tell func(name string, t tag, ours bool)) error {
	all, err := b.list(ctx)
	if err != nil {
		return err
	}
	// A list shows no metadata.
	for names := range slices.Chunk(withoutOthers(all), page) {
		tags, ours := make([]tag, len(names)), make([]bool, len(names))
		err := each(ctx, len(names), func(ctx context.Context, i int) (err error) {
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

// list is the names of everything below the prefix but our own records.
func (b *bucket) list(ctx context.Context) ([]string, error) {
	var names []string
	for last, more := "", true; more; {
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
			return nil, err
		}
	}
	return names, nil
}

// withoutOthers leaves out what stands beside or below a record of its own: another site, published to a prefix inside of ours,
// whose objects bear tags as ours do.
func withoutOthers(names []string) []string {
	var others []string
	for _, name := range names {
		if folder, is := strings.CutSuffix(name, "/"+recordName); is {
			others = append(others, folder+"/")
		}
	}
	return slices.DeleteFunc(names, func(name string) bool {
		return slices.ContainsFunc(others, func(folder string) bool { return strings.HasPrefix(name, folder) })
	})
}
