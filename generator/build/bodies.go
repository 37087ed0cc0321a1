package build

import (
	"sync"
	"sync/atomic"

	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/memo"
	"wenming/generator/source"
)

// bodies reads entries and gives out their bodies. Only an entry's own page needs its body, and a site's bodies do not
// fit into memory: they are read from the memory on the disk, or from their files again.
type bodies struct {
	tree    *source.Tree
	memory  *memory
	options content.Options
	buffers sync.Pool             // of *[]byte: no entry keeps the bytes that it came from
	failed  atomic.Pointer[error] // why some body could not be had
}

// entry is the entry of a file below content/. The digest is that of the file's bytes, or zero where it is not known.
func (b *bodies) entry(file string, kind content.Kind, key string, digest memo.Digest) (content.Entry, diag.List, error) {
	if digest != (memo.Digest{}) {
		if e, problems, ok := b.memory.entry(content.MemoKey(file, digest, kind, key, b.options), b.options); ok {
			return e, problems, nil
		}
	}
	buf := b.buffers.Get().(*[]byte)
	defer b.buffers.Put(buf)
	var err error
	if *buf, err = b.tree.Append((*buf)[:0], content.Root+"/"+file); err != nil {
		return content.Entry{}, nil, err
	}
	e, body, problems := content.Parse(file, *buf, kind, key, b.options)
	if digest != (memo.Digest{}) && digest != e.Digest {
		return content.Entry{}, nil, ChangedError{e.File()}
	}
	b.memory.learnEntry(b.key(&e), &e, &body, problems)
	return e, problems, nil
}

func (b *bodies) key(e *content.Entry) memo.Digest {
	return content.MemoKey(e.Path, e.Digest, e.Kind, e.Key, b.options)
}

// of is an entry's body. Where it cannot be had, it is empty, and the build fails in the end.
func (b *bodies) of(e *content.Entry) *content.Body {
	if body, ok := b.memory.body(b.key(e)); ok {
		return body
	}
	src, err := b.tree.Bytes(e.File())
	if err == nil && memo.Bytes(src) != e.Digest {
		err = ChangedError{e.File()}
	}
	if err != nil {
		b.failed.CompareAndSwap(nil, &err)
		return new(content.Body)
	}
	_, body, _ := content.Parse(e.Path, src, e.Kind, e.Key, b.options)
	return &body
}

// err is why some body could not be had.
func (b *bodies) err() error {
	if err := b.failed.Load(); err != nil {
		return *err
	}
	return nil
}

// ChangedError says that a file was changed while the site was being built.
type ChangedError struct{ File string }

// Text is the error in both languages.
func (e ChangedError) Text() diag.Text {
	return diag.T("%q was changed while the site was being built; build again", "构建过程中“%s”被修改，请重新构建", e.File)
}

func (e ChangedError) Error() string { return e.Text().English }
