package plan

import (
	"slices"

	"wenming/generator/config"
	"wenming/generator/content"
	"wenming/generator/markdown"
	"wenming/generator/memo"
	"wenming/generator/schema"
	"wenming/generator/site"
	"wenming/generator/view"
)

// blockLimit is how many entries a block shows where site.yaml does not say.
const blockLimit = 6

// home plans the front page.
func (p *planner) home() {
	section, found := p.site.SectionAt(".")
	blocks := p.site.Config.Home
	if len(blocks) == 0 {
		blocks = p.defaultBlocks()
	}
	p.pageWith(p.folderLayout(".", "home"), "home", "/", nil, func(v *view.View) {
		v.Home = &view.Home{}
		if found {
			id := p.site.Sections[section].ID
			p.fill(v, id)
			v.Home.Body = p.body(id)
		}
		v.Page.Title = p.shared.Name
		v.Page.Crumbs = nil
		var told []site.ID
		for i, b := range blocks {
			var block view.Block
			block, told = p.block(i, b, told)
			if !empty(block) {
				v.Home.Blocks = append(v.Home.Blocks, block)
			}
		}
	})
	p.listUndated("/")
}

// defaultBlocks make a front page where site.yaml declares none: the newest articles, the sections at the top, lists
// of honours.
func (p *planner) defaultBlocks() []config.Block {
	blocks := []config.Block{{Block: config.BlockLead, Limit: 4}}
	for _, s := range p.site.Sections {
		if p.top(s) {
			blocks = append(blocks, config.Block{Block: config.BlockList, Title: p.name(s.ID), Section: schema.Text{Value: p.site.Entry(s.ID).Key}})
		}
	}
	if len(p.site.IDs(content.KindBatch)) > 0 {
		blocks = append(blocks, config.Block{Block: config.BlockHonors, Title: p.Word("roll")})
	}
	return slices.DeleteFunc(blocks, func(b config.Block) bool { return b.Block == config.BlockList && len(p.blockEntries(b)) == 0 })
}

// block is a part of the front page; at is its place in site.yaml. told are the entries of the lead blocks above it, which
// a list does not repeat; it returns them with its own.
func (p *planner) block(at int, b config.Block, told []site.ID) (view.Block, []site.ID) {
	v := view.Block{Kind: choice(b.Block), Title: b.Title}
	if id := p.site.SectionNamed(b.Section); id != site.None {
		v.More = p.link(id)
	}
	limit := b.Limit
	if limit <= 0 {
		limit = blockLimit
	}
	switch b.Block {
	case config.BlockLead, config.BlockList:
		ids := p.blockEntries(b)
		if b.Block == config.BlockLead {
			ids = p.pinnedFirst(ids)
		} else {
			ids = slices.DeleteFunc(slices.Clone(ids), func(id site.ID) bool { return slices.Contains(told, id) })
		}
		ids = ids[:min(limit, len(ids))]
		v.Cards = p.cards(ids)
		if b.Block == config.BlockLead {
			return v, append(told, ids...)
		}
	case config.BlockProjects:
		ids := p.blockItems(b, content.KindProject)
		v.Cards = p.cards(ids[:min(limit, len(ids))])
		p.more(&v, "projects")
	case config.BlockPeople:
		ids := p.blockItems(b, content.KindPerson)
		v.People = p.personCards(ids[:min(limit, len(ids))])
		p.more(&v, "people")
	case config.BlockHonors:
		award := p.site.AwardSetting(b.Award)
		if award != site.None {
			lists := p.site.BatchesOf(award)
			v.More, v.Batches = p.link(award), p.batchCardsOfOne(lists[:min(limit, len(lists))])
			break
		}
		lists := p.site.IDs(content.KindBatch)
		slices.SortFunc(lists, p.site.NewerBatch)
		v.Batches = p.batchCards(lists[:min(limit, len(lists))])
		p.more(&v, "honors")
	case config.BlockFigures:
		for _, item := range b.Items {
			v.Figures = append(v.Figures, view.Figure{Value: item.Value, Label: item.Label})
		}
	case config.BlockLinks:
		for _, item := range b.Items {
			v.Links = append(v.Links, p.configLink(b.Block, item))
		}
	case config.BlockText:
		v.Body = p.text(at)
	}
	return v, told
}

// empty tells whether a block has nothing to show but its title.
func empty(b view.Block) bool {
	return len(b.Cards)+len(b.Batches)+len(b.People)+len(b.Figures)+len(b.Links) == 0 && b.Body.HTML() == ""
}

// more leads to a folder's section where a block names none.
func (p *planner) more(v *view.Block, folder string) {
	if section, ok := p.site.SectionAt(folder); ok && v.More.URL == "" {
		v.More = p.link(p.site.Sections[section].ID)
	}
}

// blockEntries are what a list block shows: the entries that it names, those of its section, or all articles.
func (p *planner) blockEntries(b config.Block) []site.ID {
	if ids := p.items(b); len(ids) > 0 {
		return ids
	}
	if id := p.site.SectionNamed(b.Section); id != site.None {
		return p.site.Sections[p.site.Section(id)].Entries
	}
	ids := p.site.IDs(content.KindArticle)
	slices.SortFunc(ids, p.site.Newer)
	return ids
}

// blockItems are the entries that a block names, or all of a kind in the order of their section.
func (p *planner) blockItems(b config.Block, kind content.Kind) []site.ID {
	if ids := p.items(b); len(ids) > 0 {
		return ids
	}
	if b.Section.Value != "" {
		return p.blockEntries(b)
	}
	return p.site.IDs(kind)
}

func (p *planner) items(b config.Block) []site.ID {
	var ids []site.ID
	for _, item := range b.Items {
		if id := p.site.ItemNamed(b.Block, item); id != site.None {
			ids = append(ids, id)
		}
	}
	return ids
}

// pinnedFirst moves pinned articles to the front, in their order.
func (p *planner) pinnedFirst(ids []site.ID) []site.ID {
	sorted := slices.Clone(ids)
	slices.SortStableFunc(sorted, func(a, b site.ID) int { return pinned(p.site.Entry(a)) - pinned(p.site.Entry(b)) })
	return sorted
}

func pinned(e *content.Entry) int {
	if a, ok := e.Fields.(*content.Article); ok && a.Pinned {
		return 0
	}
	return 1
}

// configLink is a link that site.yaml declares: an entry by key, or an address with a title.
func (p *planner) configLink(block config.BlockKind, item config.Item) view.Link {
	link := view.Link{Title: item.Title, URL: p.site.TargetURL(p.site.ConfigTarget(item.URL))}
	if id := p.site.ItemNamed(block, item); id != site.None {
		link.URL = p.link(id).URL
		if link.Title == "" {
			link.Title = p.name(id)
		}
	}
	return link
}

// text is the Markdown text of a block that site.yaml holds.
func (p *planner) text(block int) view.Body {
	body := p.site.Config.Home[block].Body
	document := p.site.BlockText(block)
	targets := make([]markdown.Target, len(document.Links))
	for i, link := range document.Links {
		target, _ := p.site.ConfigLink(link, body.Span)
		targets[i].URL = p.site.TargetURL(target)
		if link.Kind == markdown.Mention && link.Text == "" {
			targets[i].Text = p.site.Mentioned(link.Target)
		}
	}
	digest := memo.Of(struct {
		Body    string
		Targets []markdown.Target
	}{body.Value, targets})
	return view.NewBody(digest, func() string {
		return document.HTML.Fill(func(link int) markdown.Target { return targets[link] })
	})
}

// siteView is what every page shows of the site.
func (p *planner) siteView() view.Site {
	c := p.site.Config
	v := view.Site{
		Name: c.Name.Value, Language: c.Language, Domain: p.site.Domain(), HomeURL: p.site.URL("/"), SiteMapURL: p.site.URL(siteMapAddress),
		Parent: view.Link{Title: c.Parent.Name, URL: c.Parent.URL.Value}, Greeting: c.Greeting, Contribute: c.Contribute,
		Sponsor: c.Sponsor, Organizer: c.Organizer, Address: c.Address, Phone: c.Phone, Email: c.Email, Support: c.Support,
		Copyright: c.Copyright, Code: c.Identity.Code, ICP: c.Identity.ICP, Police: c.Identity.Police, Mark: p.site.TargetURL(p.site.ConfigTarget(schema.Text{Value: c.Identity.Mark})),
		Profile: choice(c.Profile), Feeds: p.feedFiles("/", c.Name.Value),
	}
	if v.Profile == "" {
		v.Profile = "none"
	}
	if len(c.Menu) == 0 {
		for _, item := range p.siteMapTop() {
			v.Menu = append(v.Menu, item.Link)
		}
	}
	for _, item := range c.Menu {
		link := view.Link{Title: item.Title, URL: p.site.TargetURL(p.site.ConfigTarget(item.URL))}
		if id := p.site.SectionNamed(item.Section); id != site.None {
			link.URL = p.link(id).URL
			if link.Title == "" {
				link.Title = p.name(id)
			}
		}
		if link.URL != "" {
			v.Menu = append(v.Menu, link)
		}
	}
	return v
}
