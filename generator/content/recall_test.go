package content

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// What is recalled is what was parsed, for every entry of the repository's site.
func TestRecall(t *testing.T) {
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Location: zone}
	kinds := map[Kind]bool{}
	root := filepath.Join("..", "..", Root)
	err = filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".md") {
			return err
		}
		src, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		file, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		file = filepath.ToSlash(file)
		kind, key := KindOf(file, nil)
		kinds[kind] = true
		e, body, problems := Parse(file, src, kind, key, o)
		copied, copiedBody, _ := Parse(file, slices.Clone(src), kind, key, o)
		for i := range src { // scribbled over: an entry keeps nothing of the bytes that it came from
			src[i] = 'x'
		}
		if !reflect.DeepEqual(e, copied) || !reflect.DeepEqual(body, copiedBody) {
			t.Errorf("%s: the entry changes with the bytes that it came from", file)
		}
		again, known, ok := Recall(Append(nil, &e, problems), o)
		if !ok || !reflect.DeepEqual(again, e) || !reflect.DeepEqual(known, problems) {
			t.Errorf("%s: recalled %t\n%+v\n%v\nof\n%+v\n%v", file, ok, again, known, e, problems)
		}
		b, ok := RecallBody(AppendBody(nil, &body))
		if !ok || !reflect.DeepEqual(*b, body) {
			t.Errorf("%s: the body is not what it was", file)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(kinds) < 7 {
		t.Errorf("only the kinds %v were tested", kinds)
	}
}
