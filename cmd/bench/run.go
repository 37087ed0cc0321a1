package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// options are what the command line says.
type options struct {
	sizes   []int // numbers of articles, from small to large
	runs    int
	dir     string
	only    string
	profile string
}

func run(args []string, out io.Writer) error {
	o, err := parse(args)
	if err != nil {
		return err
	}
	where := o.dir
	if where == "" {
		where = memoryBacked()
		if o.dir, err = os.MkdirTemp(where, "wenming-bench-"); err != nil {
			return err
		}
		defer os.RemoveAll(o.dir)
	}
	switch {
	case o.profile != "":
		return profile(site{o.sizes[0]}, o.dir, o.profile)
	case o.only == "sources":
		for _, n := range o.sizes {
			for _, f := range forms("", "") {
				if err := f.prepare(site{n}, o.dir); err != nil {
					return err
				}
			}
		}
		return nil
	}
	tools, err := buildTools(o.only)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s\n\n", facts(where, o.runs))
	for _, n := range o.sizes {
		if err := measureSize(site{n}, tools, o, out); err != nil {
			return err
		}
	}
	return nil
}

func parse(args []string) (options, error) {
	var o options
	var sizes string
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.StringVar(&sizes, "sizes", "1000,10000,100000", "numbers of articles, separated by commas")
	flags.IntVar(&o.runs, "runs", 3, "how often each build runs")
	flags.StringVar(&o.dir, "dir", "", "work in this folder and leave the sites there (default: a folder in memory, removed at the end)")
	flags.StringVar(&o.only, "only", "", "wenming, hugo, or sources: write the sites into -dir and build nothing")
	flags.StringVar(&o.profile, "profile", "", "write a CPU profile of one clean build of the smallest site to this file, and stop")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if !slices.Contains([]string{"", "wenming", "hugo", "sources"}, o.only) {
		return o, fmt.Errorf("-only %q is not wenming, hugo or sources", o.only)
	}
	if o.runs < 1 {
		return o, fmt.Errorf("-runs %d is less than one", o.runs)
	}
	for _, text := range strings.Split(sizes, ",") {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			return o, fmt.Errorf("-sizes: %q is not a number of articles", text)
		}
		o.sizes = append(o.sizes, n)
	}
	slices.Sort(o.sizes) // a process of this program's size says nothing about smaller ones, and it grows with the sites
	return o, nil
}

// memoryBacked is a folder whose files are in memory, or the system's folder of temporary files.
func memoryBacked() string {
	const shm = "/dev/shm"
	if info, err := os.Stat(shm); err == nil && info.IsDir() {
		return shm
	}
	return os.TempDir()
}

// writeInto returns a function that writes files below a folder, each folder made once.
func writeInto(root string) func(path string, data []byte) error {
	made := map[string]bool{}
	return func(path string, data []byte) error {
		name := filepath.Join(root, filepath.FromSlash(path))
		if dir := filepath.Dir(name); !made[dir] {
			if err := os.MkdirAll(dir, 0o777); err != nil {
				return err
			}
			made[dir] = true
		}
		return os.WriteFile(name, data, 0o666)
	}
}
