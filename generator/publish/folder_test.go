package publish

import (
	"bytes"
	"context"
	"fmt"
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
