package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// startWeb starts a server on this machine until the script ends, whose address is then in $WEB, and in place of WEB in
// files. It answers with the status that a path begins with, leads to the rest of the path, and writes what it is asked for
// into the file "asked": web FILE…
func startWeb(ts *testscript.TestScript, neg bool, args []string) {
	asked, err := os.OpenFile(ts.MkAbs("asked"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o666)
	ts.Check(err)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(asked, r.Method, r.URL.Path)
		status, rest := 200, ""
		fmt.Sscanf(r.URL.Path, "/%d%s", &status, &rest)
		if rest != "" {
			w.Header().Set("Location", rest)
		}
		w.Header().Set("Retry-After", "0")
		w.WriteHeader(status)
	}))
	ts.Defer(func() {
		server.Close()
		asked.Close()
	})
	address := strings.TrimPrefix(server.URL, "http://")
	ts.Setenv("WEB", address)
	for _, file := range args {
		ts.Check(os.WriteFile(ts.MkAbs(file), []byte(strings.ReplaceAll(ts.ReadFile(file), "WEB", address)), 0o666))
	}
}
