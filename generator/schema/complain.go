package schema

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
	"wenming/generator/diag"
)

// maxProblems is how many diagnostics one block may give: beyond them the block is simply of another kind.
const maxProblems = 1000

func (d *decoder) full() bool { return len(d.found) >= maxProblems }

func (d *decoder) add(problem diag.Diagnostic) {
	if !d.full() {
		problem.File = d.File
		d.found = append(d.found, problem)
	}
}

// adopt takes over what a type says about its own value.
func (d *decoder) adopt(problems diag.List) {
	for _, problem := range problems {
		d.add(problem)
	}
}

// say adds a diagnostic at a value.
func (d *decoder) say(code diag.Code, n *yaml.Node, message, hint diag.Text) {
	d.add(diag.New(code, d.place(span(n)), message).WithHint(hint))
}

// shift turns a span of the block into one of the file. What a repair wrote over a character may start inside it.
func (d *decoder) shift(span diag.Span) diag.Span {
	if d.skip != nil {
		span = diag.Range(runeStart(d.written, int(span.Start)), runeEnd(d.written, int(span.End)))
	}
	return span.Moved(d.offset)
}

func (d *decoder) place(span diag.Span) diag.Place {
	return diag.Place{File: d.File, Span: d.shift(span)}
}

var notAWord = diag.T("a key must be a word", "键应为一个词")

// unknown says that nothing has this key. Where it is a known key with a bad colon, it returns which
// of all fields that is, or -1.
func (d *decoder) unknown(key *yaml.Node, plans []*plan) (slot int) {
	if d.full() {
		return -1
	}
	if d.colonInside(key, func(name string) bool { _, _, slot = find(plans, name); return slot >= 0 }) {
		return slot
	}
	message := diag.T("unknown key %q", "没有“%s”这个键", clip(key.Value))
	if key.Tag == "!!merge" {
		d.say(diag.UnknownKey, key, message, diag.T("merge keys are not supported: write the keys out", "不支持合并键，请逐个写出各键"))
		return -1
	}
	var names [2][]string
	for _, p := range plans {
		for _, f := range p.fields {
			names[0], names[1] = append(names[0], f.Name), append(names[1], f.Twin)
		}
	}
	hint := diag.Text{
		English: "the keys here are " + strings.Join(names[0], ", "),
		Chinese: "这里可用的键：" + strings.Join(names[1], "、"),
	}
	if near := nearest(key.Value, slices.Concat(names[0], names[1])); near != "" {
		hint = diag.T("did you mean %q?", "是不是“%s”？", near)
	}
	d.say(diag.UnknownKey, key, message, hint)
	return -1
}

func (d *decoder) duplicate(key, first *yaml.Node) {
	message := diag.T("key %q is given twice", "键“%s”写了两次", clip(key.Value))
	if key.Value != first.Value {
		message = diag.T("keys %q and %q are the same key", "“%s”和“%s”是同一个键", clip(key.Value), clip(first.Value))
	}
	d.add(diag.New(diag.DuplicateKey, d.place(span(key)), message).
		WithHint(diag.T("keep one of them", "请只留一个")).WithAlso(d.place(span(first))))
}

// missing says that a required key is not given, or given nothing: then written is the key.
func (d *decoder) missing(f *field, at diag.Span, written string) {
	message := diag.T("key %[1]q is missing", "缺少“%[2]s”（%[1]s）", f.Name, f.Twin)
	what := diag.T("add a line such as", "请加一行，如")
	if written != "" {
		message = diag.T("key %q has no value", "“%s”没有内容", written)
		what = diag.T("write it as", "请写成")
	}
	hint := diag.Text{
		English: what.English + " \"" + f.Example(diag.English) + "\": " + f.Doc.English,
		Chinese: what.Chinese + "“" + f.Example(diag.Chinese) + "”：" + f.Doc.Chinese,
	}
	d.add(diag.New(diag.MissingKey, diag.Place{Span: at}, message).WithHint(hint))
}

// wrongType says which form a value should have, and which it has.
func (d *decoder) wrongType(f *field, key string, n *yaml.Node) {
	expected, hint := f.expected(), diag.Text{}
	found := diag.T("%q", "“%s”", clip(n.Value))
	switch n.Kind {
	case yaml.SequenceNode:
		found = diag.T("a list", "列表")
	case yaml.MappingNode:
		found = diag.T("keys with values", "若干键和值")
	default:
		var words []string
		for _, choice := range f.Choices {
			words = append(words, choice[:]...)
		}
		if near := nearest(n.Value, words); near != "" {
			hint = diag.T("did you mean %q?", "是不是“%s”？", near)
		}
	}
	d.say(diag.WrongType, n, diag.Text{
		English: `"` + clip(key) + `" must be ` + expected.English + ", not " + found.English,
		Chinese: "“" + clip(key) + "”应为" + expected.Chinese + "，不是" + found.Chinese,
	}, hint)
}

// expected says in words how a key's value is written.
func (k *Key) expected() diag.Text {
	switch k.Form {
	case FormNumber:
		return diag.T("a whole number such as 20", "整数，如 20")
	case FormSwitch:
		return diag.T("true or false", " true（是）或 false（否）")
	case FormDate:
		return diag.T("a date such as 2023-10-25", "日期，如 2023-10-25")
	case FormMonth:
		return diag.T("a year or a month such as 2019-05", "年或年月，如 2019-05")
	case FormZone:
		return diag.T("a time zone such as Asia/Shanghai", "时区，如 Asia/Shanghai")
	case FormChoice:
		var english, chinese []string
		for _, words := range k.Choices {
			english = append(english, words[0]+" ("+words[1]+")")
			chinese = append(chinese, words[1]+"（"+words[0]+"）")
		}
		return diag.Text{English: "one of " + strings.Join(english, ", "), Chinese: strings.Join(chinese, "、") + "之一"}
	case FormMapping:
		if k.List {
			return diag.Text{
				English: `lines such as "- ` + sampleMapping(k.Keys, diag.English) + `"`,
				Chinese: "一行行的“- " + sampleMapping(k.Keys, diag.Chinese) + "”",
			}
		}
		return diag.Text{
			English: "keys with values such as " + sampleMapping(k.Keys, diag.English),
			Chinese: "若干键和值，如 " + sampleMapping(k.Keys, diag.Chinese),
		}
	case FormData:
		return diag.T("keys with values", "若干键和值")
	}
	return diag.T("text", "文字")
}

// clip shortens what a message quotes.
func clip(text string) string {
	const longest = 40
	runes := 0
	for i := range text {
		if runes++; runes > longest {
			return text[:i] + "…"
		}
	}
	return text
}
