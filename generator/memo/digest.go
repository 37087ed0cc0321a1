// Package memo is about equal inputs, which have equal results. A Digest names the content of something: Bytes digests
// text, and Of any value by all of its fields. Equal digests mean equal values: on every machine, in every run of one
// program. A Store keeps results by the digests of their inputs from one run to the next: Open opens it, Get and Put of
// its tables are what it is for, and Append and Decode make bytes of values and values of bytes. What it gives is what was
// put, whatever happened to its files; what it lost has to be made again.
package memo

import (
	"crypto/sha256"
	"encoding/hex"
)

// Digest is the SHA-256 of some content. The zero Digest is the digest of nothing.
type Digest [sha256.Size]byte

// Bytes digests a sequence of bytes.
func Bytes(b []byte) Digest { return sha256.Sum256(b) }

// String is the digest in hexadecimal.
func (d Digest) String() string { return hex.EncodeToString(d[:]) }

// Short is the digest's first eight hexadecimal digits: 32 bits, enough for a name that changes when the content does.
func (d Digest) Short() string { return hex.EncodeToString(d[:4]) }
