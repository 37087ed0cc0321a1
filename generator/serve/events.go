package serve

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"
)

// news is what browsers are told of.
type news struct {
	Run     string   `json:"run"`
	Version int      `json:"version"`
	Pages   []string `json:"pages"` // that differ from what was given out; null: whichever
}

// news tells of the present state. s.mu is held.
func (s *Server) news(pages []string) news { return news{s.run, s.told, pages} }

// hub hands news on to streams.
type hub struct {
	mu      sync.Mutex
	streams map[*stream]bool
}

// stream is a browser that listens. News that it does not take in time become one.
type stream struct {
	mu      sync.Mutex
	pending *news
	wake    chan struct{}
}

func (h *hub) send(n news) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for st := range h.streams {
		st.put(n)
	}
}

func (h *hub) open() *stream {
	st := &stream{wake: make(chan struct{}, 1)}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.streams == nil {
		h.streams = map[*stream]bool{}
	}
	h.streams[st] = true
	return st
}

func (h *hub) close(st *stream) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.streams, st)
}

func (st *stream) put(n news) {
	st.mu.Lock()
	if st.pending != nil {
		n.Pages = both(st.pending.Pages, n.Pages)
	}
	st.pending = &n
	st.mu.Unlock()
	select {
	case st.wake <- struct{}{}:
	default:
	}
}

// both are the pages of two lists, of which nil is all.
func both(a, b []string) []string {
	if a == nil || b == nil {
		return nil
	}
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

func (st *stream) take() *news {
	st.mu.Lock()
	defer st.mu.Unlock()
	n := st.pending
	st.pending = nil
	return n
}

// stream sends events (HTML Living Standard, 9.2) until the browser or the server goes. The first says where things stand.
func (s *Server) stream(w http.ResponseWriter, r *http.Request) {
	const beat = 15 * time.Second // how often a browser that went without a word is noticed
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	st := s.events.open()
	defer s.events.close(st)
	s.mu.Lock()
	st.put(s.news(nil))
	s.mu.Unlock()
	out := http.NewResponseController(w)
	beats := time.NewTicker(beat)
	defer beats.Stop()
	for {
		select {
		case <-r.Context().Done():
			return
		case <-beats.C:
			out.SetWriteDeadline(time.Now().Add(beat))
			fmt.Fprint(w, ":\n\n")
		case <-st.wake:
			if n := st.take(); n != nil {
				data, err := json.Marshal(n)
				if err != nil {
					panic("internal error: " + err.Error())
				}
				out.SetWriteDeadline(time.Now().Add(beat))
				fmt.Fprintf(w, "data: %s\n\n", data)
			}
		}
		if out.Flush() != nil {
			return
		}
	}
}
