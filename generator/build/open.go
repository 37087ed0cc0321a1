package build

import (
	"errors"
	"io/fs"

	"wenming/generator/diag"
	"wenming/generator/site"
	"wenming/generator/source"
)

// Open reads and links a site for somebody who asks about it and makes nothing. The report holds what is wrong with it
// as far as that. Where site.yaml itself has errors there is no site: it is nil then.
func Open(o Options) (*site.Site, Report, error) {
	linked, report, problems, err := open(o)
	report.Diagnostics = problems.Sorted()
	if linked == nil || err != nil {
		return nil, report, err
	}
	return linked.site, report, nil
}

// open reads, parses and links. What it links is nil where site.yaml has errors.
func open(o Options) (*linked, Report, diag.List, error) {
	tree, problems, err := source.Read(o.Site, o.Theme)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, Report{}, nil, NoSiteError{}
	} else if err != nil {
		return nil, Report{}, nil, err
	}
	report := Report{Source: sourceOf(tree)}
	sources, problems, err := readSources(tree, problems)
	if err != nil {
		return nil, report, nil, err
	}
	parsed, problems, err := parse(sources, problems)
	if err != nil || !sources.sound {
		return nil, report, problems, err
	}
	linked, problems := link(parsed, o, problems)
	return linked, report, problems, nil
}
