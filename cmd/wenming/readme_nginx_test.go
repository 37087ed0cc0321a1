package main

import (
	"regexp"
	"testing"
)

// nginxBlock matches the configuration of nginx that a README shows.
var nginxBlock = regexp.MustCompile("(?ms)^```nginx\n(.*?)^```\n")

// documentedNginx is that configuration.
func documentedNginx(t *testing.T, readme string) string {
	t.Helper()
	blocks := nginxBlock.FindAllStringSubmatch(readDocument(t, readme), -1)
	if len(blocks) != 1 {
		t.Fatalf("%s shows %d configurations of nginx", readme, len(blocks))
	}
	return blocks[0][1]
}

// TestReadmeNginx holds that both READMEs show one configuration; comments may be in their languages.
func TestReadmeNginx(t *testing.T) {
	comment := regexp.MustCompile(`(?m)\s*#.*$`)
	english := comment.ReplaceAllString(documentedNginx(t, "README.md"), "")
	if chinese := comment.ReplaceAllString(documentedNginx(t, "README.zh-CN.md"), ""); english != chinese {
		t.Errorf("the configurations of nginx in README.md and README.zh-CN.md differ:\n%s\n%s", english, chinese)
	}
}
