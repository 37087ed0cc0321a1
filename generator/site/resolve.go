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

// resolveLink finds what a link in an entry's body leads to. A link to an entry that is not shown leads nowhere; a mistake
// leads nowhere and is reported. Whether an absolute address exists is for the plan to say.
func (s *Site) resolveLink(from ID, link *markdown.Link) (Target, *diag.Diagnostic) {
	at := spot{s.Entries[from], link.Span}
	if link.Kind == markdown.Mention {
		return s.mention(link, at)
	}
	return s.resolve(from, link.Target, at, link.Kind == markdown.Picture)
}

// LinkTarget is what a link in an entry's body leads to, by its place among them. A mistake was reported by Link.
func (s *Site) LinkTarget(from ID, link int) Target {
	if id := s.links.of(from)[link]; id != None {
		return Target{Entry: id, Address: s.addresses[id]}
	}
	target, _ := s.resolveLink(from, &s.Entries[from].Links[link])
	return target
}

func (s *Site) mention(link *markdown.Link, at spot) (Target, *diag.Diagnostic) {
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
func (s *Site) resolve(from ID, written string, at spot, picture bool) (Target, *diag.Diagnostic) {
	nowhere := Target{Entry: None}
	if !fromRoot(written) {
		if rest, ours := s.ownAddress(written); ours {
			written = rest
		} else if external(written) {
			return Target{Entry: None, External: written}, nil
		}
	}
	file, fragment, _ := strings.Cut(written, "#")
	file, _, _ = strings.Cut(file, "?")
	target, problem := Target{Entry: from, Fragment: fragment}, (*diag.Diagnostic)(nil)
	switch {
	case written == "":
		return nowhere, broken(at, picture, diag.T("the link is empty", "链接是空的"),
			diag.T("write in the parentheses where it leads", "请在括号里写明链接到哪里"))
	case strings.HasPrefix(file, "/"):
		target, problem = s.absolute(file, fragment, at, picture)
	case file != "":
		target, problem = s.relative(from, file, fragment, at, picture)
	}
	switch {
	case target.Entry == None:
		return target, problem
	case picture:
		return nowhere, broken(at, picture, diag.T("%q is a page, not a picture", "“%s”是页面，不是图片", written),
			diag.T("write the name of a picture", "请写图片的文件名"))
	}
	return s.anchor(target.Entry, fragment, at, target)
}

// absolute finds an address of this site that is written from its root. Whether there is such a page is for the plan to
// say.
func (s *Site) absolute(file, fragment string, at spot, picture bool) (Target, *diag.Diagnostic) {
	if name, ok := strings.CutPrefix(file, "/"+asset.Folder+"/"); ok {
		if served, found := s.asset(name); found {
			return Target{Entry: None, Address: "/" + served, Fragment: fragment}, nil
		}
		return Target{Entry: None}, broken(at, picture, diag.T("there is no file %q", "没有文件“%s”", file[1:]),
			diag.T("files for all pages stand in the site's folder assets/; capital letters count", "各页共用的文件放在网站的 assets/ 文件夹里；区分大小写"))
	}
	target := Target{Entry: None, Address: path.Clean(norm.NFC.String(file)) + trailing(file), Fragment: fragment}
	if id, ok := s.byAddress[target.Address]; ok && id == None {
		return Target{Entry: None}, nil
	} else if ok {
		target.Entry = id
	}
	return target, nil
}

// relative resolves a path from an entry's own folder.
func (s *Site) relative(from ID, file, fragment string, at spot, picture bool) (Target, *diag.Diagnostic) {
	nowhere := Target{Entry: None}
	name := norm.NFC.String(path.Join(path.Dir(s.Entries[from].Path), file))
	if name == ".." || strings.HasPrefix(name, "../") {
		return nowhere, broken(at, picture, diag.T("%q leads out of content/", "“%s”超出了 content/ 文件夹", file),
			diag.T("copy the file beside the entry", "请把文件复制到条目旁边"))
	}
	id, ok := s.byPath[name]
	if !ok {
		id, ok = s.byPath[path.Join(name, "_index.md")]
	}
	switch {
	case ok && id == None:
		return nowhere, nil
	case ok:
		return Target{Entry: id, Address: s.addresses[id], Fragment: fragment}, nil
	}
	switch {
	case name == ".":
		return Target{Entry: None, Address: "/", Fragment: fragment}, nil
	case s.hasFile(content.Root + "/" + name):
		return Target{Entry: None, File: name, Address: s.FileAddress(name), Fragment: fragment}, nil
	}
	s.guesses.later(at.place(), func() diag.Text { return s.fileAdvice(from, file, name) })
	return nowhere, broken(at, picture, diag.T("there is no file %q", "没有文件“%s”", content.Root+"/"+name), writeAPath)
}

// headingsShown is how many headings a hint names.
const headingsShown = 8

// anchor checks that an entry's body has the heading, or the other place, that a fragment names. Every page has a top
// (HTML, 7.4.6.4).
func (s *Site) anchor(id ID, fragment string, at spot, found Target) (Target, *diag.Diagnostic) {
	e := s.Entries[id]
	if fragment == "" || fragment == "top" || slices.Contains(e.Headings, fragment) || slices.Contains(e.Anchors, fragment) {
		return found, nil
	}
	d := diag.New(diag.BrokenAnchor, at.place(), diag.T("%[2]q has no heading %[1]q", "“%[2]s”里没有标题“%[1]s”", fragment, e.File()))
	d = d.WithHint(diag.T("it has no headings at all", "这个文件里一个标题也没有"))
	if len(e.Headings) > 0 {
		d = d.WithHint(diag.T("it has: %s", "已有的标题：%s", strings.Join(e.Headings[:min(headingsShown, len(e.Headings))], " / ")))
	}
	return Target{Entry: None}, &d
}

// ownAddress cuts the site's own address off an absolute one.
func (s *Site) ownAddress(written string) (rest string, ours bool) {
	rest, ours = strings.CutPrefix(written, strings.TrimSuffix(s.Config.URL.Value, "/"))
	if !ours || rest != "" && !strings.HasPrefix(rest, "/") {
		return "", false
	}
	if rest == "" {
		rest = "/"
	}
	return rest, true
}

// fromRoot tells whether an address is written from the site's root.
func fromRoot(address string) bool {
	return strings.HasPrefix(address, "/") && !strings.HasPrefix(address, "//")
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

func broken(at spot, picture bool, message, hint diag.Text) *diag.Diagnostic {
	code := diag.BrokenLink
	if picture {
		code = diag.MissingImage
	}
	d := diag.New(code, at.place(), message).WithHint(hint)
	return &d
}
