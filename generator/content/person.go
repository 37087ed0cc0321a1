package content

import "wenming/generator/schema"

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
	Pinyin        schema.Text   `key:"pinyin" twin:"拼音" en:"the name's reading where a dictionary errs: Shan Xiong" zh:"多音姓名的读音：Shan Xiong"`
	Stroke        schema.Text   `key:"stroke" twin:"笔画" en:"the first character's strokes where the table lacks it" zh:"首字笔画数或 1—5 笔顺，表外字用"`
	Minor         bool          `key:"minor" twin:"未成年" en:"true: neither birth nor address is shown" zh:"true：不显示出生和住址"`
	Withdrawn     bool          `key:"withdrawn" twin:"撤回" en:"true: the profile is removed everywhere" zh:"true：撤下本人档案"`
	Organizations []schema.Text `key:"organizations" twin:"组织" en:"organizations the person belongs to" zh:"所属组织"`
	Honors        []OwnHonor    `key:"honors" twin:"荣誉" en:"honours for which the site has no batch" zh:"本站没有批次名单的荣誉"`
}

func (p *Person) name() schema.Text { return p.Name }

// OwnHonor is an honour that a profile states itself, because no batch of the site holds it.
type OwnHonor struct {
	Award    schema.Text `key:"award,required" twin:"荣誉" en:"an award's key, or its full name" zh:"荣誉的文件名或全称"`
	Period   Period      `key:"period" twin:"批次" en:"2022-Q1 and so on" zh:"期次，如 2022-Q1"`
	Issuer   string      `key:"issuer" twin:"授予单位" en:"who made it" zh:"授予单位"`
	Document string      `key:"document" twin:"文号" en:"the document's number or title" zh:"文号或文件名"`
	Category string      `key:"category" twin:"类别" en:"the award's category" zh:"类别"`
	Status   Status      `key:"status" twin:"状态" en:"awarded, retained, revoked" zh:"授予、保留、撤销"`
}
