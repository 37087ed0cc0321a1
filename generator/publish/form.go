package publish

import (
	"path"
	"regexp"
	"strings"
)

// hashed is a name that a digest of the content is part of, as package asset makes them.
var hashed = regexp.MustCompile(`^assets/(?:.*/)?[^/]*\.[0-9a-f]{8}\.[^./]+$`)

// cacheControl says for how long a visitor's browser and a CDN may keep a file: one whose name changes with its content for
// ever, pages and documents for a minute, other files, which people refer to and which rarely change, for an hour.
func cacheControl(name string) string {
	switch {
	case hashed.MatchString(name):
		return "public, max-age=31536000, immutable"
	case text(name) && !strings.HasSuffix(strings.ToLower(name), ".svg"):
		return "public, max-age=60"
	}
	return "public, max-age=3600"
}

// text tells whether a file is text, which compresses well.
func text(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".css", ".js", ".mjs", ".json", ".xml", ".txt", ".map", ".csv", ".vtt", ".svg", ".webmanifest":
		return true
	}
	return false
}
