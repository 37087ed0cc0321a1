package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// form is one form of the site, and the program that builds it.
type form struct {
	name    string
	write   func(s site, write func(path string, data []byte) error) error
	command []string // run in the site's folder
	made    []string // files and folders that a build makes
	person  string   // the path of a person's file, a format
	named   string   // the key of a person's name
	layout  string   // the path of the layout of articles

	incremental bool
}

func forms(wenming, hugo string) []form {
	return []form{
		{
			name: "wenming", write: site.writeWenming, command: []string{wenming, "build", "--json"}, made: []string{"public", ".wenming"},
			person: "content/people/p%d.md", named: "name", layout: "layouts/article.html", incremental: true,
		},
		{
			name: "Hugo", write: site.writeHugo, command: []string{hugo, "--minify"}, made: []string{"public", "resources", ".hugo_build.lock"},
			person: "content/people/p%d/_index.md", named: "title", layout: "layouts/page.html",
		},
	}
}

// folder is where a form of a site is written.
func (f form) folder(s site, dir string) string {
	return filepath.Join(dir, strconv.Itoa(s.articles), f.word())
}

// word names a form in paths and flags.
func (f form) word() string { return strings.ToLower(f.name) }

// prepare writes the sources of a site.
func (f form) prepare(s site, dir string) error {
	folder := f.folder(s, dir)
	if err := os.RemoveAll(folder); err != nil {
		return err
	}
	return f.write(s, writeInto(folder))
}

// step is something to measure: a build after an edit.
type step struct {
	name string
	edit func(f form, s site, folder string, run int) error
	// rendered is how many pages an incremental build has to make then, no more and no less; nil where that depends on
	// who is on which page.
	rendered func(s site) int
}

// steps are in the order of the table. The article and the person in the middle are edited: the newest would be on
// more pages than most. Each run makes another edit, so that no build ever finds an old result.
var steps = []step{
	{"clean", func(f form, _ site, folder string, _ int) error {
		for _, made := range f.made {
			if err := os.RemoveAll(filepath.Join(folder, made)); err != nil {
				return err
			}
		}
		return nil
	}, nil},
	{"unchanged", func(form, site, string, int) error { return nil }, func(site) int { return 0 }},
	{"one body edited", func(_ form, s site, folder string, run int) error {
		return replace(filepath.Join(folder, s.middleArticle()), `## 办好实事.*`, fmt.Sprintf("## 办好实事之%d", run+1))
	}, func(site) int { return 1 }},
	{"one title edited", func(_ form, s site, folder string, run int) error {
		return replace(filepath.Join(folder, s.middleArticle()), `(?m)^title: .*$`, fmt.Sprintf("title: 改过%d次的题目", run+1))
	}, nil},
	{"one person renamed", func(f form, s site, folder string, run int) error {
		middle := s.people() / 2
		name := []rune(s.personAt(middle).name)
		return replace(filepath.Join(folder, fmt.Sprintf(f.person, middle)), `(?m)^`+f.named+`: .*$`, f.named+": "+string(name[:1])+"改"+given[run%len(given)])
	}, nil},
	{"one layout changed", func(f form, _ site, folder string, run int) error {
		return replace(filepath.Join(folder, f.layout), `<article class="read[^"]*">`, fmt.Sprintf(`<article class="read run%d">`, run+1))
	}, func(s site) int { return s.articles }},
}

// middleArticle is the path of an article.
func (s site) middleArticle() string {
	a := s.articleAt(s.articles / 2)
	return "content/" + a.section + "/" + a.key + ".md"
}

// replace changes one place of a file.
func replace(name, pattern, by string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	place := regexp.MustCompile(pattern).FindIndex(data)
	if place == nil {
		return fmt.Errorf("%s: nothing like %q to edit", name, pattern)
	}
	changed := append(data[:place[0]:place[0]], by...)
	return os.WriteFile(name, append(changed, data[place[1]:]...), 0o666)
}
