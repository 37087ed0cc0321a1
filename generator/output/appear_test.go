package output

import (
	"os"
	"path/filepath"
	"testing"
)

// A build was killed while its files appeared, and then what it had staged was lost: nothing of it stays in the way.
func TestStageLostAfterKill(t *testing.T) {
	s := site{"a.html": made(Page, 1, "news/2023/b.html"), "news/2023/b.html": made(Page, 1, "a.html"), "news/c": made(Asset, 1)}
	for at := 1; ; at++ {
		for _, second := range []site{s, {"news/2023/b.html": made(Page, 2)}, {"news": made(Page, 2)}, nil} {
			dir := t.TempDir()
			writeFile(t, dir, "mine", "1")
			if !killAt(t, dir, s, map[string]string{"mine": "1"}, at) {
				return
			}
			os.RemoveAll(filepath.Join(dir, stageName))
			publish(t, dir, second, Options{})
			checkFolder(t, dir, second, map[string]string{"mine": "1"})
		}
	}
}

// A folder in the middle of an appearance is copied to where names cannot change places.
func TestResumePlain(t *testing.T) {
	dir := t.TempDir()
	stage := begin(t, dir, Options{})
	stage.disk.plain = true
	for _, shown := range []bool{true, false} {
		staged := preparedName
		if shown {
			staged = shownName
		}
		for _, entry := range []string{"news", "index.html", "d/e"} {
			writeFile(t, dir, "d/mine", "1")
			file := entry
			if entry == "news" {
				file = "news/a.html"
			}
			writeFile(t, dir, staged+"/"+file, "x")
			if err := os.Symlink(standIn(entry), filepath.Join(dir, entry)); err != nil {
				t.Fatal(err)
			}
		}
		if err := stage.resume(); err != nil {
			t.Fatal(err)
		}
		want := map[string]string{"d/mine": "1"}
		if shown {
			want["news/a.html"], want["index.html"], want["d/e"] = "x", "x", "x"
		}
		compareFolders(t, folderFiles(t, dir), want)
		for path := range want {
			os.Remove(filepath.Join(dir, path))
		}
		os.Remove(filepath.Join(dir, "news"))
	}
	if err := stage.Abort(); err != nil {
		t.Fatal(err)
	}
}

// Links that are no stand-ins are left alone, even if they look similar.
func TestNoStandIns(t *testing.T) {
	dir := t.TempDir()
	foreign := map[string]string{}
	os.Mkdir(filepath.Join(dir, "d"), 0o755)
	for path, target := range map[string]string{"a": shownName + "/b", "d/a": shownName + "/d/a", "c": preparedName + "/c"} {
		if err := os.Symlink(target, filepath.Join(dir, path)); err != nil {
			t.Fatal(err)
		}
		foreign[path] = "-> " + target
		writeFile(t, dir, shownName+"/"+path, "1")
		writeFile(t, dir, preparedName+"/"+path, "1")
	}
	s := site{"x": made(Page, 1)}
	publish(t, dir, s, Options{})
	checkFolder(t, dir, s, foreign)
}

// Somebody who follows a stand-in at the instant when it changes places is led back.
func TestStandInLeadsBack(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, dir, "d/mine", "1")
	stage := begin(t, dir, Options{})
	s := site{"news/a.html": made(Page, 1), "d/b.html": made(Page, 2), "c.html": made(Page, 3)}
	putAll(t, stage, s)
	found := map[string]bool{}
	stage.disk.before = func() {
		for path, c := range s {
			if data, err := os.ReadFile(filepath.Join(dir, shownName, path)); err == nil && string(data) == string(c.data) {
				found[path] = true
			} else if found[path] {
				t.Errorf("%s does not lead to what is shown: %v", path, err)
			}
		}
	}
	if _, err := stage.Commit(""); err != nil {
		t.Fatal(err)
	}
	if len(found) != len(s) {
		t.Errorf("only %v seen", found)
	}
}
