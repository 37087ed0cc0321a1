package diag

import (
	"maps"
	"slices"
)

// Severity says what follows from a diagnostic: an Error fails the build.
type Severity uint8

// The severities, gravest first.
const (
	Error Severity = iota
	Warning
	Note
)

// String is the severity's stable name, as in JSON.
func (s Severity) String() string {
	return [...]string{"error", "warning", "note"}[s]
}

// In is the severity's name in a language.
func (s Severity) In(l Language) string {
	if l == Chinese {
		return [...]string{"错误", "警告", "提示"}[s]
	}
	return s.String()
}

// consequence says what follows.
func (s Severity) consequence() Text {
	return [...]Text{
		T("an error fails the build", "错误会使构建失败"),
		T("a warning does not fail the build", "警告不会使构建失败"),
		T("a note only suggests", "提示只是建议"),
	}[s]
}

// Code is the stable name of a kind of diagnostic. Tools may rely on it; it never changes its meaning.
type Code string

// The codes of errors.
const (
	AmbiguousName           Code = "ambiguous-name"
	BadDate                 Code = "bad-date"
	BadPeriod               Code = "bad-period"
	BadSheet                Code = "bad-sheet"
	BrokenAnchor            Code = "broken-anchor"
	BrokenLink              Code = "broken-link"
	ContradictedHonor       Code = "contradicted-honor"
	DuplicateAddress        Code = "duplicate-address"
	DuplicateKey            Code = "duplicate-key"
	DuplicateRow            Code = "duplicate-row"
	FullwidthColon          Code = "fullwidth-colon"
	InvalidUTF8             Code = "invalid-utf8"
	LayoutRun               Code = "layout-run"
	LayoutSyntax            Code = "layout-syntax"
	MissingImage            Code = "missing-image"
	MissingKey              Code = "missing-key"
	OutsideSite             Code = "outside-site"
	ParentCycle             Code = "parent-cycle"
	TooLarge                Code = "too-large"
	UnknownCategory         Code = "unknown-category"
	UnknownKey              Code = "unknown-key"
	UnknownReference        Code = "unknown-reference"
	UnterminatedFrontMatter Code = "unterminated-front-matter"
	WrongType               Code = "wrong-type"
	YAMLSyntax              Code = "yaml-syntax"
)

// The codes of warnings.
const (
	AmbiguousReading Code = "ambiguous-reading"
	DeadLink         Code = "dead-link"
	HTMLDropped      Code = "html-dropped"
	ImageAlt         Code = "image-alt"
	LeftOut          Code = "left-out"
	LostAddress      Code = "lost-address"
	PublicityOver    Code = "publicity-over"
	SheetConflict    Code = "sheet-conflict"
	UnknownCharacter Code = "unknown-character"
	Unsure           Code = "unsure"
)

// The codes of notes, which only suggest.
const (
	DoubtfulLink    Code = "doubtful-link"
	MovedLink       Code = "moved-link"
	UnlinkedRow     Code = "unlinked-row"
	UnlistedMention Code = "unlisted-mention"
)

// kind is what is said of a code: what follows from it, and when a diagnostic bears it.
type kind struct {
	severity Severity
	when     Text
}

var kinds = map[Code]kind{
	AmbiguousName:           {Error, T("a name that several entries bear stands where one is meant", "几个条目同名，不知道指哪一个")},
	BadDate:                 {Error, T("a value is not a date, a year or a month", "不是日期、年或年月")},
	BadPeriod:               {Error, T("a value is not a period", "不是期次")},
	BadSheet:                {Error, T("a sheet to import cannot be read, or holds no list", "要导入的表格无法读取，或其中没有名单")},
	BrokenAnchor:            {Error, T("a link leads to a heading that its page does not have", "链接指向的标题不存在")},
	BrokenLink:              {Error, T("a link leads to a file or address that the site does not have", "链接指向的文件或网址不存在")},
	ContradictedHonor:       {Error, T("a profile states an honour that a list of the site has too, or whose complete list does not name it", "档案自写的荣誉，本站名单里已有，或完整的名单里没有这一位")},
	DuplicateAddress:        {Error, T("two outputs would have one address", "两个输出的网址相同")},
	DuplicateKey:            {Error, T("a key is given twice, perhaps once in each language", "一个键写了两次，中英文各写一次也算")},
	DuplicateRow:            {Error, T("a sheet to import has a row twice", "要导入的表格里有重复的行")},
	FullwidthColon:          {Error, T("a key ends with ： instead of a colon and a space", "键后面写了全角冒号 ：，应是半角冒号加空格")},
	InvalidUTF8:             {Error, T("a file is not UTF-8; GBK is recognised, with the command that converts it", "文件不是 UTF-8；认得出 GBK，并给出转换的命令")},
	LayoutRun:               {Error, T("a layout failed while it made a page; names both", "版式在生成页面时出错，两者都会指明")},
	LayoutSyntax:            {Error, T("a layout, or an asset, cannot be read; a template, asset or word does not exist", "版式或静态文件无法解析，或用了不存在的模板、文件、用语")},
	MissingImage:            {Error, T("a picture is not there", "图片不存在")},
	MissingKey:              {Error, T("a required key is missing, or the front matter altogether", "缺少必填的键，或者没有文件头")},
	OutsideSite:             {Error, T("a symbolic link leaves the site; it is not followed", "符号链接指向网站之外，未予读取")},
	ParentCycle:             {Error, T("an organization stands above itself", "组织成了自己的上级")},
	TooLarge:                {Error, T("a file, a text, a table or a nesting is beyond all use", "文件、文字、表格或嵌套大得不合情理")},
	UnknownCategory:         {Error, T("a row has a category that its award does not", "名单里的类别，这项荣誉没有")},
	UnknownKey:              {Error, T("nothing has this key; names the nearest one", "没有这个键；会提示最接近的")},
	UnknownReference:        {Error, T("nothing has this key or name; names the nearest ones", "没有这个文件名或名称；会提示相近的")},
	UnterminatedFrontMatter: {Error, T("the closing --- is missing", "文件头缺少结束的 ---")},
	WrongType:               {Error, T("a value has another form than its key wants", "值的写法不符合要求")},
	YAMLSyntax:              {Error, T("the front matter or site.yaml is not YAML, tabs included", "文件头或 site.yaml 不是正确的 YAML，用制表符缩进也算")},
	AmbiguousReading:        {Warning, T("a surname is read in two ways, and the profile does not say which", "姓有两种读音，档案没有写明读哪一种")},
	DeadLink:                {Warning, T("check --external only: nothing is at an external address any more, or a browser would not open it", "仅 check --external：站外网址已经没有内容，或浏览器打不开")},
	HTMLDropped:             {Warning, T("raw HTML outside the safe subset was left out", "不安全的 HTML 已去掉")},
	ImageAlt:                {Warning, T("a picture has no alternative text", "图片没有替代文字")},
	LeftOut:                 {Warning, T("a column, row or sheet was not imported", "有一列、一行或一个工作表未录入")},
	LostAddress:             {Warning, T("an address of the last build is gone, and no alias leads on from there", "上次构建的网址没有了，也没有旧网址转到别处")},
	PublicityOver:           {Warning, T("the time for objections to a list is over, and it is still at that stage", "公示期已过，名单仍在公示阶段")},
	SheetConflict:           {Warning, T("a list and the sheet that is imported into it differ; the list stays as it is", "名单与导入的表格不一致；名单保持不变")},
	UnknownCharacter:        {Warning, T("the strokes of a character in a name are not known; names it by U+XXXX", "不知道姓名中某个字的笔画；写出它的 U+XXXX")},
	Unsure:                  {Warning, T("something of a sheet was imported that may be wrong: look at it", "已录入但可能有误的内容，请核对")},
	DoubtfulLink:            {Note, T("check --external only: an external address gives no clear answer, and that may pass", "仅 check --external：站外网址这次没有明确的回答，可能过后会好")},
	MovedLink:               {Note, T("check --external only: an external address has moved for good; names the new one", "仅 check --external：站外网址已永久改址；会给出新网址")},
	UnlinkedRow:             {Note, T("check only: a profile bears a row's name, but neither place nor unit agrees", "仅 check：有同名的档案，但地区和单位都对不上")},
	UnlistedMention:         {Note, T("check only: a text names somebody of the register whom its front matter does not list", "仅 check：正文写到了有档案的人，文件头里没有列出")},
}

// Severity is what follows from the code. A code that is not listed is an internal error.
func (c Code) Severity() Severity {
	return c.kind().severity
}

// When says when a diagnostic bears the code, as the READMEs do.
func (c Code) When() Text { return c.kind().when }

func (c Code) kind() kind {
	k, known := kinds[c]
	if !known {
		panic("internal error: diagnostic code " + string(c) + " is not listed")
	}
	return k
}

// Codes lists all codes, sorted.
func Codes() []Code {
	return slices.Sorted(maps.Keys(kinds))
}
