//go:build unix

package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"wenming/generator/memo"
)

// publishing is a target that two versions of a site are published to by turns.
type publishing struct {
	*testing.T
	target  string
	env     []string
	sites   [2]string
	want    [2]map[string][]byte
	foreign map[string]string // somebody else's files there
	see     func() map[string][]byte
	takes   time.Duration // a whole publication
	links   killing       // knows what a page leads to
}

// newPublishing builds the two versions and publishes each once.
func newPublishing(t *testing.T, target string, env []string, see func() map[string][]byte) *publishing {
	p := &publishing{
		T: t, target: target, env: env, see: see, links: killing{T: t, links: map[string][]string{}},
		foreign: map[string]string{"mine.html": "<p>mine", "news/mine.txt": "mine"},
	}
	dir := t.TempDir()
	for version := range p.sites {
		p.sites[version] = filepath.Join(dir, fmt.Sprint(version))
		copySite(t, realSite, p.sites[version])
		writeVersion(t, p.sites[version], version)
		public := filepath.Join(p.sites[version], "public")
		buildSite(t, p.sites[version], public)
		p.want[version] = readFiles(t, public)
		begun := time.Now()
		p.finish(version, false)
		p.takes = time.Since(begun)
	}
	return p
}

func (p *publishing) publish(version int, args ...string) *process {
	cmd := program(append([]string{"publish", p.target, "--lang", "en", "--site", p.sites[version]}, args...)...)
	cmd.Env = append(os.Environ(), p.env...)
	said := &process{Cmd: cmd}
	cmd.Stderr = &said.said
	return said
}

// kill starts a publication and kills it after a while; it tells whether it was killed before its end. One that ends earlier
// tells how long they take by now.
func (p *publishing) kill(version int, after time.Duration) bool {
	p.Helper()
	cmd := p.publish(version)
	begun := time.Now()
	if err := cmd.Start(); err != nil {
		p.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			p.Fatalf("a publication of version %d failed: %v\n%s", version, err, cmd.said.String())
		}
		p.takes = max(time.Since(begun), p.takes*3/4) // one that has nothing to do ends sooner
		return false
	case <-time.After(after):
	}
	cmd.Process.Signal(syscall.SIGKILL)
	<-ended
	return cmd.ProcessState.Sys().(syscall.WaitStatus).Signaled()
}

// visit holds the target to what a visitor may meet at any instant: whole files of one version or the other, and pages
// that have what they consist of.
func (p *publishing) visit() {
	p.Helper()
	files := p.see()
	for name, text := range p.foreign {
		if files[name] != nil && string(files[name]) != text {
			p.Errorf("somebody else's %s was changed", name)
		}
	}
	for name, data := range files {
		if p.foreign[name] != "" {
			continue
		}
		if !bytes.Equal(data, p.want[0][name]) && !bytes.Equal(data, p.want[1][name]) {
			p.Errorf("%s is of neither version: %d bytes, of %d and %d", name, len(data), len(p.want[0][name]), len(p.want[1][name]))
		}
		for _, part := range p.links.targets(name, data) {
			if extension := path.Ext(part); files[part] == nil && (extension == ".css" || extension == ".js" || extension == ".svg") {
				p.Errorf("%s lacks its part %s", name, part)
			}
		}
	}
	if p.Failed() {
		p.FailNow()
	}
}

// finish publishes a version to its end, which leaves exactly that version, theme assets apart. Published again, it sends nothing.
func (p *publishing) finish(version int, again bool) {
	p.Helper()
	cmd := p.publish(version)
	if err := cmd.Run(); err != nil {
		p.Fatalf("%v\n%s", err, cmd.said.String())
	}
	got, want := p.see(), map[string][]byte{}
	for name, data := range p.want[version] {
		want[name] = data
	}
	for name, text := range p.foreign {
		if got[name] != nil {
			want[name] = []byte(text)
		}
	}
	for name := range got {
		if want[name] == nil && path.Ext(name) == ".css" {
			delete(got, name)
		}
	}
	compareFiles(p.T, got, want)
	if again {
		cmd := p.publish(version)
		var out bytes.Buffer
		if cmd.Stdout = &out; cmd.Run() != nil || !strings.HasPrefix(out.String(), "nothing changed, nothing sent") {
			p.Errorf("published again: %s%s", out.String(), cmd.said.String())
		}
	}
	if p.Failed() {
		p.FailNow()
	}
}

// killed kills publications at instants spread over all of their work.
func (p *publishing) killed(spread int) {
	p.Helper()
	seed := uint64(time.Now().UnixNano())
	p.Logf("seed %d; a publication takes %v", seed, p.takes)
	r := rand.New(rand.NewPCG(seed, 0))
	kills := 0
	for try := 0; kills < spread && try < 4*spread; try++ {
		at := time.Duration((float64(try%spread) + r.Float64()) / float64(spread) * float64(p.takes))
		if p.kill(try%2, at) {
			kills++
		}
		p.visit()
		if try%5 == 4 {
			p.finish(r.IntN(2), true)
		}
	}
	if kills < spread-1 {
		p.Errorf("only %d kills", kills)
	}
	p.finish(0, true)
	p.finish(1, true)
}

// TestPublishKilled kills publications to a folder by SIGKILL.
func TestPublishKilled(t *testing.T) {
	www := filepath.Join(t.TempDir(), "www")
	p := newPublishing(t, www, nil, func() map[string][]byte { return readFiles(t, www) })
	for name, text := range p.foreign {
		writeFile(t, filepath.Join(www, name), text)
	}
	spread := 20
	if testing.Short() {
		spread = 4
	}
	p.killed(spread)
	for name := range p.foreign {
		if p.see()[name] == nil {
			t.Errorf("somebody else's %s is gone", name)
		}
	}
}

// Somebody asks twice to stop a publication that waits for what may never come: another one that hangs and holds the folder.
func TestPublishStoppedTwice(t *testing.T) {
	site, target := t.TempDir(), t.TempDir()
	copySite(t, realSite, site)
	buildSite(t, site, filepath.Join(site, "public"))
	lock, err := os.Create(filepath.Join(target, ".wenming-publishing"))
	if err != nil {
		t.Fatal(err)
	}
	defer lock.Close()
	if _, err := memo.Lock(lock, true); err != nil {
		t.Fatal(err)
	}
	cmd := program("publish", target, "--site", site)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for range 100 {
		select {
		case <-ended:
			return
		case <-time.After(100 * time.Millisecond):
			cmd.Process.Signal(syscall.SIGTERM)
		}
	}
	cmd.Process.Kill()
	t.Error("it waits for ever")
}
