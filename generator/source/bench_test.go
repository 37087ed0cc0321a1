package source

import (
	"fmt"
	"testing"
)

// BenchmarkRead lists 10,000 files in 100 folders.
func BenchmarkRead(b *testing.B) {
	files := map[string]string{}
	for i := range 10000 {
		files[fmt.Sprintf("content/%d/文明-%d.md", i%100, i)] = ""
	}
	root := lay(b, files)
	for b.Loop() {
		if _, _, err := Read(root, noTheme); err != nil {
			b.Fatal(err)
		}
	}
}
