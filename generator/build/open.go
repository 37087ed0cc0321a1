package build

import "wenming/generator/site"

// Open reads and links a site for somebody who asks about it and makes nothing. The report holds what is wrong with it
// as far as that. Where site.yaml itself has errors there is no site: it is nil then.
func Open(o Options) (*site.Site, Report, error) {
	linked, report, problems, err := look(o)
	report.Diagnostics = problems.Sorted()
	if linked == nil || err != nil {
		return nil, report, err
	}
	return linked.site, report, nil
}
