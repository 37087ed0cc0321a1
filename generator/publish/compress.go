package publish

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"sync"

	"github.com/andybalholm/brotli"
)

// suffixes are those of compressed copies, by what HTTP calls the encoding (RFC 9110, 8.4.1; RFC 7932).
var suffixes = map[string]string{"gzip": ".gz", "br": ".br"}

// compressor compresses files. Its writers are used again: a new one takes longer to make than a page to compress.
type compressor struct {
	gzip, brotli sync.Pool
}

// resetter is a writer of compressed data that can be used again.
type resetter interface {
	io.WriteCloser
	Reset(io.Writer)
}

// brotliLevel makes pages a seventh smaller than gzip, in the same time; the levels above take seventy times as long to make
// them a tenth smaller.
const brotliLevel = 9

// compress is data in an encoding.
func (c *compressor) compress(data []byte, encoding string) ([]byte, error) {
	pool := &c.gzip
	if encoding == "br" {
		pool = &c.brotli
	}
	w, ok := pool.Get().(resetter)
	if !ok {
		var err error
		if w, err = newWriter(encoding); err != nil {
			return nil, err
		}
	}
	var out bytes.Buffer
	w.Reset(&out)
	_, err := w.Write(data)
	if err = errors.Join(err, w.Close()); err == nil {
		pool.Put(w)
	}
	return out.Bytes(), err
}

func newWriter(encoding string) (resetter, error) {
	if encoding == "br" {
		return brotli.NewWriterLevel(io.Discard, brotliLevel), nil
	}
	return gzip.NewWriterLevel(io.Discard, gzip.BestCompression)
}

// decompress is what an encoding holds.
func decompress(r io.Reader, encoding string) (io.Reader, error) {
	if encoding == "br" {
		return brotli.NewReader(r), nil
	}
	return gzip.NewReader(r)
}
