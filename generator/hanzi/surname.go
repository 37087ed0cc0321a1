package hanzi

import (
	"strings"
	"sync"
)

// The tables of this file have a word a line and its reading: syllables with
// the number of their tone, v for ü.

// settled are the surnames that are read otherwise than the character is, by
// custom everywhere.
const settled = `
曾 zeng1
单 shan4
解 xie4
仇 qiu2
查 zha1
任 ren2
华 hua4
朴 piao2
区 ou1
盖 ge3
葛 ge3
干 gan1
过 guo1
哈 ha3
令 ling2
缪 miao4
那 na1
能 nai4
乜 nie4
撒 sa3
少 shao4
肖 xiao1
燕 yan1
於 yu1
占 zhan1
訾 zi1
`

// differing are the surnames that families or regions read in two ways, the
// commoner first.
const differing = `
柏 bai3 bo2
晟 cheng2 sheng4
谌 chen2 shen4
种 chong2 zhong3
钭 dou3 tou3
句 gou1 ju4
炅 gui4 jiong3
黑 hei1 he4
还 huan2 hai2
角 jue2 jiao3
隽 juan4 jun4
秘 bi4 mi4
牟 mou2 mu4
佴 nai4 er4
粘 nian2 zhan1
繁 po2 fan2
郄 qie4 xi4
覃 qin2 tan2
召 shao4 zhao4
折 she2 zhe2
莘 shen1 xin1
适 shi4 kuo4
率 shuai4 lv4
宿 su4 xiu3
隗 wei3 kui2
尉 wei4 yu4
洗 xian3 xi3
郗 xi1 chi1
郇 xun2 huan2
乐 yue4 le4
蔚 yu4 wei4
员 yun4 yuan2
藏 zang4 cang2
翟 zhai2 di2
祭 zhai4 ji4
`

// compounds are the surnames of two characters. Left out are those of the
// classics that nobody bears any more and whose first character is a common
// surname, such as 段干 and 梁丘: 梁丘明 is a Liang.
const compounds = `
百里 bai3 li3
单于 chan2 yu2
淳于 chun2 yu2
第五 di4 wu3
东方 dong1 fang1
东郭 dong1 guo1
独孤 du2 gu1
端木 duan1 mu4
公孙 gong1 sun1
公羊 gong1 yang2
公冶 gong1 ye3
赫连 he4 lian2
呼延 hu1 yan2
皇甫 huang2 fu3
令狐 ling2 hu2
闾丘 lv2 qiu1
万俟 mo4 qi2
慕容 mu4 rong2
纳兰 na4 lan2
南宫 nan2 gong1
欧阳 ou1 yang2
濮阳 pu2 yang2
漆雕 qi1 diao1
亓官 qi2 guan1
上官 shang4 guan1
申屠 shen1 tu2
司空 si1 kong1
司寇 si1 kou4
司马 si1 ma3
司徒 si1 tu2
太史 tai4 shi3
太叔 tai4 shu1
澹台 tan2 tai2
拓跋 tuo4 ba2
完颜 wan2 yan2
闻人 wen2 ren2
巫马 wu1 ma3
西门 xi1 men2
夏侯 xia4 hou2
鲜于 xian1 yu2
轩辕 xuan1 yuan2
羊舌 yang2 she2
耶律 ye1 lv4
尉迟 yu4 chi2
宇文 yu3 wen2
乐正 yue4 zheng4
长孙 zhang3 sun1
钟离 zhong1 li2
仲孙 zhong4 sun1
诸葛 zhu1 ge3
颛孙 zhuan1 sun1
子车 zi3 ju1
`

// phrases are words of two characters that these would not give by themselves,
// or not as one word: places, and words in the names of institutions.
const phrases = `
蚌埠 beng4 bu4
查干 cha2 gan1
长沙 chang2 sha1
重光 chong2 guang1
重庆 chong2 qing4
重阳 chong2 yang2
大厦 da4 sha4
盖州 gai4 zhou1
涡阳 guo1 yang2
洪洞 hong2 tong2
筠连 jun1 lian2
会稽 kuai4 ji1
乐山 le4 shan1
六安 lu4 an1
六合 lu4 he2
番禺 pan1 yu2
犍为 qian2 wei2
单县 shan4 xian4
西藏 xi1 zang4
浚县 xun4 xian4
铅山 yan2 shan1
音乐 yin1 yue4
银行 yin2 hang2
`

// phraseLen is the length of every phrase.
const phraseLen = 2

// The readings of the words of a table.
var (
	settledReadings   = readings(settled)
	differingReadings = readings(differing)
	compoundReadings  = readings(compounds)
	phraseReadings    = readings(phrases)
)

// readings returns what reads a table when it is first asked for.
func readings(table string) func() map[string]string {
	return sync.OnceValue(func() map[string]string {
		byWord := map[string]string{}
		for line := range strings.Lines(table) {
			if word, reading, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
				byWord[word] = reading
			}
		}
		return byWord
	})
}

// surnameReadings returns how a character is read as a surname where that is
// not how it is read elsewhere: one reading, or two that are both in use.
func surnameReadings(r rune) []string {
	if reading := settledReadings()[string(r)]; reading != "" {
		return []string{reading}
	}
	return strings.Fields(differingReadings()[string(r)])
}

// compound returns the reading of a surname of two characters, or "".
func compound(surname string) string { return compoundReadings()[surname] }

// phrase returns the reading of the phrase that text begins with, or "".
func phrase(text []rune) string {
	if len(text) < phraseLen {
		return ""
	}
	return phraseReadings()[string(text[:phraseLen])]
}
