package main

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"regexp"
)

// counts are the files of a finished site.
type counts struct {
	articles, people, projects int
	pages                      int   // HTML
	pageBytes                  int64 // of HTML
	files                      int
	bytes                      int64
}

// entry matches the page of an article, a person or a project, at the same address in both forms.
var entry = regexp.MustCompile(`^([a-z]+)/([apj])[0-9]+\.html$`)

func count(public string) (counts, error) {
	var c counts
	err := filepath.WalkDir(public, func(name string, file fs.DirEntry, err error) error {
		if err != nil || file.IsDir() {
			return err
		}
		info, err := file.Info()
		if err != nil {
			return err
		}
		c.files++
		c.bytes += info.Size()
		if filepath.Ext(name) != ".html" {
			return nil
		}
		c.pages++
		c.pageBytes += info.Size()
		address, err := filepath.Rel(public, name)
		if err != nil {
			return err
		}
		if m := entry.FindStringSubmatch(filepath.ToSlash(address)); m != nil {
			switch {
			case m[1] == "people" && m[2] == "p":
				c.people++
			case m[1] == "projects" && m[2] == "j":
				c.projects++
			case m[2] == "a":
				c.articles++
			}
		}
		return nil
	})
	return c, err
}

// check compares with what a site has.
func (c counts) check(s site) error {
	for _, kind := range []struct {
		name      string
		got, want int
	}{{"articles", c.articles, s.articles}, {"people", c.people, s.people()}, {"projects", c.projects, s.projects()}} {
		if kind.got != kind.want {
			return fmt.Errorf("%d %s among the finished pages, %d in the sources", kind.got, kind.name, kind.want)
		}
	}
	return nil
}
