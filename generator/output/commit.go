package output

import (
	"errors"
	"slices"
	"strings"

	"wenming/generator/memo"
)

// Result is what a commit did. The folder's own records count nowhere.
type Result struct {
	Written   int         // files that are new or were replaced
	Unchanged int         // files that stood there already
	Deleted   int         // files of the last version that are gone
	Bytes     int64       // size of all files of the site
	Changed   []string    // paths written or deleted, sorted
	Gone      []string    // paths of the last version that the new one lacks, sorted
	Version   memo.Digest // of the new version, see Version.Digest
}

// Commit makes the new version the current one and ends the stage. The manifest notes `at`, a line of text; if nothing
// else is new, nothing at all is written. A ForeignFileError says that somebody else's files are in the way and, unless
// they have only just appeared, that nothing was changed; after any other error the next build finishes what this one
// began.
//
// Links hold all the way because a file appears no later than the pages that link to it, and goes after them. All new
// files appear at once, or, where the file system cannot do that, assets come first; then placeholder pages take the
// paths of all new pages, which may link to one another in cycles; then come documents and the new pages themselves.
// Then come replacements. By now what has to go is asked for only by pages that have to go as well, in cycles too: they
// become placeholders before anything is removed.
func (s *Stage) Commit(at string) (Result, error) {
	if s.ended || strings.Contains(at, "\n") {
		panic("internal error: a stage is committed once, with one line of text")
	}
	result, err := s.commit(at)
	return result, errors.Join(err, s.Abort())
}

func (s *Stage) commit(at string) (Result, error) {
	if s.failed != nil {
		return Result{}, s.failed
	}
	slices.SortFunc(s.planned, func(a, b planned) int { return strings.Compare(a.path, b.path) })
	obstacles, err := s.check()
	if err != nil {
		return Result{}, err
	}
	result, work := s.sum()
	if len(result.Changed) > 0 {
		if err := s.change(work, obstacles); err != nil {
			return Result{}, err
		}
	}
	if err := s.removeEmptied(); err != nil {
		return Result{}, err
	}
	return result, s.conclude(at, result.Version)
}

// work is what a commit has to do: paths by role, sorted.
type work struct {
	added, replacing, doomed [Page + 1][]string
}

// sum adds up what the commit comes to.
func (s *Stage) sum() (r Result, w work) {
	for f := range s.records {
		r.Bytes += f.size
	}
	for o, p := range s.files() {
		switch {
		case p != nil && p.state == standing, p == nil && o.state == standing:
			r.Unchanged++
			continue
		case p != nil && p.state == added:
			w.added[p.role.turn()] = append(w.added[p.role.turn()], p.path)
			r.Written++
		case p != nil:
			w.replacing[p.role.turn()] = append(w.replacing[p.role.turn()], p.path)
			r.Written++
		case o.state == doomed:
			w.doomed[o.role.turn()] = append(w.doomed[o.role.turn()], o.path)
			r.Deleted++
		case o.state == obstructing, o.state == moved:
			r.Deleted++
		}
		if p != nil {
			r.Changed = append(r.Changed, p.path)
			continue
		}
		if o.state != idle {
			r.Changed = append(r.Changed, o.path)
		}
		if o.origin == manifest {
			r.Gone = append(r.Gone, o.path)
		}
	}
	r.Version = s.last.Digest
	if s.damaged || s.pending || len(s.planned) > 0 || len(r.Gone) > 0 {
		r.Version = digestOf(s.records)
	}
	return r, w
}

// conclude writes the manifest, if it would tell anything new, and ends the journal.
func (s *Stage) conclude(at string, version memo.Digest) error {
	if !s.pending && !s.retimed.Load() && version == s.last.Digest {
		return nil
	}
	if err := s.writeManifest(at, version, s.records); err != nil || !s.pending {
		return err
	}
	return s.disk.remove(s.name(journalName))
}
