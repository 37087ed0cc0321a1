package output

import (
	"io/fs"
	"runtime"
	"strings"
)

// reserved is how the names of the folder's own records start; no file of a site may have one.
const reserved = ".wenming-"

// Valid tells whether a path can name a file of a site: relative, with slashes, without `.` and `..`, and not one of
// the folder's own records. A path that was read from a record is held against it too, so that no forged record can
// lead out of the folder.
func Valid(path string) bool {
	return fs.ValidPath(path) && path != "." && !strings.ContainsAny(path, "\\\x00") &&
		(len(path) < len(reserved) || !strings.EqualFold(path[:len(reserved)], reserved))
}

// nameable returns an error for a valid path that would name something else on Windows, such as a stream of a file.
func nameable(path string) error {
	if runtime.GOOS == "windows" && strings.ContainsAny(path, `<>:"|?*`) {
		return fs.ErrInvalid
	}
	return nil
}

// parent is the folder that holds a path, "" for the root.
func parent(path string) string {
	return path[:max(strings.LastIndexByte(path, '/'), 0)]
}
