package inspect

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// part is what a column tells of a row.
type part uint8

const (
	partUnknown part = iota
	partNumber       // the row's number, which the list's order tells
	partPrivate      // what has no place on a public list
	partName
	partCategory
	partGrade
	partUnit
	partPost // goes behind the unit
	partProvince
	partCity
	partCounty
	partTown
	partPlace
	partSponsor // the office that proposed the row: its place, where no other column tells one
	partGender  // goes before the note
	partNote
	partMembers
	partCount
	partCitation
	partStatus
	partPerson // a profile's key
	parts
)

// headings are the words that stand above columns, without blanks, punctuation and what is in parentheses, in lower
// case. Offices have no common form; these are the words of their forms and lists, and the keys of front matter.
var headings = [parts]string{
	partNumber:   `序号 编号 排序 序 号 no number`,
	partPrivate:  `身份证 身份证号 身份证号码 证件号码 电话 联系电话 手机 手机号 手机号码 联系方式 家庭住址 住址 联系地址 通讯地址 详细地址 邮箱 电子邮箱 银行卡号 银行账号 出生年月 出生日期 年龄 phone mobile email address birth birthday age`,
	partName:     `姓名 名字 获奖者 获奖人 获奖者姓名 获奖人姓名 获得者 获奖对象 受表彰者 表彰对象 受表彰对象 推荐对象 推荐对象姓名 推荐人选 候选人 候选人姓名 候选对象 入选者 入选人 入选对象 上榜者 上榜人 人选 人选姓名 好人姓名 先进典型 典型姓名 姓名名称 姓名或名称 name fullname recipient honoree`,
	partCategory: `类别 分类 奖项类别 荣誉类别 评选类别 推荐类别 申报类别 上榜类别 好人类别 category`,
	partGrade:    `等次 奖次 奖项等次 奖项等级 获奖等次 获奖等级 grade`,
	partUnit:     `单位 工作单位 所在单位 单位名称 单位及职务 单位职务 单位和职务 工作单位及职务 工作单位和职务 工作单位职务 所在单位及职务 unit workunit employer`,
	partPost:     `职务 职务职称 职称 岗位 post position`,
	partProvince: `省 省份 省区市 province`,
	partCity:     `市 市州 地市 地市州 州市 设区市 城市 city`,
	partCounty:   `县 区 县市区 县区 区县 区县市 市县区 市区县 县市 county district`,
	partTown:     `乡镇 镇 街道 乡镇街道 街道乡镇 镇街 镇街道 村 社区 村社区 town`,
	partPlace:    `地区 所在地 所在地区 所属地区 属地 所属地 地域 市县 省市 place region`,
	partSponsor:  `推荐单位 推荐地区 推荐地 申报单位 申报地区 报送单位 选送单位`,
	partGender:   `性别 gender sex`,
	partNote:     `备注 说明 附注 note notes remark remarks`,
	partMembers:  `组员 成员 家庭成员 团队成员 小组成员 主要成员 成员姓名 members`,
	partCount:    `人数 成员人数 团队人数 count`,
	partCitation: `事迹 简要事迹 主要事迹 先进事迹 事迹简介 事迹简述 事迹概述 事迹摘要 事迹概要 citation story`,
	partStatus:   `状态 status`,
	partPerson:   `人物 档案 人物档案 人物档案名 person key profile`,
}

// standIns are the words that mean a name where no column is headed by a plainer one, the plainest first: lists of
// families, schools, villages, projects.
var standIns = strings.Fields(`名称 项目名称 集体名称 组织名称 团队名称 学校名称 学校 家庭名称 家庭 户主姓名 户主 村镇名称 村镇 村名 村社区名称 社区名称 单位名称 单位`)

var partOf = func() map[string]part {
	table := map[string]part{}
	for p, words := range headings {
		for word := range strings.FieldsSeq(words) {
			table[word] = part(p)
		}
	}
	return table
}()

// word is a heading as the tables have it: 姓　名（组）is 姓名, and "Work unit" is workunit.
func word(heading string) string {
	depth := 0
	return strings.Map(func(r rune) rune {
		switch {
		case r == '(' || r == '[' || r == '【' || r == '〔':
			depth++
		case r == ')' || r == ']' || r == '】' || r == '〕':
			depth = max(depth-1, 0)
		case depth == 0 && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			return r
		}
		return -1
	}, strings.ToLower(width.Fold.String(heading)))
}
