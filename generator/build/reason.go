package build

import (
	"encoding/binary"
	"time"

	"wenming/generator/memo"
	renderer "wenming/generator/render"
	"wenming/generator/view"
)

// Reason says why a page was last made.
type Reason struct {
	At     time.Time // the moment that build was made for
	New    bool      // no earlier build of this program had made the page
	Layout bool      // its layout had changed
	Parts  []string  // the parts of its view that had: "Page.Title", "Article.People"
}

// Lost tells whether nothing had changed, but the page's file was missing or altered.
func (r Reason) Lost() bool { return !r.New && !r.Layout && len(r.Parts) == 0 }

// madeFrom is what a page was last made from, and why.
type madeFrom struct {
	Reason Reason
	Layout memo.Digest
	Parts  string // four bytes of the digest of each part of the view, in their order
}

// learnReason remembers why a page is made in this build. lost says that the last one made the same page.
func (m *memory) learnReason(job *renderer.Job, at time.Time, lost bool) {
	if !job.IsPage() {
		return
	}
	key, parts := memo.Bytes([]byte(job.Path)), job.Parts()
	now := madeFrom{Reason: Reason{At: at}, Layout: job.LayoutDigest(), Parts: shorten(parts)}
	var last madeFrom
	data, known := m.reasons.Get(key)
	if known {
		_, known = memo.Decode(data, &last, at.Location())
	}
	now.Reason.New = !known
	if known {
		now.Reason.Layout = now.Layout != last.Layout
		now.Reason.Parts = changed(parts, now.Parts, last.Parts)
		if now.Reason.Lost() && !lost { // a build that was killed had made this page already: its reason holds
			now.Reason = last.Reason
			now.Reason.At = at
		}
	}
	buf := m.buffers.Get().(*[]byte)
	defer m.buffers.Put(buf)
	*buf = memo.Append((*buf)[:0], &now)
	m.reasons.Put(key, *buf)
}

// keepReason keeps what is remembered of a page that stays as it is.
func (m *memory) keepReason(job *renderer.Job) {
	if job.IsPage() {
		m.reasons.Touch(memo.Bytes([]byte(job.Path)))
	}
}

const shortPart = 4

func shorten(parts []view.Part) string {
	short := make([]byte, 0, shortPart*len(parts))
	for _, part := range parts {
		short = binary.LittleEndian.AppendUint32(short, part.Digest)
	}
	return string(short)
}

// changed names the parts that are not what they were. A page that had others was one of another kind.
func changed(parts []view.Part, now, last string) []string {
	if len(now) != len(last) {
		return []string{"Page.Kind"}
	}
	var names []string
	for i, part := range parts {
		if at := i * shortPart; now[at:at+shortPart] != last[at:at+shortPart] {
			names = append(names, part.Name)
		}
	}
	return names
}
