//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v4"

	wenming "wenming"
)

// pipeline is a new site in a repository, with an editor who commits, runners that call the recipe as a CI does, in clones, and a
// folder that visitors get it from.
type pipeline struct {
	*testing.T
	dir       string
	checkouts int
}

func newPipeline(t *testing.T) *pipeline {
	t.Parallel()
	p := &pipeline{T: t, dir: t.TempDir()}
	if out, err := program("init", "--lang", "en", p.dir+"/editor").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	p.write("content/honors/haoren/_index.md", "---\nname: 好人\nlevel: city\n---\n")
	p.write("content/honors/haoren/2024.md", batchOf("awarded"))
	p.write("content/news/second.md", "---\ntitle: Second\ndate: 2024-05-01\nsource: This site\n---\nText.\n")
	p.write("../hook", "#!/bin/sh\ntest ! -e \"$HOOK_FAILS\" || exit 1\ntest -s \"$1\" || echo nothing >\"$TOLD\"\ncat \"$1\" >>\"$TOLD\"\n")
	if err := os.Chmod(p.dir+"/hook", 0o755); err != nil {
		t.Fatal(err)
	}
	p.git("", "init", "--quiet", "--bare", "--initial-branch=main", "origin")
	p.git("editor", "init", "--quiet", "--initial-branch=main")
	p.git("editor", "remote", "add", "origin", "../origin")
	return p
}

// batchOf is a list whose second row has a status.
func batchOf(status string) string {
	return "---\nperiod: 2024\nstage: awarded\nrecipients:\n  - {name: 甲示例, unit: 甲厂}\n  - {name: 乙示例, unit: 乙厂, status: " + status + "}\n---\n"
}

func (p *pipeline) write(name, text string) {
	p.Helper()
	writeFile(p.T, filepath.Join(p.dir, "editor", name), text)
}

// git runs git in a folder, without the settings of who runs the test.
func (p *pipeline) git(folder string, args ...string) string {
	p.Helper()
	cmd := exec.Command("git", append([]string{"-C", filepath.Join(p.dir, folder)}, args...)...)
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null", "GIT_AUTHOR_NAME=e", "GIT_AUTHOR_EMAIL=e@example.org",
		"GIT_COMMITTER_NAME=e", "GIT_COMMITTER_EMAIL=e@example.org")
	out, err := cmd.Output()
	if err != nil {
		p.Fatalf("git %v: %v", args, err)
	}
	return strings.TrimSpace(string(out))
}

// commit commits and pushes what the editor wrote.
func (p *pipeline) commit() string {
	p.Helper()
	p.git("editor", "add", "--all")
	p.git("editor", "commit", "--quiet", "--message=edited")
	p.git("editor", "push", "--quiet", "origin", "main")
	return p.git("editor", "rev-parse", "HEAD")
}

// checkout makes a folder with a commit, and with what was kept of another one.
func (p *pipeline) checkout(commit, kept string) string {
	p.Helper()
	p.checkouts++
	name := fmt.Sprint("checkout", p.checkouts)
	dir := filepath.Join(p.dir, name)
	p.git("", "clone", "--quiet", "--shared", "--no-checkout", "origin", name)
	p.git(name, "checkout", "--quiet", "--detach", commit)
	if kept != "" {
		if out, err := exec.Command("cp", "-a", kept+"/.wenming", kept+"/public", dir).CombinedOutput(); err != nil {
			p.Fatalf("%v\n%s", err, out)
		}
	}
	return dir
}

// outcome is what a run left beside the live site.
type outcome struct {
	checkout, said string
	status         int
	sarif          string // empty if there is none
	purge, told    string
	summary        string
}

// job is a run of the recipe.
type job struct {
	in     string // the checkout to run in, as on an office's own server; otherwise a new one of a commit
	commit string
	kept   string // the checkout whose .wenming/ and public/ are restored there, if any
	args   []string
	env    []string
}

// run calls the recipe.
func (p *pipeline) run(j job) outcome {
	p.Helper()
	return p.start(j)()
}

// start is run without the wait for the end.
func (p *pipeline) start(j job) func() outcome {
	p.Helper()
	dir := j.in
	if dir == "" {
		dir = p.checkout(j.commit, j.kept)
	}
	beside := func(what string) string { return dir + "." + what }
	cmd := exec.Command("bash", append([]string{".ci/publish"}, j.args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "WENMING=", "SITE=", "REF=", "TARGET=file://"+p.dir+"/live",
		"SARIF="+beside("sarif"), "PURGE="+beside("purge"), "PURGE_HOOK="+p.dir+"/hook", "TOLD="+beside("told"), "HOOK_FAILS="+p.dir+"/hook-fails", "GITHUB_STEP_SUMMARY="+beside("summary"))
	cmd.Env = append(cmd.Env, j.env...)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		p.Fatal(err)
	}
	return func() outcome {
		p.Helper()
		err := cmd.Wait()
		var ended *exec.ExitError
		if err != nil && !errors.As(err, &ended) {
			p.Fatal(err)
		}
		left := func(what string) string {
			data, err := os.ReadFile(beside(what))
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				p.Fatal(err)
			}
			return string(data)
		}
		return outcome{dir, said.String(), cmd.ProcessState.ExitCode(), left("sarif"), left("purge"), left("told"), left("summary")}
	}
}

// ended fails unless a run ended with a status and said something.
func (p *pipeline) ended(o outcome, status int, said string) {
	p.Helper()
	if o.status != status || !strings.Contains(o.said, said) {
		p.Fatalf("exit status %d instead of %d with %q:\n%s", o.status, status, said, o.said)
	}
}

// live is what visitors get, and which file it is: one that was sent again is another.
func (p *pipeline) live() (texts map[string]string, files map[string]os.FileInfo) {
	p.Helper()
	texts, files = map[string]string{}, map[string]os.FileInfo{}
	for name, data := range readFiles(p.T, p.dir+"/live") {
		info, err := os.Stat(filepath.Join(p.dir, "live", name))
		if err != nil {
			p.Fatal(err)
		}
		texts[name], files[name] = string(data), info
	}
	return texts, files
}

// changes runs the recipe, which must send exactly what differs afterwards, and returns the names of that.
func (p *pipeline) changes(j job) (outcome, []string) {
	p.Helper()
	was, wasFiles := p.live()
	o := p.run(j)
	is, isFiles := p.live()
	names := maps.Clone(was)
	maps.Copy(names, is)
	var changed []string
	for name := range names {
		before, after := wasFiles[name], isFiles[name]
		if was[name] != is[name] || before == nil || after == nil {
			changed = append(changed, name)
		} else if !os.SameFile(before, after) {
			p.Errorf("%s was sent again, the same as it was", name)
		}
	}
	slices.Sort(changed)
	return o, changed
}

// untouched runs the recipe, which must leave the live site as it is.
func (p *pipeline) untouched(j job) outcome {
	p.Helper()
	o, changed := p.changes(j)
	if len(changed) > 0 {
		p.Errorf("%q changed:\n%s", changed, o.said)
	}
	return o
}

// shows fails unless the live site is the one that a checkout was built into.
func (p *pipeline) shows(o outcome) {
	p.Helper()
	live, _ := p.live()
	public := readFiles(p.T, o.checkout+"/public")
	if !maps.EqualFunc(live, public, func(a string, b []byte) bool { return a == string(b) }) {
		p.Errorf("the live site is not that of %s", o.checkout)
	}
}

// purged are the addresses of files, as a list for a CDN.
func purged(names []string) string {
	var lines []string
	for _, name := range names {
		lines = append(lines, "https://www.example.org/"+strings.TrimSuffix(name, "index.html")+"\n")
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}

// TestRecipe goes with a site from its first commit on.
func TestRecipe(t *testing.T) {
	p := newPipeline(t)
	first := p.commit()
	one := p.run(job{commit: first})
	p.ended(one, done, "files sent")
	p.shows(one)
	if !strings.Contains(one.sarif, `"results":[`) || one.purge != "" || one.told != "" {
		t.Errorf("the first publication left the log %q, the addresses %q, and told %q", one.sarif, one.purge, one.told)
	}

	p.write("content/news/second.md", "---\ntitle: Second\ndate: 2024-05-01\nsource: This site\n---\nOther text.\n")
	second := p.commit()
	two, changed := p.changes(job{commit: second, kept: one.checkout})
	p.ended(two, done, fmt.Sprintf("%d files sent", len(changed)))
	p.shows(two)
	if !slices.Contains(changed, "news/second.html") || slices.Contains(changed, "honors/haoren/2024.html") {
		t.Errorf("an edited article changed %q", changed)
	}
	if want := purged(changed); two.purge != want || two.told != want {
		t.Errorf("%q changed, the addresses are %q, and the hook was called with %q", changed, two.purge, two.told)
	}
	if !strings.Contains(two.summary, "- https://www.example.org/news/second.html\n") {
		t.Errorf("the summary is %q", two.summary)
	}

	if !strings.Contains(readFile(t, p.dir+"/live/honors/haoren/2024.html"), "乙示例") {
		t.Error("the honour is not on its page")
	}
	p.write("content/honors/haoren/2024.md", batchOf("revoked"))
	third := p.commit()
	three, changed := p.changes(job{commit: third, kept: two.checkout})
	p.ended(three, done, "")
	live, _ := p.live()
	for name, text := range live {
		if strings.Contains(text, "乙示例") {
			t.Errorf("%s still has the revoked honour", name)
		}
	}
	if three.told != purged(changed) || !strings.Contains(three.told, "/honors/haoren/2024.html\n") {
		t.Errorf("%q changed, and the hook was called with %q", changed, three.told)
	}

	// What was kept is lost.
	four := p.untouched(job{commit: third})
	p.ended(four, done, "0 files sent")

	// A job that comes late.
	late := p.untouched(job{commit: first, kept: one.checkout})
	p.ended(late, done, "Superseded: a newer commit is live")
	late = p.untouched(job{commit: second})
	p.ended(late, done, "Superseded: a newer commit is live")

	p.write("content/news/second.md", "---\ntitle: Second\ndate: 2024-13-01\nsource: This site\n---\nText.\n")
	wrong := p.untouched(job{commit: p.commit(), kept: four.checkout})
	p.ended(wrong, faulty, "content/news/second.md:3:7: error: ")
	if !strings.Contains(wrong.sarif, `"ruleId":"bad-date"`) || !strings.Contains(wrong.sarif, `"uri":"content/news/second.md"`) {
		t.Errorf("the log of a mistake is %q", wrong.sarif)
	}
	if wrong.told != "" || !strings.Contains(wrong.summary, "content/news/second.md:3:7: error: ") {
		t.Errorf("a mistake told the hook %q, and the summary is %q", wrong.told, wrong.summary)
	}

	// The branch itself goes back. That may be meant, so somebody has to say it.
	p.git("editor", "push", "--quiet", "--force", "origin", first+":main")
	p.ended(p.untouched(job{commit: first, kept: four.checkout}), failed, "--force")
	back, _ := p.changes(job{commit: first, args: []string{"--force"}, kept: four.checkout})
	p.ended(back, done, "files sent")
	p.shows(back)
	if live, _ := p.live(); !strings.Contains(live["honors/haoren/2024.html"], "乙示例") {
		t.Error("the way back did not bring the first commit")
	}
}

// clock is a program that builds for another moment, given by AT.
const clock = "#!/bin/sh\ncase $1 in build | check) exec wenming \"$@\" --at \"$AT\" ;; esac\nexec wenming \"$@\"\n"

// executable writes a program that stands in for wenming, and returns the variable that names it.
func (p *pipeline) executable(text string) string {
	p.Helper()
	name := filepath.Join(p.TempDir(), "program")
	writeFile(p.T, name, text)
	if err := os.Chmod(name, 0o755); err != nil {
		p.Fatal(err)
	}
	return "WENMING=" + name
}

// TestRecipeDue publishes what becomes due, and looks at nothing until then.
func TestRecipeDue(t *testing.T) {
	p := newPipeline(t)
	article := "---\ntitle: %[1]s\ndate: %[1]s\nsource: This site\n---\nText.\n"
	p.write("content/news/soon.md", fmt.Sprintf(article, "2024-06-01"))
	p.write("content/news/far.md", fmt.Sprintf(article, "2999-06-01"))
	commit := p.commit()
	due := []string{"--due"}
	nothing := p.executable("#!/bin/sh\nexit 99\n")

	// The first schedule has nothing kept and publishes, as of a time before the first entry.
	early := p.run(job{commit: commit, args: due, env: []string{p.executable(clock), "AT=2024-05-20"}})
	p.ended(early, done, "The next change by itself: 2024-06-01T00:00:00")
	if live, _ := p.live(); live["news/soon.html"] != "" {
		t.Error("an entry is live before its time")
	}
	o, changed := p.changes(job{commit: commit, args: due, kept: early.checkout})
	p.ended(o, done, "The next change by itself: 2999-06-01T00:00:00")
	if !slices.Contains(changed, "news/soon.html") || o.told != purged(changed) {
		t.Errorf("%q changed when an entry was due, and the hook was called with %q", changed, o.told)
	}
	p.ended(p.run(job{in: o.checkout, args: due, env: []string{nothing}}), done, "live already")

	// Everything else wants a whole run.
	p.ended(p.run(job{in: o.checkout, args: due, env: []string{nothing, "TARGET=file://" + p.dir + "/elsewhere"}}), 99, "")
	p.write("content/news/second.md", fmt.Sprintf(article, "2024-01-01"))
	p.ended(p.run(job{commit: p.commit(), args: due, kept: early.checkout, env: []string{nothing}}), 99, "")
	p.ended(p.run(job{commit: commit, args: due, env: []string{nothing}}), 99, "")
}

// TestRecipeMoments compares moments of several zones with the clock, and calls the recipe wrongly.
func TestRecipeMoments(t *testing.T) {
	p := newPipeline(t)
	commit := p.commit()
	program := p.executable("#!/bin/sh\nexit 99\n")
	checkout := p.checkout(commit, "")
	for _, zone := range []int{0, 8 * 3600, -5 * 3600, 5*3600 + 45*60, -9*3600 - 30*60, 14 * 3600} {
		for _, from := range []time.Duration{-15 * time.Minute, 15 * time.Minute} {
			next := time.Now().Add(from).In(time.FixedZone("", zone)).Format(time.RFC3339)
			writeFile(t, checkout+"/.wenming/live", commit+" file://"+p.dir+"/live\n"+next+"\n")
			o := p.run(job{in: checkout, args: []string{"--due"}, env: []string{program}})
			if want := map[bool]int{true: done, false: 99}[from > 0]; o.status != want {
				t.Errorf("%s, %s from now: exit status %d instead of %d\n%s", next, from, o.status, want, o.said)
			}
		}
	}

	p.ended(p.run(job{in: checkout, env: []string{"TARGET="}}), misused, "TARGET")
	p.ended(p.run(job{in: checkout, args: []string{"--dew"}}), misused, "usage")
	p.ended(p.run(job{in: checkout, env: []string{"TARGET=ftp://example.org"}}), misused, "ftp://example.org")
}

// TestRecipeTwoRunners has a runner that kept its folder from before another one published, and finds nothing to change in it:
// what is there is the newest commit's too. Its moment is too old, but not its content.
func TestRecipeTwoRunners(t *testing.T) {
	p := newPipeline(t)
	article := readFile(t, p.dir+"/editor/content/news/second.md")
	p.write("content/news/welcome.md", article)
	one := p.run(job{commit: p.commit(), env: []string{p.executable(clock), "AT=2024-06-01"}})
	p.ended(one, done, "")
	p.write("content/news/second.md", article+"More.\n")
	p.ended(p.run(job{commit: p.commit()}), done, "")
	p.write("content/news/second.md", article)
	third := p.commit()
	p.git(filepath.Base(one.checkout), "fetch", "--quiet")
	p.git(filepath.Base(one.checkout), "checkout", "--quiet", "--detach", third)
	o, changed := p.changes(job{in: one.checkout})
	p.ended(o, done, "0 files written")
	p.shows(o)
	if !slices.Contains(changed, "news/second.html") {
		t.Errorf("%q changed", changed)
	}
}

// TestRecipeUntold lets the CDN's program fail. The next scheduled run tells what this one did not.
func TestRecipeUntold(t *testing.T) {
	p := newPipeline(t)
	one := p.run(job{commit: p.commit()})
	p.write("content/news/second.md", "---\ntitle: Second\ndate: 2024-05-01\nsource: This site\n---\nOther text.\n")
	commit := p.commit()
	p.write("../hook-fails", "")
	two := p.run(job{commit: commit, kept: one.checkout})
	p.ended(two, failed, "The CDN was not told")
	p.shows(two)
	if err := os.Remove(p.dir + "/hook-fails"); err != nil {
		t.Fatal(err)
	}
	three := p.untouched(job{in: two.checkout, args: []string{"--due"}})
	p.ended(three, done, "0 files sent")
	if three.told != two.purge || two.purge == "" {
		t.Errorf("the hook was called with %q instead of %q", three.told, two.purge)
	}
	p.ended(p.run(job{in: three.checkout, args: []string{"--due"}}), done, "live already")
}

// loser stands in for a program that loses a number of times against another publication.
const loser = `#!/bin/sh
if [ "$1" = publish ] && [ "$(cat "$0.lost" 2>/dev/null | wc -l)" -lt "$LOSES" ]; then
	echo >>"$0.lost"
	echo '{"target":"","sent":[],"error":{"kind":"lost","message":"lost"}}'
	exit 3
fi
wenming "$@" | sed 's/"found":"[a-z]*"/"found":"'"$FINDS"'"/'
`

// TestRecipeLoses has a run lose. It tries again, but not for ever. One that took the target over from another has to look again.
func TestRecipeLoses(t *testing.T) {
	p := newPipeline(t)
	o := p.run(job{commit: p.commit(), env: []string{p.executable(loser), "LOSES=3"}})
	p.ended(o, failed, "")
	o = p.run(job{in: o.checkout, env: []string{p.executable(loser), "LOSES=2", "FINDS=finished"}})
	p.ended(o, done, "files sent")
	p.shows(o)
	p.ended(p.run(job{in: o.checkout, env: []string{p.executable(loser), "LOSES=0", "FINDS=stopped"}}), done, "0 files sent")
	p.ended(p.run(job{in: o.checkout, args: []string{"--due"}}), done, "0 files sent")
	p.ended(p.run(job{in: o.checkout, args: []string{"--due"}}), done, "live already")
}

// TestRecipeAtOnce runs the recipe for two commits at once. Whichever is first, the newer is live in the end, with the next run
// of the schedule at the latest.
func TestRecipeAtOnce(t *testing.T) {
	p := newPipeline(t)
	older := p.commit()
	p.write("content/news/second.md", "---\ntitle: Second\ndate: 2024-05-01\nsource: This site\n---\nOther text.\n")
	newer := p.commit()
	a, b := p.start(job{commit: older}), p.start(job{commit: newer})
	p.ended(a(), done, "")
	o := b()
	p.ended(o, done, "")
	p.ended(p.run(job{in: o.checkout, args: []string{"--due"}}), done, "")
	p.shows(o)
}

// TestRecipeOfNewSites looks for the recipe in a new site, as it stands in this repository.
func TestRecipeOfNewSites(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	if exit := run([]string{"init", dir}, &bytes.Buffer{}, os.Stderr, os.Getenv, time.Now()); exit != done {
		t.Fatalf("exit status %d", exit)
	}
	for _, name := range []string{".ci/publish", ".github/workflows/publish.yml"} {
		embedded, err := wenming.Recipe.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if text := readDocument(t, name); readFile(t, filepath.Join(dir, name)) != text || string(embedded) != text {
			t.Errorf("%s of a new site is another", name)
		}
	}
}

// TestWorkflow reads what GitHub Actions does: the steps in their order, with files that exist and variables that the script
// knows, and keys for one step only.
func TestWorkflow(t *testing.T) {
	var workflow struct {
		On          map[string]any
		Concurrency string
		Jobs        map[string]struct {
			If          string
			Permissions map[string]string
			Steps       []struct {
				Uses, Run, If string
				With, Env     map[string]string
			}
		}
	}
	text := readDocument(t, ".github/workflows/publish.yml")
	if err := yaml.Unmarshal([]byte(text), &workflow); err != nil {
		t.Fatal(err)
	}
	if on := slices.Sorted(maps.Keys(workflow.On)); !slices.Equal(on, []string{"push", "schedule", "workflow_dispatch"}) || workflow.Concurrency != "publish" {
		t.Errorf("it runs on %q, one at a time of %q", on, workflow.Concurrency)
	}
	job := workflow.Jobs["publish"]
	if job.If != "vars.TARGET != ''" {
		t.Errorf("without a target it runs if %q", job.If)
	}
	if want := map[string]string{"actions": "read", "contents": "read", "security-events": "write"}; !maps.Equal(job.Permissions, want) {
		t.Errorf("it may %v", job.Permissions)
	}
	script := readDocument(t, ".ci/publish")
	file := regexp.MustCompile(`(?:\./|\.ci/)[\w./]+`)
	var steps []string
	for _, step := range job.Steps {
		name, _, _ := strings.Cut(step.Uses, "@")
		steps = append(steps, name+strings.Join(strings.Fields(step.Run)[:min(2, len(strings.Fields(step.Run)))], " "))
		for _, found := range file.FindAllString(step.Run, -1) {
			if _, err := os.Stat(filepath.Join(repository, found)); err != nil {
				t.Error(err)
			}
		}
		for variable, value := range step.Env {
			if !strings.HasPrefix(variable, "AWS_") && !strings.Contains(script, "\n#   "+variable+" ") {
				t.Errorf("the script says nothing of %s", variable)
			}
			if strings.Contains(value, "secrets.") && !strings.HasPrefix(step.Run, "bash .ci/publish ") {
				t.Errorf("%s is a key for %q", variable, step.Run+step.Uses)
			}
		}
	}
	if want := []string{
		"actions/checkout", "actions/cache/restore", "actions/checkout", "actions/setup-go", "go build", "bash .ci/publish",
		"github/codeql-action/upload-sarif", "actions/cache/save",
	}; !slices.Equal(steps, want) {
		t.Errorf("the steps are %q\ninstead of %q", steps, want)
	}
	if got := strings.Count(text, "secrets."); got != 2 {
		t.Errorf("it names keys %d times", got)
	}
	for _, step := range job.Steps[6:] {
		if !strings.HasPrefix(step.If, "always() && ") {
			t.Errorf("after a failure %s does not run", step.Uses)
		}
	}
}
