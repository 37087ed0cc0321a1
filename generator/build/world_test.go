package build_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"maps"
	"math/rand/v2"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"wenming/generator/diag"
)

const siteYAML = `name: 试验文明网
url: https://example.org/wm
profile: party
menu: [{section: news}, {section: honors}, {section: page}]
home:
  - {block: lead, section: news, limit: 2}
  - {block: list, title: 街道, section: news/street, limit: 3}
  - {block: honors, title: 好人榜, award: haoren, limit: 2}
  - {block: people, title: 榜样, limit: 3}
  - {block: projects, title: 项目, limit: 3}
  - {block: text, title: 说明, body: "写给**访客**的话，见 [栏目](/news/)。"}
`

// world is a site with an entry of every kind, and somebody who edits it at random. Most edits are what editors do; some
// leave a mistake behind that a later one repairs or not.
type world struct {
	*rand.Rand
	files  map[string]string
	at     time.Time
	drafts bool
	made   int               // names so far
	first  map[string]string // the files at the beginning
}

func newWorld(r *rand.Rand) *world {
	w := &world{Rand: r, at: time.Date(2024, 6, 1, 12, 0, 0, 0, time.UTC), files: map[string]string{
		"site.yaml": siteYAML, "content/_index.md": "---\ntitle: 首页\nsummary: 试验用的网站。\n---\n\n欢迎，认识 [[jia]]。\n",
		"content/news/_index.md":          "---\ntitle: 新闻\nper_page: 3\n---\n\n栏目说明。\n",
		"content/news/street/_index.md":   "---\ntitle: 街道\n---\n",
		"content/about.md":                "---\ntitle: 关于\nkind: page\n---\n\n关于本站。\n",
		"content/people/_index.md":        "---\ntitle: 人物\n---\n",
		"content/projects/_index.md":      "---\ntitle: 项目\n---\n",
		"content/organizations/_index.md": "---\ntitle: 组织\n---\n",
		"content/honors/_index.md":        "---\ntitle: 荣誉榜\n---\n",
		"content/honors/haoren/_index.md": "---\nname: 身边好人\nlevel: city\ncategories: [助人为乐, 见义勇为]\n---\n\n奖项说明。\n",
		"content/news/photo/index.md":     "---\ntitle: 有图\ndate: 2024-02-03\nsource: 本站\ncover: a.png\n---\n\n![图](a.png)\n",
		"content/news/photo/a.png":        picture(3),
		"assets/css/own.css":              "body{color:#123}",
		"assets/root/robots.txt":          "User-agent: *\n",
	}}
	delete(w.files, "content/about.md")
	w.files["content/page/_index.md"] = "---\ntitle: 页面\nkind: page\n---\n"
	w.files["content/page/about.md"] = "---\ntitle: 关于\n---\n\n关于本站。\n"
	for _, name := range []string{"jia", "yi", "bing", "ding"} {
		w.person(name)
	}
	for range 2 {
		w.project()
		w.organization()
	}
	for range 8 {
		w.article()
	}
	for range 3 {
		w.batch()
	}
	w.first = maps.Clone(w.files)
	return w
}

// picture is a PNG of that many pixels in width and height.
func picture(size int) string {
	img := image.NewGray(image.Rect(0, 0, size, size))
	img.SetGray(0, 0, color.Gray{uint8(size)})
	var buf bytes.Buffer
	if err := png.Encode(&buf, img); err != nil {
		panic(err)
	}
	return buf.String()
}

func (w *world) name(prefix string) string {
	w.made++
	return fmt.Sprintf("%s%d", prefix, w.made)
}

func pick[T any](w *world, all ...T) T { return all[w.IntN(len(all))] }

func (w *world) word() string {
	return pick(w, "文明", "实践", "社区", "志愿", "榜样", "雨湖", "新风", "邻里") + pick(w, "服务", "故事", "活动", "行动", "日记", "<b>", "&", "\"")
}

// some are the keys of some entries below a folder.
func (w *world) some(folder string) string {
	var keys []string
	for file := range w.files {
		if key, ok := strings.CutPrefix(file, "content/"+folder+"/"); ok && strings.HasSuffix(key, ".md") && !strings.HasSuffix(key, "_index.md") {
			keys = append(keys, strings.TrimSuffix(key, ".md"))
		}
	}
	slices.Sort(keys)
	w.Shuffle(len(keys), func(i, j int) { keys[i], keys[j] = keys[j], keys[i] })
	return "[" + strings.Join(keys[:min(len(keys), w.IntN(3))], ", ") + "]"
}

func (w *world) date() string {
	return fmt.Sprintf("2024-%02d-%02d", 1+w.IntN(9), 1+w.IntN(28))
}

func (w *world) body() string {
	parts := []string{w.word() + "在社区展开，**" + w.word() + "。**大家都来。"}
	if w.IntN(2) == 0 {
		parts = append(parts, "## "+strings.NewReplacer("<b>", "甲", "&", "乙").Replace(w.word()))
	}
	if people := strings.Trim(w.some("people"), "[]"); people != "" && w.IntN(2) == 0 {
		parts = append(parts, "[["+strings.Split(people, ", ")[0]+"]]与大家同行。")
	}
	if w.IntN(6) == 0 {
		parts = append(parts, "见 [栏目](/news/) 与 [奖项](/honors/haoren/)。")
	}
	return strings.Join(parts, "\n\n") + "\n"
}

func (w *world) quoted() string { return fmt.Sprintf("%q", w.word()+w.word()) }

func (w *world) article() {
	file := "content/" + pick(w, "news", "news/street", "news/2024") + "/" + w.name("a") + ".md"
	w.files[file] = fmt.Sprintf("---\ntitle: %s\ndate: %s\nsource: 本站\ntags: [%s, %s]\npeople: %s\nprojects: %s\n---\n\n%s", w.quoted(), w.date(),
		pick(w, "志愿", "公益", "学校"), pick(w, "社区", "环保"), w.some("people"), w.some("projects"), w.body())
}

func (w *world) person(name string) {
	w.files["content/people/"+name+".md"] = fmt.Sprintf("---\nname: %s%s\nunit: %s\norganizations: %s\n---\n\n%s",
		pick(w, "王", "李", "张", "单", "欧阳"), pick(w, "小明", "建国", "芳", "伟"), w.quoted(), w.some("organizations"), w.body())
}

func (w *world) project() {
	w.files["content/projects/"+w.name("p")+".md"] = fmt.Sprintf("---\nname: 项目%d\nsince: 2019\npeople: %s\n---\n\n%s", w.made, w.some("people"), w.body())
}

func (w *world) organization() {
	w.files["content/organizations/"+w.name("o")+".md"] = fmt.Sprintf("---\nname: 组织%d\ntype: 志愿队\n---\n\n%s", w.made, w.body())
}

func (w *world) batch() {
	var rows strings.Builder
	for range 1 + w.IntN(4) {
		if people := strings.Trim(w.some("people"), "[]"); people != "" {
			fmt.Fprintf(&rows, "  - {person: %s, category: %s}\n", strings.Split(people, ", ")[0], pick(w, "助人为乐", "见义勇为"))
		} else {
			fmt.Fprintf(&rows, "  - {name: 路人%d, place: 某村}\n", w.IntN(9))
		}
	}
	w.made++
	w.files[fmt.Sprintf("content/honors/haoren/b%d.md", w.made)] = fmt.Sprintf("---\nperiod: %d-%02d\nstage: %s\ndate: %s\nrecipients:\n%s---\n",
		1900+w.made, 1+w.IntN(12), pick(w, "awarded", "awarded", "candidates"), w.date(), rows.String())
}

// file is one of the files that a pattern matches, or "".
func (w *world) file(pattern string) string {
	re := regexp.MustCompile("^" + pattern + "$")
	var found []string
	for _, file := range slices.Sorted(maps.Keys(w.files)) {
		if re.MatchString(file) {
			found = append(found, file)
		}
	}
	if len(found) == 0 {
		return ""
	}
	return pick(w, found...)
}

// line replaces the value of a key in a file's front matter, or adds it.
func (w *world) line(file, key, value string) {
	text, ok := w.files[file]
	if !ok {
		return
	}
	re := regexp.MustCompile(`(?m)^` + key + `: .*$`)
	if re.MatchString(text) {
		w.files[file] = re.ReplaceAllLiteralString(text, key+": "+value)
	} else {
		w.files[file] = strings.Replace(text, "---\n", "---\n"+key+": "+value+"\n", 1)
	}
}

const (
	articles = `content/news/.*/?a\d+\.md`
	entries  = `content/(news|people|projects|organizations|page)/.*[a-z]+\d*\.md`
	batches  = `content/honors/haoren/b\d+\.md`
)

// edit changes something and says what.
func (w *world) edit() string {
	edits := []struct {
		name string
		do   func()
	}{
		{"write an article", w.article},
		{"write an article", w.article},
		{"write a person", func() { w.person(w.name("ren")) }},
		{"write a list", w.batch},
		{"delete an entry", func() { delete(w.files, w.file(entries)) }},
		{"delete a list", func() { delete(w.files, w.file(batches)) }},
		{"rename an entry", func() {
			w.move(w.file(entries), func(f string) string { return path.Dir(f) + "/" + w.name("r") + ".md" })
		}},
		{"rename an entry with an alias", func() {
			file := w.file(articles)
			w.line(file, "aliases", "[/"+strings.TrimSuffix(strings.TrimPrefix(file, "content/"), ".md")+".html]")
			w.move(file, func(f string) string { return path.Dir(f) + "/" + w.name("a") + ".md" })
		}},
		{"retitle", func() { w.line(w.file(articles), "title", w.quoted()) }},
		{"rename a person", func() { w.line(w.file(`content/people/[a-z]+\d*\.md`), "name", "赵"+pick(w, "一", "二", "三")) }},
		{"rename a section", func() { w.line(w.file(`content/.*/_index\.md`), "title", w.quoted()) }},
		{"redate", func() { w.line(w.file(articles), "date", w.date()) }},
		{"retag", func() { w.line(w.file(articles), "tags", "["+pick(w, "志愿", "新词", "学校")+"]") }},
		{"refer to others", func() { w.line(w.file(articles), "people", w.some("people")) }},
		{"pin", func() { w.line(w.file(articles), "pinned", pick(w, "true", "false")) }},
		{"expire", func() { w.line(w.file(articles), "expires", w.date()) }},
		{"make a draft", func() { w.line(w.file(articles), "draft", pick(w, "true", "false")) }},
		{"slug", func() { w.line(w.file(articles), "slug", w.name("slug")) }},
		{"summary", func() { w.line(w.file(entries), "summary", w.quoted()) }},
		{"withdraw", func() { w.line(w.file(`content/people/[a-z]+\d*\.md`), "withdrawn", pick(w, "true", "false")) }},
		{"edit a body", func() {
			if file := w.file(entries); file != "" {
				head, _, _ := strings.Cut(w.files[file][4:], "\n---\n")
				w.files[file] = "---\n" + head + "\n---\n\n" + w.body()
			}
		}},
		{"touch nothing but bytes", func() {
			if file := w.file(articles); file != "" {
				w.files[file] += "\n"
			}
		}},
		{"change a row", func() {
			if file := w.file(batches); file != "" {
				w.files[file] = strings.Replace(w.files[file], "category: 助人为乐", pick(w, "category: 见义勇为", "category: 助人为乐, status: revoked", "category: 助人为乐, grade: 提名奖"), 1)
			}
		}},
		{"change a stage", func() { w.line(w.file(batches), "stage", pick(w, "awarded", "publicity", "candidates")) }},
		{"move a section", w.moveSection},
		{"change a layout", func() {
			w.files["layouts/article.html"] = `{{define "main"}}<h1>` + w.name("v") + ` {{.Article.Title}}</h1>{{.Article.Body.HTML}}{{end}}`
		}},
		{"change a partial", func() {
			w.files["layouts/partials/item.html"] = `<li>` + w.name("v") + ` <a href="{{.URL}}">{{.Title}}</a></li>`
		}},
		{"take a layout back", func() { delete(w.files, w.file(`layouts/.*`)) }},
		{"change a style sheet", func() { w.files["assets/css/own.css"] = fmt.Sprintf("body{color:#%03d}", w.IntN(1000)) }},
		{"override a script", func() { w.files["assets/js/site.js"] = fmt.Sprintf("console.log(%d)", w.IntN(1000)) }},
		{"change a picture", func() { w.files["content/news/photo/a.png"] = picture(1 + w.IntN(5)) }},
		{"change site.yaml", func() {
			w.files["site.yaml"] = regexp.MustCompile(`(?m)^name: .*$`).ReplaceAllLiteralString(w.files["site.yaml"], "name: "+w.quoted())
		}},
		{"change the addresses", func() { w.line2("site.yaml", "urls", pick(w, "pretty", "flat")) }},
		{"go through time", func() { w.at = w.at.AddDate(0, 0, w.IntN(200)-90) }},
		{"show drafts or not", func() { w.drafts = !w.drafts }},
		{"break the front matter", func() { w.line(w.file(articles), "date", "2024-13-01") }},
		{"break a reference", func() { w.line(w.file(articles), "people", "[nobody]") }},
		{"break a layout", func() { w.files["layouts/tag.html"] = `{{define "main"}}{{.Nothing}}{{end}}` }},
	}
	e := pick(w, edits...)
	e.do()
	return e.name
}

// line2 sets a key of a file without front matter.
func (w *world) line2(file, key, value string) {
	re := regexp.MustCompile(`(?m)^` + key + `: .*\n`)
	w.files[file] = key + ": " + value + "\n" + re.ReplaceAllLiteralString(w.files[file], "")
}

func (w *world) move(from string, to func(string) string) {
	if text, ok := w.files[from]; ok {
		delete(w.files, from)
		w.files[to(from)] = text
	}
}

// moveSection renames the folder of the streets' news.
func (w *world) moveSection() {
	from := path.Dir(w.file(`content/news/[a-z]+\d*/_index\.md`))
	if from == "." {
		return
	}
	to := "content/news/" + w.name("s")
	for file := range maps.Clone(w.files) {
		if rest, ok := strings.CutPrefix(file, from+"/"); ok {
			w.move(file, func(string) string { return to + "/" + rest })
		}
	}
	w.files["site.yaml"] = strings.ReplaceAll(w.files["site.yaml"], "section: "+strings.TrimPrefix(from, "content/"), "section: "+strings.TrimPrefix(to, "content/"))
}

// repair takes back what a build refused: it removes the files, as a careful editor would not.
func (w *world) repair(refused diag.List) string {
	for _, d := range refused {
		switch {
		case d.Code.Severity() != diag.Error:
		case d.File == "site.yaml":
			w.files[d.File] = siteYAML
			for file, text := range w.first { // what it refers to may be gone
				if strings.HasSuffix(file, "_index.md") {
					w.files[file] = text
				}
			}
		case d.File == "content/_index.md":
			w.files[d.File] = "---\ntitle: 首页\n---\n"
		case !strings.HasSuffix(d.File, "_index.md"):
			delete(w.files, d.File)
		}
	}
	return "repair"
}
