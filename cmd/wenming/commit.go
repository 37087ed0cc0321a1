package main

import (
	"errors"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"

	"wenming/generator/publish"
)

// commitOf is the commit that a site's folder is checked out from, as git says; none where there is no git or no commit.
func commitOf(site string) publish.Source {
	git := func(args ...string) (string, error) {
		cmd := exec.Command("git", append([]string{"-C", site}, args...)...)
		cmd.Env = slices.DeleteFunc(os.Environ(), ofRepository)
		out, err := cmd.Output()
		return strings.TrimSpace(string(out)), err
	}
	head, err := git("log", "-1", "--no-show-signature", "--format=%H %ct")
	commit, seconds, _ := strings.Cut(head, " ")
	made, wrong := strconv.ParseInt(seconds, 10, 64)
	if err != nil || wrong != nil {
		return publish.Source{}
	}
	return publish.Source{
		Commit: commit,
		Made:   time.Unix(made, 0),
		Order: func(other string) (order int, known bool) {
			// 0 is yes, 1 no; anything else says that the other commit is not here.
			if _, err := git("merge-base", "--is-ancestor", commit, other); err == nil {
				return -1, true
			}
			_, err := git("merge-base", "--is-ancestor", other, commit)
			var ended *exec.ExitError
			if errors.As(err, &ended) {
				// In a shallow clone history ends somewhere, and what is not in it may be.
				shallow, _ := git("rev-parse", "--is-shallow-repository")
				return 0, ended.ExitCode() == 1 && shallow == "false"
			}
			return 1, err == nil
		},
	}
}

// ofRepository tells whether a variable of the environment names a repository, as git sets them for what its hooks call: the
// site's folder may be in another one.
func ofRepository(variable string) bool {
	name, _, _ := strings.Cut(variable, "=")
	return slices.Contains([]string{"GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY",
		"GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_NAMESPACE"}, name)
}
