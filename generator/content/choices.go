package content

// Stage says how far an official list has come. Only awarded lists count.
type Stage uint8

// The stages.
const (
	StageCandidates Stage = iota + 1
	StagePublicity
	StageAwarded
)

// Choices are the words for a stage in front matter, from the first value on.
func (Stage) Choices() [][2]string {
	return [][2]string{{"candidates", "候选"}, {"publicity", "公示"}, {"awarded", "命名"}}
}

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

// BatchOrder is the order of a batch's rows. The zero BatchOrder keeps the published one.
type BatchOrder uint8

// The orders of rows.
const (
	OrderListed BatchOrder = iota + 1
	OrderSurnameStroke
	OrderNameStroke
	OrderPinyin
)

// Choices are the words for an order in front matter.
func (BatchOrder) Choices() [][2]string {
	return [][2]string{{"listed", "原文顺序"}, {"surname-stroke", "姓氏笔画"}, {"name-stroke", "姓名笔画"}, {"pinyin", "拼音"}}
}

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
