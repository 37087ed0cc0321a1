package content

import (
	"wenming/generator/diag"
	"wenming/generator/memo"
)

// MemoKey names everything that Parse makes an entry and its body of: the bytes of its file by their digest, and the
// other arguments.
func MemoKey(path string, digest memo.Digest, kind Kind, key string, o Options) memo.Digest {
	return memo.Of(struct {
		path, key string
		digest    memo.Digest
		kind      Kind
		zone      string
	}{path, key, digest, kind, o.Location.String()})
}

// Append adds the encoding of an entry, and of what is wrong with its file, for Recall.
func Append(buf []byte, e *Entry, problems diag.List) []byte {
	e = e.bare()
	buf = memo.Append(buf, e)
	switch f := e.Fields.(type) {
	case *Section:
		buf = memo.Append(buf, f)
	case *Article:
		buf = memo.Append(buf, f)
	case *Page:
		buf = memo.Append(buf, f)
	case *Person:
		buf = memo.Append(buf, f)
	case *Project:
		buf = memo.Append(buf, f)
	case *Organization:
		buf = memo.Append(buf, f)
	case *Award:
		buf = memo.Append(buf, f)
	case *Batch:
		buf = memo.Append(buf, f)
	}
	return memo.Append(buf, &problems)
}

// Recall is what Parse returned, of what Append made of it: false for other data. The entry's strings are parts of data.
func Recall(data []byte, o Options) (Entry, diag.List, bool) {
	var e Entry
	data, ok := memo.Decode(data, &e, o.Location)
	if !ok || e.Kind > KindBatch {
		return Entry{}, nil, false
	}
	e.Fields = fields(e.Kind)
	switch f := e.Fields.(type) {
	case *Section:
		data, ok = memo.Decode(data, f, o.Location)
	case *Article:
		data, ok = memo.Decode(data, f, o.Location)
	case *Page:
		data, ok = memo.Decode(data, f, o.Location)
	case *Person:
		data, ok = memo.Decode(data, f, o.Location)
	case *Project:
		data, ok = memo.Decode(data, f, o.Location)
	case *Organization:
		data, ok = memo.Decode(data, f, o.Location)
	case *Award:
		data, ok = memo.Decode(data, f, o.Location)
	case *Batch:
		data, ok = memo.Decode(data, f, o.Location)
	}
	var problems diag.List
	if ok {
		_, ok = memo.Decode(data, &problems, nil)
	}
	e.complete()
	return e, problems, ok
}

// AppendBody adds the encoding of a body, for RecallBody.
func AppendBody(buf []byte, b *Body) []byte { return memo.Append(buf, b) }

// RecallBody is the body that AppendBody made the data of; false for other data. Its strings are parts of data.
func RecallBody(data []byte) (*Body, bool) {
	b := new(Body)
	_, ok := memo.Decode(data, b, nil)
	return b, ok
}
