package content

import "wenming/generator/schema"

// Project is a lasting activity.
type Project struct {
	Name         schema.Text   `key:"name,required" twin:"名称" en:"the full name" zh:"名称"`
	Since        schema.Month  `key:"since" twin:"始于" en:"2019 or 2019-05" zh:"开始的年或年月"`
	Organization schema.Text   `key:"organization" twin:"组织" en:"who runs it: a key or name" zh:"实施组织：文件名或名称"`
	People       []schema.Text `key:"people" twin:"人物" en:"people behind it" zh:"相关人物"`
	Place        string        `key:"place" twin:"地区" en:"where" zh:"地区"`
	Status       string        `key:"status" twin:"状态" en:"how it stands" zh:"进展状态"`
	Honors       []OwnHonor    `key:"honors" twin:"荣誉" en:"honours for which the site has no batch" zh:"本站没有批次名单的荣誉"`
}

func (p *Project) name() schema.Text { return p.Name }
