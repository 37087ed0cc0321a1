package main

import "fmt"

// writer hands on files and keeps the first error, after which it hands on nothing more.
type writer struct {
	write func(path string, data []byte) error
	err   error
}

func (w *writer) copy(path string, data []byte) {
	if w.err == nil {
		w.err = w.write(path, data)
	}
}

func (w *writer) put(path, format string, args ...any) {
	w.copy(path, fmt.Appendf(nil, format, args...))
}
