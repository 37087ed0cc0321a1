// Package check suggests what an editor may have forgotten: people whom a text names and its front matter does not
// list, and rows of lists that bear the name of a profile. Mentions and Rows find them; Fixes writes what Mentions found
// into a file's front matter. External asks the web whether what the content links to is still there; nothing else here
// needs more than the site.
//
// # Whether a text names somebody
//
// A name's characters also stand where nobody is meant: 高明 in 高明区, 安志 in 平安志愿者, 王芳 in 王芳芳, the reporter
// in 记者王芳. So every occurrence is judged by what stands beside it, each side for itself (words.go has the words):
//
//   - never: the dot of a longer name, 区 or 路, which make a place of it, 工作室 or 精神, which only bear somebody's name.
//   - none: any other Chinese character that is not listed, for it may belong to the same word. So is a word after which
//     a place is as likely as a person: 在, 来自.
//   - edge: the text's end, punctuation, or a word that ends a name: 的, 和, 是, 对.
//   - act: what people do, though offices do it too: 获评, 带领.
//   - person: what only people are and do: 村民, 出生, 冲进; and a name of the register beside it in a list.
//   - sure: what is said of people alone, whatever the name: 同志, 说, （男, ，36岁.
//
// A given name of two characters or more is hardly ever an accident. It counts with an edge on one side, if on the other
// the characters at the joint form no common word (刘春香|港), and with one side that tells of a person. A given name of
// one character may go on, so it needs an edge on its right; and because many words look like such a name, either its
// surname is hardly anything else (陈, 刘), or hardly a word ends like it (婷, 莉), or one side tells of a person. One that
// is an everyday word or a well-known place as well (高明, 平安, 凌晨) has to be followed by what is sure.
//
// Nothing counts within the name of another entry of the register (扶婷公益法律服务工作室), after 记者, 通讯员 and the
// other words of a byline, or where the front matter has the name in its own byline. TestMentions measures what that
// finds and misses. That somebody else of the same name is meant no rule can see: a fix prints what it wrote, to be read.
package check

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// each calls do for every number below n, on all processors.
func each(n int, do func(i int)) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	workers.Wait()
}
