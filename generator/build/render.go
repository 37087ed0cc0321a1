package build

import (
	"bytes"
	"sync"
	"sync/atomic"

	"wenming/generator/diag"
	"wenming/generator/memo"
	"wenming/generator/output"
	"wenming/generator/plan"
	renderer "wenming/generator/render"
)

// rendered is every file of the output made, or known to stand as it is to be.
type rendered struct {
	pages    int // made in this build
	outputs  []outputRecord
	before   []outputRecord // of the last build
	mistakes diag.List
}

// outputRecord is a file of the output, as a build made it.
type outputRecord struct {
	Path  string
	Key   memo.Digest // of all that it is made from
	Data  memo.Digest // of its bytes
	Entry bool        // it is at the address of an entry
}

// render puts every output into the stage. One that has the key that it had in the last build, and stands as that build
// left it, is kept.
func render(p *plan.Plan, l *linked, stage *output.Stage, progress Progress) (rendered, error) {
	r := rendered{outputs: make([]outputRecord, len(p.Outputs)), before: l.memory.outputs()}
	known := align(p.Outputs, r.before)
	buffers := sync.Pool{New: func() any { return new(bytes.Buffer) }}
	var err error
	r.pages, r.mistakes, err = turns(p, l, progress, func(i int, job *renderer.Job) (made bool, mistake *diag.Diagnostic, err error) {
		record := &r.outputs[i]
		*record = outputRecord{Path: job.Path, Key: job.Key(), Entry: job.Entry}
		same := known[i] != nil && known[i].Key == record.Key
		if same && stage.Keep(job.Path, known[i].Data) {
			record.Data = known[i].Data
			l.memory.keepReason(job)
			return false, nil, nil
		}
		buf := buffers.Get().(*bytes.Buffer)
		defer buffers.Put(buf)
		buf.Reset()
		data, mistake, err := job.Bytes(buf)
		if err != nil || mistake != nil {
			return false, mistake, err
		}
		l.memory.learnReason(job, l.at, same)
		record.Data, err = stage.Put(job.Path, job.Role, data)
		return true, nil, err
	})
	return r, err
}

// turns gives every output its turn, on all processors. It tells how many pages were made, and what layouts did wrong.
func turns(p *plan.Plan, l *linked, progress Progress, turn func(i int, job *renderer.Job) (made bool, mistake *diag.Diagnostic, err error)) (int, diag.List, error) {
	all := renderer.New(l.layouts)
	mistakes := make([]*diag.Diagnostic, len(p.Outputs))
	var pages atomic.Int64
	err := each(len(p.Outputs), progress.of(Rendering), func(i int) error {
		job := all.Job(p.Outputs[i])
		made, mistake, err := turn(i, job)
		if mistakes[i] = mistake; made && job.IsPage() {
			pages.Add(1)
		}
		return err
	})
	if err == nil {
		err = l.bodies.err()
	}
	var list diag.List
	for _, mistake := range mistakes {
		if mistake != nil {
			list = append(list, *mistake)
		}
	}
	return int(pages.Load()), list, err
}

// align finds the last build's record of every output. Both are by path.
func align(outputs []plan.Output, before []outputRecord) []*outputRecord {
	found := make([]*outputRecord, len(outputs))
	at := 0
	for i := range outputs {
		for at < len(before) && before[at].Path < outputs[i].Path {
			at++
		}
		if at < len(before) && before[at].Path == outputs[i].Path {
			found[i] = &before[at]
		}
	}
	return found
}
