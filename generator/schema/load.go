package schema

import (
	"bytes"
	"errors"
	"io"

	"go.yaml.in/yaml/v4"
)

// maxDepth is how deep values may nest. The model needs five levels, data of a layout's own a few more.
const maxDepth = 64

// maxParts bounds the values of one block, because each takes some 400 bytes of memory while it is read. A list of
// 10,000 recipients with six keys has 150,000 parts.
const maxParts = 250_000

// limits are the library's limits: the depth is ours, and aliases are counted where they are followed.
type limits struct{}

var errDepth = errors.New("nested too deep")

func (limits) CheckDepth(depth int, _ *yaml.DepthContext) error {
	if depth > maxDepth {
		return errDepth
	}
	return nil
}

func (limits) CheckAlias(int, int) error { return nil }

// load reads the one document of a block; nil where it holds nothing but comments.
func load(src []byte) (*yaml.Node, error) {
	loader, err := yaml.NewLoader(bytes.NewReader(src), yaml.WithPlugin(limits{}))
	if err != nil {
		return nil, err
	}
	var document, second yaml.Node
	if err := loader.Load(&document); err != nil {
		if err == io.EOF {
			return nil, nil
		}
		return nil, err
	}
	switch err := loader.Load(&second); {
	case err == nil:
		return nil, &secondDocument{second.Line, second.Column}
	case err != io.EOF:
		return nil, err
	}
	if len(document.Content) == 0 {
		return nil, nil
	}
	return document.Content[0], nil
}

// secondDocument says that a block holds more than one.
type secondDocument struct{ line, column int }

func (*secondDocument) Error() string { return "a second document" }

// parts is how many values a block can hold at most: each is set apart from the next by one of these characters.
func parts(src []byte) int {
	n := 0
	for i, c := range src {
		switch c {
		case ',', '[', '{', '\n', '\r':
			n++
		case ':', '-', '?':
			if i+1 == len(src) || src[i+1] <= ' ' || c == ':' {
				n++
			}
		}
	}
	return n
}
