package main

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"wenming/generator/config"
	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/schema"
)

// keyTables make the tables of all keys: those that every kind has, those of each kind, those of site.yaml.
func keyTables(l diag.Language) map[string]func(*testing.T, string) string {
	kinds := map[string][]schema.Key{}
	count := map[string]int{}
	for kind := content.KindSection; kind <= content.KindBatch; kind++ {
		kinds[kind.String()] = content.Keys(kind)
		for _, k := range content.Keys(kind) {
			count[k.Name]++
		}
	}
	shared := func(k schema.Key) bool { return count[k.Name] == len(kinds) && !k.Required }
	tables := map[string][]schema.Key{
		"site.yaml": schema.Keys(reflect.TypeFor[config.Site]()),
		"all kinds": slices.DeleteFunc(content.Keys(content.KindPage), func(k schema.Key) bool { return !shared(k) }),
	}
	for kind, keys := range kinds {
		tables[kind] = slices.DeleteFunc(keys, shared)
	}
	makers := map[string]func(*testing.T, string) string{}
	for name, keys := range tables {
		makers["keys of "+name] = func(*testing.T, string) string {
			head := diag.T("| key | 中文 | value | meaning |", "| 键 | 英文 | 值 | 含义 |").In(l)
			return "\n" + head + "\n|---|---|---|---|\n" + keyRows(keys, l, "", "") + "\n"
		}
	}
	return makers
}

// keyRows are keys, each followed by the keys inside it; a star marks a required one.
func keyRows(keys []schema.Key, l diag.Language, above, aboveTwin string) string {
	var rows strings.Builder
	for _, k := range keys {
		name, twin := above+k.Name, aboveTwin+k.Twin
		star := ""
		if k.Required {
			star = " *"
		}
		first, second := name, twin
		if l == diag.Chinese {
			first, second = twin, name
		}
		fmt.Fprintf(&rows, "| `%s`%s | `%s` | %s | %s |\n", first, star, second, valueForm(k, l), meaning(k, l))
		rows.WriteString(keyRows(k.Keys, l, name+".", twin+"."))
	}
	return rows.String()
}

// meaning is what a key means, unless that is only the choices, which stand beside it.
func meaning(k schema.Key, l diag.Language) string {
	rest := k.Doc.In(l)
	for _, words := range k.Choices {
		rest = strings.Replace(rest, words[l], "", 1)
	}
	if strings.Trim(rest, " ,、") == "" {
		return ""
	}
	return k.Doc.In(l)
}

// forms are what values look like.
var forms = map[schema.Form]diag.Text{
	schema.FormText:    diag.T("text", "文字"),
	schema.FormNumber:  diag.T("number", "整数"),
	schema.FormSwitch:  diag.T("`true` 是, `false` 否", "`是` true、`否` false"),
	schema.FormDate:    diag.T("date", "日期"),
	schema.FormMonth:   diag.T("year or month", "年或年月"),
	schema.FormZone:    diag.T("time zone", "时区"),
	schema.FormMapping: diag.T("keys", "下列各键"),
	schema.FormData:    diag.T("keys of your own", "自定的键"),
}

func valueForm(k schema.Key, l diag.Language) string {
	form := forms[k.Form]
	for i, words := range k.Choices {
		if i > 0 {
			form.English, form.Chinese = form.English+", ", form.Chinese+"、"
		}
		form.English += fmt.Sprintf("`%s` %s", words[0], words[1])
		form.Chinese += fmt.Sprintf("`%s` %s", words[1], words[0])
	}
	if k.Bare {
		form = diag.T("text, or keys", "文字，或下列各键")
	}
	if k.List {
		form.English, form.Chinese = "one or more: "+form.English, "一个或多个："+form.Chinese
	}
	return form.In(l)
}
