package check

import (
	"cmp"
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"wenming/generator/config"
	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/markdown"
	"wenming/generator/schema"
	"wenming/generator/site"
)

// address is an external address that a site names.
type address struct {
	written  string   // at the first place
	fragment string   // there
	target   *url.URL // what is asked for, or nil where nothing can be
	places   []diag.Place
}

// collector gathers the addresses of a site.
type collector struct {
	site *site.Site
	home *url.URL
	read diag.Source
	all  map[string][]mentioned // by what is asked for, or by what is written where nothing can be
}

// mentioned is an address as it is written at a place.
type mentioned struct {
	written string
	at      diag.Place
}

// addresses lists the external addresses of the web that the site's shown entries and site.yaml name, by their first
// places. Those of the site itself are not among them, for the site knows whether they exist.
func addresses(s *site.Site, read diag.Source) []address {
	home, err := url.Parse(s.Config.URL.Value)
	if err != nil {
		panic("internal error: config lets only a valid url through: " + err.Error())
	}
	c := collector{s, home, read, map[string][]mentioned{}}
	for i := range s.Entries {
		c.entry(site.ID(i))
	}
	c.config()
	list := make([]address, 0, len(c.all))
	for _, places := range c.all {
		slices.SortFunc(places, func(a, b mentioned) int { return comparePlaces(a.at, b.at) })
		places = slices.CompactFunc(places, func(a, b mentioned) bool { return a.at == b.at })
		target, fragment, _ := c.parse(places[0].written)
		a := address{written: places[0].written, fragment: fragment, target: target}
		for _, m := range places {
			a.places = append(a.places, m.at)
		}
		list = append(list, a)
	}
	slices.SortFunc(list, func(a, b address) int {
		return cmp.Or(comparePlaces(a.places[0], b.places[0]), cmp.Compare(a.written, b.written))
	})
	return list
}

func comparePlaces(a, b diag.Place) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
}

// entry adds those of an entry.
func (c *collector) entry(id site.ID) {
	e := c.site.Entry(id)
	for i, link := range e.Links {
		if link.Kind != markdown.Mention {
			c.add(c.site.LinkTarget(id, i).External, func() diag.Place { return e.At(link.Span) })
		}
	}
	file := func(text schema.Text, picture bool) {
		c.add(c.site.File(id, text, picture).External, func() diag.Place { return e.At(text.Span) })
	}
	plain := func(text schema.Text) { c.add(text.Value, func() diag.Place { return e.At(text.Span) }) }
	source := func(text schema.Text) { // mostly somebody's name
		if !strings.ContainsFunc(text.Value, func(r rune) bool { return r <= ' ' || r > unicode.MaxASCII }) {
			plain(text)
		}
	}
	file(e.Cover, true)
	switch f := e.Fields.(type) {
	case *content.Person:
		file(f.Photo, true)
	case *content.Article:
		for _, a := range f.Attachments {
			file(a.File, false)
		}
		plain(f.Original)
		source(f.Source)
	case *content.Batch:
		source(f.Source)
		c.add(f.Document.URL, func() diag.Place {
			src := c.read(e.File())
			block, _, _ := content.Bounds(src)
			return e.At(within(src, block, f.Document.URL))
		})
	}
}

// config adds those of site.yaml.
func (c *collector) config() {
	settings := c.site.Config
	setting := func(text schema.Text) {
		c.add(c.site.ConfigTarget(text).External, func() diag.Place { return diag.Place{File: config.File, Span: text.Span} })
	}
	setting(settings.Parent.URL)
	c.add(settings.Identity.Mark, func() diag.Place {
		src := c.read(config.File)
		return diag.Place{File: config.File, Span: within(src, diag.Range(0, len(src)), settings.Identity.Mark)}
	})
	for _, item := range settings.Menu {
		setting(item.URL)
	}
	for i, block := range settings.Home {
		for _, item := range block.Items {
			setting(item.URL)
		}
		for _, link := range c.site.BlockText(i).Links {
			if link.Kind != markdown.Mention {
				setting(schema.Text{Value: link.Target, Span: block.Body.Span})
			}
		}
	}
}

// add adds an address if it is one of the web and of another site.
func (c *collector) add(written string, at func() diag.Place) {
	target, _, web := c.parse(written)
	if !web {
		return
	}
	key := written
	if target != nil {
		key = target.String()
	}
	c.all[key] = append(c.all[key], mentioned{written, at()})
}

// parse reads an address as it is written. It is of the web if it has the scheme http or https, or begins with //, and does
// not belong to the site. target is nil for one that follows no rule.
func (c *collector) parse(written string) (target *url.URL, fragment string, web bool) {
	written = strings.TrimSpace(written)
	scheme, _, _ := strings.Cut(written, ":")
	if !strings.HasPrefix(written, "//") && !strings.EqualFold(scheme, "http") && !strings.EqualFold(scheme, "https") {
		return nil, "", false
	}
	u, err := c.home.Parse(written)
	if err != nil {
		return nil, "", true
	}
	if target = toAsk(u); target == nil {
		return nil, "", true
	}
	if own := toAsk(c.home); target.Host == own.Host && strings.HasPrefix(target.Path+"/", strings.TrimRight(own.Path, "/")+"/") {
		return nil, "", false
	}
	_, fragment, _ = strings.Cut(written, "#")
	return target, fragment, true
}

// toAsk is an absolute address as it is asked for: without credentials and fragment, and so that equal addresses are equal
// texts (RFC 3986, 6.2). It is nil for one that names no host of the web.
func toAsk(u *url.URL) *url.URL {
	port := map[string]string{"http": "80", "https": "443"}[u.Scheme]
	if port == "" || u.Hostname() == "" {
		return nil
	}
	host := strings.ToLower(u.Hostname())
	if strings.Contains(host, ":") {
		if _, err := netip.ParseAddr(host); err != nil {
			return nil
		}
		host = "[" + host + "]"
	}
	if p := u.Port(); p != "" && p != port {
		host += ":" + p
	}
	asked := &url.URL{Scheme: u.Scheme, Host: host, Path: u.Path, RawPath: u.RawPath, RawQuery: escapedQuery(u.RawQuery)}
	if asked.Path == "" {
		asked.Path = "/"
	}
	return asked
}

// escapedQuery is a query as browsers send it, who escape what people type as it is.
func escapedQuery(query string) string {
	var b strings.Builder
	for _, c := range []byte(query) {
		if c <= ' ' || c >= 0x7f || c == '"' || c == '<' || c == '>' {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
