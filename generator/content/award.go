package content

import "wenming/generator/schema"

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

func (a *Award) name() schema.Text { return a.Name }

// Level is the level of government that makes an award.
type Level uint8

// The levels, highest first.
const (
	LevelNational Level = iota + 1
	LevelProvince
	LevelCity
	LevelDistrict
	LevelCommunity
)

// Choices are the words for a level in front matter.
func (Level) Choices() [][2]string {
	return [][2]string{{"national", "国家"}, {"province", "省"}, {"city", "市"}, {"district", "区县"}, {"community", "社区"}}
}
