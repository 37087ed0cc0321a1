package site

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

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
	text, kinds := ofKind(link.Target)
	id, problem := s.refer(at, text, kinds...)
	if id == None {
		return Target{Entry: None}, problem
	}
	return Target{Entry: id, Address: s.addresses[id]}, nil
}

// ofKind reads a reference to an entry of any kind, which may name the kind first: fu-ting, person:fu-ting.
func ofKind(written string) (text string, kinds []content.Kind) {
	if prefix, rest, ok := strings.Cut(written, ":"); ok {
		if i := slices.IndexFunc(mentionable, func(k content.Kind) bool { return k.String() == prefix || kindWords[k].Chinese == prefix }); i >= 0 {
			return rest, mentionable[i : i+1]
		}
	}
	return written, mentionable
}

// Mentioned is the name of the entry that a mention means, also of one that is not shown; "" where it means none.
func (s *Site) Mentioned(written string) string {
	text, kinds := ofKind(written)
	return s.Called(text, kinds...)
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
	switch {
	case written == "":
		return nowhere, broken(at, picture, diag.T("the link is empty", "链接是空的"))
	case file == "":
		return s.anchor(from, fragment, at, Target{Entry: from, Fragment: fragment})
	case strings.HasPrefix(file, "/"):
		target, problem := s.absolute(file, fragment, at, picture)
		if target.Entry != None {
			return s.anchor(target.Entry, fragment, at, target)
		}
		return target, problem
	}
	file, _, _ = strings.Cut(file, "?")
	return s.relative(from, file, fragment, at, picture)
}

// absolute finds an address of this site that is written from its root. Whether there is such a page is for the plan to
// say.
func (s *Site) absolute(file, fragment string, at diag.Place, picture bool) (Target, *diag.Diagnostic) {
	file, _, _ = strings.Cut(file, "?")
	if name, ok := strings.CutPrefix(file, "/"+asset.Folder+"/"); ok {
		if served, found := s.asset(name); found {
			return Target{Entry: None, Address: "/" + served, Fragment: fragment}, nil
		}
		return Target{Entry: None}, broken(at, picture, diag.T("there is no file %q", "没有文件“%s”", file[1:]))
	}
	target := Target{Entry: None, Address: path.Clean(norm.NFC.String(file)) + trailing(file), Fragment: fragment}
	if id, ok := s.byAddress[target.Address]; ok {
		target.Entry = id
	}
	return target, nil
}

// relative resolves a path from an entry's own folder.
func (s *Site) relative(from ID, file, fragment string, at diag.Place, picture bool) (Target, *diag.Diagnostic) {
	nowhere := Target{Entry: None}
	name := path.Join(path.Dir(s.Entries[from].Path), file)
	if name == ".." || strings.HasPrefix(name, "../") {
		return nowhere, broken(at, picture, diag.T("%q leads out of content/", "“%s”超出了 content/ 文件夹", file))
	}
	if strings.HasSuffix(file, "/") || name == "." {
		if id, ok := s.entryAt(path.Join(name, "_index.md")); ok {
			return s.anchor(id, fragment, at, Target{Entry: id, Address: s.addresses[id], Fragment: fragment})
		}
	}
	if path.Ext(name) == ".md" {
		if id, ok := s.entryAt(name); ok {
			return s.anchor(id, fragment, at, Target{Entry: id, Address: s.addresses[id], Fragment: fragment})
		}
		if s.hidden[norm.NFC.String(name)] {
			return nowhere, nil
		}
		problem := broken(at, picture, diag.T("there is no file %q", "没有文件“%s”", content.Root+"/"+name))
		if near := s.nearFile(name); near != "" {
			near = relativePath(path.Dir(s.Entries[from].Path), near)
			*problem = problem.WithHint(diag.T("did you mean %q?", "是不是“%s”？", near))
		}
		return nowhere, problem
	}
	if name, ok := s.existing(name); ok {
		return Target{Entry: None, File: name, Address: s.FileAddress(name), Fragment: fragment}, nil
	}
	problem := broken(at, picture, diag.T("there is no file %q", "没有文件“%s”", content.Root+"/"+name))
	if source, html := strings.CutSuffix(name, ".html"); html {
		if _, ok := s.entryAt(source + ".md"); ok {
			*problem = problem.WithHint(diag.T("link to the source: %q", "请链接到源文件：“%s”", strings.TrimSuffix(file, ".html")+".md"))
			return nowhere, problem
		}
	}
	*problem = problem.WithHint(diag.T("a path is relative to the entry's own folder, and capital letters count; put the file beside the entry",
		"路径从条目所在的文件夹算起，并区分大小写；请把文件放在条目旁边"))
	return nowhere, problem
}

// existing is the path of a file below content/ as the site has it, which may be of another Unicode form.
func (s *Site) existing(name string) (string, bool) {
	for _, form := range []string{name, norm.NFC.String(name), norm.NFD.String(name)} {
		if s.hasFile(content.Root + "/" + form) {
			return form, true
		}
	}
	return "", false
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

// headingsShown is how many headings a hint names.
const headingsShown = 8

// anchor checks that an entry's body has the heading, or the other place, that a fragment names.
func (s *Site) anchor(id ID, fragment string, at diag.Place, found Target) (Target, *diag.Diagnostic) {
	e := s.Entries[id]
	if fragment == "" || slices.Contains(e.Headings, fragment) || slices.Contains(e.Anchors, fragment) {
		return found, nil
	}
	d := diag.New(diag.BrokenAnchor, at, diag.T("%[2]q has no heading %[1]q", "“%[2]s”里没有标题“%[1]s”", fragment, e.File()))
	d = d.WithHint(diag.T("it has no headings at all", "这个文件里一个标题也没有"))
	if len(e.Headings) > 0 {
		d = d.WithHint(diag.T("it has: %s", "已有的标题：%s", strings.Join(e.Headings[:min(headingsShown, len(e.Headings))], " / ")))
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

// nearFile is the entry that a path was probably meant to be: one beside it that is spelled almost alike, or one of the
// same name in another folder; "" for none.
func (s *Site) nearFile(name string) string {
	stem := strings.TrimSuffix(path.Base(name), ".md")
	best, least := "", min(len([]rune(stem))-1, 3)+1
	for _, e := range s.Entries {
		other := strings.TrimSuffix(path.Base(e.Path), ".md")
		d := schema.Distance(stem, other)
		if path.Dir(e.Path) != path.Dir(name) {
			if d > 0 || other == "index" || other == "_index" {
				continue
			}
			d = 3
		}
		if d < least {
			best, least = e.Path, d
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
