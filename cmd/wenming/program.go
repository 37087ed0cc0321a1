package main

import (
	"bytes"
	"io"
	"os"
	"strconv"

	"wenming/generator/memo"
)

// programDigest names this program. What one program remembers another may see otherwise. The first 32 KiB of a Go
// program hold its build ID, which names all of it (see package cmd/internal/buildid of the Go distribution); of one that
// was linked without, everything is read.
func programDigest() (memo.Digest, error) {
	name, err := os.Executable()
	if err != nil {
		return memo.Digest{}, err
	}
	f, err := os.Open(name)
	if err != nil {
		return memo.Digest{}, err
	}
	defer f.Close()
	head, err := io.ReadAll(io.LimitReader(f, 32<<10))
	if err != nil {
		return memo.Digest{}, err
	}
	if !bytes.Contains(head, []byte("Go build ID: \"")) && !bytes.Contains(head, []byte("\x04\x00\x00\x00Go\x00\x00")) {
		rest, err := io.ReadAll(f)
		return memo.Bytes(append(head, rest...)), err
	}
	info, err := f.Stat()
	if err != nil {
		return memo.Digest{}, err
	}
	return memo.Bytes(strconv.AppendInt(head, info.Size(), 10)), nil
}
