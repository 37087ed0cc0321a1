package publish

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"wenming/generator/output"
)

// record says what a target holds of ours. It is kept there as recordName: gzip, which knows when it was cut or altered, over
// JSON.
type record struct {
	Format      string           `json:"format"`
	Site        string           `json:"site,omitempty"`        // its address
	Run         string           `json:"run"`                   // names the publication that wrote it
	Open        bool             `json:"open,omitempty"`        // that publication has not ended
	At          string           `json:"at"`                    // that of the site, as its build wrote it
	Commit      string           `json:"commit,omitempty"`      // of the site's sources, where it is known
	Committed   time.Time        `json:"committed,omitzero"`    // when that was made
	Conditional *bool            `json:"conditional,omitempty"` // whether the target replaces a record only if it is the expected one
	Files       map[string]entry `json:"files"`
}

// entry is an object of ours.
type entry struct {
	// Tags are what may stand there. An object that nobody doubts has one.
	Tags []tag `json:"tags"`
	// Doubt says that a publication which did not end may have written it, or removed it, or may do so yet.
	Doubt bool `json:"doubt,omitempty"`
	// Theme says that layouts show it; Lapsed is when the site stopped having it, zero while it has it.
	Theme  bool      `json:"theme,omitempty"`
	Lapsed time.Time `json:"lapsed,omitzero"`
	// Encoding is that of a compressed copy beside a file.
	Encoding string `json:"encoding,omitempty"`

	found tag // what stands there, where there was doubt and somebody looked
}

// is the tag of what stands there; "" if nothing does.
func (e entry) is() tag {
	if e.Doubt {
		return e.found
	}
	return e.Tags[0]
}

// may is the entry with another tag that it may have from now on.
func (e entry) may(t tag) entry {
	e.Doubt = true
	if !slices.Contains(e.Tags, t) {
		e.Tags = append(slices.Clip(e.Tags), t)
	}
	return e
}

// same tells whether two entries say the same.
func (e entry) same(other entry) bool {
	return slices.Equal(e.Tags, other.Tags) && e.Doubt == other.Doubt && e.Theme == other.Theme &&
		e.Lapsed.Equal(other.Lapsed) && e.Encoding == other.Encoding
}

const (
	recordPrefix = "wenming-published-"
	recordFormat = recordPrefix + "1"
)

func (r *record) encode() ([]byte, error) {
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestSpeed)
	if err != nil {
		return nil, err
	}
	if err := json.NewEncoder(z).Encode(r); err != nil {
		return nil, err
	}
	err = z.Close()
	return out.Bytes(), err
}

// decodeRecord reads a record. It returns nil for what is none, or not whole, or would lead out of a folder.
func decodeRecord(data []byte) *record {
	text := unpack(data)
	var r record
	if json.Unmarshal(text, &r) != nil || r.Format != recordFormat || r.Files == nil {
		return nil
	}
	for path, e := range r.Files {
		if !output.Valid(path) || len(e.Tags) == 0 {
			return nil
		}
	}
	return &r
}

// isLater tells whether data are a record, of a format that this program does not know.
func isLater(data []byte) bool {
	var r struct{ Format string }
	return json.Unmarshal(unpack(data), &r) == nil && strings.HasPrefix(r.Format, recordPrefix) && r.Format != recordFormat
}

// unpack is what gzip holds; nil if it is not whole.
func unpack(data []byte) []byte {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	text, err := io.ReadAll(z)
	if err != nil {
		return nil
	}
	return text
}

// same tells whether two records say the same of the site and its objects.
func (r *record) same(other *record) bool {
	return r.Site == other.Site && r.Open == other.Open && r.At == other.At && r.Commit == other.Commit && r.Committed.Equal(other.Committed) &&
		maps.EqualFunc(r.Files, other.Files, entry.same)
}
