package schema

import (
	"fmt"
	"strings"
	"testing"

	"wenming/generator/diag"
)

// TestHostile reads blocks that are made to take long or to fill the memory. Each must end; the bounds on values,
// depth and aliases are what ends it, so the test only needs to get through.
func TestHostile(t *testing.T) {
	bomb := "extra:\n  a: &a [x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c <= 'z'; c++ {
		bomb += fmt.Sprintf("  %c: &%c [%s]\n", c, c, strings.Repeat(fmt.Sprintf("*%c,", c-1), 9))
	}
	deep := ""
	for i := range 500 {
		deep += strings.Repeat(" ", i) + "a:\n"
	}
	for name, test := range map[string]struct {
		block string
		code  diag.Code
	}{
		"aliases of aliases":     {sound + bomb, diag.TooLarge},
		"many aliases":           {sound + "extra: {a: &a [x,x,x], b: [" + strings.Repeat("*a,", 50_000) + "]}", diag.TooLarge},
		"an alias in itself":     {sound + "extra: &a {a: [*a, *a]}", diag.TooLarge},
		"nested lists":           {"extra: " + strings.Repeat("[", 100_000), diag.TooLarge},
		"lists in lists":         {strings.Repeat("- ", 100_000), diag.TooLarge},
		"nested mappings":        {deep, diag.TooLarge},
		"too many values":        {"tags: [" + strings.Repeat("a,", maxParts) + "]", diag.TooLarge},
		"too many lines":         {strings.Repeat("\n", maxParts+1), diag.TooLarge},
		"many unknown keys":      {sound + strings.Repeat("a: 1\n", 50_000), diag.UnknownKey},
		"many wide colons":       {strings.Repeat("a：1\n", 50_000), diag.FullwidthColon},
		"many tabs":              {strings.Repeat("\ta: 1\n", 50_000), diag.YAMLSyntax},
		"one line of a megabyte": {strings.Repeat("x", 1<<20), diag.WrongType},
		"a key of a megabyte":    {sound + strings.Repeat("文", 1<<18) + ": a", diag.UnknownKey},
		"one line of values":     {sound + "rows: [" + strings.Repeat("{名: a},", 30_000) + "]", diag.UnknownKey},
		"quotes without end":     {"title: \"" + strings.Repeat("\\\\", 1<<19), diag.YAMLSyntax},
	} {
		t.Run(name, func(t *testing.T) {
			source, problems := decode(test.block, new(entry))
			inside(t, []byte(source), problems)
			if len(problems) == 0 || len(problems) > maxProblems || problems[len(problems)-1].Code != test.code && problems[0].Code != test.code {
				t.Fatalf("got %d problems, %v", len(problems), problems[:min(3, len(problems))])
			}
		})
	}
}

// TestBombIsSmall holds that an alias bomb does not become what it stands for.
func TestBombIsSmall(t *testing.T) {
	var e entry
	decode(sound+"extra: {a: &a [x,x,x,x,x,x,x,x,x], b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a], c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b], d: [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]}\n", &e)
	if n := count(e.Extra); n > maxFollowed+1000 {
		t.Errorf("%d values were made", n)
	}
}

func count(data any) (n int) {
	switch data := data.(type) {
	case map[string]any:
		for _, value := range data {
			n += count(value)
		}
	case []any:
		for _, value := range data {
			n += count(value)
		}
	}
	return n + 1
}
