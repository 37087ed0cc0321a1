package markdown

import "testing"

func TestEmphasisBesideChinese(t *testing.T) {
	cases{
		{"**文字。**文字", "<p><strong>文字。</strong>文字</p>"},
		{"他说**“你好”**的时候", "<p>他说<strong>“你好”</strong>的时候</p>"},
		{"**《道德模范》**评选", "<p><strong>《道德模范》</strong>评选</p>"},
		{"评选**《道德模范》**", "<p>评选<strong>《道德模范》</strong></p>"},
		{"文**（a）**字", "<p>文<strong>（a）</strong>字</p>"},
		{"文*。*字", "<p>文<em>。</em>字</p>"},
		{"文**a。**b", "<p>文<strong>a。</strong>b</p>"},
		{"**文字(a)**文字", "<p><strong>文字(a)</strong>文字</p>"},
		{"文字**`代码`**文字", "<p>文字<strong><code>代码</code></strong>文字</p>"},
		{"文字**[链接](a)**文字", "<p>文字<strong><a href=\"a\">链接</a></strong>文字</p>"},
		{"***文。***字", "<p><em><strong>文。</strong></em>字</p>"},
		{"**文。*字。*文**字", "<p><strong>文。<em>字。</em>文</strong>字</p>"},
		{"**한국어(Korean)**를", "<p><strong>한국어(Korean)</strong>를</p>"},
		{"**a)**b", "<p>**a)**b</p>"}, // not Chinese: as in CommonMark
		{"**文.**b", "<p>**文.**b</p>"},
		{"**a。**b", "<p><strong>a。</strong>b</p>"},
		{"文**😀**字", "<p>文<strong>😀</strong>字</p>"},
		{"_文。_字", "<p>_文。_字</p>"}, // an underscore within a word stays one
		{"“_文_”", "<p>“<em>文</em>”</p>"},
		{"a_b_c", "<p>a_b_c</p>"},
		{"a__b", "<p>a__b</p>"},
		{"~~删除。~~后文", "<p><del>删除。</del>后文</p>"},
		{"前文~~“删除”~~后文", "<p>前文<del>“删除”</del>后文</p>"},
		{"**~~文。~~**字", "<p><strong><del>文。</del></strong>字</p>"},
		{"3~5岁，10~15岁", "<p>3~5岁，10~15岁</p>"},
		{"~~~~a~~~~", "<pre><code class=\"language-a~~~~\"></code></pre>"},
		{"a~~~b~~~", "<p>a~~~b~~~</p>"},
		{"文 ** 字 **", "<p>文 ** 字 **</p>"},
		{"> **文。**文\n>**字。**文", "<blockquote><p><strong>文。</strong>文<strong>字。</strong>文</p></blockquote>"},
	}.run(t)
}

// TestFlanks follows the tables of the amendments to CommonMark: what stands before and after a run, and what it can do.
func TestFlanks(t *testing.T) {
	for _, c := range []struct {
		mark          byte
		before, after string
		opens, closes bool
	}{
		{'*', " ", " ", false, false},
		{'*', " ", `"`, true, false},
		{'*', " ", "a", true, false},
		{'*', " ", "～", true, false},
		{'*', " ", "字", true, false},
		{'_', " ", `"`, true, false},
		{'_', " ", "字", true, false},
		{'*', `"`, `"`, true, true},
		{'*', `"`, "a", true, false},
		{'*', `"`, "字", true, true},
		{'*', "～", "a", true, true},
		{'_', `"`, `"`, true, true},
		{'_', `"`, "a", true, false},
		{'_', `"`, "字", true, false},
		{'_', "～", "a", true, false},
		{'*', "a", "a", true, true},
		{'_', "a", "a", false, false},
		{'*', "", "a", true, false},
		{'*', "a", "", false, true},
		{'*', "　", "字", true, false},
		{'*', "a", "“", false, true},
		{'*', "字", "“", true, true},
		{'*', "葛\U000e0100", "(", true, true}, // an ideographic variation
		{'*', "a\ufe00", "(", false, true},
		{'*', "”\ufe01", "a", true, true}, // the full-width form of a quotation mark
		{'*', "”\ufe00", "a", true, false},
		{'*', "㊙\ufe0e", "(", true, true},
		{'_', "〽\ufe0e", "a", true, false},
	} {
		opens, closes := flanks(c.mark, []byte(c.before), []byte(c.after))
		if opens != c.opens || closes != c.closes {
			t.Errorf("%q %c %q: opens %v, closes %v", c.before, c.mark, c.after, opens, closes)
		}
	}
}

// TestIsCJK takes the ends of the ranges that the amendments list for Unicode, and their neighbours.
func TestIsCJK(t *testing.T) {
	for _, r := range "ᄀᇿ₩〈〉⺀⼀〰〽〾ぁー中文，。「」（）～￥｡ﾾ가힣㊗㊙🈂🈷𠀀𿿽𬭎䶮" {
		if !isCJK(r) {
			t.Errorf("%q is a CJK character", r)
		}
	}
	for _, r := range "aé,.\u10ff“”‘’—…·①☆♥⌚⏰⚽✨❌⭐😀🀄🈁🈚🈯🈲🈸🉐🚀🫠" {
		if isCJK(r) {
			t.Errorf("%q is not a CJK character", r)
		}
	}
}
