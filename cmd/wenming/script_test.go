package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding/simplifiedchinese"

	"wenming/generator/diag"
)

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
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"gb18030": encodeGB18030,
			"fill":    fill,
			"replace": replace,
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
