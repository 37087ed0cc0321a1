package inspect

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"wenming/generator/config"
	"wenming/generator/content"
	"wenming/generator/diag"
)

// New writes the commented file that an entry begins with, below the content/ of a site, and returns its path. The
// name is what the entry is called; it may be preceded by folders: news/2023/yuhu, AWARD/2022-Q1. The file is named
// after it. `now` dates a new article.
func New(site, kind, name string, now time.Time, l diag.Language) (string, error) {
	if _, err := os.Stat(filepath.Join(site, config.File)); err != nil {
		return "", Refusal{diag.T("the folder %q has no site.yaml; make a site with: wenming init DIR",
			"文件夹“%s”里没有 site.yaml；请先新建网站：wenming init 文件夹", site)}
	}
	k, ok := kindNamed(kind)
	if !ok {
		return "", Refusal{diag.T("there is no kind %q; the kinds are: %s", "没有类型“%s”；可用的有：%s", kind, strings.Join(kindNames(), " "))}
	}
	name = strings.TrimSuffix(filepath.ToSlash(name), ".md")
	if !filepath.IsLocal(name) || strings.HasPrefix(path.Base(name), ".") {
		return "", Refusal{diag.T("%q cannot be a file's name", "“%s”不能用作文件名", name)}
	}
	entry := place(k, name)
	if found, _ := content.KindOf(entry, declared(site, path.Dir(entry))); found != k {
		return "", Refusal{diag.T("a file at %[1]q would be of the kind %[2]s, not %[3]s; name a folder whose _index.md says kind: %[3]s",
			"放在“%[1]s”的文件类型是 %[2]s，不是 %[3]s；请放进 _index.md 写有 kind: %[3]s 的文件夹", entry, found, k)}
	}
	file := path.Join(content.Root, entry)
	full := filepath.Join(site, filepath.FromSlash(file))
	if _, err := os.Lstat(full); err == nil {
		return "", Refusal{diag.T("%q exists already", "“%s”已经存在", file)}
	}
	title := path.Base(name)
	return full, create(full, content.Scaffold(k, title, now, l))
}

// place is the path below content/ of a new entry.
func place(k content.Kind, name string) string {
	folders := map[content.Kind]string{
		content.KindPerson: "people", content.KindProject: "projects", content.KindOrganization: "organizations",
		content.KindAward: "honors", content.KindBatch: "honors",
	}
	if folder := folders[k]; folder != "" && !strings.HasPrefix(name, folder+"/") {
		name = folder + "/" + name
	} else if k == content.KindArticle && !strings.Contains(name, "/") {
		name = "news/" + name
	}
	if k == content.KindSection || k == content.KindAward {
		return name + "/_index.md"
	}
	return name + ".md"
}

// declared are the kinds that the _index.md files of a folder and of those above it declare.
func declared(site, folder string) map[string]content.Kind {
	kinds := map[string]content.Kind{}
	for ; folder != "."; folder = path.Dir(folder) {
		src, err := os.ReadFile(filepath.Join(site, content.Root, filepath.FromSlash(folder), "_index.md"))
		if err != nil {
			continue
		}
		if kind := content.DeclaredKind(src); kind != content.KindSection {
			kinds[folder] = kind
		}
	}
	return kinds
}

func kindNames() []string {
	var names []string
	for k := content.KindSection; k <= content.KindBatch; k++ {
		names = append(names, k.String())
	}
	return names
}

func kindNamed(name string) (content.Kind, bool) {
	i := slices.Index(kindNames(), name)
	return content.KindSection + content.Kind(i), i >= 0
}
