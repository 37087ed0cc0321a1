package hanzi

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestNormalize(t *testing.T) {
	long := "阿卜杜热合曼·阿卜杜拉提甫江·买买提依明吐尔逊" // 22 characters
	for _, c := range []struct{ name, want string }{
		{"扶婷", "扶婷"},
		{"王　芳", "王芳"},
		{"王 芳", "王芳"},
		{"  王\u00A0\t芳\n", "王芳"},
		{"王\u2003芳\uFEFF", "王芳"},
		{"阿卜杜拉•买买提", "阿卜杜拉·买买提"},
		{"阿卜杜拉‧买买提", "阿卜杜拉·买买提"},
		{"阿卜杜拉・买买提", "阿卜杜拉·买买提"},
		{"阿卜杜拉･买买提", "阿卜杜拉·买买提"},
		{"阿卜杜拉．买买提", "阿卜杜拉·买买提"},
		{"阿卜杜拉.买买提", "阿卜杜拉·买买提"},
		{"阿卜杜拉∙买买提", "阿卜杜拉·买买提"},
		{"阿卜杜拉 · 买买提", "阿卜杜拉·买买提"},
		{"阿卜杜拉··买买提", "阿卜杜拉·买买提"},
		{"阿卜杜拉\u0387买买提", "阿卜杜拉·买买提"},
		{"• 王芳", "王芳"},
		{"王芳·", "王芳"},
		{"J. R.  Smith", "J. R. Smith"},
		{"3.5.王芳", "3.5.王芳"},
		{"Jean•Luc", "Jean·Luc"},
		{"张 San", "张 San"},
		{"Ange\u0301la", "Angéla"},
		{"何恒南、李威", "何恒南、李威"},
		{"䶮𬭎", "䶮𬭎"},
		{"\U0002CB4E　\U0002CB4E", "\U0002CB4E\U0002CB4E"},
		{"葛\U000E0100", "葛\U000E0100"}, // a variation sequence
		{"\u202A王\u200B芳\u202C", "王芳"},
		{long, long},
		{"", ""},
		{" ・ ", ""},
	} {
		if got := Normalize(c.name); got != c.want {
			t.Errorf("%q: %q instead of %q", c.name, got, c.want)
		}
	}
}

// TestNormal: what is left as it is would be made no different.
func TestNormal(t *testing.T) {
	count := 0
	for r := range rune(unicode.MaxRune + 1) {
		if name := string(r); normal(name) {
			count++
			if name += "王" + name + "a" + name; normalized(name) != name {
				t.Errorf("%q becomes %q", name, normalized(name))
			}
		}
	}
	if count != 0x9FFF-0x4E00+1+26+26+10 {
		t.Errorf("%d characters are normal", count)
	}
}

func FuzzNormalize(f *testing.F) {
	for _, seed := range []string{"王　芳", "阿卜杜拉．买买提", "J. R. Smith", "か\u200B\u3099", "\xff\xfe", "葛\U000E0100", "\u1100\u200B\u1161", "一.\u200B.一"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		got := Normalize(name)
		if again := Normalize(got); again != got {
			t.Errorf("%q: %q, then %q", name, got, again)
		}
		if !norm.NFC.IsNormalString(got) {
			t.Errorf("%q: %q is not NFC", name, got)
		}
		if !utf8.ValidString(got) {
			t.Errorf("%q: %q is not UTF-8", name, got)
		}
		if strings.TrimSpace(got) != got || strings.Contains(got, "  ") || strings.Contains(got, "··") {
			t.Errorf("%q: %q keeps what it should not", name, got)
		}
	})
}
