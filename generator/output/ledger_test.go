package output

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"wenming/generator/memo"
)

var ledger = []record{
	{memo.Bytes([]byte("1")), 4, 1763856000123456789, "news/2023/yuhu.html", Page},
	{memo.Bytes([]byte("2")), 0, 0, "文件 with spaces.css", Asset},
	{memo.Bytes([]byte("3")), 1 << 40, 1, "two\nlines", Document},
}

func encoded(t testing.TB, records []record) []byte {
	var b bytes.Buffer
	if err := encode(&b, manifestName, "2026-11-23 08:00", Version{records: records}.each); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func decoded(data []byte) (note string, records []record, err error) {
	return decode(bytes.NewReader(data), int64(len(data)), manifestName)
}

func TestLedger(t *testing.T) {
	data := encoded(t, ledger)
	if want := "wenming-manifest 2 2026-11-23 08:00\n" + ledger[0].digest.String() +
		" 4 1763856000123456789 p news/2023/yuhu.html\n"; !strings.HasPrefix(string(data), want) {
		t.Errorf("got %s, want it to begin with %s", data, want)
	}
	note, records, err := decoded(data)
	if err != nil || note != "2026-11-23 08:00" || !slices.Equal(records, ledger) {
		t.Errorf("got %q, %+v, %v", note, records, err)
	}
	for i := range data {
		if _, _, err := decoded(data[:i]); !errors.Is(err, errDamaged) {
			t.Errorf("truncated to %d bytes: %v", i, err)
		}
		for _, bit := range []byte{1, 0x20, 0x80} {
			altered := bytes.Clone(data)
			altered[i] ^= bit
			if _, _, err := decoded(altered); !errors.Is(err, errDamaged) {
				t.Errorf("byte %d altered by %#x: %v", i, bit, err)
			}
		}
	}
	if _, _, err := decoded(append(data, '\n')); !errors.Is(err, errDamaged) {
		t.Errorf("with something after the end: %v", err)
	}
}

// Every line is held against the format, whatever the sum says.
func TestSealedLines(t *testing.T) {
	digest := memo.Bytes(nil).String()
	whole := digest + " 1 2 p a"
	for i := range len(whole) {
		data := sealed("wenming-manifest 2 x\n" + whole[:i] + "\n")
		if _, _, err := decoded(data); !errors.Is(err, errDamaged) {
			t.Errorf("line %q gives %v", whole[:i], err)
		}
	}
	for _, line := range []string{
		digest + " 1 2 x a", digest + " 1 2 pp a", digest + " -1 2 p a", digest + " 1 2.0 p a", digest + "  1 2 p a",
		digest + " 99999999999999999999 2 p a", digest[1:] + "g 1 2 p a", digest + " 1 2 p ../a", digest + " 1 2 p /a",
	} {
		if _, _, err := decoded(sealed("wenming-manifest 2 x\n" + line + "\n")); !errors.Is(err, errDamaged) {
			t.Errorf("line %q gives %v", line, err)
		}
	}
	if _, records, err := decoded(sealed("wenming-manifest 2 x\n" + whole + "\n")); err != nil || len(records) != 1 {
		t.Errorf("line %q gives %v, %v", whole, records, err)
	}
}

// A manifest that cannot be read may be whole: its files are not given up.
func TestUnreadableLedger(t *testing.T) {
	data := encoded(t, ledger)
	for _, n := range []int{0, 10, 200, len(data) - 1} {
		r := io.MultiReader(bytes.NewReader(data[:n]), iotest.ErrReader(io.ErrClosedPipe))
		if _, _, err := decode(r, int64(len(data)), manifestName); !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("a failure after %d bytes gives %v", n, err)
		}
	}
}

// sealed makes a ledger of any lines, with the right sum.
func sealed(body string) []byte {
	return fmt.Appendf([]byte(body), "sum %x\n", sha256.Sum256([]byte(body)))
}

// A forged record leads nowhere outside the folder.
func TestForgedManifest(t *testing.T) {
	parentDir := t.TempDir()
	writeFile(t, parentDir, "precious", "1")
	dir := filepath.Join(parentDir, "out")
	writeFile(t, dir, "mine", "1")
	for _, name := range []string{manifestName, journalName} {
		for _, path := range []string{"../precious", "/" + parentDir + "/precious", ".", "a/../../precious", ".Wenming-x"} {
			digest := memo.Bytes([]byte("1"))
			writeFile(t, dir, name, string(sealed(fmt.Sprintf("%s 2 %s x\n%[2]s 1 0 p %[3]s\n%[2]s 1 0 p mine\n", name[1:], digest, path))))
			publish(t, dir, nil, Options{})
			compareFolders(t, folderFiles(t, parentDir), map[string]string{"precious": "1", "out/mine": "1",
				"out/" + manifestName: string(encodedEmpty(t))})
		}
	}
}

func encodedEmpty(t testing.TB) []byte {
	var b bytes.Buffer
	none := Version{}
	if err := encode(&b, manifestName, digestOf(none.each).String()+" 2026-11-23T08:00:00+08:00", none.each); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A manifest that lists a path twice is damaged: no build writes one.
func TestDoubleRecord(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, dir, "mine", "1")
	line := memo.Bytes([]byte("1")).String() + " 1 0 p mine\n"
	writeFile(t, dir, manifestName, string(sealed("wenming-manifest 2 "+memo.Bytes(nil).String()+" x\n"+line+line)))
	publish(t, dir, nil, Options{})
	checkFolder(t, dir, nil, map[string]string{"mine": "1"})
}

// Half a journal owns nothing, not even the emptied folders of what it lists.
func TestTruncatedJournal(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, dir, "a/b", "1")
	digest := memo.Bytes([]byte("1"))
	writeFile(t, dir, journalName, fmt.Sprintf("wenming-journal 2 x\n%s 1 0 p a/b\n%[1]s 1 0 p c/d\n", digest))
	if err := os.Mkdir(filepath.Join(dir, "c"), 0o755); err != nil {
		t.Fatal(err)
	}
	publish(t, dir, nil, Options{})
	checkFolder(t, dir, nil, map[string]string{"a/b": "1", "c": "empty"})
}

// What a killed build came to delete is still ours when the manifest is lost.
func TestManifestLostAfterKill(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, site{"a": made(Page, 1), "b": made(Page, 1)}, Options{})
	s := site{"b": made(Page, 1)}
	if !killAt(t, dir, s, nil, 1) { // after the journal
		t.Fatal("not killed")
	}
	os.Remove(filepath.Join(dir, manifestName))
	if r := publish(t, dir, s, Options{}); r.Unchanged != 1 || r.Deleted != 1 {
		t.Errorf("%+v", r)
	}
	checkFolder(t, dir, s, nil)
}

// A damaged journal beside a manifest, a manifest beside a journal, and both: the version that was on its way can be
// finished, and nothing of anybody else's is lost.
func TestDamageAfterKill(t *testing.T) {
	for seed := range uint64(24) {
		r := newRand(seed)
		dir := t.TempDir()
		foreign := map[string]string{"mine": "1", "people/mine": "2"}
		for path, data := range foreign {
			writeFile(t, dir, path, data)
		}
		if seed%4 > 0 {
			publish(t, dir, randomSite(r, 10), Options{})
		}
		s := randomSite(r, 10)
		killAt(t, dir, s, foreign, 1+r.IntN(30))
		for i, name := range []string{journalName, manifestName} {
			data, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil || seed>>i&1 == 0 {
				continue
			}
			at := r.IntN(len(data))
			data[at] ^= byte(1 + r.IntN(255))
			writeFile(t, dir, name, string(data[:at+r.IntN(len(data)-at)+1]))
		}
		stage := begin(t, dir, Options{})
		putAll(t, stage, s)
		_, err := stage.Commit("now")
		files := folderFiles(t, dir)
		for path, data := range foreign {
			if files[path] != data {
				t.Fatalf("foreign file %s is %q", path, files[path])
			}
		}
		var inTheWay *ForeignFileError
		if errors.As(err, &inTheWay) && seed&2 != 0 {
			continue // without its manifest, the version before is anybody's
		}
		if err != nil {
			t.Fatal(err)
		}
		for path, c := range s {
			if files[path] != string(c.data) {
				t.Fatalf("%s is %q", path, files[path])
			}
		}
	}
}

func FuzzManifest(f *testing.F) {
	f.Add([]byte("wenming-manifest 2 x\n"))
	data := encoded(f, ledger)
	f.Add(data)
	f.Add(data[:bytes.LastIndex(data, []byte("sum "))])
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, data := range [][]byte{data, sealed(string(data))} {
			note, records, err := decoded(data)
			if err != nil {
				if !errors.Is(err, errDamaged) {
					t.Fatal(err)
				}
				continue
			}
			var b bytes.Buffer
			if err := encode(&b, manifestName, note, Version{records: records}.each); err != nil {
				t.Fatal(err)
			}
			again, same, err := decoded(b.Bytes())
			if err != nil || again != note || !slices.Equal(same, records) {
				t.Fatalf("%q, %+v reads back as %q, %+v, %v", note, records, again, same, err)
			}
			for _, r := range records {
				if !Valid(r.path) || !filepath.IsLocal(filepath.FromSlash(r.path)) {
					t.Fatalf("path %q leads out of the folder", r.path)
				}
			}
		}
	})
}
