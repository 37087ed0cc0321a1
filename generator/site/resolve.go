package site

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"wenming/generator/asset"
	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/markdown"
	"wenming/generator/schema"
)

// Target is what a link of a body, or a file that a front matter names, turned out to be.
type Target struct {
	Entry    ID     // an entry, or None
	File     string // a file below content/ that must be published, or ""
	Address  string // an address of this site, not escaped, or ""
	External string // an address elsewhere as it is written, or ""
	Fragment string // what follows #, without it
}

// Nowhere tells whether there is nothing to link to.
func (t Target) Nowhere() bool { return t.Address == "" && t.External == "" && t.Fragment == "" }

// URL is the target as a page writes it, or "" for nothing.
func (s *Site) TargetURL(t Target) string {
	if t.External != "" || t.Nowhere() {
		return t.External
	}
	address := ""
	if t.Address != "" {
		address = s.URL(t.Address)
	}
	if t.Fragment != "" {
		address += "#" + (&url.URL{Fragment: t.Fragment}).EscapedFragment()
	}
	return address
}

// Resolve finds what a link in an entry's body leads to. A link to an entry that is not shown leads nowhere; a mistake
// leads nowhere and is reported. Whether an absolute address exists is for the plan to say.
func (s *Site) Resolve(from ID, link markdown.Link) (Target, *diag.Diagnostic) {
	e := s.Entries[from]
	if link.Kind == markdown.Mention {
		return s.mention(link, e.At(link.Span))
	}
	return s.resolve(from, link.Target, e.At(link.Span), link.Kind == markdown.Picture)
}

func (s *Site) mention(link markdown.Link, at diag.Place) (Target, *diag.Diagnostic) {
	kinds, text := mentionable, link.Target
	if prefix, rest, ok := strings.Cut(text, ":"); ok {
		if i := slices.IndexFunc(mentionable, func(k content.Kind) bool { return k.String() == prefix || kindWords[k].Chinese == prefix }); i >= 0 {
			kinds, text = mentionable[i:i+1], rest
		}
	}
	id, problem := s.refer(at, text, kinds...)
	if id == None {
		return Target{Entry: None}, problem
	}
	return Target{Entry: id, Address: s.addresses[id]}, nil
}

// resolve finds what an address written in an entry leads to.
func (s *Site) resolve(from ID, written string, at diag.Place, picture bool) (Target, *diag.Diagnostic) {
	nowhere := Target{Entry: None}
	if rest, ours := s.ownAddress(written); ours {
		written = rest
	} else if external(written) {
		return Target{Entry: None, External: written}, nil
	}
	file, fragment, _ := strings.Cut(written, "#")
	file, query, _ := strings.Cut(file, "?")
	switch {
	case written == "":
		return nowhere, broken(at, picture, diag.T("the link is empty", "链接是空的"))
	case file == "" && query == "":
		return s.anchor(from, fragment, at, Target{Entry: from, Fragment: fragment})
	case strings.HasPrefix(file, "/"):
		if name, ok := strings.CutPrefix(file, "/"+asset.Folder+"/"); ok {
			if served, found := s.asset(name); found {
				return Target{Entry: None, Address: "/" + served, Fragment: fragment}, nil
			}
			return nowhere, broken(at, picture, diag.T("there is no file %q", "没有文件“%s”", file[1:]))
		}
		return Target{Entry: None, Address: path.Clean(file) + trailing(file), Fragment: fragment}, nil
	}
	return s.relative(from, file, fragment, at, picture)
}

// relative resolves a path from an entry's own folder.
func (s *Site) relative(from ID, file, fragment string, at diag.Place, picture bool) (Target, *diag.Diagnostic) {
	nowhere := Target{Entry: None}
	name := path.Join(path.Dir(s.Entries[from].Path), file)
	if name == ".." || strings.HasPrefix(name, "../") {
		return nowhere, broken(at, picture, diag.T("%q leads out of content/", "“%s”超出了 content/ 文件夹", file))
	}
	if strings.HasSuffix(file, "/") || name == "." {
		if id, ok := s.byPath[path.Join(name, "_index.md")]; ok {
			return s.anchor(id, fragment, at, Target{Entry: id, Address: s.addresses[id], Fragment: fragment})
		}
	}
	if path.Ext(name) == ".md" {
		if id, ok := s.byPath[name]; ok {
			return s.anchor(id, fragment, at, Target{Entry: id, Address: s.addresses[id], Fragment: fragment})
		}
		if s.hidden[name] {
			return nowhere, nil
		}
		problem := broken(at, picture, diag.T("there is no file %q", "没有文件“%s”", content.Root+"/"+name))
		if near := s.nearFile(name); near != "" {
			*problem = problem.WithHint(diag.T("did you mean %q?", "是不是 “%s”？", near))
		}
		return nowhere, problem
	}
	if s.hasFile(content.Root + "/" + name) {
		return Target{Entry: None, File: name, Address: s.FileAddress(name), Fragment: fragment}, nil
	}
	problem := broken(at, picture, diag.T("there is no file %q", "没有文件“%s”", content.Root+"/"+name))
	if source := strings.TrimSuffix(name, ".html") + ".md"; path.Ext(name) == ".html" && s.hasFile(content.Root+"/"+source) {
		*problem = problem.WithHint(diag.T("link to the source: %q", "请链接到源文件：“%s”", strings.TrimSuffix(file, ".html")+".md"))
		return nowhere, problem
	}
	*problem = problem.WithHint(diag.T("a path is relative to the entry's own folder; put the file beside the entry",
		"路径从条目所在的文件夹算起；请把文件放在条目旁边"))
	return nowhere, problem
}

// anchor checks that an entry's body has the heading that a fragment names.
func (s *Site) anchor(id ID, fragment string, at diag.Place, found Target) (Target, *diag.Diagnostic) {
	e := s.Entries[id]
	if fragment == "" || slices.Contains(e.Headings, fragment) {
		return found, nil
	}
	d := diag.New(diag.BrokenAnchor, at, diag.T("%[2]q has no heading %[1]q", "“%[2]s”里没有标题“%[1]s”", fragment, e.File()))
	if len(e.Headings) > 0 {
		d = d.WithHint(diag.T("it has: %s", "已有的标题：%s", strings.Join(e.Headings[:min(8, len(e.Headings))], " / ")))
	}
	return Target{Entry: None}, &d
}

// ownAddress cuts the site's own address off an absolute one.
func (s *Site) ownAddress(written string) (rest string, ours bool) {
	root := strings.TrimSuffix(s.Config.URL.Value, "/")
	rest, ours = strings.CutPrefix(written, root)
	if !ours || rest != "" && !strings.HasPrefix(rest, "/") {
		return "", false
	}
	if rest == "" {
		rest = "/"
	}
	return rest, true
}

func (s *Site) nearFile(name string) string {
	best, distance := "", 4
	for other := range s.byPath {
		if d := schema.Distance(name, other); d < distance || d == distance && best != "" && other < best {
			best, distance = other, d
		}
	}
	return best
}

// external tells whether an address leaves the site: it has a scheme or begins with //.
func external(address string) bool {
	if strings.HasPrefix(address, "//") {
		return true
	}
	scheme, _, ok := strings.Cut(address, ":")
	return ok && scheme != "" && !strings.ContainsAny(scheme, "/?#.")
}

func trailing(address string) string {
	if len(address) > 1 && strings.HasSuffix(address, "/") {
		return "/"
	}
	return ""
}

func broken(at diag.Place, picture bool, message diag.Text) *diag.Diagnostic {
	code := diag.BrokenLink
	if picture {
		code = diag.MissingImage
	}
	d := diag.New(code, at, message)
	return &d
}

// Files lists what an entry's front matter names: its cover, photo and attachments.
func (s *Site) files(e *content.Entry) []namedFile {
	files := []namedFile{{e.Cover, true}}
	switch f := e.Fields.(type) {
	case *content.Person:
		files = append(files, namedFile{f.Photo, true})
	case *content.Article:
		for _, a := range f.Attachments {
			files = append(files, namedFile{a.File, false})
		}
	}
	return slices.DeleteFunc(files, func(f namedFile) bool { return f.text.Value == "" })
}

type namedFile struct {
	text    schema.Text
	picture bool
}

// checkFiles reports files that a front matter names and the site does not have.
func (s *Site) checkFiles(e *content.Entry) diag.List {
	var problems diag.List
	for _, f := range s.files(e) {
		if _, problem := s.resolve(s.byPath[e.Path], f.text.Value, e.At(f.text.Span), f.picture); problem != nil {
			problems = append(problems, *problem)
		}
	}
	return problems
}

// File finds what a front matter value such as a cover leads to. A mistake was reported by Link.
func (s *Site) File(from ID, text schema.Text) Target {
	if text.Value == "" {
		return Target{Entry: None}
	}
	target, _ := s.resolve(from, text.Value, diag.Place{}, true)
	return target
}

// Published lists the files below content/ that the site's pages refer to, each once, by path.
func (s *Site) Published() []string {
	used := map[string]bool{}
	for i, e := range s.Entries {
		for _, f := range s.files(e) {
			used[s.File(ID(i), f.text).File] = true
		}
		for _, link := range e.Links {
			target, _ := s.Resolve(ID(i), link)
			used[target.File] = true
		}
	}
	delete(used, "")
	files := make([]string, 0, len(used))
	for file := range used {
		files = append(files, file)
	}
	slices.Sort(files)
	return files
}
