//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// A real process that builds a site over another version of it is killed by SIGKILL at instants spread over all of its
// work. Whatever it was at, every file is whole, of the one version or the other, every link leads to a file, and
// nobody else's file is touched; the next build finishes the job.
func TestKill(t *testing.T) {
	k := newKilling(t)
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))

	const spread, inCommit = 26, 8
	kills := 0
	for try := 0; kills < spread && try < 4*spread; try++ {
		at := time.Duration((float64(try%spread) + r.Float64()) / float64(spread) * 1.1 * float64(k.takes))
		if k.kill(try%2, func() { time.Sleep(at) }) {
			kills++
		}
		k.visit()
		if try%12 == 11 {
			k.finish(try % 2)
		}
	}
	// Few of these meet the short time in which the folder changes, so others wait for it to begin, and the longer the later:
	// on a busy machine that time is another in every build.
	commits := 0
	for try := 0; (commits < inCommit || k.mixed == 0) && try < 8*inCommit; try++ {
		pause := time.Duration(r.Float64() * float64(k.commits) * float64(1+try/inCommit))
		if k.kill(try%2, func() { k.awaitCommit(); time.Sleep(pause) }) && k.committing() {
			commits++
		}
		k.visit()
	}
	t.Logf("%d kills at any time of %v, %d in the commit of %v; %d visits met a folder of two versions", kills, k.takes, commits, k.commits, k.mixed)
	if kills < spread-1 || commits < inCommit/2 || k.mixed == 0 {
		t.Errorf("%d kills at any time, %d in a commit; %d visits met a folder of two versions: too few to tell", kills, commits, k.mixed)
	}
	k.finish(0)
	k.finish(1)
}

// killing is a folder that two versions of a site are built into by turns.
type killing struct {
	*testing.T
	sites   [2]string
	want    [2]map[string][]byte // what a clean build of each makes
	foreign map[string]string
	out     string
	takes   time.Duration       // a whole build
	commits time.Duration       // the part of it in which the folder changes
	whole   []byte              // the page that stands in for another in a commit
	links   map[string][]string // the files that a file leads to, by its path and bytes
	mixed   int
}

func newKilling(t *testing.T) *killing {
	dir := t.TempDir()
	k := &killing{
		T: t, out: filepath.Join(dir, "out"), links: map[string][]string{},
		takes:   10 * time.Second, // until it is measured
		foreign: map[string]string{"mine.html": "<p>mine", "news/mine.txt": "mine", "mine/too.txt": "mine"},
	}
	k.whole = []byte(readFile(t, realSite+"/generator/output/placeholder.html"))
	for version := range k.sites {
		k.sites[version] = filepath.Join(dir, fmt.Sprint("site", version))
		copySite(t, realSite, k.sites[version])
		writeVersion(t, k.sites[version], version)
		clean := filepath.Join(dir, fmt.Sprint("clean", version))
		buildSite(t, k.sites[version], clean)
		k.want[version] = readFiles(t, clean)
	}
	for name, text := range k.foreign {
		writeFile(t, filepath.Join(k.out, name), text)
	}
	for version := range k.sites {
		cmd := k.build(version)
		begun := time.Now()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		k.awaitCommit()
		committed := time.Now()
		if err := cmd.Wait(); err != nil {
			t.Fatal(err)
		}
		k.takes, k.commits = time.Since(begun), time.Since(committed)
	}
	return k
}

// writeVersion makes a site of some hundred pages. Between the versions every page changes, and the style sheet's name;
// articles appear, go, change, and move to other addresses that their old ones lead to.
func writeVersion(t *testing.T, site string, version int) {
	t.Helper()
	config := readFile(t, filepath.Join(site, "site.yaml"))
	writeFile(t, filepath.Join(site, "site.yaml"), strings.Replace(config, "greeting: ", fmt.Sprint("greeting: ", version, " "), 1))
	style := filepath.Join(site, "assets/css/site.css")
	writeFile(t, style, readFile(t, style)+fmt.Sprintf(".v%d{color:red}\n", version))
	article := func(name, front string, n int) {
		text := fmt.Sprintf("---\ntitle: 第%d篇\ndate: 2024-01-%02d\nsource: 来源\ntags: [标签%d, 版本%d]\n%s---\n正文%d，第%d版。见[[fu-ting]]。\n",
			n, 1+n%28, n%7, version, front, n, version)
		writeFile(t, filepath.Join(site, "content/news/killed", name+".md"), text)
	}
	writeFile(t, filepath.Join(site, "content/news/killed/_index.md"), "---\ntitle: 试验\n---\n")
	for n := range 80 {
		article(fmt.Sprintf("n%d", n+30*version), "", n)
	}
	for n := range 20 {
		if version == 0 {
			article(fmt.Sprintf("old%d", n), "", 200+n)
		} else {
			article(fmt.Sprintf("new%d", n), fmt.Sprintf("aliases: [/news/killed/old%d.html]\n", n), 200+n)
		}
	}
}

// process is a build, with what it says.
type process struct {
	*exec.Cmd
	said bytes.Buffer
}

func (k *killing) build(version int) *process {
	cmd := program("build", "--lang", "en", "--site", k.sites[version], "--out", k.out, "--at", today)
	p := &process{Cmd: cmd}
	cmd.Stderr = &p.said
	return p
}

// committing tells whether the journal is there, as it is while a commit changes the folder.
func (k *killing) committing() bool {
	_, err := os.Lstat(filepath.Join(k.out, ".wenming-journal"))
	return err == nil
}

// awaitCommit waits until a commit has begun, or for ten times as long as a whole build took, since the machine may be busier
// by now.
func (k *killing) awaitCommit() {
	longest := time.Now().Add(10 * k.takes)
	for !k.committing() && time.Now().Before(longest) {
		time.Sleep(100 * time.Microsecond)
	}
}

// kill starts a build and kills it when wait returns; it tells whether the build was killed before its end.
func (k *killing) kill(version int, wait func()) bool {
	k.Helper()
	p := k.build(version)
	if err := p.Start(); err != nil {
		k.Fatal(err)
	}
	wait()
	if err := p.Process.Signal(syscall.SIGKILL); err != nil {
		k.Fatal(err)
	}
	err := p.Wait()
	if status := p.ProcessState.Sys().(syscall.WaitStatus); status.Signaled() {
		return true
	}
	if err != nil {
		k.Errorf("a build of version %d failed: %v\n%s", version, err, p.said.String())
	}
	return false
}

// visit holds the folder to what a visitor may meet at any instant.
func (k *killing) visit() {
	k.Helper()
	files := map[string][]byte{}
	k.see("", files)
	met := [2]bool{}
	for name, data := range files {
		if text, ok := k.foreign[name]; ok {
			if string(data) != text {
				k.Errorf("somebody else's %s was changed", name)
			}
			continue
		}
		first, second := bytes.Equal(data, k.want[0][name]), bytes.Equal(data, k.want[1][name])
		if !first && !second && !bytes.Equal(data, k.whole) {
			k.Errorf("%s is of neither version: %d bytes, of %d and %d", name, len(data), len(k.want[0][name]), len(k.want[1][name]))
		}
		met[0], met[1] = met[0] || first && !second, met[1] || second && !first
		for _, target := range k.targets(name, data) {
			if _, ok := files[target]; !ok {
				k.Errorf("%s leads to %s, which is not there", name, target)
			}
		}
	}
	for name := range k.foreign {
		if _, ok := files[name]; !ok {
			k.Errorf("somebody else's %s is gone", name)
		}
	}
	if met[0] && met[1] {
		k.mixed++
	}
	if k.Failed() {
		k.FailNow()
	}
}

// see reads the files of a folder below the output folder as a visitor does, who follows links and meets none that lead
// nowhere.
func (k *killing) see(folder string, files map[string][]byte) {
	k.Helper()
	entries, err := os.ReadDir(filepath.Join(k.out, folder))
	if err != nil {
		k.Fatal(err)
	}
	for _, entry := range entries {
		name := path.Join(folder, entry.Name())
		info, err := os.Stat(filepath.Join(k.out, name))
		switch {
		case strings.HasPrefix(entry.Name(), ".wenming"), errors.Is(err, fs.ErrNotExist):
		case err != nil:
			k.Fatal(err)
		case info.IsDir():
			k.see(name, files)
		default:
			if files[name], err = os.ReadFile(filepath.Join(k.out, name)); err != nil {
				k.Fatal(err)
			}
		}
	}
}

// finish builds a version to its end, which leaves what a clean build makes.
func (k *killing) finish(version int) {
	k.Helper()
	p := k.build(version)
	if err := p.Run(); err != nil {
		k.Fatalf("%v\n%s", err, p.said.String())
	}
	want := map[string][]byte{}
	for name, text := range k.foreign {
		want[name] = []byte(text)
	}
	for name, data := range k.want[version] {
		want[name] = data
	}
	compareFiles(k.T, readFiles(k.T, k.out), want)
	kept, err := filepath.Glob(filepath.Join(k.out, ".wenming*"))
	if err != nil || len(kept) != 1 {
		k.Errorf("the folder keeps %q", kept)
	}
	if k.Failed() {
		k.FailNow()
	}
}

// targets are the files of the site that a page, a style sheet or a picture leads to.
func (k *killing) targets(name string, data []byte) []string {
	key := name + "\x00" + string(data)
	if targets, ok := k.links[key]; ok {
		return targets
	}
	var targets []string
	s := &built{host: "https://yuhu.example.org"}
	add := func(address string) {
		if file, _ := s.target(name, address); file != "" {
			targets = append(targets, file)
		}
	}
	switch filepath.Ext(name) {
	case ".html":
		if !bytes.HasSuffix(bytes.TrimSpace(data), []byte("</html>")) && !bytes.Contains(data, []byte("http-equiv=refresh")) {
			k.Errorf("%s ends in %q", name, data[max(0, len(data)-20):])
		}
		root, err := html.Parse(bytes.NewReader(data))
		if err != nil {
			k.Errorf("%s: %v", name, err)
		}
		for _, a := range addresses(root) {
			add(a.value)
		}
	case ".css":
		for _, address := range inCSS(string(data)) {
			add(address)
		}
	}
	k.links[key] = targets
	return targets
}
