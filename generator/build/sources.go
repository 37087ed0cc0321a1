package build

import (
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"strings"
	"time"

	"wenming/generator/asset"
	"wenming/generator/config"
	"wenming/generator/diag"
	"wenming/generator/layout"
	"wenming/generator/memo"
	"wenming/generator/source"
	"wenming/generator/words"
)

// sources are a site's files, and what is made of those that are not content.
type sources struct {
	tree    *source.Tree
	digests []memo.Digest // of the tree's files, in its order; zero for entries that are not read yet
	memory  *memory
	config  config.Site
	sound   bool      // the configuration has no errors
	at      time.Time // the moment that decides what is due, in the site's zone
	drafts  bool
	assets  *asset.Set
	root    []string // files of assets/root/
	layouts *layout.Set
}

// read lists the files and reads the configuration.
func read(o Options, m *memory) (*sources, diag.List, error) {
	tree, problems, err := source.Read(o.Site, o.Theme)
	if err != nil {
		return nil, nil, err
	}
	s := &sources{tree: tree, memory: m, drafts: o.Drafts}
	data, err := tree.Bytes(config.File)
	if err != nil {
		return nil, nil, err
	}
	var found diag.List
	s.config, found = config.Parse(data)
	s.sound = !found.Failed()
	s.at = o.moment(o.At, s.config.Location())
	if s.digests, err = digests(tree, m.files()); err == nil && memo.Bytes(data) != s.digest(config.File) {
		err = ChangedError{config.File}
	}
	return s, append(problems, found...), err
}

// moment is what a site is looked at for, in its zone.
func (o Options) moment(at time.Time, zone *time.Location) time.Time {
	if o.Wall {
		return time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), at.Second(), at.Nanosecond(), zone)
	}
	return at.In(zone)
}

// bytes reads a file of the site, which has its digest from then on. It fails for one that is not what its digest says any
// more: what is made of it would be remembered for other bytes.
func (s *sources) bytes(name string) ([]byte, error) {
	data, err := s.tree.Bytes(name)
	if err != nil {
		return nil, err
	}
	i, _ := s.tree.Index(name)
	digest := memo.Bytes(data)
	if s.digests[i] == (memo.Digest{}) {
		s.digests[i] = digest
	}
	if digest != s.digests[i] {
		return nil, ChangedError{name}
	}
	return data, nil
}

// digest is that of a file of the site.
func (s *sources) digest(name string) memo.Digest {
	i, _ := s.tree.Index(name)
	return s.digests[i]
}

// dress reads the assets and the layouts.
func (s *sources) dress(problems diag.List) (diag.List, error) {
	var err error
	files := map[string][]byte{}
	for _, file := range s.tree.Below(asset.Folder) {
		if strings.HasPrefix(file.Path, asset.Root+"/") {
			s.root = append(s.root, file.Path)
			continue
		}
		if files[strings.TrimPrefix(file.Path, asset.Folder+"/")], err = s.bytes(file.Path); err != nil {
			return nil, err
		}
	}
	var found diag.List
	s.assets, found = asset.Make(files)
	problems = append(problems, found...)

	texts := map[string][]byte{}
	for _, file := range s.tree.Below(layout.Folder) {
		if path.Ext(file.Path) != ".html" {
			continue
		}
		if texts[file.Path], err = s.bytes(file.Path); err != nil {
			return nil, err
		}
	}
	s.layouts, found = layout.Load(texts, s.names())
	return append(problems, found...), nil
}

// names are what layouts may name.
func (s *sources) names() layout.Names {
	base := s.config.Base()
	return layout.Names{
		Asset: func(name string) (string, bool) {
			a, ok := s.assets.Get(name)
			return base + (&url.URL{Path: "/" + a.Served}).EscapedPath(), ok
		},
		Integrity: func(name string) (string, bool) {
			a, ok := s.assets.Get(name)
			return a.Integrity, ok
		},
		Word: func(key string) (string, bool) { return words.Lookup(s.config.Language, key) },
	}
}

// word is a word of the theme that the program itself uses.
func (s *sources) word(key string) string {
	text, ok := words.Lookup(s.config.Language, key)
	if !ok {
		panic(fmt.Sprintf("internal error: there is no word %q", key))
	}
	return text
}

// NoSiteError says that the folder has no site.yaml.
type NoSiteError struct{}

// Text is the error in both languages.
func (NoSiteError) Text() diag.Text {
	return diag.T("this folder has no site.yaml; name the site's folder by --site, or make a new site with: wenming init DIR",
		"这个文件夹里没有 site.yaml；请用 --site 指明网站所在的文件夹，或新建网站：wenming init 文件夹")
}

func (e NoSiteError) Error() string { return e.Text().English }

// Is lets errors.Is(err, fs.ErrNotExist) find it.
func (NoSiteError) Is(target error) bool { return target == fs.ErrNotExist }
