package main

import (
	"errors"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"wenming/generator/publish"
)

// commitOf is the commit that a site's folder is checked out from, as git says; none where there is no git or no commit.
func commitOf(site string) publish.Source {
	git := func(args ...string) (string, error) {
		out, err := exec.Command("git", append([]string{"-C", site}, args...)...).Output()
		return strings.TrimSpace(string(out)), err
	}
	head, err := git("log", "-1", "--format=%H %ct")
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
				return 0, ended.ExitCode() == 1
			}
			return 1, err == nil
		},
	}
}
