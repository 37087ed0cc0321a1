package publish

import (
	"context"
	"encoding/hex"
	"errors"
	"io"
	"strings"

	"wenming/generator/memo"
)

// host keeps objects: a folder or a bucket. Every method may be called from several goroutines at once. Whoever calls them
// gets a Problem for each failure that a person can do something about.
type host interface {
	// load returns the record of what is published, and a mark that changes whenever the record does. Without a record, or with
	// one that is not whole, data is nil; the mark says even then what save is to find.
	load(ctx context.Context) (data []byte, mark string, err error)

	// save replaces the record if it still has this mark, and returns the new one. It returns errLost if it has another.
	save(ctx context.Context, data []byte, mark string) (string, error)

	// mark is the record's present mark.
	mark(ctx context.Context) (string, error)

	// conditional tells whether save compares and replaces in one step. Where it does not, save compares just before. It is called
	// before save and put; before is what it told an earlier publication, nil if there was none.
	conditional(ctx context.Context, before *bool) (bool, error)

	// forms are the objects that the host keeps of one file of a site.
	forms(path string) []form

	// put keeps an object. Where it is to be new and something without its tag stands there, it returns a Problem of the kind
	// Foreign and changes nothing.
	put(ctx context.Context, o object, fresh bool) error

	// remove removes objects. One that is not there is no error.
	remove(ctx context.Context, paths []string) error

	// look returns an object's tag if it is kept in this form, "" where nothing stands; ours tells whether publish put it there,
	// as far as the host itself knows. A host that writes the tag beside the object needs no form.
	look(ctx context.Context, path string, f form) (t tag, ours bool, err error)

	// missing tells, where that costs nothing, that no object of this size can stand at a path. The size is -1 where it is not known.
	missing(path string, size int64) bool

	// survey calls each for everything that stands there but the record, from one goroutine, in no order. The tag is empty where
	// the host would have to read the object for it.
	survey(ctx context.Context, each func(path string, t tag, ours bool)) error

	// tidy removes what publications that did not end left behind and is no object: of objects that are ours, where others use
	// the host too. It is called after save took the target over from one.
	tidy(ctx context.Context, ours func(path string) bool) error

	// requests counts what was asked of a server until now.
	requests() int64
}

// recordName is the object that lists what is published. Names that begin with reserved are never a site's.
const (
	recordName = reserved + "published"
	reserved   = ".wenming-"
)

// errLost says that somebody else wrote the record.
var errLost = errors.New("another publication wrote the record")

// form is how a host keeps a file.
type form struct {
	suffix       string // of the object's name: ".gz" of a compressed copy beside the file
	encoding     string // "gzip", "br" or ""
	contentType  string // empty where the host keeps no headers
	cacheControl string
}

// object is one form of one file.
type object struct {
	path string // relative to the target, with slashes
	form form
	tag  tag
	body io.ReaderAt // of the bytes as they are kept
	size int64
}

// tag names an object's bytes before any compression, and its form: equal tags, equal answers to a visitor. It is 32 hexadecimal
// digits.
type tag string

func tagOf(file memo.Digest, f form) tag {
	digest := memo.Bytes([]byte(strings.Join([]string{file.String(), f.encoding, f.contentType, f.cacheControl}, "\n")))
	return tag(hex.EncodeToString(digest[:16]))
}

// guard is the context's key of what says whether a host may still try again: a publication that lost the target meanwhile must
// not.
type guard struct{}

func withGuard(ctx context.Context, may func(context.Context) error) context.Context {
	return context.WithValue(ctx, guard{}, may)
}

func allowed(ctx context.Context) error {
	if may, _ := ctx.Value(guard{}).(func(context.Context) error); may != nil {
		return may(ctx)
	}
	return nil
}
