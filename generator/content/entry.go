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
	Fields Fields // *Section, *Article, *Page, *Person, *Project, *Organization, *Award or *Batch, as Kind says

	Summary  markdown.Plain  // the body's beginning; used where Common.Summary is empty
	Headings []string        // ids of the body's headings, in order
	Links    []markdown.Link // the body's links, in order
}

// Body is what only an entry's own page and the search index need.
type Body struct {
	HTML     markdown.HTML
	Text     markdown.Plain
	Headings []markdown.Heading
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

// Common are the keys that every kind may have.
type Common struct {
	Slug    schema.Text    `key:"slug" twin:"网址名" en:"the last part of the address, instead of the file's name" zh:"网址的最后一段，不写则用文件名"`
	Aliases []schema.Text  `key:"aliases" twin:"旧网址" en:"old addresses that lead here" zh:"转到本页的旧网址"`
	Draft   bool           `key:"draft" twin:"草稿" en:"true: shown with --drafts only" zh:"true：只在 --drafts 时显示"`
	Date    schema.Date    `key:"date" twin:"日期" en:"when it was published; later dates wait for their time" zh:"发布时间；未到时间的不显示"`
	Updated schema.Date    `key:"updated" twin:"更新" en:"when it was last corrected" zh:"最后更正的时间"`
	Expires schema.Date    `key:"expires" twin:"失效" en:"from when on it is no longer shown" zh:"从何时起不再显示"`
	Layout  schema.Text    `key:"layout" twin:"版式" en:"a layout of another name than the kind's" zh:"不用本类默认版式时，写版式名"`
	Summary string         `key:"summary" twin:"摘要" en:"one or two sentences for lists; else the text's beginning" zh:"列表中显示的一两句话，不写则取正文开头"`
	Cover   schema.Text    `key:"cover" twin:"封面" en:"a picture for lists and cards" zh:"列表和卡片用的图片"`
	Tags    []schema.Text  `key:"tags" twin:"标签" en:"subjects" zh:"主题词"`
	Extra   map[string]any `key:"extra" twin:"附加" en:"plain data for a layout of your own" zh:"供自定版式使用的数据"`
}

// Section is a folder's _index.md.
type Section struct {
	Title      schema.Text  `key:"title,required" twin:"标题" en:"the section's title" zh:"栏目名称"`
	Keywords   []string     `key:"keywords" twin:"关键词" en:"keywords for the column's meta tag" zh:"栏目关键词"`
	ColumnType string       `key:"column_type" twin:"栏目类别" en:"the column's type for the meta tag; else its title" zh:"栏目类别，不写则用栏目名称"`
	Kind       Kind         `key:"kind" twin:"类型" en:"what the entries below are: article, page, person, project, organization, award" zh:"以下内容的类型：文章 页面 人物 项目 组织 荣誉"`
	Order      SectionOrder `key:"order" twin:"排序" en:"date (newest first), title, name, file" zh:"日期（新的在前）、标题、姓名、文件名"`
	PerPage    int          `key:"per_page" twin:"每页" en:"entries on a page, 20 if not given" zh:"每页条数，默认 20"`
	UpdateDays int          `key:"update_days" twin:"更新周期" en:"days after which the column counts as stale" zh:"多少天不更新算逾期"`
	Review     schema.Date  `key:"review" twin:"复核" en:"when somebody should look at it again" zh:"何时应再次复核"`
}

// Article is a dated text.
type Article struct {
	Title          schema.Text   `key:"title,required" twin:"标题" en:"the headline" zh:"标题"`
	Source         schema.Text   `key:"source,required" twin:"来源" en:"who published it first" zh:"最先发布的单位或媒体"`
	Editor         string        `key:"editor" twin:"编辑" en:"who edited it" zh:"编辑姓名"`
	Author         string        `key:"author" twin:"作者" en:"who wrote it" zh:"作者姓名"`
	Reporters      []string      `key:"reporters" twin:"记者" en:"reporters" zh:"记者姓名"`
	Correspondents []string      `key:"correspondents" twin:"通讯员" en:"correspondents" zh:"通讯员姓名"`
	People         []schema.Text `key:"people" twin:"人物" en:"people it is about: keys or unique names" zh:"写到的人物：文件名或不重名的姓名"`
	Projects       []schema.Text `key:"projects" twin:"项目" en:"projects it is about" zh:"写到的项目"`
	Organizations  []schema.Text `key:"organizations" twin:"组织" en:"organizations it is about" zh:"写到的组织"`
	Honors         []schema.Text `key:"honors" twin:"荣誉" en:"awards or batches it is about: AWARD or AWARD/FILE" zh:"写到的荣誉或批次：荣誉名 或 荣誉名/批次文件名"`
	Pinned         bool          `key:"pinned" twin:"置顶" en:"true: first in its section's list" zh:"true：在栏目列表中置顶"`
	Attachments    []Attachment  `key:"attachments" twin:"附件" en:"files to download: {title, file}" zh:"供下载的文件：{标题, 文件}"`
	Original       schema.Text   `key:"original" twin:"原文" en:"a reprint's original address" zh:"转载的原文网址"`
	Review         schema.Date   `key:"review" twin:"复核" en:"when somebody should look at it again" zh:"何时应再次复核"`
}

// Attachment is a file beside an article, or an address, to download.
type Attachment struct {
	Title string      `key:"title" twin:"标题" en:"what it is" zh:"名称"`
	File  schema.Text `key:"file,required" twin:"文件" en:"a path beside the entry, or an address" zh:"条目旁的文件路径，或网址"`
}

// Page is an undated text.
type Page struct {
	Title  schema.Text `key:"title,required" twin:"标题" en:"the title" zh:"标题"`
	Review schema.Date `key:"review" twin:"复核" en:"when somebody should look at it again" zh:"何时应再次复核"`
}

// Person is a profile of somebody.
type Person struct {
	Name          schema.Text   `key:"name,required" twin:"姓名" en:"the full name" zh:"姓名"`
	Also          []schema.Text `key:"also" twin:"别名" en:"other names" zh:"别名、曾用名"`
	Gender        string        `key:"gender" twin:"性别" en:"as official lists write it" zh:"性别"`
	Ethnicity     string        `key:"ethnicity" twin:"民族" en:"as official lists write it" zh:"民族"`
	Birth         schema.Month  `key:"birth" twin:"出生" en:"1986 or 1986-05" zh:"出生年或年月：1986 或 1986-05"`
	Deceased      bool          `key:"deceased" twin:"已故" en:"true: has died" zh:"true：已去世"`
	Unit          string        `key:"unit" twin:"单位" en:"where the person works" zh:"工作单位"`
	Post          string        `key:"post" twin:"职务" en:"the person's post" zh:"职务"`
	Place         string        `key:"place" twin:"地区" en:"province, city or district" zh:"省、市、区县"`
	Photo         schema.Text   `key:"photo" twin:"照片" en:"a portrait beside the entry" zh:"条目旁的照片"`
	Pinyin        string        `key:"pinyin" twin:"拼音" en:"the name's reading where a dictionary errs: Shan Xiong" zh:"多音姓名的读音：Shan Xiong"`
	Stroke        schema.Text   `key:"stroke" twin:"笔画" en:"the first character's strokes where the table lacks it" zh:"首字笔画数或 1—5 笔顺，表外字用"`
	Minor         bool          `key:"minor" twin:"未成年" en:"true: neither birth nor address is shown" zh:"true：不显示出生和住址"`
	Withdrawn     bool          `key:"withdrawn" twin:"撤回" en:"true: the profile is removed everywhere" zh:"true：撤下本人档案"`
	Organizations []schema.Text `key:"organizations" twin:"组织" en:"organizations the person belongs to" zh:"所属组织"`
	Honors        []OwnHonor    `key:"honors" twin:"荣誉" en:"honours for which the site has no batch" zh:"本站没有批次名单的荣誉"`
}

// OwnHonor is an honour that a profile states itself, because no batch of the site holds it.
type OwnHonor struct {
	Award    schema.Text `key:"award,required" twin:"荣誉" en:"an award's key, or its full name" zh:"荣誉的文件名或全称"`
	Period   Period      `key:"period" twin:"批次" en:"2022-Q1 and so on" zh:"期次，如 2022-Q1"`
	Issuer   string      `key:"issuer" twin:"授予单位" en:"who made it" zh:"授予单位"`
	Document string      `key:"document" twin:"文号" en:"the document's number or title" zh:"文号或文件名"`
	Category string      `key:"category" twin:"类别" en:"the award's category" zh:"类别"`
	Status   Status      `key:"status" twin:"状态" en:"awarded, retained, revoked" zh:"授予、保留、撤销"`
}

// Project is a lasting activity.
type Project struct {
	Name         schema.Text   `key:"name,required" twin:"名称" en:"the full name" zh:"名称"`
	Since        schema.Month  `key:"since" twin:"始于" en:"2019 or 2019-05" zh:"开始的年或年月"`
	Organization schema.Text   `key:"organization" twin:"组织" en:"who runs it: a key or name" zh:"实施组织：文件名或名称"`
	People       []schema.Text `key:"people" twin:"人物" en:"people behind it" zh:"相关人物"`
	Place        string        `key:"place" twin:"地区" en:"where" zh:"地区"`
	Status       string        `key:"status" twin:"状态" en:"how it stands" zh:"进展状态"`
	Honors       []OwnHonor    `key:"honors" twin:"荣誉" en:"honours for which the site has no batch" zh:"本站没有批次名单的荣誉"`
}

// Organization is an office, a station, a team, a firm, a village, a school.
type Organization struct {
	Name    schema.Text  `key:"name,required" twin:"名称" en:"the full name" zh:"名称"`
	Type    string       `key:"type" twin:"类型" en:"what it is" zh:"单位类型"`
	Parent  schema.Text  `key:"parent" twin:"上级" en:"the organization above: a key or name" zh:"上级组织：文件名或名称"`
	Place   string       `key:"place" twin:"地区" en:"where" zh:"地区"`
	Contact string       `key:"contact" twin:"联系方式" en:"how to reach it" zh:"联系方式"`
	Since   schema.Month `key:"since" twin:"始于" en:"2019 or 2019-05" zh:"成立的年或年月"`
	Figures []Figure     `key:"figures" twin:"数字" en:"numbers worth showing: {value, label}" zh:"要展示的数字：{数值, 说明}"`
}

// Figure is a number with what it counts, such as 134 stations.
type Figure struct {
	Value string `key:"value,required" twin:"数值" en:"the number as printed" zh:"数值"`
	Label string `key:"label,required" twin:"说明" en:"what it counts" zh:"说明"`
}

// Award is a programme of honours; its _index.md stands in its folder under honors/.
type Award struct {
	Name       schema.Text   `key:"name,required" twin:"名称" en:"the full name" zh:"名称"`
	Level      Level         `key:"level,required" twin:"级别" en:"national, province, city, district, community" zh:"国家 省 市 区县 社区"`
	Issuer     string        `key:"issuer" twin:"授予单位" en:"who makes it" zh:"授予单位"`
	Categories []schema.Text `key:"categories" twin:"类别" en:"its categories in the official order" zh:"类别，按官方顺序"`
	Unit       string        `key:"unit" twin:"量词" en:"what is counted: 人 组 户 所 个" zh:"计数单位：人 组 户 所 个"`
	Since      schema.Month  `key:"since" twin:"始于" en:"2008 or 2008-05" zh:"开始的年或年月"`
	Kind       Kind          `key:"kind" twin:"类型" en:"award, where the folder is not below honors/" zh:"荣誉；文件夹不在 honors/ 下时须写"`
}

// Batch is one official list of an award.
type Batch struct {
	Title      schema.Text `key:"title" twin:"标题" en:"only where the list is not called by award, period and scope" zh:"名单名称；不写则由荣誉、期次和范围组成"`
	Period     Period      `key:"period,required" twin:"期次" en:"2016-11, 2022-Q1, 2024-Q1..Q2, 2025-H2, 2022, 2021..2023, {year, batch}, {edition, year}" eg:"2022-Q1" zh:"2016-11、2022-Q1、2024-Q1..Q2、2025-H2、2022、2021..2023、{年, 批}、{届, 年}"`
	Stage      Stage       `key:"stage,required" twin:"阶段" en:"candidates, publicity, awarded" zh:"候选、公示、命名"`
	Issuer     string      `key:"issuer" twin:"发布单位" en:"who published the list" zh:"发布单位"`
	Document   Document    `key:"document" twin:"文件" en:"the official document" zh:"公布名单的文件"`
	Publicity  Publicity   `key:"publicity" twin:"公示" en:"the time and office for objections" zh:"公示起止和联系方式"`
	Scope      string      `key:"scope" twin:"范围" en:"which part of the list this is, such as 湖南" zh:"名单的范围，如 湖南"`
	Total      Total       `key:"total" twin:"合计" en:"the published totals" zh:"公布的总数"`
	Partial    bool        `key:"partial" twin:"不完整" en:"true: the rows are not all of them" zh:"true：所列不是全部"`
	Order      BatchOrder  `key:"order" twin:"排序" en:"listed, surname-stroke, name-stroke, pinyin" zh:"原文顺序、姓氏笔画、姓名笔画、拼音"`
	Source     schema.Text `key:"source" twin:"来源" en:"where the list was published" zh:"名单来源"`
	Recipients []Recipient `key:"recipients" twin:"名单" en:"the rows" zh:"名单各行"`
}

// Document is a numbered official paper.
type Document struct {
	Number string      `key:"number" twin:"文号" en:"繁文明字〔2016〕9号" zh:"文号，如 繁文明字〔2016〕9号"`
	Title  string      `key:"title" twin:"标题" en:"its title" zh:"文件标题"`
	URL    string      `key:"url" twin:"网址" en:"where it can be read" zh:"网址"`
	Date   schema.Date `key:"date" twin:"日期" en:"its date" zh:"成文日期"`
}

// Publicity is the time in which anybody may object to a list.
type Publicity struct {
	Start    schema.Date `key:"start" twin:"开始" en:"first day" zh:"开始日期"`
	End      schema.Date `key:"end" twin:"结束" en:"last day" zh:"结束日期"`
	Phone    string      `key:"phone" twin:"电话" en:"telephone of the office" zh:"电话"`
	Email    string      `key:"email" twin:"邮箱" en:"e-mail of the office" zh:"电子邮箱"`
	Address  string      `key:"address" twin:"地址" en:"address of the office" zh:"地址"`
	Postcode string      `key:"postcode" twin:"邮编" en:"postcode of the office" zh:"邮编"`
}

// Total is a list's size as published. Rows are groups (组), families, schools; Persons are people.
type Total struct {
	Rows    int `key:"rows" twin:"项" en:"rows, groups" zh:"项（组）数"`
	Persons int `key:"persons" twin:"人" en:"people" zh:"人数"`
}

// Recipient is a row of an official list.
type Recipient struct {
	Span         diag.Span   `key:"-"` // the row
	Name         string      `key:"name" twin:"姓名" en:"the printed form" zh:"名单上的写法"`
	Person       schema.Text `key:"person" twin:"人物" en:"a profile's key" zh:"人物档案的文件名"`
	Project      schema.Text `key:"project" twin:"项目" en:"a project's key" zh:"项目的文件名"`
	Organization schema.Text `key:"organization" twin:"组织" en:"an organization's key" zh:"组织的文件名"`
	Category     schema.Text `key:"category" twin:"类别" en:"one of the award's categories" zh:"荣誉的类别之一"`
	Grade        string      `key:"grade" twin:"等次" en:"such as 提名奖: shown apart, in no total" zh:"如 提名奖：另列，不计入总数"`
	Unit         string      `key:"unit" twin:"单位" en:"as printed" zh:"单位"`
	Place        string      `key:"place" twin:"地区" en:"as printed" zh:"地区"`
	Note         string      `key:"note" twin:"备注" en:"as printed: 女, 生前系…" zh:"备注，如 女、生前系…"`
	Members      []Member    `key:"members" twin:"组员" en:"who belongs to the row: a couple, a family, a group" zh:"组员：夫妻、家庭、集体"`
	Count        int         `key:"count" twin:"人数" en:"how many people the row stands for: 等9人" zh:"本行人数，如“等9人”"`
	Citation     string      `key:"citation" twin:"事迹" en:"what they did, in a sentence" zh:"一句话事迹"`
	Status       Status      `key:"status" twin:"状态" en:"awarded, retained, revoked" zh:"授予、保留、撤销"`
}

// Member is somebody in a row of several people. It may be written as a name alone.
type Member struct {
	Name   string      `key:"name" twin:"姓名" en:"the printed form" zh:"名单上的写法"`
	Person schema.Text `key:"person" twin:"人物" en:"a profile's key" zh:"人物档案的文件名"`
	Note   string      `key:"note" twin:"备注" en:"as printed" zh:"备注"`
}

func (s *Section) name() schema.Text      { return s.Title }
func (a *Article) name() schema.Text      { return a.Title }
func (p *Page) name() schema.Text         { return p.Title }
func (p *Person) name() schema.Text       { return p.Name }
func (p *Project) name() schema.Text      { return p.Name }
func (o *Organization) name() schema.Text { return o.Name }
func (a *Award) name() schema.Text        { return a.Name }
func (b *Batch) name() schema.Text        { return b.Title }

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
