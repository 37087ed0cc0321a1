package build

import (
	"os"
	"path/filepath"
	"sync"

	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/memo"
	"wenming/generator/source"
)

// MemoryFolder is the folder of a site that holds what builds remember.
const MemoryFolder = ".wenming"

// memory is what earlier builds of a site know: digests of inputs to results. It saves time and decides nothing. Without
// it, or with a part of it gone, a build does the work anew and comes to the same bytes. A nil memory knows nothing and
// learns nothing.
type memory struct {
	store   *memo.Store
	entries *memo.Table // entry keys to entries and what is wrong with their files
	bodies  *memo.Table // entry keys to bodies
	sizes   *memo.Table // digests of pictures to their sizes
	reasons *memo.Table // digests of paths to why pages were made
	buffers sync.Pool   // of *[]byte
	known   memo.Digest // of the list of files, as the last build left it
	began   int64       // the file system's time before anything was read; 0 where it cannot be told
}

// recall opens a site's memory, and waits while another build of the site has it open.
func recall(o Options) *memory {
	folder := filepath.Join(o.Site, MemoryFolder)
	store := memo.Open(folder, o.Program, memo.Options{Waiting: o.Waiting, Fresh: o.Clean})
	return &memory{
		store:   store,
		entries: store.Table("entries", true),
		bodies:  store.Table("bodies", false),
		sizes:   store.Table("sizes", true),
		reasons: store.Table("reasons", false),
		buffers: sync.Pool{New: func() any { return new([]byte) }},
		began:   o.instant(folder),
	}
}

// instant is the present by the clock of the file system that holds a folder.
func (o Options) instant(folder string) int64 {
	if o.began != nil {
		return o.began()
	}
	f, err := os.CreateTemp(folder, "now-")
	if err != nil {
		return 0
	}
	defer os.Remove(f.Name())
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return 0
	}
	return info.ModTime().UnixNano()
}

// fileRecord is a source file as a build found it.
type fileRecord struct {
	Path   string
	Stamp  source.Stamp // zero where it proves nothing
	Digest memo.Digest
}

// records are the files as they are found. began is the file system's time before they were looked at.
func (s *sources) records(began int64) []fileRecord {
	records := make([]fileRecord, len(s.digests))
	for i, file := range s.tree.Files() {
		records[i] = fileRecord{Path: file.Path, Digest: s.digests[i]}
		if file.Stamp.Settled(began) {
			records[i].Stamp = file.Stamp
		}
	}
	return records
}

// files are the source files of the last build, by path.
func (m *memory) files() []fileRecord {
	var records []fileRecord
	if m == nil {
		return nil
	}
	if data, ok := m.store.Load("files"); ok {
		memo.Decode(data, &records, nil)
		m.known = memo.Bytes(data)
	}
	return records
}

// learnFiles remembers the files of this build, if they are not what the last one found.
func (m *memory) learnFiles(s *sources) {
	records := s.records(m.began)
	if data := memo.Append(nil, &records); memo.Bytes(data) != m.known {
		m.store.Save("files", data)
	}
}

// remembers tells whether there was an earlier build.
func (m *memory) remembers() bool { return m.known != memo.Digest{} }

// outputs are the files that the last build made, by path.
func (m *memory) outputs() []outputRecord {
	var records []outputRecord
	if data, ok := m.store.Load("outputs"); ok {
		memo.Decode(data, &records, nil)
	}
	return records
}

// entry is the entry of a key, if it and its body are remembered.
func (m *memory) entry(key memo.Digest, o content.Options) (content.Entry, diag.List, bool) {
	if m == nil {
		return content.Entry{}, nil, false
	}
	data, ok := m.entries.Get(key)
	if !ok || !m.bodies.Touch(key) {
		return content.Entry{}, nil, false
	}
	return content.Recall(data, o)
}

// learnEntry remembers an entry and its body.
func (m *memory) learnEntry(key memo.Digest, e *content.Entry, body *content.Body, problems diag.List) {
	if m == nil {
		return
	}
	buf := m.buffers.Get().(*[]byte)
	defer m.buffers.Put(buf)
	*buf = content.Append((*buf)[:0], e, problems)
	m.entries.Put(key, *buf)
	*buf = content.AppendBody((*buf)[:0], body)
	m.bodies.Put(key, *buf)
}

// body is the body of the entry of a key, if it is remembered.
func (m *memory) body(key memo.Digest) (*content.Body, bool) {
	if m == nil {
		return nil, false
	}
	data, ok := m.bodies.Get(key)
	if !ok {
		return nil, false
	}
	return content.RecallBody(data)
}

// size is the size of the picture of a key, if it is remembered.
func (m *memory) size(key memo.Digest) (s size, ok bool) {
	if m == nil {
		return size{}, false
	}
	if data, found := m.sizes.Get(key); found {
		_, ok = memo.Decode(data, &s, nil)
	}
	return s, ok
}

func (m *memory) learnSize(key memo.Digest, s size) {
	if m != nil {
		m.sizes.Put(key, memo.Append(nil, &s))
	}
}
