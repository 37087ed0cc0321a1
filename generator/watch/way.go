package watch

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// way lists the places in the site that decide where a path leads: each folder and link that it passes, and its end. A
// change at one of them can change what is found, also where there is nothing yet.
func (f *folders) way(place string) []string {
	const most = 40 // links, after which Linux gives up too
	var way []string
	at, rest := f.root, parts(strings.TrimPrefix(place, f.root))
	for links := 0; len(rest) > 0 && links < most; {
		part := rest[0]
		rest = rest[1:]
		switch part {
		case ".":
			continue
		case "..":
			at = filepath.Dir(at)
			continue
		}
		next := filepath.Join(at, part)
		if next != f.root && within(next, f.root) {
			way = append(way, next)
		}
		target, err := os.Readlink(next)
		switch {
		case err != nil: // no link, or nothing at all
			at = next
			continue
		case filepath.IsAbs(target):
			at = filepath.VolumeName(target) + string(filepath.Separator)
			target = target[len(filepath.VolumeName(target)):]
		}
		links++
		rest = slices.Concat(parts(target), rest)
	}
	return way
}

// parts splits a path.
func parts(path string) []string {
	return strings.FieldsFunc(path, func(r rune) bool { return r < 0x80 && os.IsPathSeparator(uint8(r)) })
}

// within tells whether a path is a folder's or below it.
func within(path, folder string) bool {
	way, err := filepath.Rel(folder, path)
	return err == nil && filepath.IsLocal(way)
}
