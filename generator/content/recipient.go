package content

import (
	"wenming/generator/diag"
	"wenming/generator/schema"
)

// Recipient is a row of an official list.
type Recipient struct {
	Span         diag.Span   `key:"-"` // the row
	Number       string      `key:"number" twin:"序号" en:"where the list numbers its rows" zh:"名单有序号时照写"`
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

// CheckMapping refuses a row that names nobody.
func (r *Recipient) CheckMapping(at diag.Span) diag.List {
	if r.Name != "" || len(r.Members) > 0 || r.Person.Value+r.Project.Value+r.Organization.Value != "" {
		return nil
	}
	return diag.List{diag.New(diag.MissingKey, diag.Place{Span: at}, diag.T("the row names nobody", "这一行没有写是谁")).
		WithHint(diag.T(`add a line such as "name: …", or "person: …" with the name of a profile's file`,
			"请加一行，如“姓名: …”，或“人物: …”（档案的文件名）"))}
}

// Member is somebody in a row of several people. It may be written as a name alone.
type Member struct {
	Name   string      `key:"name" twin:"姓名" en:"the printed form" zh:"名单上的写法"`
	Person schema.Text `key:"person" twin:"人物" en:"a profile's key" zh:"人物档案的文件名"`
	Note   string      `key:"note" twin:"备注" en:"as printed" zh:"备注"`
}

// ReadScalar reads a member that is written as a name alone.
func (m *Member) ReadScalar(value schema.Text) diag.List {
	m.Name = value.Value
	return nil
}

// Status says how a row stands. The zero Status is awarded. A retained title is shown and not counted as new; a
// revoked one is shown nowhere.
type Status uint8

// The statuses.
const (
	StatusAwarded Status = iota + 1
	StatusRetained
	StatusRevoked
)

// Choices are the words for a status in front matter.
func (Status) Choices() [][2]string {
	return [][2]string{{"awarded", "授予"}, {"retained", "保留"}, {"revoked", "撤销"}}
}
