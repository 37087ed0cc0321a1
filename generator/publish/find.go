package publish

import (
	"context"
	"slices"

	"wenming/generator/output"
)

// find learns what the target holds.
func (p *publication) find(ctx context.Context, all []wanted) error {
	data, mark, err := p.host.load(ctx)
	if err != nil {
		return err
	}
	p.mark = mark
	if isLater(data) {
		return laterRecord(p.Name)
	}
	if p.there = decodeRecord(data); p.there == nil {
		return p.survey(ctx, all)
	}
	if p.there.Site != "" && p.there.Site != p.URL && !p.Force {
		return otherSite(p.Name, p.there.Site, p.URL)
	}
	p.report.Found = Finished
	if p.there.Open {
		p.report.Found = Stopped
	}
	if err := p.lookAgain(ctx, all); err != nil {
		return err
	}
	return p.lookForMissing(ctx, all)
}

// lookForMissing notes what somebody took away, or altered so that it shows.
func (p *publication) lookForMissing(ctx context.Context, all []wanted) error {
	missing := make([]bool, len(all))
	err := each(ctx, len(all), func(_ context.Context, i int) error {
		size := all[i].file.Size
		if all[i].form.encoding != "" {
			size = -1
		}
		e, known := p.there.Files[all[i].path]
		missing[i] = known && e.is() == all[i].tag && p.host.missing(all[i].path, size)
		return nil
	})
	for i, w := range all {
		if missing[i] {
			e := p.there.Files[w.path]
			e.Doubt, e.found = true, ""
			p.there.Files[w.path] = e
		}
	}
	return err
}

// survey makes the record that the target lacks.
func (p *publication) survey(ctx context.Context, all []wanted) error {
	p.there = &record{Format: recordFormat, Files: map[string]entry{}}
	p.report.Found = Nothing
	want := make(map[string]wanted, len(all))
	for _, w := range all {
		want[w.path] = w
	}
	var strangers []wanted
	err := p.host.survey(ctx, func(path string, t tag, ours bool) {
		w, is := want[path]
		switch {
		case ours:
			p.there.Files[path] = entry{Tags: []tag{t}, Theme: is && w.file.Role == output.Theme}
		case is:
			strangers = append(strangers, w)
		}
	})
	if err != nil {
		return err
	}
	found := make([]tag, len(strangers))
	err = each(ctx, len(strangers), func(ctx context.Context, i int) (err error) {
		found[i], _, err = p.host.look(ctx, strangers[i].path, strangers[i].form)
		return err
	})
	var others []string
	for i, w := range strangers {
		if found[i] == w.tag {
			p.there.Files[w.path] = entry{Tags: []tag{w.tag}, Theme: w.file.Role == output.Theme}
		} else {
			others = append(others, w.path)
		}
	}
	if len(p.there.Files) > 0 {
		p.report.Found = Objects
	}
	if err == nil && len(others) > 0 {
		err = foreign(p.Name, others)
	}
	return err
}

// lookAgain finds out what stands where a publication that did not end may have written.
func (p *publication) lookAgain(ctx context.Context, all []wanted) error {
	forms := map[string]form{}
	for _, w := range all {
		if p.there.Files[w.path].Doubt {
			forms[w.path] = w.form
		}
	}
	var paths []string
	for path, e := range p.there.Files {
		if e.Doubt {
			paths = append(paths, path)
			if _, is := forms[path]; !is {
				forms[path] = form{encoding: e.Encoding}
			}
		}
	}
	slices.Sort(paths)
	type seen struct {
		tag  tag
		ours bool
	}
	found := make([]seen, len(paths))
	err := each(ctx, len(paths), func(ctx context.Context, i int) (err error) {
		found[i].tag, found[i].ours, err = p.host.look(ctx, paths[i], forms[paths[i]])
		return err
	})
	for i, path := range paths {
		e := p.there.Files[path]
		if e.found = found[i].tag; e.found == "" || found[i].ours || slices.Contains(e.Tags, e.found) {
			p.there.Files[path] = e
		} else { // somebody else's
			delete(p.there.Files, path)
		}
	}
	return err
}
