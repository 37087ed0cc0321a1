package inspect

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"wenming/generator/content"
	"wenming/generator/diag"
)

func TestSchemas(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "schemas")
	files, err := Schemas(dir, diag.English)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := Schemas(dir, diag.Chinese); err != nil || !slices.Equal(again, files) {
		t.Errorf("again: %v, %v", again, err)
	}
	for kind := content.KindSection; kind <= content.KindBatch; kind++ {
		var s struct {
			Title      string
			Properties map[string]struct{ Description string }
			AllOf      []struct {
				OneOf []struct{ Required []string }
				Not   struct{ Required []string }
			}
			AdditionalProperties bool
		}
		data, err := os.ReadFile(filepath.Join(dir, kind.String()+".json"))
		if err == nil {
			err = json.Unmarshal(data, &s)
		}
		if err != nil || s.AdditionalProperties || s.Title != kind.String() {
			t.Fatalf("%s: %v, %q", kind, err, s.Title)
		}
		required, once := map[string]bool{}, map[string]bool{}
		for _, rule := range s.AllOf {
			for _, either := range rule.OneOf {
				required[either.Required[0]] = true
			}
			once[strings.Join(rule.Not.Required, " ")] = true
		}
		for _, k := range content.Keys(kind) {
			for _, name := range []string{k.Name, k.Twin} {
				if s.Properties[name].Description != k.Doc.Chinese {
					t.Errorf("%s: %s: %q", kind, name, s.Properties[name].Description)
				}
				if required[name] != k.Required {
					t.Errorf("%s: %s: required is %v", kind, name, required[name])
				}
			}
			if !k.Required && k.Name != k.Twin && !once[k.Name+" "+k.Twin] {
				t.Errorf("%s: %s may be given in both languages", kind, k.Name)
			}
			delete(s.Properties, k.Name)
			delete(s.Properties, k.Twin)
		}
		if len(s.Properties) > 0 {
			t.Errorf("%s: there is no key %v", kind, s.Properties)
		}
	}
	if err := os.WriteFile(files[3], []byte("{}"), 0o666); err != nil {
		t.Fatal(err)
	}
	var refusal Refusal
	if _, err := Schemas(dir, diag.English); !errors.As(err, &refusal) {
		t.Errorf("somebody else's file: %v", err)
	}
}
