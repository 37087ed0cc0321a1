package view

import "wenming/generator/memo"

// Site is what every page shows of the site: header, menu, footer.
type Site struct {
	Name       string
	Language   string // zh-CN or en
	Domain     string // the bare host
	HomeURL    string // "/" or the path of site.yaml's url
	SiteMapURL string
	Parent     Link // the site above; empty when there is none
	Greeting   string
	Contribute string
	Sponsor    string
	Organizer  string
	Address    string
	Phone      string
	Email      string
	Support    string
	Copyright  string
	Code       string // 网站标识码
	ICP        string
	Police     string // 公安备案号
	Mark       string // address of the 党政机关标识
	Profile    string // gov, party or none
	Menu       []Link
	Feeds      []Feed // the site's own

	digest memo.Digest // zero while it is not known
	parts  []Part
}

// Digested is a copy that knows its digest and its parts, since it is the same on every page. Neither it nor what it
// holds may change.
func (s Site) Digested() *Site {
	s.digest, s.parts = s.MemoDigest(), s.ownParts()
	return &s
}

// MemoDigest names the content of all fields.
func (s Site) MemoDigest() memo.Digest {
	if s.digest != (memo.Digest{}) {
		return s.digest
	}
	type fields Site // which has no digest of its own
	f := fields(s)
	f.parts = nil
	return memo.Of(&f)
}
