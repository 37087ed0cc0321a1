package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"wenming/generator/hanzi"
)

// TestTableHasWhatIsWrittenByHand keeps table.bin from falling behind the files
// beside this test; the sources themselves are not at hand here.
func TestTableHasWhatIsWrittenByHand(t *testing.T) {
	recipes, err := readParts("parts.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range recipes {
		var want strings.Builder
		for _, part := range r.parts {
			if seq, ok := hanzi.Strokes([]rune(part)[0]); ok {
				want.WriteString(seq)
			} else {
				want.WriteString(part)
			}
		}
		if got, _ := hanzi.Strokes(r.char); got != want.String() {
			t.Errorf("%c is %s in the table, %s by its parts: run go generate", r.char, got, want.String())
		}
	}
	rows, err := readRows("readings.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		// After 一, so that it is no surname.
		got := hanzi.Name{Text: "一" + string(row.char)}.Syllables()
		if want := "yi " + spell(row.value).syllable; got != want {
			t.Errorf("%c reads %s in the table instead of %s: run go generate", row.char, got[3:], want[3:])
		}
	}
}

// file writes a file of a test and returns its name.
func file(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestReadStrokes(t *testing.T) {
	cnchar := file(t, `x=JSON.parse('{"一":"j","宋":"kdejfsl","丁":"jg"}');y=JSON.parse('{"j":{"name":"横"}}')`)
	rime := file(t, "name: stroke\n...\n\n# 丁\th\n丁\thz\n丂\tz\n丂\thz\n囗木\thh\n")
	hand := file(t, "# a note\n丅\t一 2\twhy\n")
	got, err := readStrokes([]rune("一丁宋丂丅"), cnchar, rime, hand)
	if err != nil {
		t.Fatal(err)
	}
	for r, want := range map[rune]string{
		'一': "1", '丁': "12", '宋': "4451234", // of cnchar-order, which comes first
		'丂': "15", // the last variant of rime-data-stroke
		'丅': "12", // by hand
	} {
		if got[r] != want {
			t.Errorf("%c is %s instead of %s", r, got[r], want)
		}
	}
	if _, err := readStrokes([]rune("一丙"), cnchar, rime, hand); err == nil || !strings.Contains(err.Error(), "丙") {
		t.Errorf("a character without strokes: %v", err)
	}
}

func TestPartsRefused(t *testing.T) {
	for text, want := range map[string]string{
		"丅\t一":         "says the same",
		"丅\t丙":         "no sequence",
		"丅\t16":        "no sequence",
		"丅\t丆 2\n丆\t1": "no sequence",
		"丅 一 2":        "not a character",
		"丅\t1\n丅\t2":   "twice",
	} {
		recipes, err := readParts(file(t, text))
		if err == nil {
			err = compose(recipes, map[rune]string{'一': "1", '丅': "1"})
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v instead of %q", text, err, want)
		}
	}
}

func TestReadReadings(t *testing.T) {
	unihan := file(t, strings.Join([]string{
		"# a note",
		"U+7EFF\tkMandarin\tlǜ", "U+7EFF\tkTGHZ2013\t233.020:lù 235.120:lǜ", // the customary one
		"U+7F57\tkMandarin\tluō", "U+7F57\tkTGHZ2013\t239.130:luó", // one that is not official
		"U+957F\tkMandarin\tzhǎng", "U+957F\tkTGHZ2013\t034.070:cháng 476.030:zhǎng", // overridden
		"U+5417\tkMandarin\tma", "U+5417\tkTGHZ2013\t246.090:ma",
	}, "\n"))
	got, err := readReadings([]rune("绿罗长吗"), unihan, file(t, "长\tcháng\n"))
	if err != nil {
		t.Fatal(err)
	}
	for r, want := range map[rune]reading{'绿': {"lv", 4}, '罗': {"luo", 2}, '长': {"chang", 2}, '吗': {"ma", 5}} {
		if got[r] != want {
			t.Errorf("%c reads %v instead of %v", r, got[r], want)
		}
	}
	if _, err := readReadings([]rune("绿"), unihan, file(t, "绿\tlǜ\n")); err == nil {
		t.Error("a reading that needs no writing down was taken")
	}
	if _, err := readReadings([]rune("丙"), unihan, file(t, "")); err == nil {
		t.Error("a character without a reading was taken")
	}
}

func TestCheckOrder(t *testing.T) {
	chars, err := readTable("../tongyong-guifan-hanzi.txt")
	if err != nil {
		t.Fatal(err)
	}
	strokes := map[rune]string{}
	for _, r := range chars {
		strokes[r], _ = hanzi.Strokes(r)
	}
	if err := checkOrder(chars, strokes); err != nil {
		t.Error(err)
	}
	strokes['陈'] = "25215234" // 阝 with three strokes
	if err := checkOrder(chars, strokes); err == nil {
		t.Error("a wrong sequence passes")
	}
}

func TestPack(t *testing.T) {
	for seq, want := range map[string][]byte{"1": {0}, "5": {100}, "555": {124}, "1234": {7, 75}} {
		if got := pack(seq); string(got) != string(want) {
			t.Errorf("%s: %v instead of %v", seq, got, want)
		}
	}
}
