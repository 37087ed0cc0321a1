package build

import (
	"slices"
	"strings"
	"time"

	"wenming/generator/config"
	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/memo"
	"wenming/generator/source"
)

// reading is what the files of a site say.
type reading struct {
	*sources
	entries  []*content.Entry    // of every file that can be read, or could be at last; nil where site.yaml never could
	verdicts map[string]*verdict // by entry: of those files of which something is to be said
	problems diag.List           // of all but entries
	dressing diag.List           // those of assets and layouts
	broken   bool                // some entry could not be read whole
	bare     bool                // assets or layouts have mistakes, and always had
}

// verdict is what is wrong with an entry's file.
type verdict struct {
	source   []byte
	key      memo.Digest // of what it was read from
	problems diag.List
}

// scan reads the site: all files whose stamps tell of a change, or do not tell.
func (l *Live) scan(at time.Time, m *memory) (*reading, error) {
	var began int64
	if m != nil {
		began, l.before = m.began, m.files()
	} else {
		began = l.options.instant(l.memoryFolder())
	}
	tree, problems, err := source.Read(l.options.Site, l.options.Theme)
	if err != nil {
		return nil, err
	}
	r := &reading{sources: &sources{tree: tree, memory: m, drafts: l.options.Drafts}}
	data, err := tree.Bytes(config.File)
	if err != nil {
		return nil, err
	}
	var found diag.List
	r.config, found = config.Parse(data)
	r.sound = !found.Failed()
	problems = append(problems, found...)
	if !r.sound && l.last != nil && l.last.entries != nil {
		r.config = l.last.config
	}
	r.at = l.options.moment(at, r.config.Location())
	if r.digests, err = digests(tree, l.before); err != nil {
		return nil, err
	}
	if err := r.dressLike(l.last); err != nil {
		return nil, err
	}
	r.problems = append(problems, r.dressing...)
	if r.sound || l.last != nil && l.last.entries != nil {
		if err := l.readEntries(r); err != nil {
			return nil, err
		}
	}
	l.before = r.records(began)
	return r, nil
}

// dressLike reads assets and layouts, or takes those of the last reading, where they are the same or these have mistakes.
func (r *reading) dressLike(last *reading) error {
	if last != nil && slices.Equal(r.clothes(), last.clothes()) {
		r.assets, r.root, r.layouts, r.dressing, r.bare = last.assets, last.root, last.layouts, last.dressing, last.bare
		return nil
	}
	var err error
	if r.dressing, err = r.dress(nil); err != nil || !r.dressing.Failed() {
		return err
	}
	if r.bare = last == nil || last.bare; !r.bare {
		r.assets, r.layouts = last.assets, last.layouts
	}
	return nil
}

// clothes are the files that are no content.
func (r *reading) clothes() []fileRecord {
	var records []fileRecord
	for i, file := range r.tree.Files() {
		if !strings.HasPrefix(file.Path, content.Root+"/") {
			records = append(records, fileRecord{Path: file.Path, Digest: r.digests[i]})
		}
	}
	return records
}

// readEntries reads the entries whose files are not what they were.
func (l *Live) readEntries(r *reading) error {
	files := r.tree.Files()
	var at []int
	for i := range files {
		if isEntry(files[i].Path) {
			at = append(at, i)
		}
	}
	declared, err := declaredKinds(r.sources, at)
	if err != nil {
		return err
	}
	entries, verdicts := make([]*content.Entry, len(at)), make([]*verdict, len(at))
	err = each(len(at), nil, func(i int) error {
		file := strings.TrimPrefix(files[at[i]].Path, content.Root+"/")
		kind, key := content.KindOf(file, declared)
		var err error
		entries[i], verdicts[i], err = l.readEntry(r, file, kind, key, &r.digests[at[i]])
		return err
	})
	if err != nil {
		return err
	}
	r.entries, r.verdicts = make([]*content.Entry, 0, len(at)), map[string]*verdict{}
	for i, v := range verdicts {
		if v != nil {
			r.verdicts[strings.TrimPrefix(files[at[i]].Path, content.Root+"/")] = v
			r.broken = r.broken || v.problems.Failed()
		}
		if entries[i] != nil {
			r.entries = append(r.entries, entries[i])
		}
	}
	return nil
}

// readEntry is the entry of a file below content/ and what is wrong with it. The entry of a file with mistakes is the one
// that is shown of it, if there is one.
func (l *Live) readEntry(r *reading, file string, kind content.Kind, key string, digest *memo.Digest) (*content.Entry, *verdict, error) {
	options, last := r.options(), l.last.entry(file)
	if last != nil && last.Digest == *digest && last.Kind == kind && last.Key == key && l.last.options() == options && l.last.verdicts[file] == nil {
		return last, nil, nil
	}
	memoKey := content.MemoKey(file, *digest, kind, key, options)
	known := l.last.verdict(file, memoKey)
	switch {
	case known != nil && known.problems.Failed():
		return l.shownEntry(file, kind, key), known, nil
	case last != nil && bodyKey(last, l.last.options()) == memoKey:
		return last, known, nil
	}
	if e, problems, ok := r.memory.entry(memoKey, options); ok && len(problems) == 0 {
		return &e, nil, nil
	}
	src, err := r.tree.Bytes(content.Root + "/" + file)
	if err != nil {
		return nil, nil, err
	}
	e, body, problems := content.Parse(file, src, kind, key, options)
	*digest, memoKey = e.Digest, bodyKey(&e, options)
	if r.memory != nil {
		r.memory.learnEntry(memoKey, &e, &body, problems)
	} else {
		l.bodies.put(memoKey, &body)
	}
	switch {
	case len(problems) == 0:
		return &e, nil, nil
	case problems.Failed():
		return l.shownEntry(file, kind, key), &verdict{src, memoKey, problems}, nil
	}
	return &e, &verdict{src, memoKey, problems}, nil
}

// shownEntry is the entry that is shown of a file; nil if there is none.
func (l *Live) shownEntry(file string, kind content.Kind, key string) *content.Entry {
	if state := l.state.Load(); state != nil && state.shown != nil {
		if i, ok := findEntry(state.shown.entries, file); ok && state.shown.entries[i].Kind == kind && state.shown.entries[i].Key == key {
			return state.shown.entries[i]
		}
	}
	return nil
}

// entry is that of a file below content/, if there is one.
func (r *reading) entry(file string) *content.Entry {
	if r != nil {
		if i, ok := findEntry(r.entries, file); ok {
			return r.entries[i]
		}
	}
	return nil
}

// verdict is that on a file below content/, if there is one on what a key names.
func (r *reading) verdict(file string, key memo.Digest) *verdict {
	if r == nil || r.verdicts[file] == nil || r.verdicts[file].key != key {
		return nil
	}
	return r.verdicts[file]
}

func (r *reading) options() content.Options { return content.Options{Location: r.config.Location()} }

// findEntry finds an entry among some that are sorted by path.
func findEntry(entries []*content.Entry, file string) (int, bool) {
	return slices.BinarySearchFunc(entries, file, func(e *content.Entry, file string) int { return strings.Compare(e.Path, file) })
}

// told is what is wrong with entries' files.
func (r *reading) told() diag.List {
	var all diag.List
	for _, v := range r.verdicts {
		all = append(all, v.problems...)
	}
	return all
}

// source shows the files as they were when something was found to be wrong with them.
func (r *reading) source() diag.Source {
	return func(file string) []byte {
		if v := r.verdicts[strings.TrimPrefix(file, content.Root+"/")]; v != nil {
			return v.source
		}
		return sourceOf(r.tree)(file)
	}
}
