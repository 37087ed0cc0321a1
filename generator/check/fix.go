package check

import (
	"wenming/generator/content"
	"wenming/generator/diag"
)

// Fix is what the front matter of a file gains.
type Fix struct {
	Entry *content.Entry
	Keys  []string // those that it lists now, in the order of the text
	Was   []byte
	Is    []byte
}

// Fixes are what lists the mentions of which it is certain who is meant, by path. A file whose front matter is written in
// a way that cannot be added to stays as it is; its mentions are still found then.
func Fixes(mentions []Mention, read diag.Source) []Fix {
	var fixes []Fix
	for i := 0; i < len(mentions); {
		fix := Fix{Entry: mentions[i].Entry}
		for ; i < len(mentions) && mentions[i].Entry == fix.Entry; i++ {
			if mentions[i].Key != "" {
				fix.Keys = append(fix.Keys, mentions[i].Key)
			}
		}
		fix.Was = read(fix.Entry.File())
		if is, ok := list(fix.Entry, fix.Was, fix.Keys); ok && len(fix.Keys) > 0 {
			fix.Is = is
			fixes = append(fixes, fix)
		}
	}
	return fixes
}
