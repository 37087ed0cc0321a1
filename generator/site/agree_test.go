package site

import "testing"

func TestAgree(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"湘潭", "湘潭", true},
		{"湘潭市 雨湖区", "湘潭市雨湖区", true},
		{"株洲市天元区", "天元区", true},
		{"株洲市天元区", "株洲市", true},
		{"株洲市天元区", "株洲", true},
		{"湖南省株洲市", "株洲市", true},
		{"株洲市公安局荷塘分局", "株洲市公安局", true},
		{"株洲市公安局荷塘分局", "荷塘分局", true},
		{"湖南省株洲市", "湖南", false}, // one province says nothing
		{"湖南省株洲市", "湖南省", false},
		{"广西壮族自治区南宁市", "广西壮族自治区", false},
		{"郑州市河东区", "东区", false}, // another district
		{"湘潭市", "株洲市", false},
		{"湘潭市雨湖区", "湘潭市岳塘区", false},
		{"湘潭", "潭", false},
		{"", "", false},
		{"湘潭", "", false},
		{" ", "  ", false},
	} {
		if got := agree(c.a, c.b); got != c.want {
			t.Errorf("agree(%q, %q) = %t", c.a, c.b, got)
		}
		if got := agree(c.b, c.a); got != c.want {
			t.Errorf("agree(%q, %q) = %t", c.b, c.a, got)
		}
	}
}

func TestRelativePath(t *testing.T) {
	for _, c := range [][3]string{
		{".", "a.md", "a.md"},
		{"news", "news/a.md", "a.md"},
		{"news", "news/2023/a.md", "2023/a.md"},
		{"news", "people/a.md", "../people/a.md"},
		{"news/2023", "a.md", "../../a.md"},
		{"news", "newspaper/a.md", "../newspaper/a.md"},
	} {
		if got := relativePath(c[0], c[1]); got != c[2] {
			t.Errorf("relativePath(%q, %q) = %q, want %q", c[0], c[1], got, c[2])
		}
	}
}
