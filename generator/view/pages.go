package view

// Home is the front page: blocks from top to bottom, as site.yaml declares them.
type Home struct {
	Blocks []Block
	Body   Body // of content/_index.md
}

// Block is a part of the front page.
type Block struct {
	Kind    string // lead, list, honors, people, projects, figures, links, text
	Title   string
	More    Link // the section or award behind it
	Cards   []*Card
	Batches []BatchCard
	People  []*PersonCard
	Figures []Figure
	Links   []Link
	Body    Body // of a text block
}

// Section is one page of a section's list.
type Section struct {
	Title    string
	Summary  string
	Body     Body // on the newest page only
	Children []Link
	Cards    []*Card
	People   []*PersonCard // of a section of people, instead of Cards
	Pager    Pager
	Count    int // entries in the section
}

// Pager leads through the pages of a list. The newest page comes first and stands at the list's own address; the
// others are numbered from the oldest, so that a full page never changes again: only the newest page lists the others.
type Pager struct {
	Number       int  // of this page, from the oldest, 1
	Newer, Older Link // empty at the ends
	Pages        []PageLink
}

// PageLink is one page of a list.
type PageLink struct {
	Number  int // from the oldest, 1
	URL     string
	Current bool
}

// Article is a dated text.
type Article struct {
	Title          string
	Source         string
	Original       string // a reprint's first address
	Editor         string
	Author         string
	Reporters      []string
	Correspondents []string
	Summary        string // as written in the front matter, or ""
	Cover          *Picture
	Body           Body
	Attachments    []Link
	Tags           []Link
	People         []*PersonCard
	Projects       []Link
	Organizations  []Link
	Honors         []Link
	Previous, Next Link // 上一篇 (newer) and 下一篇 (older) in the section
}

// Contents are the headings of the body.
func (a *Article) Contents() []Heading { return a.Body.headings() }

// Undated is a page without a date.
type Undated struct {
	Title string
	Body  Body
}

// Contents are the headings of the body.
func (u *Undated) Contents() []Heading { return u.Body.headings() }

// Person is a profile.
type Person struct {
	Name          string
	Also          []string
	Gender        string
	Ethnicity     string
	Birth         string // 1986年5月; empty for a minor
	Deceased      bool
	Minor         bool
	Unit          string
	Post          string
	Place         string
	Photo         *Picture
	Honors        []Honor // the newest first
	Body          Body
	Organizations []Link
	Projects      []Link
	Articles      []*Card
	Related       []*PersonCard // honoured in the same lists, at most 12
}

// Honor is one honour of a person, a project or an organization.
type Honor struct {
	Award    Link
	Period   string
	Batch    Link // the list that holds it; empty where the profile states it
	Category string
	Grade    string // 提名奖 and the like
	Issuer   string
	Document Document
	Date     Date
	Retained bool
	Citation string
	With     []Link // the others of the same row
	Level    string // the level's key: national, province …
}

// Document is an official paper.
type Document struct {
	Number string
	Title  string
	URL    string
	Date   Date
}

// Project is a lasting activity.
type Project struct {
	Name         string
	Since        string
	Organization Link
	Place        string
	Status       string
	Cover        *Picture
	Honors       []Honor
	Body         Body
	People       []*PersonCard
	Articles     []*Card
}

// Organization is an office, a station, a team, a firm, a village, a school.
type Organization struct {
	Name     string
	Type     string
	Place    string
	Contact  string
	Since    string
	Above    []Link // from the top of the tree to its parent
	Below    []Link
	Figures  []Figure
	Honors   []Honor
	Body     Body
	People   []*PersonCard
	Projects []Link
	Articles []*Card
}

// Figure is a number with what it counts.
type Figure struct{ Value, Label string }

// People is the people index, or the part of it under one letter or one number of strokes.
type People struct {
	Title   string
	Body    Body
	Letters []PageTab // A to Z, those that have people
	Strokes []PageTab // by the first character's strokes
	Groups  []PeopleGroup
	Count   int
}

// PageTab leads to a part of an index.
type PageTab struct {
	Title   string
	URL     string
	Count   int
	Current bool
}

// PeopleGroup is the people under one letter or one number of strokes.
type PeopleGroup struct {
	Title  string
	People []*PersonCard
}

// Tags lists all tags.
type Tags struct{ Tags []TagCount }

// TagCount is a tag with how many entries bear it.
type TagCount struct {
	Title string
	URL   string
	Count int
}

// Tag is one page of the entries that bear a tag.
type Tag struct {
	Title string
	Cards []*Card
	Pager Pager
	Count int
}

// SiteMap lists sections, awards and indexes.
type SiteMap struct {
	Sections []SiteMapItem
	Awards   []Link
	Indexes  []Link
	Feeds    []Feed
}

// SiteMapItem is a section with those below it.
type SiteMapItem struct {
	Link
	Count int // entries
	Below []SiteMapItem
}

// NotFound is the page for addresses that do not exist.
type NotFound struct{ Sections []Link }
