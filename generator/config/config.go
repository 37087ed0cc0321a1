// Package config is site.yaml, typed and checked: what the site is called, where it will stand, what its header,
// footer and home page hold. Parse is the function you want.
package config

import (
	"time"

	"wenming/generator/memo"
	"wenming/generator/schema"
)

// File is the configuration's path relative to the site.
const File = "site.yaml"

// Site is a site's configuration.
type Site struct {
	Digest memo.Digest `key:"-"` // of the source

	Name       schema.Text `key:"name,required" twin:"名称" en:"the site's name" zh:"网站名称"`
	URL        schema.Text `key:"url,required" twin:"网址" en:"where it is published, https://…, may have a path" zh:"发布的网址，可带路径"`
	Language   string      `key:"language" twin:"语言" choices:"zh-CN=中文 en=英文" en:"zh-CN or en: the language of the theme's words" zh:"zh-CN 或 en：页面用语"`
	Timezone   schema.Zone `key:"timezone" twin:"时区" en:"the zone of dates without one, Asia/Shanghai if not given" zh:"未写时区的日期所在时区，默认 Asia/Shanghai"`
	URLs       URLs        `key:"urls" twin:"网址形式" en:"flat (/a.html) or pretty (/a/)" zh:"flat（/a.html）或 pretty（/a/）"`
	Parent     Link        `key:"parent" twin:"上级网站" en:"the site above: {name, url}" zh:"上级网站：{名称, 网址}"`
	Greeting   string      `key:"greeting" twin:"欢迎语" en:"a line at the top" zh:"页面顶端的一句话"`
	Contribute string      `key:"contribute" twin:"投稿" en:"where to send contributions" zh:"投稿邮箱或办法"`
	Sponsor    string      `key:"sponsor" twin:"主办" en:"主办单位" zh:"主办单位"`
	Organizer  string      `key:"organizer" twin:"承办" en:"承办单位" zh:"承办单位"`
	Address    string      `key:"address" twin:"地址" en:"the office's address" zh:"地址"`
	Phone      string      `key:"phone" twin:"电话" en:"the office's telephone" zh:"电话"`
	Email      string      `key:"email" twin:"邮箱" en:"the office's e-mail" zh:"电子邮箱"`
	Support    string      `key:"support" twin:"技术支持" en:"who runs the site technically" zh:"技术支持单位"`
	Copyright  string      `key:"copyright" twin:"版权" en:"the copyright line" zh:"版权声明"`
	Identity   Identity    `key:"identity" twin:"标识" en:"official numbers of the site" zh:"网站的各种标识和备案号"`
	Profile    Profile     `key:"profile" twin:"性质" en:"gov, party or none: which standard the meta tags follow" zh:"gov、party 或 none：元标签遵循的规范"`
	Menu       []MenuItem  `key:"menu" twin:"菜单" en:"the menu: sections, or titles with addresses" zh:"菜单：栏目，或标题和网址"`
	Home       []Block     `key:"home" twin:"首页" en:"the home page's blocks from top to bottom" zh:"首页各板块，自上而下"`
}

// Link is a name with an address outside the site.
type Link struct {
	Name string      `key:"name,required" twin:"名称" en:"its name" zh:"名称"`
	URL  schema.Text `key:"url,required" twin:"网址" en:"its address" zh:"网址"`
}

// Identity holds the numbers under which the authorities know the site. All are optional.
type Identity struct {
	Code   string `key:"code" twin:"标识码" en:"网站标识码" zh:"网站标识码"`
	ICP    string `key:"icp" twin:"备案号" en:"ICP备案号" zh:"ICP备案号"`
	Police string `key:"police" twin:"公安备案号" en:"公安备案号" zh:"公安备案号"`
	Mark   string `key:"mark" twin:"机关标识" en:"address of the 党政机关标识" zh:"党政机关标识的网址"`
}

// MenuItem is a section by its path, or any address with a title.
type MenuItem struct {
	Section schema.Text `key:"section" twin:"栏目" en:"a section's path: news" zh:"栏目路径，如 news"`
	Title   string      `key:"title" twin:"标题" en:"what the menu shows" zh:"菜单上的字"`
	URL     schema.Text `key:"url" twin:"网址" en:"an address, of this site or another" zh:"本站或站外的网址"`
}

// Block is a part of the home page.
type Block struct {
	Block   BlockKind   `key:"block,required" twin:"板块" en:"lead, list, honors, people, projects, figures, links, text" zh:"头条 列表 荣誉 人物 项目 数字 链接 文字"`
	Title   string      `key:"title" twin:"标题" en:"the block's title" zh:"板块标题"`
	Section schema.Text `key:"section" twin:"栏目" en:"the section whose entries it shows" zh:"取哪个栏目的内容"`
	Award   schema.Text `key:"award" twin:"荣誉" en:"the award whose batches it shows" zh:"取哪项荣誉的名单"`
	Limit   int         `key:"limit" twin:"条数" en:"how many entries at most" zh:"最多几条"`
	Items   []Item      `key:"items" twin:"内容" en:"links {title, url}, figures {value, label}, or entries by key" zh:"链接 {标题, 网址}、数字 {数值, 说明}，或条目的文件名"`
	Body    schema.Text `key:"body" twin:"正文" en:"Markdown of a text block" zh:"文字板块的 Markdown 正文"`
}

// Item is one thing that a block lists by hand. An entry may be written as its key alone.
type Item struct {
	Key   schema.Text `key:"key" twin:"条目" en:"an entry's key" zh:"条目的文件名"`
	Title string      `key:"title" twin:"标题" en:"what a link shows" zh:"链接上的字"`
	URL   schema.Text `key:"url" twin:"网址" en:"where a link leads" zh:"链接的网址"`
	Value string      `key:"value" twin:"数值" en:"a number as printed" zh:"数值"`
	Label string      `key:"label" twin:"说明" en:"what the number counts" zh:"说明"`
}

// URLs is the form of addresses. The zero URLs is flat.
type URLs uint8

// The forms of addresses.
const (
	URLsFlat URLs = iota + 1
	URLsPretty
)

// Choices are the words for a form of addresses.
func (URLs) Choices() [][2]string { return [][2]string{{"flat", "文件"}, {"pretty", "目录"}} }

// Profile is the standard that the meta tags follow. The zero Profile is none.
type Profile uint8

// The profiles.
const (
	ProfileGov Profile = iota + 1
	ProfileParty
	ProfileNone
)

// Choices are the words for a profile.
func (Profile) Choices() [][2]string {
	return [][2]string{{"gov", "政府"}, {"party", "党委"}, {"none", "其他"}}
}

// BlockKind says what a block of the home page shows.
type BlockKind uint8

// The kinds of blocks.
const (
	BlockLead BlockKind = iota + 1
	BlockList
	BlockHonors
	BlockPeople
	BlockProjects
	BlockFigures
	BlockLinks
	BlockText
)

// Choices are the words for a kind of block.
func (BlockKind) Choices() [][2]string {
	return [][2]string{{"lead", "头条"}, {"list", "列表"}, {"honors", "荣誉"}, {"people", "人物"}, {"projects", "项目"}, {"figures", "数字"}, {"links", "链接"}, {"text", "文字"}}
}

// Location is the zone of dates that name none.
func (s *Site) Location() *time.Location { return s.Timezone.Location }
