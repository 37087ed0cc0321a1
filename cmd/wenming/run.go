package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"wenming/generator/diag"
)

// The exit statuses.
const (
	done    = 0
	faulty  = 1 // the content has errors
	misused = 2 // the command line has
	failed  = 3 // the machine did
)

// commands is the command line.
type commands struct {
	Site string `default:"." placeholder:"DIR" help:"The site's folder."`
	Lang string `enum:"auto,zh,en" default:"auto" help:"Language of messages: zh or en; by default the locale's."`

	Build   buildCommand   `cmd:"" help:"Make the site."`
	Serve   serveCommand   `cmd:"" help:"Show the site in a browser while you write it."`
	Init    initCommand    `cmd:"" help:"Make a new site in a folder."`
	New     newCommand     `cmd:"" help:"Make a new entry from a commented scaffold."`
	Import  importCommand  `cmd:"" help:"Make a list of honours from a workbook or CSV file, or complete it."`
	Check   checkCommand   `cmd:"" help:"Report what a build would, and what may have been forgotten; write nothing, or what --fix says."`
	Publish publishCommand `cmd:"" help:"Send the finished site to a folder or to object storage: what changed, and nothing else."`
	Why     whyCommand     `cmd:"" help:"Say why the page at an address was last made."`
	Where   whereCommand   `cmd:"" help:"Find every place in sources and output where a name appears."`
	Schema  schemaCommand  `cmd:"" help:"Write what front matter and site.yaml may say as JSON Schema, for editors."`
	Version versionCommand `cmd:"" help:"Print the program's version."`
}

// invocation is what a command works with.
type invocation struct {
	site     string
	language diag.Language
	now      time.Time
	getenv   func(string) string
	out, err io.Writer
}

// status is an exit status that a command ends with after it said why itself.
type status int

func (s status) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

// misuse is a mistake in the command line.
type misuse struct{ diag.Text }

func (m misuse) Error() string { return m.English }

// run carries out a command line and returns the exit status. getenv and now are the machine's; nothing else reads them.
func run(args []string, out, errs io.Writer, getenv func(string) string, now time.Time) int {
	var c commands
	exit := -1
	parser, err := kong.New(&c, kong.Name("wenming"), kong.Writers(out, errs), kong.Exit(func(code int) { exit = code }),
		kong.Description("A static site generator for civic news and honour rolls."))
	if err != nil {
		panic("internal error: " + err.Error())
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	context, err := parser.Parse(args)
	if exit >= 0 { // help was asked for and printed
		return exit
	}
	if err != nil {
		fmt.Fprintf(errs, "wenming: %s\n", err)
		return misused
	}
	s := &invocation{site: c.Site, language: language(c.Lang, getenv), now: now, getenv: getenv, out: out, err: errs}
	return s.exit(context.Run(s))
}

// exit says what went wrong and turns it into an exit status.
func (s *invocation) exit(err error) int {
	var ended status
	var wrong misuse
	var texted interface{ Text() diag.Text }
	switch {
	case err == nil:
		return done
	case errors.As(err, &ended):
		return int(ended)
	case errors.As(err, &wrong):
		fmt.Fprintf(s.err, "wenming: %s\n", wrong.In(s.language))
		return misused
	case errors.As(err, &texted):
		fmt.Fprintf(s.err, "wenming: %s\n", texted.Text().In(s.language))
		return failed
	}
	fmt.Fprintf(s.err, "wenming: %s\n", err)
	return failed
}

// language is that of messages: as asked for, else the locale's.
func language(asked string, getenv func(string) string) diag.Language {
	if asked == "auto" {
		for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
			if asked = getenv(name); asked != "" {
				break
			}
		}
	}
	if strings.HasPrefix(asked, "zh") {
		return diag.Chinese
	}
	return diag.English
}
