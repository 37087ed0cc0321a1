package content

import "wenming/generator/schema"

// Page is an undated text.
type Page struct {
	Title  schema.Text `key:"title,required" twin:"标题" en:"the title" zh:"标题"`
	Review schema.Date `key:"review" twin:"复核" en:"when somebody should look at it again" zh:"何时应再次复核"`
}

func (p *Page) name() schema.Text { return p.Title }
