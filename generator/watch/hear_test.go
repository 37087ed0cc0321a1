package watch

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"
)

// listening hears what a test tells, on a clock that jumps.
type listening struct {
	events   chan fsnotify.Event
	failures chan error
	batches  chan batch
	began    time.Time
}

func hearing() *listening {
	l := &listening{make(chan fsnotify.Event), make(chan error), make(chan batch), time.Now()}
	go hear(l.events, l.failures, 10*time.Millisecond, 100*time.Millisecond, l.batches)
	return l
}

func (l *listening) tell(place string) { l.events <- fsnotify.Event{Name: place, Op: fsnotify.Write} }

// next is the next batch, and when it came.
func (l *listening) next() (batch, time.Duration) {
	b := <-l.batches
	return b, time.Since(l.began)
}

func TestHear(t *testing.T) {
	cases := []struct {
		name string
		tell func(*listening)
		want []string // places and when their batch came
	}{
		{"one event", func(l *listening) { l.tell("a") }, []string{"[a] 10ms"}},
		{"two at once", func(l *listening) { l.tell("b"); l.tell("a"); l.tell("a") }, []string{"[a b] 10ms"}},
		{"a save in steps", func(l *listening) {
			l.tell("a")
			time.Sleep(8 * time.Millisecond)
			l.tell("b")
			time.Sleep(8 * time.Millisecond)
			l.tell("c")
		}, []string{"[a b c] 26ms"}},
		{"two saves", func(l *listening) {
			l.tell("a")
			time.Sleep(15 * time.Millisecond)
			l.tell("b")
		}, []string{"[a] 10ms", "[b] 25ms"}},
		{"without end", func(l *listening) {
			for i := range 30 {
				l.tell(string(rune('a' + i/11)))
				time.Sleep(9 * time.Millisecond)
			}
		}, []string{"[a b] 100ms", "[b c] 208ms", "[c] 271ms"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := hearing()
				go c.tell(l)
				for _, want := range c.want {
					b, after := l.next()
					if got := fmt.Sprint(slices.Sorted(maps.Keys(b.did)), " ", after); got != want || b.lost {
						t.Errorf("heard %s, want %s", got, want)
					}
				}
				close(l.events)
				if _, more := <-l.batches; more {
					t.Error("heard more")
				}
			})
		})
	}
}

// TestHearWhileBusy tells more while nobody takes a batch: it is one batch, and there at once.
func TestHearWhileBusy(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := hearing()
		for i := range 1000 {
			l.tell(fmt.Sprint(i % 7))
			time.Sleep(5 * time.Millisecond)
		}
		if b, after := l.next(); len(b.did) != 7 || b.lost || after != 5*time.Second {
			t.Errorf("heard %v after %v", b, after)
		}
		l.tell("a")
		if b, _ := l.next(); len(b.did) != 1 {
			t.Errorf("heard %v", b)
		}
		close(l.events)
	})
}

// TestHearTooMuch tells more than there is room for, and of failures.
func TestHearTooMuch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := hearing()
		for i := range 100_000 {
			l.tell(fmt.Sprint(i))
		}
		if b, _ := l.next(); !b.lost || len(b.did) != 0 {
			t.Errorf("heard %d places, lost %t", len(b.did), b.lost)
		}
		for _, c := range []struct {
			err  error
			lost bool
		}{{fsnotify.ErrEventOverflow, true}, {errors.New("no idea"), true}, {syscall.EINVAL, false}} {
			l.failures <- c.err
			l.tell("a")
			if b, _ := l.next(); b.lost != c.lost {
				t.Errorf("after %v, that events were lost is %t", c.err, b.lost)
			}
		}
		l.failures <- fsnotify.ErrEventOverflow
		if b, _ := l.next(); !b.lost {
			t.Error("a failure alone is no batch")
		}
		close(l.failures)
		l.tell("a")
		l.next()
		close(l.events)
	})
}

func TestFold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		found, changes := make(chan Change), make(chan Change)
		go fold(found, changes)
		found <- Change{}
		select {
		case c := <-changes:
			t.Errorf("received %v", c)
		case <-time.After(time.Hour):
		}
		found <- Change{Paths: []string{"b", "a"}}
		found <- Change{Paths: []string{"c", "a"}}
		if c := <-changes; c.Any || !slices.Equal(c.Paths, []string{"a", "b", "c"}) {
			t.Errorf("received %v", c)
		}
		for i := range 200_000 {
			found <- Change{Paths: []string{fmt.Sprint(i % (most + 1))}}
		}
		found <- Change{Paths: []string{"a"}}
		if c := <-changes; !c.Any || c.Paths != nil {
			t.Errorf("received %d paths of too many", len(c.Paths))
		}
		found <- Change{Paths: []string{"a"}}
		close(found) // with something that nobody received
		if _, more := <-changes; more {
			if _, more := <-changes; more {
				t.Error("changes are not closed")
			}
		}
	})
}
