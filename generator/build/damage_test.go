package build_test

import (
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wenming/generator/build"
	"wenming/generator/memo"
)

// Whatever happens to what builds remember costs time only.
func TestDamagedMemory(t *testing.T) {
	everyFile := func(do func(r *rand.Rand, data []byte) []byte) func(t *testing.T, r *rand.Rand, folder string) {
		return func(t *testing.T, r *rand.Rand, folder string) {
			for _, name := range filesOf(t, folder) {
				data, err := os.ReadFile(name)
				if err == nil && len(data) > 0 {
					err = os.WriteFile(name, do(r, data), 0o644)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	damages := map[string]func(t *testing.T, r *rand.Rand, folder string){
		"truncated": everyFile(func(r *rand.Rand, data []byte) []byte { return data[:r.IntN(len(data))] }),
		"one bit": everyFile(func(r *rand.Rand, data []byte) []byte {
			data[r.IntN(len(data))] ^= 1 << r.IntN(8)
			return data
		}),
		"many bits": everyFile(func(r *rand.Rand, data []byte) []byte {
			for range 100 {
				data[r.IntN(len(data))] ^= 1 << r.IntN(8)
			}
			return data
		}),
		"zeroes at the end": everyFile(func(r *rand.Rand, data []byte) []byte {
			clear(data[r.IntN(len(data)):])
			return data
		}),
		"longer": everyFile(func(r *rand.Rand, data []byte) []byte { return append(data, data[r.IntN(len(data)):]...) }),
		"one file gone": func(t *testing.T, r *rand.Rand, folder string) {
			names := filesOf(t, folder)
			if err := os.Remove(names[r.IntN(len(names))]); err != nil {
				t.Fatal(err)
			}
		},
		"files exchanged": func(t *testing.T, r *rand.Rand, folder string) {
			names := filesOf(t, folder)
			a, b := names[r.IntN(len(names))], names[r.IntN(len(names))]
			for _, move := range [][2]string{{a, a + "x"}, {b, a}, {a + "x", b}} {
				if err := os.Rename(move[0], move[1]); err != nil && a != b {
					t.Fatal(err)
				}
			}
		},
		"a file instead": func(t *testing.T, _ *rand.Rand, folder string) {
			if err := os.RemoveAll(folder); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(folder, []byte("not a folder"), 0o644); err != nil {
				t.Fatal(err)
			}
		},
		"folders instead": func(t *testing.T, _ *rand.Rand, folder string) {
			for _, name := range filesOf(t, folder) {
				if err := os.Remove(name); err != nil {
					t.Fatal(err)
				}
				if err := os.MkdirAll(filepath.Join(name, "x"), 0o755); err != nil {
					t.Fatal(err)
				}
			}
		},
		"another site's": func(t *testing.T, r *rand.Rand, folder string) {
			other := editor{t: t, world: newWorld(r), site: t.TempDir()}
			other.save(other.site, nil)
			other.build(other.options(other.site))
			if err := os.RemoveAll(folder); err != nil {
				t.Fatal(err)
			}
			if err := os.CopyFS(folder, os.DirFS(filepath.Join(other.site, build.MemoryFolder))); err != nil {
				t.Fatal(err)
			}
		},
	}
	rounds := 12
	if testing.Short() { // as under the race detector: that goroutines share nothing shows in a few builds
		rounds = 2
	}
	for name, damage := range damages {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(7, uint64(len(name))))
			edits := editor{t: t, world: newWorld(r), site: t.TempDir(), settled: true, forgetful: strings.HasSuffix(name, "instead")}
			for range rounds {
				edits.step()
				damage(t, r, filepath.Join(edits.site, build.MemoryFolder))
			}
			edits.step()
		})
	}
}

// Another version of the program sees a site with other eyes: it takes nothing from the memory of this one.
func TestAnotherProgram(t *testing.T) {
	edits := editor{t: t, world: newWorld(rand.New(rand.NewPCG(1, 1))), site: t.TempDir(), settled: true}
	edits.save(edits.site, nil)
	first := edits.build(edits.options(edits.site))
	o := edits.options(edits.site)
	o.Program = memo.Bytes([]byte("another"))
	second := edits.build(o)
	if second.Rendered != first.Rendered || second.Output.Written != 0 {
		t.Errorf("the other program rendered %d of %d pages and wrote %d files", second.Rendered, first.Rendered, second.Output.Written)
	}
}

// Whatever happens to the output folder, a build makes it right, and touches nothing that is not its own.
func TestDamagedOutput(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	edits := editor{t: t, world: newWorld(r), site: t.TempDir()}
	edits.save(edits.site, nil)
	public := filepath.Join(edits.site, "public")
	first := edits.build(edits.options(edits.site))
	want := read(t, public)
	if err := os.WriteFile(filepath.Join(public, "mine.txt"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	want["mine.txt"] = []byte("mine")
	for i := range 40 {
		damaged := 0
		for _, name := range filesOf(t, public) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasSuffix(name, "mine.txt") || len(data) == 0 || r.IntN(10) > 0 {
				continue
			}
			info, err := os.Stat(name)
			if err != nil {
				t.Fatal(err)
			}
			switch {
			case i%4 == 0:
				err = os.Remove(name)
			case i%4 == 1: // of the same size
				data[r.IntN(len(data))] ^= 1
				err = os.WriteFile(name, data, 0o644)
			case i%4 == 2:
				err = os.WriteFile(name, data[:r.IntN(len(data))], 0o644)
			default: // touched only
				err = os.Chtimes(name, info.ModTime().Add(1e9), info.ModTime().Add(1e9))
			}
			if err != nil {
				t.Fatal(err)
			}
			damaged++
		}
		report := edits.build(edits.options(edits.site))
		edits.same(read(t, public), want, "a clean build")
		if report.Output.Written > damaged || i%4 == 3 && report.Output.Written > 0 {
			t.Fatalf("%d files were damaged, %d written", damaged, report.Output.Written)
		}
		if report.Pages != first.Pages {
			t.Fatalf("%d pages instead of %d", report.Pages, first.Pages)
		}
	}
}

func filesOf(t *testing.T, folder string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() && !strings.HasSuffix(name, ".wenming-manifest") {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}
