package publish

import (
	"bytes"
	"context"
	"crypto/sha256"
	"io"
	"os"
	"path/filepath"
	"sync"

	"wenming/generator/memo"
)

// inMemory is up to which size a file is read whole, in bytes. What is larger is read twice: for its digest, and to be sent.
const inMemory = 8 << 20

// deliver sends an object. The file must be the one that the build wrote.
func (p *publication) deliver(ctx context.Context, d delivery, all int64) error {
	name := filepath.Join(p.Site, filepath.FromSlash(d.file.Path))
	o := object{path: d.path, form: d.form, tag: d.tag, size: d.file.Size}
	if d.file.Size <= inMemory || d.form.encoding != "" {
		data, err := os.ReadFile(name)
		if err != nil || memo.Bytes(data) != d.file.Digest {
			return altered(d.file.Path, err)
		}
		if d.form.encoding != "" {
			if data, err = p.compressor.compress(data, d.form.encoding); err != nil {
				return err
			}
		}
		o.body, o.size = bytes.NewReader(data), int64(len(data))
	} else {
		file, err := os.Open(name)
		if err != nil {
			return altered(d.file.Path, err)
		}
		defer file.Close()
		sum := sha256.New()
		if n, err := io.Copy(sum, file); err != nil || n != d.file.Size || memo.Digest(sum.Sum(nil)) != d.file.Digest {
			return altered(d.file.Path, err)
		}
		o.body = file
	}
	if err := p.host.put(ctx, o, d.fresh); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.report.Sent = append(p.report.Sent, Sent{d.path, d.file.Size})
	if p.sent += d.file.Size; p.Progress != nil {
		p.Progress(p.sent, all)
	}
	return nil
}

// atOnce is how many things a publication asks of a host at once.
const atOnce = 16

// each calls do for every number below n, some at once, until one fails, and returns its error.
func each(ctx context.Context, n int, do func(ctx context.Context, i int) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	numbers := make(chan int)
	var workers sync.WaitGroup
	for range min(n, atOnce) {
		workers.Go(func() {
			for i := range numbers {
				if err := do(ctx, i); err != nil {
					cancel(err)
				}
			}
		})
	}
	for i := 0; i < n && ctx.Err() == nil; i++ {
		select {
		case numbers <- i:
		case <-ctx.Done():
		}
	}
	close(numbers)
	workers.Wait()
	return context.Cause(ctx)
}
