package content

import (
	"time"

	"wenming/generator/diag"
	"wenming/generator/markdown"
	"wenming/generator/memo"
	"wenming/generator/schema"
)

// Entry is one source file, complete: what its front matter says, and what later phases ask about its body.
// It is never changed after Parse returned it.
type Entry struct {
	Kind   Kind
	Path   string      // below content/, with slashes: "news/2023/yuhu.md", "honors/_index.md"
	Key    string      // what a reference names: the path below the kind's folder without extension, "fu-ting", "AWARD/FILE"
	Digest memo.Digest // of the source
	Common
	Fields Fields `memo:"-"` // *Section, *Article, *Page, *Person, *Project, *Organization, *Award or *Batch, as Kind says

	Summary  markdown.Plain  // the body's beginning; empty where Common.Summary is given
	Headings []string        // ids of the body's headings, in order
	Anchors  []string        // the other ids that a link may point to: of figures, footnotes and raw HTML
	Links    []markdown.Link // the body's links, in order
}

// Body is what only an entry's own page needs.
type Body struct {
	HTML     markdown.HTML
	Headings []markdown.Heading
}

// Entries that say nothing seldom share these.
var (
	noSeldom        = new(Seldom)
	noArticleSeldom = new(ArticleSeldom)
)

// complete gives an entry whose front matter says nothing seldom what stands for that.
func (e *Entry) complete() {
	if e.Seldom == nil {
		e.Seldom = noSeldom
	}
	if a, ok := e.Fields.(*Article); ok && a.ArticleSeldom == nil {
		a.ArticleSeldom = noArticleSeldom
	}
}

// bare is a copy of an entry without what complete gives it.
func (e *Entry) bare() *Entry {
	c := *e
	if c.Seldom == noSeldom {
		c.Seldom = nil
	}
	if a, ok := c.Fields.(*Article); ok && a.ArticleSeldom == noArticleSeldom {
		b := *a
		b.ArticleSeldom = nil
		c.Fields = &b
	}
	return &c
}

// File is the entry's path relative to the site: "content/" and its Path.
func (e *Entry) File() string { return Root + "/" + e.Path }

// At is a place in the entry's file.
func (e *Entry) At(span diag.Span) diag.Place { return diag.Place{File: e.File(), Span: span} }

// Name is what the entry is called: its title, or its name.
func (e *Entry) Name() string { return e.Fields.name().Value }

// NameSpan is where the entry is named.
func (e *Entry) NameSpan() diag.Span { return e.Fields.name().Span }

// Fields are the keys of one kind.
type Fields interface{ name() schema.Text }

// Common are the keys that every kind may have. Its memory is that of a site: what few entries say stands apart.
type Common struct {
	Date    schema.Date   `key:"date" twin:"日期" en:"when it was published; later dates wait for their time" zh:"发布时间；未到时间的不显示"`
	Draft   bool          `key:"draft" twin:"草稿" en:"true: shown with --drafts only" zh:"true：只在 --drafts 时显示"`
	Summary string        `key:"summary" twin:"摘要" en:"one or two sentences for lists; else the text's beginning" zh:"列表中显示的一两句话，不写则取正文开头"`
	Tags    []schema.Text `key:"tags" twin:"标签" en:"subjects" zh:"主题词"`
	*Seldom               // never nil
}

// Seldom are those of the common keys that few entries give.
type Seldom struct {
	Slug    schema.Text    `key:"slug" twin:"网址名" en:"the last part of the address, instead of the file's name" zh:"网址的最后一段，不写则用文件名"`
	Aliases []schema.Text  `key:"aliases" twin:"旧网址" en:"old addresses that lead here" zh:"转到本页的旧网址"`
	Updated schema.Date    `key:"updated" twin:"更新" en:"when it was last corrected" zh:"最后更正的时间"`
	Expires schema.Date    `key:"expires" twin:"失效" en:"from when on it is no longer shown" zh:"从何时起不再显示"`
	Layout  schema.Text    `key:"layout" twin:"版式" en:"a layout of another name than the kind's" zh:"不用本类默认版式时，写版式名"`
	Cover   schema.Text    `key:"cover" twin:"封面" en:"a picture for lists and cards" zh:"列表和卡片用的图片"`
	Extra   map[string]any `key:"extra" twin:"附加" en:"plain data for a layout of your own" zh:"供自定版式使用的数据"`
}

// Due tells whether the entry is to be shown at a time, and the next time when that changes (zero: never).
func (c *Common) Due(at time.Time, drafts bool) (due bool, next time.Time) {
	switch {
	case c.Draft && !drafts:
		return false, time.Time{}
	case c.Expires.Set() && !c.Expires.Time.After(at):
		return false, time.Time{}
	case c.Date.Set() && c.Date.Time.After(at):
		return false, c.Date.Time
	case c.Expires.Set():
		return true, c.Expires.Time
	}
	return true, time.Time{}
}
