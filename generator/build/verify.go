package build

import (
	"slices"
	"strings"
	"sync"

	"wenming/generator/memo"
	"wenming/generator/output"
	"wenming/generator/plan"
)

// Verify makes a site from its sources alone, without anything that builds remember, and compares the output folder
// with that. It returns the paths that differ, are missing or too many: there is none, or the program has a mistake.
func Verify(o Options) ([]string, error) {
	stands, err := output.Read(o.Out)
	if err != nil {
		return nil, err
	}
	clean, err := Look(o)
	if err != nil {
		return nil, err
	}
	digests := map[string]memo.Digest{}
	for file := range stands.Files() {
		digests[file.Path] = file.Digest
	}
	var lock sync.Mutex
	var wrong []string
	err = clean.Render(func(out plan.Output, data []byte) {
		digest := memo.Bytes(data)
		lock.Lock()
		defer lock.Unlock()
		if there, ok := digests[out.Path]; !ok || there != digest {
			wrong = append(wrong, out.Path)
		}
		delete(digests, out.Path)
	})
	for path := range digests {
		wrong = append(wrong, path)
	}
	slices.SortFunc(wrong, strings.Compare)
	return wrong, err
}
