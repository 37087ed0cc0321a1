package memo

import (
	"bytes"
	"sync"
	"testing"
)

const manyRecords = 100_000

// eachKey calls for every key, from two goroutines.
func eachKey(do func(key Digest)) {
	var all sync.WaitGroup
	for worker := range 2 {
		all.Go(func() {
			for i := worker; i < manyRecords; i += 2 {
				do(keyOf(i))
			}
		})
	}
	all.Wait()
}

func filled(b *testing.B, dir string, size int) {
	value := bytes.Repeat([]byte{'x'}, size)
	s := Open(dir, program, Options{Fresh: true})
	table := s.Table("bodies", false)
	eachKey(func(key Digest) { table.Put(key, value) })
	s.Close()
}

// BenchmarkOpen opens a resident table of 100,000 entries of 1 KB: without and with its index, and getting them all.
func BenchmarkOpen(b *testing.B) {
	dir := b.TempDir()
	filled(b, dir, 1000)
	run := func(name string, do func(s *Store, table *Table)) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(manyRecords * 1000)
			for b.Loop() {
				s := Open(dir, program, Options{ReadOnly: true})
				do(s, s.Table("bodies", true))
				s.Close()
			}
		})
	}
	run("open", func(*Store, *Table) {})
	run("get", func(_ *Store, table *Table) { eachKey(func(key Digest) { table.Get(key) }) })
	run("scan", func(_ *Store, table *Table) { table.scan(int64(signatureSize), table.base) })
}

// BenchmarkBodies puts 100,000 bodies of 4 KB as a clean build does, and gets each.
func BenchmarkBodies(b *testing.B) {
	b.Run("put", func(b *testing.B) {
		dir := b.TempDir()
		b.SetBytes(manyRecords * 4000)
		b.ReportAllocs()
		for b.Loop() {
			filled(b, dir, 4000)
		}
	})
	b.Run("get", func(b *testing.B) {
		dir := b.TempDir()
		filled(b, dir, 4000)
		s := Open(dir, program, Options{})
		table := s.Table("bodies", false)
		b.SetBytes(manyRecords * 4000)
		b.ReportAllocs()
		for b.Loop() {
			eachKey(func(key Digest) {
				if _, ok := table.Get(key); !ok {
					b.Error("a body is not there")
				}
			})
		}
		s.Close()
	})
}
