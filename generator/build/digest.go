package build

import (
	"strings"

	"wenming/generator/content"
	"wenming/generator/memo"
	"wenming/generator/source"
)

// digests finds the digest of every file: by its stamp where the memory knows it, else by reading. Entries are read later
// where there is nothing to compare them with: theirs are zero then.
func digests(tree *source.Tree, before []fileRecord) ([]memo.Digest, error) {
	files := tree.Files()
	found := make([]memo.Digest, len(files))
	var unknown []int
	at := 0
	for i, file := range files {
		for at < len(before) && before[at].Path < file.Path {
			at++
		}
		known := at < len(before) && before[at].Path == file.Path && before[at].Stamp == file.Stamp && file.Stamp != source.Stamp{}
		switch {
		case known:
			found[i] = before[at].Digest
		case len(before) > 0 || !isEntry(file.Path):
			unknown = append(unknown, i)
		}
	}
	return found, each(len(unknown), nil, func(i int) error {
		data, err := tree.Bytes(files[unknown[i]].Path)
		found[unknown[i]] = memo.Bytes(data)
		return err
	})
}

// isEntry tells whether a file of a site is an entry's.
func isEntry(path string) bool {
	return strings.HasPrefix(path, content.Root+"/") && strings.HasSuffix(path, ".md")
}
