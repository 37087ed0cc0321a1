package publish

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// stuck is a body that waits after its first byte.
type stuck struct {
	*bytes.Reader
	reached, go_ chan struct{}
}

func (s stuck) ReadAt(b []byte, from int64) (int, error) {
	if from == 0 {
		return s.Reader.ReadAt(b[:1], 0)
	}
	close(s.reached)
	<-s.go_
	return s.Reader.ReadAt(b, from)
}

// Two publications write files at once, from machines or containers where their processes have the same number: each writes its
// own.
func TestFoldersOfSameProcess(t *testing.T) {
	dir := t.TempDir()
	ctx := context.Background()
	var hosts []*folder
	for range 2 {
		f, err := openFolder(dir, nil)
		if err != nil {
			t.Fatal(err)
		}
		hosts = append(hosts, f)
	}
	slow := thing(hosts[0], "slow.html", "slow and long")
	waiting := stuck{bytes.NewReader([]byte("slow and long")), make(chan struct{}), make(chan struct{})}
	slow.body = waiting
	ended := make(chan error)
	go func() { ended <- hosts[0].put(ctx, slow, true) }()
	<-waiting.reached
	if err := hosts[1].put(ctx, thing(hosts[1], "quick.html", "quick"), true); err != nil {
		t.Error(err)
	}
	close(waiting.go_)
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if got := fmt.Sprint(held(t, dir)); got != "map[quick.html:quick slow.html:slow and long]" {
		t.Errorf("holds %s", got)
	}
}

// Somebody took files of ours away and put a folder, a file or a link in their place, or in that of the folder above: when the
// site has them no more, that stays, and nothing is followed.
func TestRemoveWhatIsNotOurs(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	gone := files{"folder.html": "1", "link.html": "1", "above/a.html": "1", "linked/a.html": "1", "out/a.html": "1"}
	site := files{"index.html": "1"}
	all := maps.Clone(site)
	maps.Copy(all, gone)
	all.must(t, dir, nil)
	for name := range gone {
		name, _, _ = strings.Cut(name, "/")
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	write := func(name string) error {
		return errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte("theirs"), 0o644))
	}
	if err := errors.Join(
		write(filepath.Join(dir, "folder.html", "theirs")), write(filepath.Join(dir, "above")), write(filepath.Join(dir, "theirs")),
		write(filepath.Join(outside, "a.html")), os.Symlink("theirs", filepath.Join(dir, "link.html")), os.Symlink(outside, filepath.Join(dir, "out")),
		os.Mkdir(filepath.Join(dir, "empty"), 0o755), os.Symlink("empty", filepath.Join(dir, "linked")),
	); err != nil {
		t.Fatal(err)
	}
	site.must(t, dir, nil)
	for _, name := range []string{filepath.Join(dir, "folder.html", "theirs"), filepath.Join(dir, "above"), filepath.Join(dir, "link.html"), filepath.Join(outside, "a.html")} {
		if data, err := os.ReadFile(name); string(data) != "theirs" {
			t.Errorf("%s: %q, %v", name, data, err)
		}
	}
	if _, err := os.Lstat(filepath.Join(dir, "linked")); err != nil {
		t.Error(err)
	}
}

// A target that is a file, or below one, is a problem with a hint.
func TestTargetIsFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(name, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, target := range []string{name, name + "/sub"} {
		if _, err := Open(target, os.Getenv); kindOf(err) != NoBucket {
			t.Errorf("%s: %v", target, err)
		}
	}
}
