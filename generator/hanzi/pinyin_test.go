package hanzi

import (
	"strings"
	"testing"
)

func TestReading(t *testing.T) {
	for _, c := range []struct{ name, reading, letters, initials string }{
		{"扶婷", "Fu Ting", "futing", "ft"},
		// Surname readings that dictionaries get wrong.
		{"曾华", "Zeng Hua", "zenghua", "zh"},
		{"单雄", "Shan Xiong", "shanxiong", "sx"},
		{"解放", "Xie Fang", "xiefang", "xf"},
		{"仇和", "Qiu He", "qiuhe", "qh"},
		{"查明", "Zha Ming", "zhaming", "zm"},
		{"任重", "Ren Zhong", "renzhong", "rz"},
		{"华单", "Hua Dan", "huadan", "hd"},
		{"朴一", "Piao Yi", "piaoyi", "py"},
		{"区强", "Ou Qiang", "ouqiang", "oq"},
		{"盖文", "Ge Wen", "gewen", "gw"},
		{"尉迟恭", "Yuchi Gong", "yuchigong", "ycg"},
		{"万俟卨", "Moqi 卨", "moqi", "mq"},
		{"长孙无忌", "Zhangsun Wuji", "zhangsunwuji", "zswj"},
		{"单于明", "Chanyu Ming", "chanyuming", "cym"},
		{"欧阳修", "Ouyang Xiu", "ouyangxiu", "oyx"},
		{"司马光", "Sima Guang", "simaguang", "smg"},
		{"万里", "Wan Li", "wanli", "wl"},
		{"单于", "Shan Yu", "shanyu", "sy"},
		// Words.
		{"重庆", "Chongqing", "chongqing", "cq"},
		{"长沙", "Changsha", "changsha", "cs"},
		{"李重庆", "Li Chongqing", "lichongqing", "lcq"},
		{"六安", "Lu'an", "luan", "la"},
		// ü, apostrophes.
		{"吕女", "Lü Nü", "lvnv", "ln"},
		{"闾丘略", "Lüqiu Lüe", "lvqiulve", "lql"},
		{"张建安", "Zhang Jian'an", "zhangjianan", "zja"},
		// Names of other shapes.
		{"阿卜杜拉·买买提", "Abudula Maimaiti", "abudulamaimaiti", "abdlmmt"},
		{"解力·单明", "Jieli Danming", "jielidanming", "jldm"},
		{"何恒南、曾威", "He Hengnan Zeng Wei", "hehengnanzengwei", "hhnzw"},
		{"湘潭市雨湖区", "Xiang Tan Shi Yu Hu Qu", "xiangtanshiyuhuqu", "xtsyhq"},
		{"长沙市重庆路", "Changsha Shi Chongqing Lu", "changshashichongqinglu", "csscql"},
		{"Anna Müller", "Anna Müller", "annamuller", "am"},
		{"陳明", "陳 Ming", "ming", "m"},
		{"𬭎", "Hong", "hong", "h"},
		{"", "", "", ""},
	} {
		n := Name{Text: c.name}
		if got := n.Reading(); got != c.reading {
			t.Errorf("%s reads %q instead of %q", c.name, got, c.reading)
		}
		if got := letters(n); got != c.letters {
			t.Errorf("%s is typed %q instead of %q", c.name, got, c.letters)
		}
		if got := initials(n); got != c.initials {
			t.Errorf("%s has initials %q instead of %q", c.name, got, c.initials)
		}
		want := byte('#')
		if c.letters != "" && c.name != "陳明" {
			want = strings.ToUpper(c.letters)[0]
		}
		if got := n.Initial(); got != want {
			t.Errorf("%s is listed under %c instead of %c", c.name, got, want)
		}
	}
}

func TestPinyinOverride(t *testing.T) {
	for _, c := range []struct{ name, pinyin, reading, letters, initials string }{
		{"单雄", "Dan Xiong", "Dan Xiong", "danxiong", "dx"},
		{"单雄", "dàn xióng", "Dan Xiong", "danxiong", "dx"},
		{"覃小明", "Tan Xiaoming", "Tan Xiaoming", "tanxiaoming", "txm"},
		{"吕小安", "Lǚ Xiao'an", "Lü Xiao'an", "lvxiaoan", "lxa"},
		{"张西安", "Zhang Xi'an", "Zhang Xi'an", "zhangxian", "zxa"},
		{"张西安", "Zhang Xian", "Zhang Xian", "zhangxian", "zxa"},
		{"张先", "Zhang Xian", "Zhang Xian", "zhangxian", "zx"},
		{"陳港生", "Chan Kong-sang", "Chan Kong-sang", "chankongsang", "cks"},
		{"阿卜杜拉·买买提", "Abdulla Memet", "Abdulla Memet", "abdullamemet", "am"},
		{"扶婷", "扶婷", "Fu Ting", "futing", "ft"}, // no pinyin: not taken
		{"扶婷", "  ", "Fu Ting", "futing", "ft"},
	} {
		n := Name{Text: c.name, Pinyin: c.pinyin}
		if got := n.Reading(); got != c.reading {
			t.Errorf("%s, %q reads %q instead of %q", c.name, c.pinyin, got, c.reading)
		}
		if got := letters(n); got != c.letters {
			t.Errorf("%s, %q is typed %q instead of %q", c.name, c.pinyin, got, c.letters)
		}
		if got := initials(n); got != c.initials {
			t.Errorf("%s, %q has initials %q instead of %q", c.name, c.pinyin, got, c.initials)
		}
	}
	// What says the same as the table changes no order.
	if (Name{Text: "单雄", Pinyin: "Shan Xiong"}).ByPinyin() != (Name{Text: "单雄"}).ByPinyin() {
		t.Error("an override that changes nothing changes the order")
	}
	if a, b := (Name{Text: "单雄", Pinyin: "Dan Xiong"}).ByPinyin(), (Name{Text: "董一"}).ByPinyin(); a >= b {
		t.Error("an override does not order")
	}
}

func TestValidPinyin(t *testing.T) {
	for s, want := range map[string]bool{
		"Shan Xiong": true, "Lǚ Xiao'an": true, "Lü": true, "Abdulla·Memet": true, "Kong-sang": true,
		"": false, " ": false, "'": false, "单雄": false, "Shan 雄": false, "Shan1": false, "Шань": false,
	} {
		if ValidPinyin(s) != want {
			t.Errorf("pinyin %q: %v", s, !want)
		}
	}
}

func TestAmbiguous(t *testing.T) {
	for name, want := range map[string]string{
		"覃明": "Qin Tan", "翟一": "Zhai Di", "乐明": "Yue Le", "李覃": "", "曾明": "", "单明": "", "乐正明": "", "乐山": "",
		"阿覃": "", "覃·明": "", "乐清市人民医院": "", "": "", "Anna": "",
	} {
		if got := strings.Join((Name{Text: name}).Ambiguous(), " "); got != want {
			t.Errorf("%s: %q instead of %q", name, got, want)
		}
	}
	if got := (Name{Text: "覃明", Pinyin: "Tan Ming"}).Ambiguous(); got != nil {
		t.Errorf("settled by an override, yet %q", got)
	}
}

// TestTables holds the written readings to what they are: syllables with tones,
// as many as characters, and those of settled surnames not the character's own.
func TestTables(t *testing.T) {
	for name, words := range map[string]string{
		"settled": settled, "differing": differing, "compounds": compounds, "phrases": phrases,
	} {
		seen := map[string]bool{}
		for line := range strings.Lines(strings.TrimPrefix(words, "\n")) {
			word, readings, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
			text := []rune(word)
			if seen[word] || name == "differing" && settledReadings()[word] != "" {
				t.Errorf("%s: %s stands there twice", name, word)
			}
			seen[word] = true
			if name == "differing" {
				text = append(text, text...) // one character, two readings
			}
			if len(strings.Fields(readings)) != len(text) {
				t.Errorf("%s: %s has the readings %q", name, word, readings)
				continue
			}
			same := true
			for _, s := range spell(readings, text) {
				if !isSyllable(s.letters) || s.tone < 1 || s.tone > 4 {
					t.Errorf("%s: %s: %s%d is not a syllable", name, word, s.letters, s.tone)
				}
				i, ok := find(s.char)
				letters, tone := soundOf(i)
				same = same && ok && letters == s.letters && tone == s.tone
			}
			if same && name == "settled" {
				t.Errorf("%s: %s reads %s anyway", name, word, readings)
			}
		}
	}
}

// letters is what one types to find a name by its whole reading.
func letters(n Name) string { return strings.ReplaceAll(n.Syllables(), " ", "") }

// initials is what one types to find it by the first letter of each syllable.
func initials(n Name) string {
	var first []byte
	for _, syllable := range strings.Fields(n.Syllables()) {
		first = append(first, syllable[0])
	}
	return string(first)
}
