package build

import (
	"sync"

	"wenming/generator/content"
	"wenming/generator/memo"
)

// recentBodies keeps the bodies that were used last. A site's bodies do not fit into memory, but those that are written and
// looked at do, and they are wanted again when a file is gone or has mistakes.
type recentBodies struct {
	mu     sync.Mutex
	bodies map[memo.Digest]*content.Body
	keys   []memo.Digest // the next to go first
}

const recentBodiesAtMost = 1000

func (r *recentBodies) get(key memo.Digest) (*content.Body, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	b, ok := r.bodies[key]
	return b, ok
}

func (r *recentBodies) put(key memo.Digest, b *content.Body) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.bodies == nil {
		r.bodies = map[memo.Digest]*content.Body{}
	}
	if _, known := r.bodies[key]; known {
		return
	}
	if len(r.keys) == recentBodiesAtMost {
		delete(r.bodies, r.keys[0])
		r.keys = append(r.keys[:0], r.keys[1:]...)
	}
	r.bodies[key] = b
	r.keys = append(r.keys, key)
}

// bodyKey names an entry's body.
func bodyKey(e *content.Entry, o content.Options) memo.Digest {
	return content.MemoKey(e.Path, e.Digest, e.Kind, e.Key, o)
}

// body is the body of the entry that is shown of a path: the one that was used last, or that the file holds, or, of an entry
// whose file has mistakes now, that the memory on the disk knows. Where none has it, the body is empty.
func (l *Live) body(s *shown, path string) *content.Body {
	i, ok := findEntry(s.entries, path)
	if !ok {
		return new(content.Body)
	}
	e, options := s.entries[i], content.Options{Location: s.config.Location()}
	key := bodyKey(e, options)
	if b, ok := l.bodies.get(key); ok {
		return b
	}
	body := new(content.Body)
	if src, err := s.tree.Bytes(e.File()); err == nil && memo.Bytes(src) == e.Digest {
		_, *body, _ = content.Parse(e.Path, src, e.Kind, e.Key, options)
	} else if b, ok := l.remembered(key); ok {
		body = b
	} else {
		l.missed.Add(1)
		return body
	}
	l.bodies.put(key, body)
	return body
}

// remembered is a body that the memory on the disk knows.
func (l *Live) remembered(key memo.Digest) (*content.Body, bool) {
	store := memo.Open(l.memoryFolder(), l.options.Program, memo.Options{ReadOnly: true})
	defer store.Close()
	data, ok := store.Table("bodies", false).Get(key)
	if !ok {
		return nil, false
	}
	return content.RecallBody(data)
}

// file is a file as the site has it.
func (l *Live) file(s *shown, path string) ([]byte, error) {
	data, err := s.tree.Bytes(path)
	if err == nil && memo.Bytes(data) != s.digest(path) {
		err = ChangedError{path}
	}
	return data, err
}
