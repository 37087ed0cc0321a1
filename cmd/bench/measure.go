package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"
)

// onceFrom is the number of articles from which Hugo runs once, and only clean and unchanged: it takes minutes.
const onceFrom = 50_000

// sample is one build.
type sample struct {
	wall     time.Duration
	busy     time.Duration // of all processors
	peak     int64         // bytes of memory
	rendered int           // pages, where the program says it
}

// results are the samples of one form, by step.
type results struct {
	form   form
	steps  [][]sample
	counts counts
}

// measureSize writes a site in its forms, runs all steps in turn, and prints the table.
func measureSize(s site, t tools, o options, out io.Writer) error {
	var all []*results
	for _, f := range forms(t.wenming, t.hugo) {
		if o.only != "" && o.only != f.word() {
			continue
		}
		if err := f.prepare(s, o.dir); err != nil {
			return err
		}
		all = append(all, &results{form: f, steps: make([][]sample, len(steps))})
	}
	for run := range o.runs {
		for n, step := range steps {
			for _, r := range all {
				if !r.form.incremental && s.articles >= onceFrom && (run > 0 || n > 1) {
					continue
				}
				folder := r.form.folder(s, o.dir)
				if err := step.edit(r.form, s, folder, run); err != nil {
					return err
				}
				one, err := r.form.build(folder)
				if err != nil {
					return err
				}
				if r.form.incremental && step.rendered != nil && one.rendered != step.rendered(s) {
					return fmt.Errorf("%s: %s: %d pages rendered instead of %d", r.form.name, step.name, one.rendered, step.rendered(s))
				}
				r.steps[n] = append(r.steps[n], one)
				fmt.Fprintf(os.Stderr, "%d articles, run %d, %s, %s: %.2f s, %.0f MB\n", s.articles, run+1, step.name, r.form.name, one.wall.Seconds(), float64(one.peak)/1e6)
			}
		}
	}
	for _, r := range all {
		var err error
		if r.counts, err = count(filepath.Join(r.form.folder(s, o.dir), "public")); err != nil {
			return err
		}
		if err := r.counts.check(s); err != nil {
			return fmt.Errorf("%s: %w", r.form.name, err)
		}
	}
	floor, err := measureFloor(all[0].form.folder(s, o.dir), o.runs)
	if err != nil {
		return err
	}
	if err := printTable(out, s, all, floor); err != nil || !all[0].form.incremental {
		return err
	}
	p, err := measurePreview(s, t.wenming, all[0].form.folder(s, o.dir), 20)
	if err == nil {
		_, err = fmt.Fprintf(out, "%s\n\n", p)
	}
	return err
}

// build runs the program of a form once.
func (f form) build(folder string) (sample, error) {
	command := exec.Command(f.command[0], f.command[1:]...)
	command.Dir = folder
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	begun := time.Now()
	err := command.Run()
	one := sample{wall: time.Since(begun)}
	if err != nil {
		return one, fmt.Errorf("%s in %s: %w\n%s%s", f.name, folder, err, stdout.Bytes(), stderr.Bytes())
	}
	one.busy = command.ProcessState.UserTime() + command.ProcessState.SystemTime()
	if one.peak, err = peakOf(command.ProcessState); err != nil {
		return one, err
	}
	if bytes.HasPrefix(stdout.Bytes(), []byte("{")) {
		var report struct{ Rendered int }
		if err := json.Unmarshal(stdout.Bytes(), &report); err != nil {
			return one, err
		}
		one.rendered = report.Rendered
	}
	return one, nil
}

// median is the middle of the samples by what of gives, or 0 without samples.
func median[T int | int64 | time.Duration](samples []sample, of func(sample) T) T {
	if len(samples) == 0 {
		return 0
	}
	values := make([]T, len(samples))
	for i, s := range samples {
		values[i] = of(s)
	}
	slices.Sort(values)
	return values[len(values)/2]
}
