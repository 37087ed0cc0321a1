package output

import "sync/atomic"

// perTurn is how many files are looked at by one core in one go.
const perTurn = 1024

// survey looks at all owned files. What cannot be looked at stays unseen, which whoever puts a file there finds out.
func (s *Stage) survey() {
	parallel(len(s.owned), perTurn, func(from, to int) {
		dir, there := "", place{kind: folder}
		for i := from; i < to; i++ {
			o := &s.owned[i]
			if up := parent(o.path); up != dir { // neighbours share a folder
				dir = up
				there, _ = s.lookFolder(dir)
			}
			if there.kind != folder {
				o.stands = there.kind
				continue
			}
			if p, err := lookAt(s.lock, s.root, o.path); err == nil {
				o.stands = p.kind
				o.proven = p.kind == regular && o.origin == manifest &&
					o.mtime != 0 && o.mtime == p.mtime && o.size == p.size
			}
		}
	})
}

// Intact tells whether the folder holds the last version: every file stands as recorded and no killed build left
// anything half done. Files whose times prove nothing are read; if all are right, the manifest gets their new times, so
// that the next build need not read them again. It is to be asked before the first Put or Keep.
func (s *Stage) Intact() bool {
	if s.damaged || s.pending {
		return false
	}
	var altered atomic.Bool
	parallel(len(s.owned), perTurn, func(from, to int) {
		for i := from; i < to && !altered.Load(); i++ {
			if o := &s.owned[i]; o.stands != regular || !s.confirm(o, o.digest) {
				altered.Store(true)
			}
		}
	})
	if altered.Load() {
		return false
	}
	if s.retimed.Load() && s.writeManifest(s.last.At, s.last.Digest, s.last.each) == nil {
		s.retimed.Store(false) // else only time is lost
	}
	return true
}
