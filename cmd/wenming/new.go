package main

import (
	"cmp"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"

	wenming "wenming"
	"wenming/generator/build"
	"wenming/generator/inspect"
)

// initCommand makes a new site.
type initCommand struct {
	Dir string `arg:"" help:"The folder to make the site in; it must be empty or new."`
}

// Run is called by kong.
func (c *initCommand) Run(s *invocation) error {
	files, err := inspect.Init(c.Dir, wenming.Recipe, s.now, s.language)
	return s.made(files, err)
}

// newCommand makes a new entry.
type newCommand struct {
	Kind string `arg:"" help:"article, page, section, person, project, organization, award or batch."`
	Name string `arg:"" help:"What it is called; for an article or page a path below content/ such as news/2023/yuhu; for a batch AWARD/FILE."`
}

// Run is called by kong.
func (c *newCommand) Run(s *invocation) error {
	file, err := inspect.New(s.site, c.Kind, c.Name, s.now, s.language)
	return s.made([]string{file}, err)
}

// made prints the files that a command made.
func (s *invocation) made(files []string, err error) error {
	if err != nil {
		return refused(err)
	}
	for _, file := range files {
		fmt.Fprintln(s.out, file)
	}
	return nil
}

// refused turns a request that cannot be carried out into a mistake in the command line.
func refused(err error) error {
	var wrong inspect.Refusal
	var none build.NoSiteError
	switch {
	case errors.As(err, &wrong):
		return misuse{wrong.Text}
	case errors.As(err, &none):
		return misuse{none.Text()}
	}
	return err
}

// versionCommand prints the version.
type versionCommand struct{}

// Run is called by kong.
func (versionCommand) Run(s *invocation) error {
	fmt.Fprintln(s.out, "wenming", cmp.Or(moduleVersion(), "(devel)"))
	return nil
}

// moduleVersion is the program's version as Go modules have it: v1.2.3, (devel), or nothing.
func moduleVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		return info.Main.Version
	}
	return ""
}

// semanticVersion is the program's version without Go's v, or nothing where it is not known.
func semanticVersion() string {
	version, ok := strings.CutPrefix(moduleVersion(), "v")
	if !ok {
		return ""
	}
	return version
}
