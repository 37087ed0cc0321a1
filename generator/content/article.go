package content

import "wenming/generator/schema"

// Article is a dated text.
type Article struct {
	Title          schema.Text   `key:"title,required" twin:"标题" en:"the headline" zh:"标题"`
	Source         schema.Text   `key:"source,required" twin:"来源" en:"who published it first" zh:"最先发布的单位或媒体"`
	Editor         string        `key:"editor" twin:"编辑" en:"who edited it" zh:"编辑姓名"`
	Reporters      []string      `key:"reporters" twin:"记者" en:"reporters" zh:"记者姓名"`
	People         []schema.Text `key:"people" twin:"人物" en:"people it is about: keys or unique names" zh:"写到的人物：文件名或不重名的姓名"`
	Honors         []schema.Text `key:"honors" twin:"荣誉" en:"awards or batches it is about: AWARD or AWARD/FILE" zh:"写到的荣誉或批次：荣誉名 或 荣誉名/批次文件名"`
	*ArticleSeldom               // never nil
}

// ArticleSeldom are those of its keys that few articles give.
type ArticleSeldom struct {
	Author         string        `key:"author" twin:"作者" en:"who wrote it" zh:"作者姓名"`
	Correspondents []string      `key:"correspondents" twin:"通讯员" en:"correspondents" zh:"通讯员姓名"`
	Projects       []schema.Text `key:"projects" twin:"项目" en:"projects it is about" zh:"写到的项目"`
	Organizations  []schema.Text `key:"organizations" twin:"组织" en:"organizations it is about" zh:"写到的组织"`
	Pinned         bool          `key:"pinned" twin:"置顶" en:"true: first in its section's list" zh:"true：在栏目列表中置顶"`
	Attachments    []Attachment  `key:"attachments" twin:"附件" en:"files to download: {title, file}" zh:"供下载的文件：{标题, 文件}"`
	Original       schema.Text   `key:"original" twin:"原文" en:"a reprint's original address" zh:"转载的原文网址"`
	Review         schema.Date   `key:"review" twin:"复核" en:"when somebody should look at it again" zh:"何时应再次复核"`
}

func (a *Article) name() schema.Text { return a.Title }

// Attachment is a file beside an article, or an address, to download.
type Attachment struct {
	Title string      `key:"title" twin:"标题" en:"what it is" zh:"名称"`
	File  schema.Text `key:"file,required" twin:"文件" en:"a path beside the entry, or an address" zh:"条目旁的文件路径，或网址"`
}
