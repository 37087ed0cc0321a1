package main

import (
	"errors"
	"os"
	"path/filepath"
	"runtime/pprof"
	"time"

	wenming "wenming"
	"wenming/generator/build"
)

// profile builds a site once, clean, within this process, and writes a CPU profile of it for go tool pprof.
func profile(s site, dir, file string) (err error) {
	f := forms("", "")[0]
	if err := f.prepare(s, dir); err != nil {
		return err
	}
	out, err := os.Create(file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	if err := pprof.StartCPUProfile(out); err != nil {
		return err
	}
	defer pprof.StopCPUProfile()
	folder := f.folder(s, dir)
	report, err := build.Build(build.Options{Site: folder, Out: filepath.Join(folder, "public"), Theme: wenming.Theme, At: time.Now(), Clean: true})
	if err == nil && report.Diagnostics.Failed() {
		err = errors.New("the site has errors")
	}
	return err
}
