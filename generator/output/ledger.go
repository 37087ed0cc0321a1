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

	"wenming/generator/memo"
)

// The manifest and the journal are ledgers: a heading with the ledger's name, the format's version and a note; a line
// for each file with digest, size, time, role and path; and a last line that sums up all before it, so that a
// truncated or altered ledger is noticed.
//
//	wenming-manifest 1 2026-11-23T08:00:00+08:00
//	9f86d0…0a08 4 1763856000123456789 p news/2023/yuhu.html
//	sum 2cf24d…9824
const (
	manifestName = reserved + "manifest"
	journalName  = reserved + "journal"
	version      = "1"
)

// record is a ledger's line about a file. A newline in a path is written as \n, which no path holds.
type record struct {
	digest memo.Digest
	size   int64
	mtime  int64 // nanoseconds since 1970; 0 where an equal time would not prove equal bytes
	role   Role
	path   string
}

var errDamaged = errors.New("damaged")

const roleLetters = "adp"

func encode(w io.Writer, name, note string, records iter.Seq[record]) error {
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
	_, err := fmt.Fprintf(w, "sum %x\n", sum.Sum(nil))
	return err
}

// decode reads a ledger and hands out its records in order. It returns errDamaged, possibly after some records, for
// any bytes that encode cannot have written.
func decode(r io.Reader, name string, each func(record)) (note string, err error) {
	sum := sha256.New()
	b := bufio.NewReaderSize(r, 1<<16)
	line, err := b.ReadSlice('\n')
	if err != nil {
		return "", damage(err)
	}
	heading, ok := bytes.CutPrefix(line, []byte(name[1:]+" "+version+" "))
	if !ok {
		return "", errDamaged
	}
	note = string(heading[:len(heading)-1])
	for {
		sum.Write(line)
		if line, err = b.ReadSlice('\n'); err != nil {
			return "", damage(err)
		}
		if bytes.HasPrefix(line, []byte("sum ")) {
			break
		}
		r, ok := parse(line[:len(line)-1])
		if !ok {
			return "", errDamaged
		}
		each(r)
	}
	if string(line) != fmt.Sprintf("sum %x\n", sum.Sum(nil)) {
		return "", errDamaged
	}
	if _, err := b.ReadByte(); err != io.EOF {
		return "", errDamaged
	}
	return note, nil
}

// damage is what a reader's error says about a ledger: one that ends early or never ends a line is damaged, one that
// cannot be read may be whole.
func damage(err error) error {
	if err == io.EOF || err == bufio.ErrBufferFull {
		return errDamaged
	}
	return err
}

func parse(line []byte) (r record, ok bool) {
	var fields [4][]byte
	for i := range fields {
		if fields[i], line, ok = bytes.Cut(line, []byte(" ")); !ok {
			return r, false
		}
	}
	if len(fields[0]) != hex.EncodedLen(len(r.digest)) || len(fields[3]) != 1 {
		return r, false
	}
	_, err := hex.Decode(r.digest[:], fields[0])
	size, err1 := strconv.ParseUint(string(fields[1]), 10, 63)
	mtime, err2 := strconv.ParseUint(string(fields[2]), 10, 63)
	role := strings.IndexByte(roleLetters, fields[3][0])
	if err != nil || err1 != nil || err2 != nil || role < 0 {
		return r, false
	}
	r.size, r.mtime, r.role = int64(size), int64(mtime), Role(role)
	r.path = strings.ReplaceAll(string(line), `\n`, "\n")
	return r, valid(r.path)
}
