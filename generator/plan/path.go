package plan

import (
	"path"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"wenming/generator/diag"
)

// longestPart is how many bytes a file's name may have on the file systems in use.
const longestPart = 255

// checkPaths reports outputs whose path no file can have on every machine, outputs that would be one file, also where
// case and Unicode form are not told apart, and files that would have to be folders of others.
func (p *planner) checkPaths() {
	taken := make(map[string]int, len(p.outputs)) // the first output at a path
	fold := cases.Fold()
	keys := make([]string, len(p.outputs))
	for i, o := range p.outputs {
		if part, bad := badPart(o.Path); bad {
			p.problems = append(p.problems, badPath(o, part))
		}
		keys[i] = norm.NFC.String(fold.String(o.Path))
		if first, is := taken[keys[i]]; is {
			p.problems = append(p.problems, collision(p.outputs[first], o))
		} else {
			taken[keys[i]] = i
		}
	}
	said := map[int]bool{}
	for i, key := range keys {
		for folder := path.Dir(key); folder != "."; folder = path.Dir(folder) {
			if file, is := taken[folder]; is && !said[file] {
				said[file] = true
				p.problems = append(p.problems, collision(p.outputs[min(i, file)], p.outputs[max(i, file)]))
			}
		}
	}
}

// badPart is the part of a path that cannot be a file's name on every machine, or is the output folder's own.
func badPart(name string) (part string, bad bool) {
	if reserved := ".wenming-"; len(name) >= len(reserved) && strings.EqualFold(name[:len(reserved)], reserved) {
		first, _, _ := strings.Cut(name, "/")
		return first, true
	}
	for part := range strings.SplitSeq(name, "/") {
		if len(part) > longestPart || strings.Trim(part, ". ") == "" || strings.TrimRight(part, ". ") != part ||
			strings.ContainsAny(part, `<>:"|?*\`) || strings.ContainsFunc(part, unicode.IsControl) {
			return part, true
		}
	}
	return "", false
}

func badPath(o Output, part string) diag.Diagnostic {
	if len(part) > longestPart {
		start := []rune(part)[:12]
		return diag.New(diag.WrongType, o.From,
			diag.T("an address has a part of more than %d bytes: \"%s…\"", "网址中有一段超过 %d 字节：“%s…”", longestPart, string(start))).
			WithHint(diag.T("make it shorter: a file's name or slug, a tag, a category", "请缩短文件名、slug、标签或类别"))
	}
	return diag.New(diag.WrongType, o.From,
		diag.T("an address cannot have the part %q", "网址中不能有“%s”这一段", part)).
		WithHint(diag.T(`leave out < > : " | ? * \ and dots or spaces at the end; rename the file or folder, or give it a slug`,
			`请去掉 < > : " | ? * \ 以及末尾的点或空格：改文件或文件夹的名字，或另写 slug`))
}

// collision says that the second output stands where the first does.
func collision(first, second Output) diag.Diagnostic {
	message := diag.T("the address %q is taken already", "网址“%s”已被占用", addressOf(second.Path))
	switch a, b := addressOf(first.Path), addressOf(second.Path); {
	case first.From.File == "":
		message = diag.T("the program makes a page of its own at the address %q", "网址“%s”由程序自动生成", a)
	case strings.HasPrefix(first.Path, second.Path+"/") || strings.HasPrefix(second.Path, first.Path+"/"):
		message = diag.T("the address %q cannot be beside %q: a file is no folder", "网址“%s”与“%s”冲突：文件不能同时是文件夹", b, a)
	case first.Path != second.Path:
		message = diag.T("the address %q differs from %q in case only", "网址“%s”与“%s”只有大小写不同", b, a)
	}
	hint := diag.T("rename the file, or give it another slug", "请改文件名，或另写 slug")
	switch second.Make.(type) {
	case Document:
		hint = diag.T("take this old address out", "请删去这个旧网址")
	case Blob:
		hint = diag.T("rename the file, or take it out", "请改文件名，或删去这个文件")
	}
	d := diag.New(diag.DuplicateAddress, second.From, message).WithHint(hint)
	if first.From.File != "" {
		d = d.WithAlso(first.From)
	}
	return d
}

// addressOf is the address that a server gives a file out for.
func addressOf(file string) string {
	if folder, name := path.Split(file); name == "index.html" {
		return "/" + folder
	}
	return "/" + file
}
