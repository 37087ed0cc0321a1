package build

import (
	"path"
	"strings"
	"sync"

	"wenming/generator/content"
	"wenming/generator/diag"
)

// parsed is every entry of a site.
type parsed struct {
	*sources
	entries []*content.Entry
	bodies  *bodies
	broken  bool // some entry could not be read whole
}

// parse reads every entry, or has it from the memory. The _index.md files come first: they say of which kind the entries
// beside them are.
func parse(s *sources, progress Progress, problems diag.List) (*parsed, diag.List, error) {
	files := s.tree.Files()
	var at []int // the entries' files
	for i := range files {
		if isEntry(files[i].Path) {
			at = append(at, i)
		}
	}
	declared, err := declaredKinds(s, at)
	if err != nil {
		return nil, nil, err
	}
	p := &parsed{sources: s, entries: make([]*content.Entry, len(at))}
	p.bodies = &bodies{
		tree: s.tree, memory: s.memory, options: content.Options{Location: s.config.Location()},
		buffers: sync.Pool{New: func() any { return new([]byte) }},
	}
	found := make([]diag.List, len(at))
	err = each(len(at), progress.of(Parsing), func(i int) error {
		file := strings.TrimPrefix(files[at[i]].Path, content.Root+"/")
		kind, key := content.KindOf(file, declared)
		e, problems, err := p.bodies.entry(file, kind, key, s.digests[at[i]])
		if err != nil {
			return err
		}
		p.entries[i], found[i], s.digests[at[i]] = &e, problems, e.Digest
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	for _, list := range found {
		p.broken = p.broken || list.Failed()
		problems = append(problems, list...)
	}
	return p, problems, nil
}

// declaredKinds are the kinds that the _index.md files declare, by folder.
func declaredKinds(s *sources, at []int) (map[string]content.Kind, error) {
	declared := map[string]content.Kind{}
	for _, i := range at {
		file := s.tree.Files()[i].Path
		folder, name := path.Split(file)
		if name != "_index.md" {
			continue
		}
		src, err := s.bytes(file)
		if err != nil {
			return nil, err
		}
		if kind := content.DeclaredKind(src); kind != content.KindSection {
			declared[strings.Trim(strings.TrimPrefix(folder, content.Root), "/")] = kind
		}
	}
	return declared, nil
}
