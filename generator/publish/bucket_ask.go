package publish

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"github.com/minio/minio-go/v7"
)

// patience says how often and for how long a bucket asks again.
type patience struct {
	first, most time.Duration // waited before the second try, and before any: each wait is about twice the one before it
	tries       int
	unheard     time.Duration // for a server of which nothing is heard; it gets two tries at least
	all         time.Duration // for one that answers
}

var usual = patience{first: 200 * time.Millisecond, most: 3 * time.Second, tries: 10, unheard: 15 * time.Second, all: 5 * time.Minute}

// want is what a request is for, for messages.
type want struct {
	right string // in the words of AWS, which the others have taken over
	name  string // of an object, or empty
}

// ask does one request, again and again until it succeeds, or what is wrong will not pass, or patience ends. It returns what
// explain says. Whatever is asked must be harmless to ask again when the first time succeeded unheard.
func (b *bucket) ask(ctx context.Context, w want, do func(context.Context) error) error {
	began := time.Now()
	for try := 1; ; try++ {
		var heard atomic.Pointer[answer]
		err := do(context.WithValue(ctx, listener{}, &heard))
		if err == nil {
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		a := heard.Load()
		if a == nil {
			a = &answer{}
		}
		passing, err := b.explain(err, *a, w)
		if !passing || b.patience.over(try, time.Since(began), *a) {
			return err
		}
		if err := sleep(ctx, b.patience.pause(try)); err != nil {
			return err
		}
		if err := allowed(ctx); err != nil {
			return err
		}
	}
}

// over tells whether patience has ended after some tries.
func (p patience) over(try int, waited time.Duration, a answer) bool {
	if a.status == 0 {
		return try >= 2 && waited >= p.unheard || try >= p.tries
	}
	return try >= p.tries || waited >= p.all || a.wait > longest
}

// pause is the time before the next try. Half of it is random, so that requests that failed together do not come together again.
func (p patience) pause(try int) time.Duration {
	d := min(p.most, p.first<<min(try-1, 20))
	return d/2 + rand.N(d/2+1)
}

// code is what the server calls a failure, or empty.
func code(err error) string {
	var refusal minio.ErrorResponse
	if errors.As(err, &refusal) {
		return refusal.Code
	}
	return ""
}
