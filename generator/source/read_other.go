//go:build !unix

package source

import "os"

// appendFile adds the bytes of a file to dst.
func appendFile(dst []byte, name string, _ int) ([]byte, error) {
	data, err := os.ReadFile(name)
	return append(dst, data...), err
}
