package site

import (
	"path"
	"strings"

	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/schema"
)

// files lists what an entry's front matter names: its cover, photo and attachments.
func files(e *content.Entry) []namedFile {
	var files []namedFile
	add := func(text schema.Text, picture bool) {
		if text.Value != "" {
			files = append(files, namedFile{text, picture})
		}
	}
	add(e.Cover, true)
	switch f := e.Fields.(type) {
	case *content.Person:
		add(f.Photo, true)
	case *content.Article:
		for _, a := range f.Attachments {
			add(a.File, false)
		}
	}
	return files
}

type namedFile struct {
	text    schema.Text
	picture bool
}

// File finds what a front matter value such as a cover leads to. A mistake was reported by Link.
func (s *Site) File(from ID, text schema.Text, picture bool) Target {
	if text.Value == "" {
		return Target{Entry: None}
	}
	target, _ := s.resolve(from, text.Value, spot{s.Entries[from], text.Span}, picture)
	return target
}

// Published lists the files below content/ that the site's pages refer to, each once, by path.
func (s *Site) Published() []string { return s.published }

// fileAdvice says what may be wrong with a path below content/ that an entry has as written.
func (s *Site) fileAdvice(from ID, written, name string) diag.Text {
	if source, html := strings.CutSuffix(name, ".html"); html {
		if id, ok := s.byPath[source+".md"]; ok && id != None {
			return diag.T("link to the source: %q", "请链接到源文件：“%s”", strings.TrimSuffix(written, ".html")+".md")
		}
	}
	if path.Ext(name) == ".md" {
		if near := s.nearFile(name); near != "" {
			return diag.T("did you mean %q?", "是不是“%s”？", relativePath(path.Dir(s.Entries[from].Path), near))
		}
	}
	return writeAPath
}

var writeAPath = diag.T("a path is relative to the entry's own folder, and capital letters count; put the file beside the entry",
	"路径从条目所在的文件夹算起，并区分大小写；请把文件放在条目旁边")

// nearFile is the entry that a path was probably meant to be: one beside it that is spelled almost alike, or one of the
// same name in another folder; "" for none.
func (s *Site) nearFile(name string) string {
	stem := strings.TrimSuffix(path.Base(name), ".md")
	limit := min(len([]rune(stem))-1, 3)
	best, least := "", limit+2
	for _, e := range s.Entries {
		other := strings.TrimSuffix(path.Base(e.Path), ".md")
		d := schema.Distance(stem, other)
		switch {
		case path.Dir(e.Path) == path.Dir(name) && d <= limit:
		case d == 0 && other != "index" && other != "_index":
			d = limit + 1
		default:
			continue
		}
		if d < least {
			best, least = e.Path, d
		}
	}
	return best
}

// relativePath is the way from a folder to a file, both below content/.
func relativePath(folder, file string) string {
	up := ""
	for folder != "." && !strings.HasPrefix(file, folder+"/") {
		folder, up = path.Dir(folder), up+"../"
	}
	if folder == "." {
		return up + file
	}
	return up + strings.TrimPrefix(file, folder+"/")
}
