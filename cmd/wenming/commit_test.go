package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// gitFolder is a folder with a repository of git.
type gitFolder struct {
	*testing.T
	dir string
}

func newGitFolder(t *testing.T) gitFolder {
	t.Helper()
	r := gitFolder{t, t.TempDir()}
	r.git("init", "--quiet", "--initial-branch=main")
	return r
}

func (r gitFolder) git(args ...string) string {
	r.Helper()
	cmd := exec.Command("git", append([]string{"-C", r.dir, "-c", "user.name=a", "-c", "user.email=a@example.org"}, args...)...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		r.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

// commit makes an empty commit.
func (r gitFolder) commit(message string) string {
	r.Helper()
	r.git("commit", "--quiet", "--allow-empty", "-m", message)
	return r.git("rev-parse", "HEAD")
}

func TestCommitOf(t *testing.T) {
	r := newGitFolder(t)
	site := filepath.Join(r.dir, "site")
	if err := os.Mkdir(site, 0o755); err != nil {
		t.Fatal(err)
	}
	if s := commitOf(site); s.Commit != "" {
		t.Errorf("without a commit: %+v", s)
	}
	first, second := r.commit("first"), r.commit("second")
	r.git("checkout", "--quiet", "-b", "side", first)
	side := r.commit("side")
	for _, c := range []struct {
		commit, other string
		order         int
		known         bool
	}{
		{first, second, -1, true}, {second, first, 1, true}, {second, side, 0, true}, {second, strings.Repeat("0123", 10), 0, false},
	} {
		r.git("checkout", "--quiet", c.commit)
		s := commitOf(site)
		if s.Commit != c.commit || s.Made.IsZero() {
			t.Errorf("the commit is %+v, want %s", s, c.commit)
			continue
		}
		if order, known := s.Order(c.other); order != c.order || known != c.known {
			t.Errorf("%s and %s: %v, %v", c.commit, c.other, order, known)
		}
	}
}

// A hook of git has the program look at the repository of the folder, not at the one that the hook was called in.
func TestCommitOfInHook(t *testing.T) {
	ours, others := newGitFolder(t), newGitFolder(t)
	want := ours.commit("ours")
	others.commit("others")
	for _, dir := range []string{filepath.Join(others.dir, ".git"), ".", ".git"} {
		t.Setenv("GIT_DIR", dir)
		t.Setenv("GIT_INDEX_FILE", ".git/index")
		if got := commitOf(ours.dir).Commit; got != want {
			t.Errorf("GIT_DIR=%s: %q, want %s", dir, got, want)
		}
	}
}

// A runner that keeps its clone fetches one commit at a time, so that none is a part of the other's history: whether the older
// one is older cannot be told there.
func TestCommitOfShallow(t *testing.T) {
	origin, clone := newGitFolder(t), newGitFolder(t)
	older, newer := origin.commit("older"), origin.commit("newer")
	clone.git("remote", "add", "origin", "file://"+origin.dir)
	clone.git("fetch", "--quiet", "--depth=1", "origin", newer)
	clone.git("fetch", "--quiet", "--depth=1", "origin", older)
	clone.git("checkout", "--quiet", older)
	if order, known := commitOf(clone.dir).Order(newer); order != 0 || known {
		t.Errorf("%v, %v", order, known)
	}
	clone.git("fetch", "--quiet", "--depth=2", "origin", newer)
	if order, known := commitOf(clone.dir).Order(newer); order != -1 || !known {
		t.Errorf("with its history: %v, %v", order, known)
	}
	clone.git("checkout", "--quiet", newer)
	if order, known := commitOf(clone.dir).Order(older); order != 1 || !known {
		t.Errorf("the newer one: %v, %v", order, known)
	}
}
