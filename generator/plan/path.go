package plan

import (
	"maps"
	"path"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"wenming/generator/diag"
)

// longestPart is how many bytes a file's name may have on the file systems in use.
const longestPart = 255

// keyed is an output by what no other output's path may be equal to.
type keyed struct {
	key    string // the path in one case and one Unicode form
	output int    // in the order of the plan
}

func compareKeyed(a, b keyed) int {
	if c := strings.Compare(a.key, b.key); c != 0 {
		return c
	}
	return a.output - b.output
}

// checkPaths sorts the outputs by path. It reports outputs whose path no file can have on every machine, outputs that would
// be one file, also where case and Unicode form are not told apart, and files that would have to be folders of others.
func (p *planner) checkPaths() {
	all := make([]keyed, len(p.outputs))
	fold := cases.Fold()
	folded := false // some key is not the path
	for i, o := range p.outputs {
		all[i] = keyed{o.Path, i}
		if ordinary(o.Path) {
			continue
		}
		if part, bad := badPart(o.Path); bad {
			p.problems = append(p.problems, badPath(o, part))
		}
		all[i].key = norm.NFC.String(fold.String(o.Path))
		folded = folded || all[i].key != o.Path
	}
	all = sortRuns(all, compareKeyed, p.entries[0], p.entries[1])
	p.collisions(all)
	p.filesThatAreFolders(all)
	sorted := make([]Output, len(all))
	for i, k := range all {
		sorted[i] = p.outputs[k.output]
	}
	if folded {
		slices.SortStableFunc(sorted, func(a, b Output) int { return strings.Compare(a.Path, b.Path) })
	}
	p.outputs = sorted
}

// collisions reports outputs that would be one file. The first that is planned has it.
func (p *planner) collisions(all []keyed) {
	first := 0
	for i := range all {
		if all[i].key != all[first].key {
			first = i
		} else if i > first {
			p.problems = append(p.problems, collision(p.outputs[all[first].output], p.outputs[all[i].output]))
		}
	}
}

// filesThatAreFolders reports files that would have to be folders of others, each once.
func (p *planner) filesThatAreFolders(all []keyed) {
	files := map[string]int{} // outputs at the paths of folders
	seen := map[string]bool{}
	for _, k := range all {
		for folder := path.Dir(k.key); folder != "." && !seen[folder]; folder = path.Dir(folder) {
			seen[folder] = true
			at, is := slices.BinarySearchFunc(all, folder, func(k keyed, folder string) int { return strings.Compare(k.key, folder) })
			if is {
				files[folder] = all[at].output
			}
		}
	}
	if len(files) == 0 {
		return
	}
	below := map[string]int{} // the output that is planned first below each of them
	for _, k := range all {
		for folder := path.Dir(k.key); folder != "."; folder = path.Dir(folder) {
			if _, is := files[folder]; is {
				if first, known := below[folder]; !known || k.output < first {
					below[folder] = k.output
				}
			}
		}
	}
	for _, folder := range slices.Sorted(maps.Keys(below)) {
		a, b := files[folder], below[folder]
		p.problems = append(p.problems, collision(p.outputs[min(a, b)], p.outputs[max(a, b)]))
	}
}

// ordinary tells of most paths that they are as good on every machine as they are, and in one case.
func ordinary(name string) bool {
	if name == "" || name[0] == '.' || len(name) > longestPart {
		return false
	}
	last := byte('/')
	for i := range len(name) {
		c := name[i]
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '-' || c == '_':
		case (c == '/' || c == '.') && last != '/' && last != '.':
		default:
			return false
		}
		last = c
	}
	return last != '/' && last != '.'
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
	at := o.place()
	if len(part) > longestPart {
		start := []rune(part)[:12]
		return diag.New(diag.WrongType, at,
			diag.T("an address has a part of more than %d bytes: \"%s…\"", "网址中有一段超过 %d 字节：“%s…”", longestPart, string(start))).
			WithHint(diag.T("make it shorter: a file's name or slug, a tag, a category", "请缩短文件名、slug、标签或类别"))
	}
	return diag.New(diag.WrongType, at,
		diag.T("an address cannot have the part %q", "网址中不能有“%s”这一段", part)).
		WithHint(diag.T(`leave out < > : " | ? * \ and dots or spaces at the end; rename the file or folder, or give it a slug`,
			`请去掉 < > : " | ? * \ 以及末尾的点或空格：改文件或文件夹的名字，或另写 slug`))
}

// collision says that the second output stands where the first does.
func collision(first, second Output) diag.Diagnostic {
	message := diag.T("the address %q is taken already", "网址“%s”已被占用", addressOf(second.Path))
	switch a, b := addressOf(first.Path), addressOf(second.Path); {
	case first.from == nil:
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
	d := diag.New(diag.DuplicateAddress, second.place(), message).WithHint(hint)
	if first.from != nil {
		d = d.WithAlso(first.place())
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
