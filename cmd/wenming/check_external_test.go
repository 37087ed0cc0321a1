//go:build unix

package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"wenming/generator/diag"
)

// TestCheckStopped interrupts a check while it waits for a server: it ends, and says why.
func TestCheckStopped(t *testing.T) {
	t.Parallel()
	asked := make(chan struct{}, 1)
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		asked <- struct{}{}
		<-r.Context().Done()
	}))
	defer server.Close()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"site.yaml":         "name: 测试网\nurl: https://example.org\nparent: {name: 总站, url: \"" + server.URL + "\"}\n",
		"content/_index.md": "---\ntitle: 首页\n---\n",
	} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	var said bytes.Buffer
	cmd := program("check", "--external", "--lang", "en", "--site", dir)
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	<-asked
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	cmd.Wait()
	if want := "wenming: stopped before all external addresses were asked for\n"; cmd.ProcessState.ExitCode() != failed || said.String() != want {
		t.Errorf("exit status %d, said %q", cmd.ProcessState.ExitCode(), said.String())
	}
}

func TestAddressesLine(t *testing.T) {
	want := diag.T("asking ██████░░░░░░░░░░░░░░░░░░ 30/120, 9 s left", "查询 ██████░░░░░░░░░░░░░░░░░░ 30/120，还需 9 秒")
	if got := addressesLine(30, 120, 9*time.Second); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
