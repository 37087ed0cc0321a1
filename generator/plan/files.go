package plan

import (
	"path"
	"slices"
	"strings"

	"wenming/generator/asset"
	"wenming/generator/config"
	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/memo"
	"wenming/generator/output"
)

// files plans what is copied: assets by their served names, assets/root/ as it stands, and the files below content/
// that pages refer to.
func (p *planner) files() {
	theme := p.Assets.Reach(p.Layouts.Assets())
	for _, name := range p.Assets.Names() {
		a, _ := p.Assets.Get(name)
		role := output.Asset
		if theme[name] {
			role = output.Theme
		}
		p.blob(role, a.Served, asset.Folder+"/"+name, memo.Of(a.Integrity), func() ([]byte, error) { return a.Data, nil })
	}
	for _, file := range p.Root {
		p.blob(output.Asset, strings.TrimPrefix(file, asset.Root+"/"), file, p.Digest(file), func() ([]byte, error) { return p.Read(file) })
	}
	for _, name := range p.site.Published() {
		file := content.Root + "/" + name
		p.blob(output.Asset, filePath(p.site.FileAddress(name)), file, memo.Of([]any{path.Ext(file), p.Digest(file)}), func() ([]byte, error) {
			data, err := p.Read(file)
			if err != nil || path.Ext(file) != ".svg" {
				return data, err // whoever downloads a file gets it byte for byte
			}
			short, _ := asset.Minify(file, data) // a picture that cannot be read is published as it is
			return short, nil
		})
	}
}

func (p *planner) blob(role output.Role, to, from string, key memo.Digest, data func() ([]byte, error)) {
	p.outputs = append(p.outputs, Output{Path: to, Role: role, from: written{File: from}, Make: Blob{memo.Of([]any{role, key}), data}})
}

// absoluteLinks reports links to addresses of this site that no output has. It wants all of them planned and sorted.
func (p *planner) absoluteLinks() {
	known := func(address string) bool {
		_, is := slices.BinarySearchFunc(p.outputs, filePath(address), func(o Output, path string) int { return strings.Compare(o.Path, path) })
		return is
	}
	check := func(address string, at diag.Place, picture bool) {
		if address == "" || known(address) {
			return
		}
		code := diag.BrokenLink
		if picture {
			code = diag.MissingImage
		}
		hint := diag.T("link to an entry by its file, such as ../people/fu-ting.md", "链接到条目请写它的文件，如 ../people/fu-ting.md")
		if picture {
			hint = diag.T("put the picture beside the entry and write its name, or into assets/ and write /assets/…",
				"请把图片放在条目旁边并写文件名，或放进 assets/ 并写 /assets/…")
		} else if at.File == config.File {
			hint = diag.T("name a section or an entry by its key instead, or write an address such as /news/", "可改写栏目或条目的文件名，或写网址，如 /news/")
		}
		inside := strings.TrimPrefix(address, p.site.Config.Base())
		for _, other := range []string{address + "/", strings.TrimSuffix(address, "/") + ".html", inside} {
			if other != address && known(other) {
				hint = diag.T("did you mean %q?", "是不是“%s”？", other)
				break
			}
		}
		p.problems = append(p.problems, diag.New(code, at, diag.T("the site has no address %q", "本站没有网址“%s”", address)).WithHint(hint))
	}
	for _, link := range p.site.AbsoluteLinks() {
		check(link.Address, link.Place, link.Picture)
	}
	for _, link := range p.site.ConfigLinks() {
		check(link.Address, link.Place, link.Picture)
	}
}
