package publish

import (
	"bytes"
	"compress/gzip"
	"io"

	"github.com/andybalholm/brotli"
)

// suffixes are those of compressed copies, by what HTTP calls the encoding (RFC 9110, 8.4.1; RFC 7932).
var suffixes = map[string]string{"gzip": ".gz", "br": ".br"}

// brotliLevel makes text about a tenth smaller than gzip, at a tenth of its speed; the levels above take ten times as long for
// two more in a hundred.
const brotliLevel = 9

// compress is data in an encoding.
func compress(data []byte, encoding string) ([]byte, error) {
	var out bytes.Buffer
	var w io.WriteCloser
	if encoding == "br" {
		w = brotli.NewWriterLevel(&out, brotliLevel)
	} else {
		z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
		if err != nil {
			return nil, err
		}
		w = z
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	err := w.Close()
	return out.Bytes(), err
}

// decompress is what an encoding holds.
func decompress(r io.Reader, encoding string) (io.Reader, error) {
	if encoding == "br" {
		return brotli.NewReader(r), nil
	}
	return gzip.NewReader(r)
}
