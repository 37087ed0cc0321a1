package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"strings"

	wenming "wenming"
)

// siteName and siteURL are the same in both forms.
const (
	siteName = "测试文明网"
	siteURL  = "https://example.org"
)

// writeWenming gives the files of the site in Wenming's form, one at a time. The article layout is the default theme's,
// so that there is one to edit.
func (s site) writeWenming(write func(path string, data []byte) error) error {
	w := writer{write: write}
	layout, err := fs.ReadFile(wenming.Theme, "layouts/article.html")
	if err != nil {
		return err
	}
	w.copy("layouts/article.html", layout)
	w.copy("site.yaml", []byte(s.wenmingConfig()))
	for n := range pictures {
		w.copy(fmt.Sprintf("assets/img/picture%d.png", n), picture(n))
	}
	for _, section := range sections {
		w.put("content/"+section.folder+"/_index.md", "---\ntitle: %s\nsummary: %s\n---\n", section.title, section.summary)
	}
	w.put("content/people/_index.md", "---\ntitle: 人物\nsummary: 本地的好人。\n---\n")
	w.put("content/projects/_index.md", "---\ntitle: 项目\nsummary: 志愿服务项目。\n---\n")
	w.put("content/honors/_index.md", "---\ntitle: 荣誉\nsummary: 历次名单。\n---\n")
	w.put("content/honors/haoren/_index.md", "---\nname: 湘潭好人\nlevel: city\nissuer: 市文明办\ncategories: [%s]\n---\n", strings.Join(categories, ", "))
	for i := range s.batches() {
		b := s.batchAt(i)
		var rows bytes.Buffer
		for n := b.first; n < b.beyond; n++ {
			p := s.personAt(n)
			fmt.Fprintf(&rows, "  - {name: %s, person: %s, category: %s}\n", p.name, p.key, p.category)
		}
		w.put("content/honors/haoren/"+b.key+".md", "---\nperiod: {year: %d, batch: %d}\nstage: awarded\ndate: %s\nissuer: 市文明办\nrecipients:\n%s---\n",
			b.year, b.number, b.date, rows.String())
	}
	for i := range s.people() {
		p := s.personAt(i)
		w.put("content/people/"+p.key+".md", "---\nname: %s\nunit: %s\nplace: %s\n---\n\n%s\n", p.name, p.unit, p.place, p.text)
	}
	for i := range s.projects() {
		p := s.projectAt(i)
		w.put("content/projects/"+p.key+".md", "---\nname: %s\nsince: %d\nplace: %s\n---\n\n%s\n", p.name, p.since, p.place, p.text)
	}
	for i := range s.articles {
		a := s.articleAt(i)
		w.put("content/"+a.section+"/"+a.key+".md", "---\ntitle: %s\ndate: %s\nsource: %s\neditor: %s\nreporters: [%s]\ntags: [%s]\npeople: [p%d]\nsummary: %s\n---\n\n%s",
			a.title, a.date, a.source, a.editor, strings.Join(a.reporters, ", "), strings.Join(a.tags, ", "), a.person, a.summary,
			a.body(fmt.Sprintf("[[p%d]]", a.mentioned), fmt.Sprintf("../projects/j%d.md", a.project), fmt.Sprintf("/assets/img/picture%d.png", a.picture)))
	}
	return w.err
}

func (s site) wenmingConfig() string {
	menu := ""
	for _, section := range sections {
		menu += "  - section: " + section.folder + "\n"
	}
	return "name: " + siteName + "\nurl: " + siteURL + "\nlanguage: zh-CN\ntimezone: Asia/Shanghai\nprofile: party\n" +
		"sponsor: 市委宣传部\norganizer: 市文明办\naddress: 湖南省湘潭市\nphone: 0731-00000000\nemail: editor@example.org\n" +
		"copyright: 版权所有\nmenu:\n" + menu + "  - section: people\n  - section: projects\n  - section: honors\n" +
		"home:\n  - {block: lead, section: news, limit: 4}\n  - {block: list, title: 文明实践, section: practice, limit: 6}\n" +
		"  - {block: list, title: 身边榜样, section: model, limit: 6}\n  - {block: honors, title: 好人榜, award: haoren, limit: 4}\n"
}

// body is an article's text in Markdown, with the links that a form writes in its own way.
func (a article) body(mention, project, picture string) string {
	var b strings.Builder
	p := a.paragraphs
	fmt.Fprintf(&b, "%s\n\n%s\n\n## 走进现场\n\n%s\n\n", p[0], p[1], p[2])
	for _, item := range a.list {
		fmt.Fprintf(&b, "- %s\n", item)
	}
	fmt.Fprintf(&b, "\n%s和大家一起参与，详见[项目介绍](%s)。%s\n\n![活动现场](%s)\n\n> %s\n\n", mention, project, p[3], picture, a.quote)
	fmt.Fprintf(&b, "## 办好实事\n\n%s\n\n%s\n\n", p[4], p[5])
	for n, item := range a.steps {
		fmt.Fprintf(&b, "%d. %s\n", n+1, item)
	}
	fmt.Fprintf(&b, "\n%s\n", p[6])
	return b.String()
}
