// Bench measures Wenming and Hugo on the same synthetic civic site, side by side, and prints tables in Markdown:
//
//	go run ./cmd/bench [-sizes 1000,10000,100000] [-runs 3] [-dir DIR] [-only wenming|hugo|sources]
//	go run ./cmd/bench -sizes 10000 -profile FILE
//
// A site of N articles has N/10 people, each with an honour in one of N/1000 lists, N/100 projects, 24 tags and eight
// sections; an article is about 3.4 KB with front matter, headings, bold text beside Chinese punctuation, lists, a
// quote, a picture, a link to a project and a mention of a person. Every word of it follows from its number.
//
// It is written twice. Wenming's form is shown by the default theme. Hugo's form has layouts of the same weight in
// hugo/: the same head, with as many meta tags, feeds and linked data, header, crumbs, cards, neighbours and footer; the
// same lists of 20; people, letters, strokes, tags, years and categories as taxonomies; what is constant, and every
// card that appears often, through partialCached; no layout searches the site. Where the two differ, Hugo has less to
// do: mentions are plain links whose names stand in the source, a profile's honours and related people in its front
// matter; it draws no QR codes, writes no open data, no search index and no CSV of a list, checks no link, and commits
// nothing at once.
//
// Both programs, Hugo as its authors publish it, are built into .cache/bench of the module. Both build in the same
// folder, memory-backed where there is /dev/shm, in turn, -runs times; the medians are printed. Hugo has no
// incremental build, so after each edit it builds again into the same public/. From 50,000 articles on it runs once,
// clean and unchanged, and the rows for which it was not run show what it needed unchanged.
//
// The numbers of articles, people and projects among the finished pages must agree, or the program fails. The floor
// is what is left of a clean build without the work: all sources read and files of the same sizes written, by two
// workers.
//
// Memory is the most that the process held at once, as the system counts it, in units of 1000.
//
// Last comes what somebody sees who writes: `wenming serve` on the same site, the time until it is ready, and that from a
// saved body to the answer that holds it.
package main

import (
	"fmt"
	"os"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}
