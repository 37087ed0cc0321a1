package build

import (
	"math"
)

// Settled are options under which every file's stamp proves its bytes, as it would seconds later.
func (o Options) Settled() Options {
	o.began = func() int64 { return math.MaxInt64 }
	return o
}

// Paths are those of the files.
func (k Keys) Paths() []string {
	paths := make([]string, len(k))
	for i := range k {
		paths[i] = k[i].path
	}
	return paths
}
