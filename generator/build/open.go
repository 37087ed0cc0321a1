package build

import (
	"errors"
	"io/fs"

	"wenming/generator/site"
	"wenming/generator/source"
)

// Open reads and links a site for somebody who asks about it and makes nothing. The report holds what is wrong with it
// as far as that. Where site.yaml itself has errors there is no site: it is nil then.
func Open(o Options) (*site.Site, Report, error) {
	tree, problems, err := source.Read(o.Site, o.Theme)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, Report{}, NoSiteError{}
	} else if err != nil {
		return nil, Report{}, err
	}
	report := Report{Source: sourceOf(tree)}
	sources, problems, err := readSources(tree, problems)
	if err != nil {
		return nil, report, err
	}
	parsed, problems, err := parse(sources, problems)
	if err != nil {
		return nil, report, err
	}
	if !sources.sound {
		report.Diagnostics = problems.Sorted()
		return nil, report, nil
	}
	linked, problems := link(parsed, o, problems)
	report.Diagnostics = problems.Sorted()
	return linked.site, report, nil
}
