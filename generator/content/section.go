package content

import "wenming/generator/schema"

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

func (s *Section) name() schema.Text { return s.Title }

// SectionOrder is the order of a section's entries. The zero SectionOrder is by date for articles and by name for
// profiles.
type SectionOrder uint8

// The orders of a section.
const (
	SectionByDate SectionOrder = iota + 1
	SectionByTitle
	SectionByName
	SectionByFile
)

// Choices are the words for a section's order in front matter.
func (SectionOrder) Choices() [][2]string {
	return [][2]string{{"date", "日期"}, {"title", "标题"}, {"name", "姓名"}, {"file", "文件名"}}
}
