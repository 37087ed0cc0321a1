package schema

import (
	"errors"
	"strings"

	"go.yaml.in/yaml/v4"
	"wenming/generator/diag"
)

// A complaint says in plain words what one of the library's messages means.
type complaint struct {
	message   string // how the library's message begins
	construct bool   // it is about where a construct begins, not about where the library gave up
	text      diag.Text
	hint      diag.Text
}

var (
	quote = diag.T(`if it belongs to the text, put the whole value in quotes: title: "…"`,
		`如果它是文字的一部分，请把整个值放进半角引号，如 标题: "…"`)
	escape = diag.T(`write a backslash as \\, or use single quotes`, `反斜杠请写成 \\，或改用半角单引号`)
)

// complaints are looked through in their order; the last fits any message.
var complaints = []complaint{
	{"mapping values are not allowed", false,
		diag.T("a second colon in one line, or a key that is indented too far", "一行里有第二个冒号，或这个键缩进过多"), quote},
	{"could not find expected ':'", true,
		diag.T("a line without a colon after its key", "这一行的键后面没有冒号"),
		diag.T("write it as key: value, or in a list as - value", "请写成“键: 值”；在列表中请写成“- 值”")},
	{"did not find expected key", false,
		diag.T("something stands after the value, or the indentation differs from the lines above", "值后面还有多余的内容，或缩进与上面各行不一致"),
		diag.T(`indent it like the lines above; what belongs to the value goes into quotes with it: title: "…"`,
			`请与上面各行对齐；属于值的内容请一起放进半角引号，如 标题: "…"`)},
	{"did not find expected '-' indicator", false,
		diag.T("a line in a list that does not begin with a dash, or is indented differently", "列表中的这一行没有以“- ”开头，或缩进不一致"),
		diag.T("indent all lines of a list alike", "请让列表各行缩进一致")},
	{"block sequence entries are not allowed", false,
		diag.T("a list cannot begin here", "列表不能从这里开始"),
		diag.T("begin a list on a line of its own", "列表请另起一行")},
	{"mapping keys are not allowed", false, diag.T("a key cannot stand here", "这里不能写键"), quote},
	{"found unexpected end of stream", true,
		diag.T("the quotation mark is never closed", "引号没有结束"),
		diag.T("close it with the same mark", "请补上同样的结束引号")},
	{"found unexpected document indicator", true,
		diag.T("the quotation mark is never closed", "引号没有结束"),
		diag.T("close it with the same mark", "请补上同样的结束引号")},
	{"did not find expected ',' or ']'", true,
		diag.T("the bracket [ is never closed, or a comma is missing", "方括号 [ 没有结束，或缺少半角逗号"),
		diag.T("write a list as [one, two]", "列表请写成 [甲, 乙]")},
	{"did not find expected ',' or '}'", true,
		diag.T("the brace { is never closed, or a comma is missing", "花括号 { 没有结束，或缺少半角逗号"),
		diag.T("write keys with values as {name: one, place: two}", "请写成 {姓名: 甲, 地区: 乙}")},
	{"found character that cannot start any token", false,
		diag.T("a value cannot begin with this character", "值不能以这个字符开头"), quote},
	{"did not find expected alphabetic or numeric", true,
		diag.T("a value that begins with * or & means something else in YAML", "以 * 或 & 开头的值在 YAML 里另有含义"), quote},
	{"unknown anchor", false,
		diag.T("a value that begins with * refers to an anchor, and there is none of this name", "以 * 开头的值表示引用，而这里没有这个名称"), quote},
	{"found unknown escape", false, diag.T("a backslash in double quotes has a meaning, and this one has none", "双引号里的反斜杠有特殊含义，这里的写法无效"), escape},
	{"did not find expected hexadecimal", false, diag.T("this escape lacks hexadecimal digits", "这个转义缺少十六进制数字"), escape},
	{"found invalid Unicode character", false, diag.T("this escape is not a character", "这个转义不是字符"), escape},
	{"control characters are not allowed", false,
		diag.T("a control character that cannot be seen", "这里有看不见的控制字符"), diag.T("delete it", "请删去它")},
	{"found a tab character", false, diag.T("a tab stands where spaces are wanted", "应当用空格的地方用了制表符（Tab）"),
		diag.T("indent with spaces", "请改用空格缩进")},
	{"found mixed spaces and tabs", false, diag.T("a tab stands where spaces are wanted", "应当用空格的地方用了制表符（Tab）"),
		diag.T("indent with spaces", "请改用空格缩进")},
	{"found a comment without preceding", false, diag.T("a # right after a value", "值后面紧跟着 #"), quote},
	{"did not find expected comment or line break", false,
		diag.T("something stands after | or >", "| 或 > 后面还有内容"), quote},
	{"found an indentation indicator", false, diag.T("0 after | or > is no indentation", "| 或 > 后面不能写 0"), diag.Text{}},
	{"did not find expected <document start>", false,
		diag.T("this line is indented less than the first", "这一行的缩进比第一行少"),
		diag.T("begin every key at the start of its line", "每个键都请顶格写")},
	{"did not find expected node content", false, diag.T("a value is missing here", "这里缺少值"), quote},
	{"", false, diag.T("this is not YAML", "这里不符合 YAML 的写法"), quote},
}

// syntax says why a block cannot be read.
func (d *decoder) syntax(src []byte, err error) {
	l := newLocator(src)
	var second *secondDocument
	if errors.As(err, &second) {
		at := l.offset(second.line, second.column)
		d.add(diag.New(diag.YAMLSyntax, d.place(firstLine(src, diag.Range(at, len(src)))),
			diag.T("a second document begins here", "这里开始了第二个文档")).
			WithHint(diag.T("delete the line of --- or ... before it", "请删去它前面的 --- 行或 ... 行")))
		return
	}
	var load *yaml.LoadError
	if !errors.As(err, &load) {
		load = &yaml.LoadError{}
	}
	if load.Message == errDepth.Error() {
		at := l.offset(load.Mark.Line, load.Mark.Column)
		d.add(diag.New(diag.TooLarge, d.place(character(src, at)),
			diag.T("values nest deeper than %d levels", "嵌套超过 %d 层", maxDepth)).
			WithHint(diag.T("write them with fewer levels", "请减少嵌套")))
		return
	}
	for _, c := range complaints {
		if !strings.HasPrefix(load.Message, c.message) {
			continue
		}
		mark := load.Mark
		if c.construct && load.ContextMark.Line > 0 {
			mark = load.ContextMark
		}
		at := min(mark.Index, len(src)) // the reader counts bytes, and no lines
		if mark.Line > 0 {
			at = l.offset(mark.Line, mark.Column)
		}
		d.add(diag.New(diag.YAMLSyntax, d.place(character(src, at)), c.text).WithHint(c.hint))
		return
	}
}
