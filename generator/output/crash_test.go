package output

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

const crashFolder = "OUTPUT_TEST_CRASH_FOLDER"

func TestMain(m *testing.M) {
	if dir := os.Getenv(crashFolder); dir != "" {
		commitForever(dir)
	}
	os.Exit(m.Run())
}

// commitForever is the process that the test kills.
func commitForever(dir string) {
	r := rand.New(rand.NewPCG(rand.Uint64(), rand.Uint64()))
	for {
		stage, err := Begin(dir, Options{Fresh: r.IntN(4) == 0})
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		for path, c := range randomSite(r, 60) {
			_, err = stage.Put(path, c.role, c.data)
		}
		fmt.Println("staged")
		if err == nil {
			_, err = stage.Commit("now")
		}
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println("committed")
	}
}

// A real process is killed at random instants. Whatever it was at, a visitor finds whole files and links that resolve,
// and the next build finishes the job.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	foreign := map[string]string{"mine": "1", "news/mine": "2", "people/a/mine": "3"}
	for path, data := range foreign {
		writeFile(t, dir, path, data)
	}
	r := newRand(uint64(time.Now().UnixNano()))
	inCommit, inStage := 0, 0
	for kill := range 66 {
		killCommitter(t, dir, 1+r.IntN(6), time.Microsecond<<r.IntN(13))
		if _, err := os.Lstat(filepath.Join(dir, journalName)); err == nil {
			inCommit++
		} else if _, err := os.Lstat(filepath.Join(dir, stageName)); err == nil {
			inStage++
		}
		checkVisit(t, dir, foreign)
		if kill%3 == 0 {
			continue // the next process finishes it, and may be killed at that
		}
		s := randomSite(r, 60)
		publish(t, dir, s, Options{})
		checkFolder(t, dir, s, foreign)
	}
	if inCommit == 0 || inStage == 0 {
		t.Errorf("only %d of 66 kills were in a commit and %d before", inCommit, inStage)
	}
	t.Logf("66 kills: %d in a commit, %d before", inCommit, inStage)
}

// killCommitter starts a process and kills it some time after it has staged or committed the given number of versions.
func killCommitter(t *testing.T, dir string, steps int, delay time.Duration) {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program)
	cmd.Env = append(os.Environ(), crashFolder+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for range steps {
		if lines.Scan() && !progress(lines.Text()) {
			t.Error(lines.Text())
		}
	}
	time.Sleep(delay)
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() {
		if !progress(lines.Text()) {
			t.Error(lines.Text())
		}
	}
	cmd.Wait()
}

func progress(line string) bool { return line == "staged" || line == "committed" }
