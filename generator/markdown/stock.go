package markdown

// stock hands out nodes of a tree that a context keeps from body to body: a body has dozens, of two hundred bytes each.
type stock[N any] struct {
	nodes []N
	used  int
}

// mostNodes is how many nodes a stock keeps.
const mostNodes = 256

// take is an empty node that is good until the stock is reset.
func (s *stock[N]) take() *N {
	if s.used == len(s.nodes) {
		s.nodes, s.used = make([]N, min(max(2*len(s.nodes), 16), mostNodes)), 0 // nodes that are in use must not move
	}
	n := &s.nodes[s.used]
	s.used++
	var empty N
	*n = empty
	return n
}

func (s *stock[N]) reset() { s.used = 0 }
