package schema

import (
	"strings"
	"testing"

	"wenming/generator/diag"
)

// sound are the required keys, so that a case shows one mistake.
const sound = "title: a\nsource: b\n"

// TestMistakes holds what is said about each mistake, with the text under its span.
func TestMistakes(t *testing.T) {
	for _, test := range []struct{ name, block, want string }{
		{"nothing", "", `
missing-key "---" key "source" is missing = add a line such as "source: …": who published it
missing-key "---" key "title" is missing = add a line such as "title: …": the headline`},
		{"a comment", "# title: a\n", `
missing-key "---" key "source" is missing = add a line such as "source: …": who published it
missing-key "---" key "title" is missing = add a line such as "title: …": the headline`},
		{"required keys without a value", "标题:\nsource: ''\n", `
missing-key "标题" key "标题" has no value = write it as "title: …": the headline
missing-key "source" key "source" has no value = write it as "source: …": who published it`},
		{"a key required inside", sound + "office: {phone: 1}\n", `
missing-key "{phone: 1}" key "name" is missing = add a line such as "name: …": its name`},
		{"a key required inside, over lines", sound + "office:\n  phone: 1\n  电话: 2\n", `
missing-key "phone: 1" key "name" is missing = add a line such as "name: …": its name
duplicate-key "电话" keys "电话" and "phone" are the same key (also 33:"phone") = keep one of them`},
		{"keys that depend on each other", sound + "rows: [{note: x}, {note: 1, nota: 2}]\n", `
missing-key "{note: x}" a row has a name
unknown-key "nota" unknown key "nota" = did you mean "note"?`},

		{"near keys", sound + "titel: x\n标提: y\n日: z\nTITLE: q\n", `
unknown-key "titel" unknown key "titel" = did you mean "title"?
unknown-key "标提" unknown key "标提" = did you mean "标题"?
unknown-key "日" unknown key "日" = the keys here are title, source, tags, names, draft, limit, date, since, zone, stage, speech, office, rows, extra
unknown-key "TITLE" unknown key "TITLE" = did you mean "title"?`},
		{"a merge key", sound + "<<: {limit: 1}\n", `
unknown-key "<<" unknown key "<<" = merge keys are not supported: write the keys out`},
		{"keys that are no words", sound + "[x]: c\n? {a: b}\n: d\n", `
wrong-type "[x]" a key must be a word
wrong-type "{a: b}" a key must be a word`},

		{"a key twice", sound + "title: c\n", `
duplicate-key "title" key "title" is given twice (also 4:"title") = keep one of them`},
		{"a key and its twin", sound + "标题: c\n来源: d\n来源: e\n", `
duplicate-key "标题" keys "标题" and "title" are the same key (also 4:"title") = keep one of them
duplicate-key "来源" keys "来源" and "source" are the same key (also 13:"source") = keep one of them
duplicate-key "来源" keys "来源" and "source" are the same key (also 13:"source") = keep one of them`},
		{"a key twice in data", sound + "extra: {a: 1, b: {c: 2, c: 3}}\n", `
duplicate-key "c" key "c" is given twice (also 41:"c") = keep one of them`},

		{"lists and mappings for text", sound + "tags: {a: b}\nnames: [a, [b]]\nspeech: [中文, 英文]\n", `
wrong-type "{a: b}" "tags" must be text, not keys with values
wrong-type "[b]" "names" must be text, not a list
wrong-type "[中文, 英文]" "speech" must be one of zh-CN (中文), en (英文), not a list`},
		{"a switch", sound + "draft: yes\n", `
wrong-type "yes" "draft" must be true or false, not "yes"`},
		{"a number", sound + "条数: 二十\n", `
wrong-type "二十" "条数" must be a whole number such as 20, not "二十"`},
		{"a negative number", sound + "limit: -1\n", `
wrong-type "-1" "limit" must be a whole number such as 20, not "-1"`},
		{"a number too large", sound + "limit: 18446744073709551615\n", `
wrong-type "18446744073709551615" "limit" must be a whole number such as 20, not "18446744073709551615"`},
		{"a choice", sound + "stage: canidates\nspeech: fr\n", `
wrong-type "canidates" "stage" must be one of candidates (候选), publicity (公示), not "canidates" = did you mean "candidates"?
wrong-type "fr" "speech" must be one of zh-CN (中文), en (英文), not "fr"`},
		{"zones", sound + "zone: Local\n", `
wrong-type "Local" "zone" must be a time zone such as Asia/Shanghai, not "Local"`},
		{"zones outside", sound + "zone: ../../etc/passwd\n", `
wrong-type "../../etc/passwd" "zone" must be a time zone such as Asia/Shanghai, not "../../etc/passwd"`},
		{"text for a mapping", sound + "office: 文明办\nextra: 3\n", `
wrong-type "文明办" "office" must be keys with values such as {name: …}, not "文明办"
wrong-type "3" "extra" must be keys with values, not "3"`},
		{"a list for a mapping", sound + "rows: [[a]]\nextra: [1]\n", `
wrong-type "[a]" "rows" must be lines such as "- {name: …, note: …}", not a list
wrong-type "[1]" "extra" must be keys with values, not a list`},
		{"a block that is a list", "- title\n- b\n", `
wrong-type "- title\n- b" these lines are not keys with values = write one key on each line, such as title: …`},
		{"a block that is text", "文明\n", `
wrong-type "文明" these lines are not keys with values = write one key on each line, such as title: …`},
		{"control characters in escapes", "title: \"a\\0\"\nsource: \"\\x7F\"\nextra: {\"a\\b\": 1, b: \"\\uFFFE\"}\n", `
wrong-type "\"a\\0\"" "title" holds the control character U+0000 = delete it
wrong-type "\"\\x7F\"" "source" holds the control character U+007F = delete it
wrong-type "\"a\\b\"" "a\b" holds the control character U+0008 = delete it
wrong-type "\"\\uFFFE\"" "\ufffe" holds the control character U+FFFE = delete it`},

		{"dates", sound + "date: 2023-13-01\n", `
bad-date "2023-13-01" date "2023-13-01" is not a date = write it as 2023-10-25 or 2023-10-25 08:30`},
		{"a date in Chinese", sound + "date: 2023年10月25日\n", `
bad-date "2023年10月25日" date "2023年10月25日" is not a date = write it as 2023-10-25 or 2023-10-25 08:30`},
		{"a month", sound + "since: 2019/5\n", `
bad-date "2019/5" "2019/5" is neither a year nor a month = write it as 2019 or 2019-05`},

		{"a full-width colon", "标题：文明\nsource: b\ndate: 2023-02-30\n", `
fullwidth-colon "：" key "标题" ends in a full-width colon = write an ASCII colon and a space: 标题: …
bad-date "2023-02-30" date "2023-02-30" is not a date = write it as 2023-10-25 or 2023-10-25 08:30`},
		{"full-width colons only", "标题：文明\n来源 ：b\n", `
fullwidth-colon "：" key "标题" ends in a full-width colon = write an ASCII colon and a space: 标题: …
fullwidth-colon "：" key "来源" ends in a full-width colon = write an ASCII colon and a space: 来源: …`},
		{"a full-width colon, then an ASCII one", "标题：他说: 好\nsource: b\n", `
fullwidth-colon "：" key "标题" ends in a full-width colon = write an ASCII colon and a space: 标题: …`},
		{"a full-width colon after an unknown key", "标提：文明\n" + sound, `
unknown-key "标提" unknown key "标提" = did you mean "标题"?
fullwidth-colon "：" key "标提" ends in a full-width colon = write an ASCII colon and a space: 标提: …`},
		{"full-width colons in rows", sound + "rows:\n  - 姓名：王\n  - name：李\n    note: x\n", `
fullwidth-colon "：" key "姓名" ends in a full-width colon = write an ASCII colon and a space: 姓名: …
fullwidth-colon "：" key "name" ends in a full-width colon = write an ASCII colon and a space: name: …`},
		{"a full-width colon in a row that could be a name", sound + "rows: [姓名：王]\n", `
fullwidth-colon "：" key "姓名" ends in a full-width colon = write an ASCII colon and a space: 姓名: …`},
		{"a full-width colon in braces", sound + "rows: [{name：王, note: x}]\n", `
fullwidth-colon "：" key "name" ends in a full-width colon = write an ASCII colon and a space: name: …`},
		{"a full-width colon before a block scalar", "source：|\n  标题：x\n  姓名:y\ntitle: a\n", `
fullwidth-colon "：" key "source" ends in a full-width colon = write an ASCII colon and a space: source: …`},
		{"full-width colons in values", "title: 雨湖：文明\nsource: |\n  标题：x\n  姓名:y\ntags:\n  - 标题：x\n  - 说：\n", ``},
		{"full-width colons in values beside another mistake", "title: 雨湖：文明\nsource: |\n  标题：x\n  姓名:y\n# 标题：x\nrows: [a\n", `
yaml-syntax "[" the bracket [ is never closed, or a comma is missing = write a list as [one, two]`},
		{"a full-width colon and another mistake", "title：a\nsource: [a\n", `
fullwidth-colon "：" key "title" ends in a full-width colon = write an ASCII colon and a space: title: …
yaml-syntax "[" the bracket [ is never closed, or a comma is missing = write a list as [one, two]`},

		{"no space after the colon", "标题:文明\nsource: x\ndate:2023-10-25\nlimt: 2\n", `
yaml-syntax ":" no space follows the colon after key "标题" = write an ASCII colon and a space: 标题: …
yaml-syntax ":" no space follows the colon after key "date" = write an ASCII colon and a space: date: …
unknown-key "limt" unknown key "limt" = did you mean "limit"?`},
		{"no space after the colon, then one", "title:文明: 好\nsource: x\n", `
yaml-syntax ":" no space follows the colon after key "title" = write an ASCII colon and a space: title: …`},
		{"no space after the colons of rows", sound + "rows:\n  - 姓名:王\n  - name:李\n    note: x\n", `
yaml-syntax ":" no space follows the colon after key "姓名" = write an ASCII colon and a space: 姓名: …
yaml-syntax ":" no space follows the colon after key "name" = write an ASCII colon and a space: name: …`},

		{"tabs", sound + "rows:\n\t- name: x\n\t- name: y\nlimt: 3\n", `
yaml-syntax "\t" the line is indented with a tab = indent with spaces
yaml-syntax "\t" the line is indented with a tab = indent with spaces
unknown-key "limt" unknown key "limt" = did you mean "limit"?`},
		{"a tab before a key", "title: a\n\tsource: b\n", `
yaml-syntax "\t" the line is indented with a tab = indent with spaces`},
		{"a colon in a value", "title: 通知: 关于\nsource: b\n", `
yaml-syntax ":" a second colon in one line, or a key that is indented too far = if it belongs to the text, put the whole value in quotes: title: "…"`},
		{"text after quotes", "title: \"文明\"创建\nsource: b\n", `
yaml-syntax "创" something stands after the value, or the indentation differs from the lines above = indent it like the lines above; what belongs to the value goes into quotes with it: title: "…"`},
		{"quotes without end", "title: \"文明\nsource: b\n", `
yaml-syntax "\"" the quotation mark is never closed = close it with the same mark`},
		{"a brace without end", "title: {a: b\nsource: b\n", `
yaml-syntax "{" the brace { is never closed, or a comma is missing = write keys with values as {name: one, place: two}`},
		{"a reserved character", "title: @文明\nsource: b\n", `
yaml-syntax "@" a value cannot begin with this character = if it belongs to the text, put the whole value in quotes: title: "…"`},
		{"an asterisk", "title: *重要*\n", `
yaml-syntax "*" a value that begins with * or & means something else in YAML = if it belongs to the text, put the whole value in quotes: title: "…"`},
		{"an unknown anchor", "title: *a\n", `
yaml-syntax "*" a value that begins with * refers to an anchor, and there is none of this name = if it belongs to the text, put the whole value in quotes: title: "…"`},
		{"a key without a colon", "title: a\nsource\ndate: 2023-01-01\n", `
yaml-syntax "s" a line without a colon after its key = write it as key: value, or in a list as - value`},
		{"uneven indentation", "  title: a\nsource: b\n", `
yaml-syntax "s" this line is indented less than the first = begin every key at the start of its line`},
		{"an escape", "title: \"a\\q\"\n", `
yaml-syntax "\\" a backslash in double quotes has a meaning, and this one has none = write a backslash as \\, or use single quotes`},
		{"a control character", "title: 文\a\n", `
yaml-syntax "\a" a control character that cannot be seen = delete it`},
		{"a list on the key's line", "title: - a\n", `
yaml-syntax "-" a list cannot begin here = begin a list on a line of its own`},
		{"two commas", "tags: [a,,b]\n", `
yaml-syntax "," a value is missing here = if it belongs to the text, put the whole value in quotes: title: "…"`},
		{"a second document", "title: a\n---\nsource: b\n", `
yaml-syntax "---" a second document begins here = delete the line of --- or ... before it`},

		{"nesting", "extra: " + strings.Repeat("[", 65), `
too-large "[" values nest deeper than 64 levels = write them with fewer levels`},
		{"an alias inside itself", sound + "extra: &x {y: *x}\n", `
too-large "*x" aliases stand for too many values = write the values out`},
	} {
		t.Run(test.name, func(t *testing.T) {
			source, problems := decode(test.block, new(entry))
			inside(t, []byte(source), problems)
			if got, want := told(source, problems, diag.English), strings.TrimPrefix(test.want, "\n"); strings.TrimSuffix(got, "\n") != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// TestChinese holds the messages of one block in Chinese.
func TestChinese(t *testing.T) {
	source, problems := decode("标提: a\ndraft: [1]\n条数: 二十\n阶段: 公式\n单位: {电话: 1}\n日期: 明天\n始于: 去年\n标签: a\n标签: b\n", new(entry))
	want := `missing-key "---" 缺少“来源”（source） = 请加一行，如“来源: …”：发布单位
missing-key "---" 缺少“标题”（title） = 请加一行，如“标题: …”：大标题
unknown-key "标提" 没有“标提”这个键 = 是不是“标题”？
wrong-type "[1]" “draft”应为 true（是）或 false（否），不是列表
wrong-type "二十" “条数”应为整数，如 20，不是“二十”
wrong-type "公式" “阶段”应为候选（candidates）、公示（publicity）之一，不是“公式” = 是不是“公示”？
missing-key "{电话: 1}" 缺少“名称”（name） = 请加一行，如“名称: …”：名称
bad-date "明天" “明天”不是日期 = 请写成 2023-10-25 或 2023-10-25 08:30
bad-date "去年" “去年”不是年或年月 = 请写成 2019 或 2019-05
duplicate-key "标签" 键“标签”写了两次 (also 105:"标签") = 请只留一个
`
	if got := told(source, problems, diag.Chinese); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
