package output

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"wenming/generator/memo"
)

// The manifest and the journal are ledgers: a heading with the ledger's name, the format's version and a note; a line
// for each file with digest, size, time, role and path; and a last line that sums up all before it, so that a
// truncated or altered ledger is noticed.
//
//	wenming-manifest 2 88d4…8589 2026-11-23T08:00:00+08:00
//	9f86d0…0a08 4 1763856000123456789 p news/2023/yuhu.html
//	sum 2cf24d…9824
const (
	manifestName = reserved + "manifest"
	journalName  = reserved + "journal"
	version      = "2"
)

// record is a ledger's line about a file. A newline in a path is written as \n, which no path holds.
type record struct {
	digest memo.Digest
	size   int64
	mtime  int64 // nanoseconds since 1970; 0 where an equal time would not prove equal bytes
	path   string
	role   Role
}

var errDamaged = errors.New("damaged")

const (
	roleLetters = "adpt"
	sumPrefix   = "sum "
	sumSize     = len(sumPrefix) + 2*sha256.Size + 1
)

func encode(w io.Writer, name, note string, records iter.Seq[*record]) error {
	sum := sha256.New()
	b := bufio.NewWriterSize(io.MultiWriter(w, sum), 1<<16)
	fmt.Fprintf(b, "%s %s %s\n", name[1:], version, note)
	var line []byte
	for r := range records {
		line = hex.AppendEncode(line[:0], r.digest[:])
		line = append(line, ' ')
		line = strconv.AppendInt(line, r.size, 10)
		line = append(line, ' ')
		line = strconv.AppendInt(line, r.mtime, 10)
		line = append(line, ' ', roleLetters[r.role], ' ')
		line = append(line, strings.ReplaceAll(r.path, "\n", `\n`)...)
		line = append(line, '\n')
		b.Write(line)
	}
	if err := b.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, sumPrefix+"%x\n", sum.Sum(nil))
	return err
}

// decode reads a ledger of so many bytes. It returns errDamaged for any that encode cannot have written; what cannot be
// read may be whole.
func decode(r io.Reader, size int64, name string) (note string, records []record, err error) {
	data := make([]byte, size)
	if _, err := io.ReadFull(r, data); err == io.ErrUnexpectedEOF || err == io.EOF {
		return "", nil, errDamaged
	} else if err != nil {
		return "", nil, err
	}
	body := data[:max(len(data)-sumSize, 0)]
	var sum [sha256.Size]byte
	var group sync.WaitGroup
	group.Go(func() { sum = sha256.Sum256(body) })
	note, records, ok := parse(body, name)
	group.Wait()
	if !ok || string(data[len(body):]) != fmt.Sprintf(sumPrefix+"%x\n", sum) {
		return "", nil, errDamaged
	}
	return note, records, nil
}

// parse reads the heading and the lines below it.
func parse(body []byte, name string) (note string, records []record, ok bool) {
	heading, lines, ok := bytes.Cut(body, []byte("\n"))
	text, known := bytes.CutPrefix(heading, []byte(name[1:]+" "+version+" "))
	if !ok || !known || len(lines) > 0 && lines[len(lines)-1] != '\n' {
		return "", nil, false
	}
	parts := split(lines)
	starts := make([]int, len(parts)+1)
	for i, part := range parts {
		starts[i+1] = starts[i] + bytes.Count(part, []byte("\n"))
	}
	records = make([]record, starts[len(parts)])
	var damaged atomic.Bool
	parallel(len(parts), 1, func(from, to int) {
		for i := from; i < to; i++ {
			if !parseLines(parts[i], records[starts[i]:starts[i+1]]) {
				damaged.Store(true)
			}
		}
	})
	return string(text), records, !damaged.Load()
}

// split cuts lines into parts of some 64 KB each.
func split(lines []byte) (parts [][]byte) {
	for len(lines) > 0 {
		n := min(len(lines), 1<<16)
		n += bytes.IndexByte(lines[n-1:], '\n')
		parts, lines = append(parts, lines[:n]), lines[n:]
	}
	return parts
}

func parseLines(lines []byte, records []record) bool {
	for i := range records {
		n := bytes.IndexByte(lines, '\n')
		if !records[i].parse(lines[:n]) {
			return false
		}
		lines = lines[n+1:]
	}
	return true
}

func (r *record) parse(line []byte) (ok bool) {
	const digits = 2 * len(r.digest)
	if len(line) <= digits || line[digits] != ' ' {
		return false
	}
	if _, err := hex.Decode(r.digest[:], line[:digits]); err != nil {
		return false
	}
	line = line[digits+1:]
	if r.size, line, ok = number(line); !ok {
		return false
	}
	if r.mtime, line, ok = number(line); !ok || len(line) < 2 || line[1] != ' ' {
		return false
	}
	role := strings.IndexByte(roleLetters, line[0])
	r.role, r.path = Role(role), strings.ReplaceAll(string(line[2:]), `\n`, "\n")
	return role >= 0 && Valid(r.path)
}

// number cuts a number and the space behind it off a line.
func number(line []byte) (n int64, rest []byte, ok bool) {
	text, rest, ok := bytes.Cut(line, []byte(" "))
	u, err := strconv.ParseUint(string(text), 10, 63)
	return int64(u), rest, ok && err == nil
}
