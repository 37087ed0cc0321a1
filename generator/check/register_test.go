package check

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"wenming/generator/hanzi"
	"wenming/generator/markdown"
)

// TestFind finds names where they stand, whatever surrounds them: in any text made of names, words and marks, what is
// found is the name, and found names do not overlap.
func TestFind(t *testing.T) {
	names := []string{"扶婷", "陈华", "王芳", "王芳芳", "欧阳芳", "买买提·艾力", "Mark Li", "李威", "何恒南", "高明"}
	r := registerOf(names...)
	parts := append(slices.Clone(names), "记者", "、", "　", " ", "\n", "·", "•", "区", "说", "同志", "（男，", "和", "的", "，", "王", "芳", "扶", "婷", "a", "1", "着",
		"扶婷公益法律服务工作室", string(markdown.Gap))
	random := rand.New(rand.NewSource(1))
	for range 20_000 {
		var b strings.Builder
		for range random.Intn(8) {
			b.WriteString(parts[random.Intn(len(parts))])
		}
		text, end := []rune(b.String()), 0
		for _, f := range r.find(text) {
			if f.from < end || hanzi.Normalize(string(text[f.from:f.to])) != f.name {
				t.Fatalf("%q in %q from %d to %d", f.name, string(text), f.from, f.to)
			}
			end = f.to
		}
	}
}

// TestFindLongest takes the longest name at a place, padded ones and other dots too.
func TestFindLongest(t *testing.T) {
	r := registerOf("王芳", "王芳芳", "扶婷", "买买提·艾力", "Mark Li", "Mark")
	for text, want := range map[string]string{
		"王芳芳说":         "王芳芳",
		"王芳和王芳芳":       "王芳 王芳芳",
		"王　芳　扶　婷":      "王芳 扶婷",
		"买买提•艾力说":      "买买提·艾力",
		"买买提.艾力说":      "买买提·艾力",
		"Mark Li said": "Mark Li",
		"Marks":        "",
		"sMark Li":     "",
		"扶婷公益法律服务工作室的扶婷说": "扶婷",
		"扶婷公益法律服务工作室":     "",
	} {
		var got []string
		for _, f := range r.find([]rune(text)) {
			got = append(got, f.name)
		}
		if found := strings.Join(got, " "); found != want {
			t.Errorf("%s: found %q instead of %q", text, found, want)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	var names []string
	for i := range 5000 {
		names = append(names, fmt.Sprintf("%c%c%c", 0x4E00+i, 0x4E00+i*7%5000, 0x4E00+i*13%5000))
	}
	r := registerOf(append(names, "扶婷", "何恒南")...)
	text := []rune(strings.Repeat("第二天一早，志愿者扶婷同志又来到了社区，和何恒南一起清理河道。早高峰时段，大家在路口值守。", 30))
	b.SetBytes(int64(len(string(text))))
	for b.Loop() {
		r.find(text)
	}
}
