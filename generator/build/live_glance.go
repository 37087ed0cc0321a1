package build

import (
	"maps"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"time"

	"wenming/generator/content"
	"wenming/generator/memo"
	"wenming/generator/source"
)

// glance is the last reading, but for entries of which only those in some files can have changed. It is not enough where
// other files are named, or such as are new, gone, or say of which kind others are.
func (l *Live) glance(at time.Time, hints []string) (*reading, bool) {
	const few = 100
	if l.last == nil || l.last.entries == nil || len(hints) == 0 || len(hints) > few {
		return nil, false
	}
	s := *l.last.sources
	s.at, s.digests = l.options.moment(at, s.config.Location()), slices.Clone(s.digests)
	r := &reading{
		sources: &s, entries: slices.Clone(l.last.entries), verdicts: maps.Clone(l.last.verdicts),
		problems: l.last.problems, dressing: l.last.dressing, bare: l.last.bare,
	}
	for _, name := range hints {
		i, known := s.tree.Index(name)
		if !known || !isEntry(name) || path.Base(name) == "_index.md" {
			return nil, false
		}
		if info, err := os.Lstat(filepath.Join(l.options.Site, filepath.FromSlash(name))); err != nil || !info.Mode().IsRegular() {
			return nil, false
		}
		file := strings.TrimPrefix(name, content.Root+"/")
		k, ok := findEntry(r.entries, file)
		if !ok {
			return nil, false
		}
		src, err := s.tree.Bytes(name)
		if err != nil {
			return nil, false
		}
		s.digests[i] = memo.Bytes(src)
		l.before[i].Stamp = source.Stamp{} // that of the last scan says nothing of these bytes
		e, v, err := l.readEntry(r, file, r.entries[k].Kind, r.entries[k].Key, &s.digests[i])
		if err != nil || e == nil {
			return nil, false
		}
		r.entries[k] = e
		if delete(r.verdicts, file); v != nil {
			r.verdicts[file] = v
		}
	}
	for _, v := range r.verdicts {
		r.broken = r.broken || v.problems.Failed()
	}
	return r, true
}

// same tells whether a reading found what the one before it did.
func (r *reading) same(before *reading) bool {
	return r.sameFiles(before) && slices.Equal(r.digests, before.digests) && reflect.DeepEqual(r.problems, before.problems) &&
		(r.entries == nil) == (before.entries == nil)
}

// sameFiles tells whether the files have the names that they had.
func (r *reading) sameFiles(before *reading) bool {
	return r.tree == before.tree || slices.EqualFunc(r.tree.Files(), before.tree.Files(), func(a, b source.File) bool { return a.Path == b.Path })
}
