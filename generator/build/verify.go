package build

import (
	"slices"
	"strings"
	"sync"

	"wenming/generator/diag"
	"wenming/generator/memo"
	"wenming/generator/output"
	"wenming/generator/plan"
)

// Verify makes a site from its sources alone, without anything that builds remember, and compares what a build has just
// put into the output folder with that. It returns the paths that differ, are missing or too many: there is none, or the
// program has a mistake. If the site or the folder is not what it was for that build, it fails.
func Verify(o Options, built Report) ([]string, error) {
	stands, err := output.Read(o.Out)
	if err != nil {
		return nil, err
	}
	clean, err := Look(o)
	if err != nil {
		return nil, err
	}
	if stands.Digest != built.Output.Version || clean.linked == nil || clean.linked.inputs() != built.inputs {
		return nil, OutdatedError{}
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

// OutdatedError says that there is nothing to verify any more.
type OutdatedError struct{}

// Text is the error in both languages.
func (OutdatedError) Text() diag.Text {
	return diag.T("the site or its output was changed before it was verified; build again", "核对之前网站或输出又有变化，请重新构建")
}

func (e OutdatedError) Error() string { return e.Text().English }
