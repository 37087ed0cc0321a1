package plan

import (
	"strings"
	"sync"

	"wenming/generator/content"
	"wenming/generator/markdown"
	"wenming/generator/memo"
	"wenming/generator/site"
	"wenming/generator/view"
)

// entryBody makes an entry's text, and its headings, when a layout asks for them.
type entryBody struct {
	*planner
	id       site.ID
	absolute bool          // every address has scheme and host
	read     *content.Body // once it was asked for: a page asks for headings and for the text
}

// body is an entry's text with its links resolved.
func (p *planner) body(id site.ID) view.Body { return p.newBody(&entryBody{planner: p, id: id}) }

// absoluteBody is an entry's text as a feed carries it: every address with scheme and host.
func (p *planner) absoluteBody(id site.ID) view.Body {
	page := p.site.Absolute(p.site.Address(id))
	body := p.newBody(&entryBody{planner: p, id: id, absolute: true})
	return view.NewBody(memo.Of([]any{body.MemoDigest(), page}), func() string {
		// What is left are the links between footnotes; no text can hold such an attribute.
		return strings.ReplaceAll(string(body.HTML()), `href="#`, `href="`+page+"#")
	})
}

// bodyKey is what a text is made from.
type bodyKey struct {
	source  memo.Digest
	targets []markdown.Target
}

// bodyKeys are for keys to be made in. Their targets are never nil, which is not the same as none.
var bodyKeys = sync.Pool{New: func() any { return &bodyKey{targets: make([]markdown.Target, 0, 8)} }}

func (p *planner) newBody(b *entryBody) view.Body {
	key := bodyKeys.Get().(*bodyKey)
	defer bodyKeys.Put(key)
	key.source, key.targets = p.site.Entry(b.id).Digest, b.appendTargets(key.targets[:0])
	return view.NewBody(memo.Of(key), b.html).WithContents(b.headings)
}

// appendTargets appends what the links of the text become.
func (b *entryBody) appendTargets(targets []markdown.Target) []markdown.Target {
	links := b.site.Entry(b.id).Links
	for i := range links {
		link, found := &links[i], b.site.LinkTarget(b.id, i)
		target := markdown.Target{URL: b.site.TargetURL(found)}
		if b.absolute {
			target.URL = b.planner.absolute(target.URL)
		}
		if link.Kind == markdown.Mention && link.Text == "" {
			target.Text = b.mentioned(b.id, i)
		}
		if link.Kind == markdown.Picture {
			target.Width, target.Height = b.size(found)
		}
		targets = append(targets, target)
	}
	return targets
}

func (b *entryBody) content() *content.Body {
	if b.read == nil {
		b.read = b.Body(b.site.Entry(b.id).Path)
	}
	return b.read
}

func (b *entryBody) html() string {
	targets := b.appendTargets(nil)
	return b.content().HTML.Fill(func(link int) markdown.Target { return targets[link] })
}

func (b *entryBody) headings() []view.Heading {
	var headings []view.Heading
	for _, h := range b.content().Headings {
		headings = append(headings, view.Heading{Level: h.Level, ID: h.ID, Text: h.Text})
	}
	return headings
}
