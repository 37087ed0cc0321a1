package markdown

import (
	"math/rand/v2"
	"reflect"
	"sync"
	"testing"
)

// TestReuse reads the same bodies in many orders at once: nothing of one body may stay in what the next is read with.
func TestReuse(t *testing.T) {
	bodies := specification(t)
	for _, src := range []string{"[[甲]]<b>乙\n\n[^1]\n\n[^1]: 丙", "# 甲 {#a}\n\n|a|b|\n|-|-|\n|`\\|`|", "**甲**，**乙。**丙~~丁~~\n\n- 戊\n- 己", "![图](a.png)"} {
		bodies = append(bodies, example{Markdown: src})
	}
	first := make([]Document, len(bodies))
	for i, b := range bodies {
		first[i] = Parse([]byte(b.Markdown), 0)
	}
	var group sync.WaitGroup
	for seed := range uint64(4) {
		group.Go(func() {
			for _, i := range rand.New(rand.NewPCG(seed, 1)).Perm(len(bodies)) {
				if again := Parse([]byte(bodies[i].Markdown), 0); !reflect.DeepEqual(again, first[i]) {
					t.Errorf("%q\ngives %+v\nafter %+v", bodies[i].Markdown, again, first[i])
				}
			}
		})
	}
	group.Wait()
}
