package output

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/net/html"
)

func TestPlaceholderPage(t *testing.T) {
	doc, err := html.Parse(bytes.NewReader(placeholder))
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for n := range doc.Descendants() {
		if n.Type == html.DoctypeNode || n.Type == html.ElementNode {
			count[n.Data]++
		}
		for _, a := range n.Attr {
			count[a.Key+"="+a.Val]++
		}
	}
	for _, want := range []string{"html", "title", "h1", "lang=zh-CN", "content=noindex", "http-equiv=refresh", "content=2", "lang=en"} {
		if count[want] == 0 {
			t.Errorf("the placeholder page lacks %s", want)
		}
	}
}

func TestPlaceholders(t *testing.T) {
	for name, prepare := range map[string]func(p *placeholders){
		"links":         func(*placeholders) {},
		"links used up": func(p *placeholders) { p.file = p.stage + "/no-such-file" },
		"no links":      func(p *placeholders) { p.copies = true },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			p := placeholders{disk: disk{before: func() {}}, stage: dir}
			prepare(&p)
			a, b := filepath.Join(dir, "a"), filepath.Join(dir, "b")
			os.WriteFile(b, []byte("old"), 0o644)
			if err := errors.Join(p.put(a), p.replace(b)); err != nil {
				t.Fatal(err)
			}
			for _, name := range []string{a, b} {
				if data, err := os.ReadFile(name); err != nil || !bytes.Equal(data, placeholder) {
					t.Errorf("%s is %q, %v", name, data, err)
				}
			}
			ia, _ := os.Stat(a)
			ib, _ := os.Stat(b)
			if os.SameFile(ia, ib) == p.copies {
				t.Errorf("linked: %v", !p.copies)
			}
			if err := p.put(a); !p.copies && !errors.Is(err, fs.ErrExist) {
				t.Errorf("an existing file gives %v", err)
			}
		})
	}
}
