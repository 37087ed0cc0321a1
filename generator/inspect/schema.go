package inspect

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"

	"wenming/generator/config"
	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/schema"
)

// Schemas writes what may stand in the front matter of each kind, and in site.yaml, as JSON Schema (draft 2020-12) into a
// folder, for editors that complete and check YAML by it. It returns the paths. A file of such a name that is no schema of
// ours is not replaced.
func Schemas(dir string, l diag.Language) ([]string, error) {
	tables := map[string][]schema.Key{"site": schema.Keys(reflect.TypeFor[config.Site]())}
	names := []string{"site"}
	for kind := content.KindSection; kind <= content.KindBatch; kind++ {
		tables[kind.String()] = content.Keys(kind)
		names = append(names, kind.String())
	}
	var files []string
	for _, name := range names {
		files = append(files, filepath.Join(dir, name+".json"))
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err == nil && !bytes.Contains(data, []byte(schemaMark)) {
			return nil, Refusal{diag.T("%q exists already, and is no schema of this program", "“%s”已经存在，而且不是本程序写的", file)}
		} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	for i, file := range files {
		s := object(tables[names[i]], l)
		s["$schema"], s["$comment"], s["title"] = "https://json-schema.org/draft/2020-12/schema", schemaMark, names[i]
		var out bytes.Buffer
		encoder := json.NewEncoder(&out)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		if err := encoder.Encode(s); err != nil {
			return nil, err
		}
		if err := os.WriteFile(file, out.Bytes(), 0o666); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// schemaMark stands in each schema, which is made from the program's table of keys.
const schemaMark = "written by wenming schema"

// object is the schema of a mapping. A key may be written in either language, but in one only.
func object(keys []schema.Key, l diag.Language) map[string]any {
	properties := map[string]any{}
	var rules []any
	for _, k := range keys {
		value := values(k, l)
		value["description"] = k.Doc.In(l)
		properties[k.Name], properties[k.Twin] = value, value
		both := []string{k.Name, k.Twin}
		if k.Name == k.Twin {
			both = both[:1]
		}
		var either []any
		for _, name := range both {
			either = append(either, map[string]any{"required": []string{name}})
		}
		if k.Required {
			rules = append(rules, map[string]any{"oneOf": either})
		} else if len(both) > 1 {
			rules = append(rules, map[string]any{"not": map[string]any{"required": both}})
		}
	}
	s := map[string]any{"type": "object", "properties": properties, "additionalProperties": false}
	if len(rules) > 0 {
		s["allOf"] = rules
	}
	return s
}

// values is the schema of what a key may have: one value, or a list of them.
func values(k schema.Key, l diag.Language) map[string]any {
	one := value(k, l)
	if !k.List {
		return one
	}
	return map[string]any{"anyOf": []any{one, map[string]any{"type": "array", "items": one}}}
}

// value is the schema of one value. An editor's YAML takes 2020 for a number and 2020-01-01 for a date, where this program
// takes both as they are written.
func value(k schema.Key, l diag.Language) map[string]any {
	switch k.Form {
	case schema.FormNumber:
		return map[string]any{"type": "integer", "minimum": 0}
	case schema.FormSwitch:
		return map[string]any{"enum": []any{true, false, "是", "否"}}
	case schema.FormDate:
		return map[string]any{"type": "string", "pattern": `^\d{4}-\d{1,2}-\d{1,2}`}
	case schema.FormMonth:
		return map[string]any{"type": []string{"string", "integer"}, "pattern": `^\d{4}(-\d{1,2})?$`}
	case schema.FormChoice:
		var words []string
		for _, both := range k.Choices {
			words = append(words, both[0], both[1])
		}
		return map[string]any{"enum": words}
	case schema.FormMapping:
		if k.Bare {
			return map[string]any{"anyOf": []any{map[string]any{"type": scalars}, object(k.Keys, l)}}
		}
		return object(k.Keys, l)
	case schema.FormData:
		return map[string]any{}
	}
	return map[string]any{"type": scalars}
}

// scalars are the types that an editor may see in a text.
var scalars = []string{"string", "number", "boolean"}
