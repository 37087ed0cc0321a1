package main

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"strings"

	wenming "wenming"
)

// hugoSite holds hugo.yaml and the layouts: what the default theme shows, written as Hugo's manual advises.
//
//go:embed all:hugo
var hugoSite embed.FS

// writeHugo gives the files of the site in Hugo's form, one at a time. Relations that Wenming derives are either
// taxonomies, which Hugo derives quickly, or stand in the front matter; so no layout searches the site.
func (s site) writeHugo(write func(path string, data []byte) error) error {
	w := writer{write: write}
	w.folder(hugoSite, "hugo", "")
	w.folder(wenming.Theme, "assets", "assets/")
	for n := range pictures {
		w.copy(fmt.Sprintf("assets/img/picture%d.png", n), picture(n))
	}
	for i, section := range sections {
		w.put("content/"+section.folder+"/_index.md", "---\ntitle: %s\ndescription: %s\nweight: %d\n---\n", section.title, section.summary, i+1)
	}
	w.put("content/people/_index.md", "---\ntitle: 人物\ndescription: 本地的好人。\n---\n")
	w.put("content/projects/_index.md", "---\ntitle: 项目\ndescription: 志愿服务项目。\n---\n")
	w.put("content/honors/_index.md", "---\ntitle: 荣誉\ndescription: 历次名单。\n---\n")
	w.put("content/honors/haoren/_index.md", "---\ntitle: 湘潭好人\nlevel: 市级\nissuer: 市文明办\nlayout: award\nclasses: [%s]\n---\n", strings.Join(categories, ", "))
	for folder, title := range map[string]string{"tags": "标签", "letters": "按拼音", "strokes": "按笔画", "years": "按年份", "categories": "按类别"} {
		w.put("content/"+folder+"/_index.md", "---\ntitle: %s\n---\n", title)
	}
	w.put("content/sitemap.md", "---\ntitle: 站点地图\nlayout: sitemap\n---\n")
	for i := range s.batches() {
		s.writeHugoBatch(&w, s.batchAt(i))
	}
	for i := range s.people() {
		s.writeHugoPerson(&w, i)
	}
	for i := range s.projects() {
		p := s.projectAt(i)
		w.put("content/projects/"+p.key+".md", "---\ntitle: %s\nsince: %d\nplace: %s\ndescription: %s\n---\n\n%s\n", p.name, p.since, p.place, p.text, p.text)
	}
	for i := range s.articles {
		a := s.articleAt(i)
		people := fmt.Sprintf("p%d", a.person)
		if a.mentioned != a.person {
			people += fmt.Sprintf(", p%d", a.mentioned)
		}
		mention := fmt.Sprintf("[%s](/people/p%d.html)", s.personAt(a.mentioned).name, a.mentioned)
		w.put("content/"+a.section+"/"+a.key+".md", "---\ntitle: %s\ndate: %s\nsource: %s\neditor: %s\nreporters: [%s]\ntags: [%s]\npeople: [%s]\ndescription: %s\n---\n\n%s",
			a.title, a.date, a.source, a.editor, strings.Join(a.reporters, ", "), strings.Join(a.tags, ", "), people, a.summary,
			a.body(mention, fmt.Sprintf("/projects/j%d.html", a.project), fmt.Sprintf("img/picture%d.png", a.picture)))
	}
	return w.err
}

// writeHugoBatch gives a list's rows grouped by category, as the page shows them.
func (s site) writeHugoBatch(w *writer, b batch) {
	var groups bytes.Buffer
	for c, category := range categories {
		fmt.Fprintf(&groups, "  - category: %s\n    rows:\n", category)
		for n := b.first; n < b.beyond; n++ {
			if n%len(categories) == c {
				p := s.personAt(n)
				fmt.Fprintf(&groups, "      - {name: %s, person: %s}\n", p.name, p.key)
			}
		}
	}
	w.put("content/honors/haoren/"+b.key+".md", "---\ntitle: 湘潭好人 %s\nlayout: batch\nperiod: %s\ndate: %s\nissuer: 市文明办\nyears: [\"%d\"]\ncategories: [%s]\ncount: %d\ngroups:\n%s---\n",
		b.period(), b.period(), b.date, b.year, strings.Join(categories, ", "), b.beyond-b.first, groups.String())
}

// writeHugoPerson gives a person as the page of a term. It has a date: for each term without one, Hugo looks at every
// entry of every taxonomy, which is quadratic.
func (s site) writeHugoPerson(w *writer, i int) {
	p := s.personAt(i)
	b := s.batchAt(p.batch)
	var related []string
	for _, n := range s.related(i) {
		related = append(related, fmt.Sprintf("p%d", n))
	}
	w.put("content/people/"+p.key+"/_index.md", "---\ntitle: %s\ndate: %s\nunit: %s\nplace: %s\ndescription: %s\nletters: [%s]\nstrokes: [\"%d\"]\nhonors:\n  - {award: 湘潭好人, url: /honors/haoren/, period: %s, level: 市级, category: %s, issuer: 市文明办, date: %s, list: /honors/haoren/%s.html}\nrelated: [%s]\n---\n\n%s\n",
		p.name, b.date, p.unit, p.place, p.text, p.letter, p.strokes, b.period(), p.category, b.date, b.key, strings.Join(related, ", "), p.text)
}

// folder copies the files of an embedded folder.
func (w *writer) folder(from fs.FS, root, to string) {
	err := fs.WalkDir(from, root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		w.copy(to+strings.TrimPrefix(name, root+"/"), data)
		return nil
	})
	if w.err == nil {
		w.err = err
	}
}
