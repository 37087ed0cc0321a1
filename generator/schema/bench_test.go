package schema

import "testing"

const typical = `title: 雨湖区：文明花开满城春
date: 2023-10-25 08:30
source: 湘潭文明网
names: [付鼎臣, 何敏]
speech: 中文
since: 2019-05
limit: 20
tags: [雨湖区, 文明实践, 志愿服务]
draft: false
stage: 公示
`

// BenchmarkDecode reads a front matter of ten lines.
func BenchmarkDecode(b *testing.B) {
	src := []byte(typical)
	b.ReportAllocs()
	for b.Loop() {
		var e entry
		if problems := Decode(src, 4, Options{}, &e); problems != nil {
			b.Fatal(problems)
		}
	}
}

// BenchmarkLoad is what the YAML library takes of it.
func BenchmarkLoad(b *testing.B) {
	src := []byte(typical)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := load(src); err != nil {
			b.Fatal(err)
		}
	}
}
