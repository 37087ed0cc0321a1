package build

import (
	"path"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"wenming/generator/content"
	"wenming/generator/diag"
)

// parsed is every entry of a site, with the bodies apart: only an entry's own page needs its body.
type parsed struct {
	*sources
	entries []*content.Entry
	bodies  map[string]*content.Body // by path
	broken  bool                     // some entry could not be read whole
}

// parse reads every entry. The _index.md files come first: they say of which kind the entries beside them are.
func parse(s *sources, problems diag.List) (*parsed, diag.List, error) {
	var files []string
	for _, file := range s.tree.Below(content.Root) {
		if path.Ext(file.Path) == ".md" {
			files = append(files, strings.TrimPrefix(file.Path, content.Root+"/"))
		}
	}
	declared, err := declaredKinds(s, files)
	if err != nil {
		return nil, nil, err
	}
	type result struct {
		entry    content.Entry
		body     content.Body
		problems diag.List
	}
	results := make([]result, len(files))
	options := content.Options{Location: s.config.Location()}
	err = each(len(files), func(i int) error {
		src, err := s.tree.Bytes(content.Root + "/" + files[i])
		if err != nil {
			return err
		}
		kind, key := content.KindOf(files[i], declared)
		r := &results[i]
		r.entry, r.body, r.problems = content.Parse(files[i], src, kind, key, options)
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	p := &parsed{sources: s, bodies: make(map[string]*content.Body, len(files))}
	for i := range results {
		r := &results[i]
		p.entries = append(p.entries, &r.entry)
		p.bodies[files[i]] = &r.body
		p.broken = p.broken || r.problems.Failed()
		problems = append(problems, r.problems...)
	}
	return p, problems, nil
}

// declaredKinds are the kinds that the _index.md files declare, by folder.
func declaredKinds(s *sources, files []string) (map[string]content.Kind, error) {
	declared := map[string]content.Kind{}
	for _, file := range files {
		folder, name := path.Split(file)
		if name != "_index.md" {
			continue
		}
		src, err := s.tree.Bytes(content.Root + "/" + file)
		if err != nil {
			return nil, err
		}
		if kind := content.DeclaredKind(src); kind != content.KindSection {
			declared[strings.TrimSuffix(folder, "/")] = kind
		}
	}
	return declared, nil
}

// each calls do for every number below n, on all processors, and returns the error of the lowest number that failed.
func each(n int, do func(i int) error) error {
	errs := make([]error, n)
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				errs[i] = do(i)
			}
		})
	}
	workers.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
