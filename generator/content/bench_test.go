package content

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
)

// story is an article of 3.4 KB, as they are on such sites, with six links and headings; n makes it differ.
func story(n int) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `---
title: 雨湖区第%d次志愿服务活动走进社区：文明花开满城春
date: 2023-10-25 08:30
source: 湘潭文明网
editor: 周莹
reporters: [付鼎臣]
correspondents: [何敏]
summary: 一五一十三四，志愿者走进社区，邻里和睦，这里是第%d篇文章的摘要。
tags: [雨湖区, 文明实践, 志愿服务]
people: [fu-ting, yi-zaiyue]
projects: [xin-zhi-yi]
---
`, n, n)
	for i := range 3 {
		fmt.Fprintf(&b, "\n## 第%d节 走进社区\n\n%s见[扶婷](../people/fu-ting.md)。\n", i+1, strings.Repeat("志愿者走进社区，**邻里和睦**，文明新风扑面而来。", 12))
	}
	return []byte(b.String())
}

// BenchmarkParse reads a typical article.
func BenchmarkParse(b *testing.B) {
	src := story(1)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, problems := Parse("news/2023/yuhu.md", src, KindArticle, "news/2023/yuhu", Options{Location: zone}); problems != nil {
			b.Fatal(problems)
		}
	}
}

// BenchmarkSplit is what finding the front matter takes of it.
func BenchmarkSplit(b *testing.B) {
	src := story(1)
	b.ReportAllocs()
	for b.Loop() {
		if _, problem := split("a.md", src, KindArticle); problem != nil {
			b.Fatal(problem)
		}
	}
}

// BenchmarkEntry measures the memory that an article's entry keeps, without its body.
func BenchmarkEntry(b *testing.B) {
	const n = 2000
	var before, after runtime.MemStats
	for b.Loop() {
		entries := make([]*Entry, n)
		runtime.GC()
		runtime.ReadMemStats(&before)
		for i := range entries {
			e, _, _ := Parse(fmt.Sprintf("news/2023/story-%d.md", i), story(i), KindArticle, fmt.Sprintf("news/2023/story-%d", i), Options{Location: zone})
			entries[i] = &e
		}
		runtime.GC()
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/n, "B/entry")
		runtime.KeepAlive(entries)
	}
}

// BenchmarkRecall has a typical article from the memory.
func BenchmarkRecall(b *testing.B) {
	e, _, problems := Parse("news/2023/yuhu.md", story(1), KindArticle, "news/2023/yuhu", Options{Location: zone})
	data := Append(nil, &e, problems)
	b.ReportAllocs()
	b.ReportMetric(float64(len(data)), "B/record")
	for b.Loop() {
		if _, _, ok := Recall(data, Options{Location: zone}); !ok {
			b.Fatal("not recalled")
		}
	}
}
