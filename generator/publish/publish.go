// Package publish brings a finished site to where its visitors get it from: a folder of a web server, or a bucket of object
// storage that a CDN reads.
//
// Open names a target, Publish makes it hold the site, and says what it did and which addresses a CDN must forget. What the
// target holds of ours stands in a record there, by digest: exactly what differs is sent, what the site has no more is
// removed, and what we did not put there is never touched. Without a record, or with a damaged one, the target itself is asked.
//
// A publication first writes into the record what it is going to touch, then sends what pages consist of, then pages, then
// what lists them, then removes, and ends by writing what is there now. Kill it at any instant: the next one finds the record
// open, looks at everything that was to be touched, and ends in the right state. Both writings are conditional on the record
// being the one that was read, so of two publications one loses; it changes nothing further, and the next one looks again at
// what the loser may have written.
//
// The promise has two limits. Where a server cannot write conditionally, the record is compared just before instead. And a
// loser that hangs in the middle of a request for longer than until the end of the next publication but one is not expected
// back.
package publish

import (
	"context"
	"crypto/rand"
	"errors"
	"slices"
	"sync"
	"time"

	"wenming/generator/diag"
	"wenming/generator/output"
)

// Options say what to publish and how.
type Options struct {
	Site   string    // the folder of a finished site
	URL    string    // the site's address, which tells sites apart
	Now    time.Time // decides which theme assets have lingered for long enough
	Force  bool      // also what is older than what is there, and in place of another site
	DryRun bool      // only say what would be done
	Source Source
	// Purge is told what Report.Purge lists while the record still says that the publication has not ended: if it fails, or if
	// the publication is killed then, the next one lists all that again. A dry run does not call it; may be nil.
	Purge func(paths []string) error
	// Progress is called with the bytes that are sent, and all that will be, from several goroutines; may be nil.
	Progress func(sent, all int64)
}

// Source is what a site was built from, where that is known: a commit.
type Source struct {
	Commit string
	Made   time.Time
	// Order is negative where Commit is part of the history of another one, positive where that is part of Commit's, and 0
	// where neither is. It is not known where the other one is not.
	Order func(other string) (order int, known bool)
}

// Report is what a publication did or, after a dry run, would do. Paths are relative to the target.
type Report struct {
	At, Commit string
	Sent       []Sent
	Removed    []string
	Unchanged  int      // objects
	Lingering  int      // of the unchanged: theme assets that the site does not have any more
	Purge      []string // paths of the files whose addresses say something else than before
	Requests   int64    // to the server
	Found      Found
	// Unconditional says that the target cannot replace its record only if it is the expected one.
	Unconditional bool
}

// Sent is an object that was sent.
type Sent struct {
	Path string
	Size int64 // of the file, in bytes; compressed it is smaller
}

// Found is what a publication found.
type Found string

// What a publication finds.
const (
	Nothing  Found = "nothing"  // no record, and nothing of ours
	Objects  Found = "objects"  // no record, or a damaged one; the target was asked what is there
	Finished Found = "finished" // what the last publication left when it ended
	Stopped  Found = "stopped"  // what a publication left that did not end
)

// Publish makes the target hold a finished site. Failures that a person can do something about are Problems; the report says
// even then what was done until then.
func (t *Target) Publish(ctx context.Context, o Options) (report Report, err error) {
	defer func() { report.Requests = t.host.requests() }()
	site, err := output.Read(o.Site)
	if err != nil {
		return report, err
	}
	p := &publication{Target: t, Options: o, site: site, report: &report}
	all := wantedOf(site, t.host)
	if err := p.find(ctx, all); err != nil {
		return report, err
	}
	plan := compare(all, p.there, o.Now.UTC().Truncate(time.Second))
	older := p.older()
	if older != nil && (p.there.Open || !plan.idle()) {
		return report, older
	}
	report.At, report.Commit = site.At, o.Source.Commit
	report.Unchanged, report.Lingering, report.Purge = plan.same, plan.lapsed, plan.purge
	if o.DryRun {
		for _, d := range plan.send {
			report.Sent = append(report.Sent, Sent{d.path, d.file.Size})
		}
		report.Removed = slices.Concat(plan.way, plan.remove)
		return report, nil
	}
	if older != nil { // another machine published the same files
		return report, p.tell(plan.purge)
	}
	return report, p.carryOut(ctx, plan)
}

// publication is one run of Publish.
type publication struct {
	*Target
	Options
	site   output.Version
	there  *record
	report *Report

	compressor compressor

	mu      sync.Mutex // guards what follows, and the report while objects are sent
	mark    string     // of the record, as we last read or wrote it
	checked time.Time
	sent    int64
}

// older is a Problem if the site is older than what is there. A commit knows better than a moment: a build that changes
// nothing keeps that of the build before.
func (p *publication) older() error {
	if p.Force {
		return nil
	}
	if p.Source.Commit != "" && p.there.Commit != "" && p.Source.Commit != p.there.Commit {
		order, known := p.Source.Order(p.there.Commit)
		switch {
		case order > 0:
			return nil
		case order < 0, !known && p.Source.Made.Before(p.there.Committed):
			return older(diag.T("the site is of commit %.10s, and what is published of %.10s, which is newer", "本站来自提交 %.10s，而已发布的来自较新的提交 %.10s",
				p.Source.Commit, p.there.Commit))
		}
	}
	there, err1 := time.Parse(time.RFC3339, p.there.At)
	ours, err2 := time.Parse(time.RFC3339, p.site.At)
	if err1 == nil && err2 == nil && ours.Before(there) {
		return older(diag.T("the site was built for %s, and what is published for %s", "本站是为 %s 构建的，而已发布的是为 %s 构建的", p.site.At, p.there.At))
	}
	return nil
}

// carryOut does what is planned.
func (p *publication) carryOut(ctx context.Context, plan *plan) (err error) {
	next := &record{Format: recordFormat, Site: p.URL, Run: p.there.Run, At: p.site.At, Commit: p.Source.Commit, Committed: p.Source.Made.UTC(), Files: plan.next}
	if next.same(p.there) {
		return p.tell(plan.purge)
	}
	next.Run = rand.Text()
	conditional, err := p.host.conditional(ctx, p.there.Conditional)
	if err != nil {
		return err
	}
	next.Conditional, p.report.Unconditional = &conditional, !conditional
	if !plan.idle() {
		claim := *next
		claim.Open, claim.Files = true, plan.claim
		if err := p.save(ctx, &claim); err != nil {
			return err
		}
		if p.there.Open {
			if err := p.host.tidy(ctx, func(path string) bool { return p.there.Files[path].Doubt }); err != nil {
				return err
			}
		}
		if err := p.change(withGuard(ctx, p.stillOurs), plan); err != nil {
			return p.explain(ctx, err)
		}
	}
	if err := p.tell(plan.purge); err != nil {
		return err
	}
	return p.save(ctx, next)
}

func (p *publication) tell(purge []string) error {
	if p.Purge == nil {
		return nil
	}
	return p.Purge(purge)
}

// save writes the record.
func (p *publication) save(ctx context.Context, r *record) error {
	data, err := r.encode()
	if err != nil {
		return err
	}
	mark, err := p.host.save(ctx, data, p.mark)
	if errors.Is(err, errLost) {
		return lost(p.Name)
	}
	p.mark, p.checked = mark, time.Now()
	return err
}

// explain finds out whether a failure came from having lost the target. Nobody waits for that who wants to stop, or hears
// nothing of the server.
func (p *publication) explain(ctx context.Context, err error) error {
	if ctx.Err() != nil || unheard(err) {
		return err
	}
	if mark, failed := p.host.mark(ctx); failed == nil && mark != p.mark {
		return lost(p.Name)
	}
	return err
}

// change sends and removes.
func (p *publication) change(ctx context.Context, plan *plan) error {
	if err := p.take(ctx, plan.way); err != nil {
		return err
	}
	total := int64(0)
	for _, d := range plan.send {
		total += d.file.Size
	}
	for from := 0; from < len(plan.send); {
		to := from
		for to < len(plan.send) && plan.send[to].turn() == plan.send[from].turn() {
			to++
		}
		turn := plan.send[from:to]
		from = to
		err := each(ctx, len(turn), func(ctx context.Context, i int) error {
			if err := p.stillOurs(ctx); err != nil {
				return err
			}
			return p.deliver(ctx, turn[i], total)
		})
		if err != nil {
			return err
		}
	}
	return p.take(ctx, plan.remove)
}

// take removes objects.
func (p *publication) take(ctx context.Context, paths []string) error {
	for batch := range slices.Chunk(paths, 1000) {
		if err := p.stillOurs(ctx); err != nil {
			return err
		}
		if err := p.host.remove(ctx, batch); err != nil {
			return err
		}
		p.report.Removed = append(p.report.Removed, batch...)
	}
	return nil
}

// checkEvery is how often a publication makes sure that no other has taken the target over.
const checkEvery = 5 * time.Second

// stillOurs returns a Problem if another publication has taken the target over.
func (p *publication) stillOurs(ctx context.Context) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	// The clock on the wall goes on while a machine sleeps, the other one does not, and cannot be set.
	wall := time.Now().Round(0).Sub(p.checked.Round(0))
	if time.Since(p.checked) < checkEvery && wall >= 0 && wall < checkEvery {
		return nil
	}
	mark, err := p.host.mark(withGuard(ctx, nil))
	if err == nil && mark != p.mark {
		err = lost(p.Name)
	}
	p.checked = time.Now()
	return err
}
