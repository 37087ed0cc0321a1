package config

import (
	"net/url"
	"strings"
)

// Base is the path of the site's url, escaped and without a slash at its end: "" or "/sub". Every address of the site
// begins with it.
func (s *Site) Base() string {
	u, err := url.Parse(s.URL.Value)
	if err != nil {
		return ""
	}
	return strings.TrimRight(u.EscapedPath(), "/")
}
