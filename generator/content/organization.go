package content

import "wenming/generator/schema"

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

func (o *Organization) name() schema.Text { return o.Name }

// Figure is a number with what it counts, such as 134 stations.
type Figure struct {
	Value string `key:"value,required" twin:"数值" en:"the number as printed" zh:"数值"`
	Label string `key:"label,required" twin:"说明" en:"what it counts" zh:"说明"`
}
