package main

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"wenming/generator/feed"
)

// example matches a file of the example site: its path in a comment, then its text in a fence.
var example = regexp.MustCompile("(?ms)^<!-- (site\\.yaml|(?:content|layouts|assets)/\\S+) -->\n```\\w*\n(.*?)^```\n")

// beside are the files of the example site that no README can show.
var beside = map[string]string{
	"content/news/market/stall.svg":     `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>`,
	"content/news/market/timetable.pdf": "%PDF-1.4\n",
	"assets/root/favicon.ico":           "\x00\x00\x01\x00",
}

// TestReadmeExamples builds the examples of each README as one site: without a word of complaint, and the same site
// from English and from Chinese keys.
func TestReadmeExamples(t *testing.T) {
	sites := map[string]map[string][]byte{}
	for name := range readmes {
		dir := t.TempDir()
		files := maps.Clone(beside)
		for _, m := range example.FindAllStringSubmatch(readDocument(t, name), -1) {
			if files[m[1]] != "" {
				t.Errorf("%s shows %s twice", name, m[1])
			}
			files[m[1]] = m[2]
		}
		for file, text := range files {
			file = filepath.Join(dir, filepath.FromSlash(file))
			if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		var out, errs bytes.Buffer
		args := []string{"build", "--site", dir, "--at", "2026-07-05", "--lang", "en"}
		if exit := run(args, &out, &errs, os.Getenv, time.Time{}); exit != done || errs.Len() > 0 {
			t.Errorf("%s: exit status %d\n%s%s", name, exit, &out, &errs)
			continue
		}
		sites[name] = readFiles(t, filepath.Join(dir, "public"))
		delete(sites[name], ".wenming-manifest")
		checkColumns(t, name, reflect.TypeFor[feed.Honor](), sites[name]["data/honors.csv"])
		checkColumns(t, name, reflect.TypeFor[feed.Person](), sites[name]["data/people.csv"])
	}
	english, chinese := sites["README.md"], sites["README.zh-CN.md"]
	for file := range english {
		if !bytes.Equal(english[file], chinese[file]) {
			t.Errorf("%s differs between the examples of the two READMEs", file)
		}
	}
	for file := range chinese {
		if english[file] == nil {
			t.Errorf("%s is in the examples of README.zh-CN.md only", file)
		}
	}
}

// checkColumns looks for a line with each field of a record of open data and its heading in Chinese.
func checkColumns(t *testing.T, name string, record reflect.Type, csv []byte) {
	head, _, _ := strings.Cut(strings.TrimPrefix(string(csv), "\uFEFF"), "\r\n")
	text := readDocument(t, name)
	for i, heading := range strings.Split(head, ",") {
		if row := "| `" + record.Field(i).Tag.Get("json") + "` | " + heading + " |"; !strings.Contains(text, row) {
			t.Errorf("%s does not have the row %s", name, row)
		}
	}
}
