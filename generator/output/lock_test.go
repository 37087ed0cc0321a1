package output

import (
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestLockWaits(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	first := begin(t, dir, Options{Waiting: func() { t.Error("the first build waits") }})
	waiting := make(chan bool)
	done := make(chan Result)
	go func() {
		stage, err := Begin(dir, Options{Waiting: func() { close(waiting) }})
		if err != nil {
			t.Error(err)
			return
		}
		putAll(t, stage, site{"a": made(Page, 1), "b": made(Page, 1)})
		r, err := stage.Commit("")
		if err != nil {
			t.Error(err)
		}
		done <- r
	}()
	<-waiting
	select {
	case <-done:
		t.Fatal("two builds have the folder")
	case <-time.After(20 * time.Millisecond):
	}
	putAll(t, first, site{"a": made(Page, 1)})
	if _, err := first.Commit(""); err != nil {
		t.Fatal(err)
	}
	if r := <-done; r.Written != 1 || r.Unchanged != 1 {
		t.Errorf("the second build did not see what the first wrote: %+v", r)
	}
}

func TestManyBuildsAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	var group sync.WaitGroup
	var inside atomic.Int32
	for i := range 8 {
		group.Go(func() {
			r := newRand(uint64(i))
			for range 10 {
				stage, err := Begin(dir, Options{})
				if err != nil {
					t.Error(err)
					return
				}
				if inside.Add(1) != 1 {
					t.Error("two builds have the folder")
				}
				putAll(t, stage, randomSite(r, 10))
				checkVisit(t, dir, nil)
				inside.Add(-1)
				if r.IntN(3) == 0 {
					err = stage.Abort()
				} else {
					_, err = stage.Commit("")
				}
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	last := randomSite(newRand(99), 10)
	publish(t, dir, last, Options{})
	checkFolder(t, dir, last, nil)
}

// Where the lock is a file, a symbolic link in its place is not followed.
func TestLockIsNoLink(t *testing.T) {
	dir := t.TempDir()
	outside := filepath.Join(t.TempDir(), "x")
	if err := os.Symlink(outside, filepath.Join(dir, reserved+"lock")); err != nil {
		t.Fatal(err)
	}
	stage, err := Begin(dir, Options{})
	if err == nil {
		err = stage.Abort()
	}
	if (runtime.GOOS == "windows") != (err != nil) {
		t.Errorf("got %v", err)
	}
	if _, err := os.Lstat(outside); err == nil {
		t.Error("a file was made through a symbolic link")
	}
}
