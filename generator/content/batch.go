package content

import "wenming/generator/schema"

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

func (b *Batch) name() schema.Text { return b.Title }

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
