package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding/simplifiedchinese"

	"wenming/generator/diag"
)

var update = flag.Bool("update", false, "write what the program says into the scripts that compare it; then read the diff")

// TestMain lets scripts run the program as the command wenming.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"wenming": main})
}

// TestSite runs the whole sites in testdata/site: files in, files and messages out.
func TestSite(t *testing.T) { runScripts(t, "testdata/site") }

// TestDiagnostics runs one site for each code; its file is named after the code.
func TestDiagnostics(t *testing.T) { runScripts(t, "testdata/diagnostics") }

// TestEveryCodeHasATest holds the files in testdata/diagnostics against the codes.
func TestEveryCodeHasATest(t *testing.T) {
	files, err := filepath.Glob("testdata/diagnostics/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var tested []diag.Code
	for _, file := range files {
		code := diag.Code(strings.TrimSuffix(filepath.Base(file), ".txtar"))
		tested = append(tested, code)
		script, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(script, []byte("["+code+"]")) {
			t.Errorf("%s never expects [%s]", file, code)
		}
	}
	slices.Sort(tested)
	if codes := diag.Codes(); !slices.Equal(tested, codes) {
		t.Errorf("tested codes %q\nare not the codes %q", tested, codes)
	}
}

func runScripts(t *testing.T, dir string) {
	testscript.Run(t, testscript.Params{
		Dir:                 dir,
		RequireExplicitExec: true,
		UpdateScripts:       *update,
		Setup: func(e *testscript.Env) error { // under the race detector the program takes the options that the test has
			e.Setenv("GORACE", os.Getenv("GORACE"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"crlf":    crlf,
			"gb18030": encodeGB18030,
			"fill":    fill,
			"replace": replace,
			"report":  report,
			"status":  exits,
			"web":     startWeb,
		},
	})
}

// encodeGB18030 rewrites files in GB18030, as old editors on Windows save them: gb18030 FILE…
func encodeGB18030(ts *testscript.TestScript, neg bool, args []string) {
	for _, file := range args {
		text, err := simplifiedchinese.GB18030.NewEncoder().String(ts.ReadFile(file))
		ts.Check(err)
		ts.Check(os.WriteFile(ts.MkAbs(file), []byte(text), 0o666))
	}
}

// fill appends a text to a file so many times: fill FILE COUNT TEXT
func fill(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: fill FILE COUNT TEXT")
	}
	count, err := strconv.Atoi(args[1])
	ts.Check(err)
	text := strings.Repeat(strings.ReplaceAll(args[2], `\n`, "\n"), count)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(ts.ReadFile(args[0])+text), 0o666))
}

// replace changes a text that stands in a file once: replace FILE OLD NEW
func replace(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: replace FILE OLD NEW")
	}
	text := ts.ReadFile(args[0])
	if strings.Count(text, args[1]) != 1 {
		ts.Fatalf("%q stands %d times in %s", args[1], strings.Count(text, args[1]), args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(text, args[1], args[2], 1)), 0o666))
}

// exits runs a command that must end with an exit status: status WANT COMMAND…
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: status WANT COMMAND…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got, exit := 0, (*exec.ExitError)(nil)
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit status %d instead of %d", got, want)
	}
}

// machine, digests and version are what of a JSON report differs from machine to machine, with every change of the theme,
// and with every commit.
var (
	machine = regexp.MustCompile(`("(?:bytes|peak_rss_bytes)"): [1-9][0-9]*|("ms"): [0-9]+`)
	digests = regexp.MustCompile(`\.[0-9a-f]{8}\.`)
	version = regexp.MustCompile(`\t*"semanticVersion": "[^"]+",\n`)
)

// report writes the JSON report that the last command printed into a file, one value a line, with "some" and "digest" in
// place of what differs from machine to machine, and without the program's version: report FILE
func report(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: report FILE")
	}
	var text bytes.Buffer
	ts.Check(json.Indent(&text, []byte(strings.TrimSpace(ts.ReadFile("stdout"))), "", "\t"))
	text.WriteByte('\n')
	short := digests.ReplaceAll(machine.ReplaceAll(text.Bytes(), []byte("$1$2: some")), []byte(".digest."))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), version.ReplaceAll(short, nil), 0o666))
}

// crlf gives files the line endings of Windows: crlf FILE…
func crlf(ts *testscript.TestScript, neg bool, args []string) {
	for _, file := range args {
		text := strings.ReplaceAll(strings.ReplaceAll(ts.ReadFile(file), "\r\n", "\n"), "\n", "\r\n")
		ts.Check(os.WriteFile(ts.MkAbs(file), []byte(text), 0o666))
	}
}
