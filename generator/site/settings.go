package site

import (
	"slices"

	"wenming/generator/config"
	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/markdown"
	"wenming/generator/schema"
)

// sections are the kinds that a menu or a block names as sections.
var sections = []content.Kind{content.KindSection, content.KindAward}

// blockKinds are the kinds of entries that a block of the home page can list: people stand among themselves.
func blockKinds(block config.BlockKind) []content.Kind {
	switch block {
	case config.BlockPeople:
		return []content.Kind{content.KindPerson}
	case config.BlockLead, config.BlockList, config.BlockProjects:
		return slices.DeleteFunc(slices.Clone(mentionable), func(k content.Kind) bool { return k == content.KindPerson })
	}
	return mentionable
}

// checkConfig reports what site.yaml names and the site does not have.
func (s *Site) checkConfig() diag.List {
	var problems diag.List
	add := func(_ ID, problem *diag.Diagnostic) {
		if problem != nil {
			problems = append(problems, *problem)
		}
	}
	link := func(text schema.Text) {
		_, problem := s.configTarget(text, false)
		add(None, problem)
	}
	for _, item := range s.Config.Menu {
		add(s.setting(item.Section, sections))
		link(item.URL)
	}
	for i, block := range s.Config.Home {
		add(s.setting(block.Section, sections))
		add(s.setting(block.Award, []content.Kind{content.KindAward}))
		for _, item := range block.Items {
			add(s.setting(item.Key, blockKinds(block.Block)))
			link(item.URL)
		}
		text := s.BlockText(i)
		problems = append(problems, text.Problems...)
		for _, l := range text.Links {
			_, problem := s.ConfigLink(l, block.Body.Span)
			add(None, problem)
		}
	}
	return problems
}

// setting is the entry that a value of site.yaml names, which may be absent.
func (s *Site) setting(written schema.Text, kinds []content.Kind) (ID, *diag.Diagnostic) {
	if written.Value == "" {
		return None, nil
	}
	text, asked := ofKind(written.Value)
	if len(asked) == 1 && slices.Contains(kinds, asked[0]) {
		kinds = asked
	} else {
		text = written.Value
	}
	return s.refer(spot{nil, written.Span}, text, kinds...)
}

// SectionNamed is the section or award that a value of site.yaml names, or None.
func (s *Site) SectionNamed(text schema.Text) ID {
	id, _ := s.setting(text, sections)
	return id
}

// AwardSetting is the award that a value of site.yaml names, or None.
func (s *Site) AwardSetting(text schema.Text) ID {
	id, _ := s.setting(text, []content.Kind{content.KindAward})
	return id
}

// ItemNamed is the entry that a block's item names, or None.
func (s *Site) ItemNamed(block config.BlockKind, item config.Item) ID {
	id, _ := s.setting(item.Key, blockKinds(block))
	return id
}

// BlockText is the Markdown text of a block of the home page. Its lines are not the file's, so that its problems stand
// at the text's place.
func (s *Site) BlockText(block int) markdown.Document {
	body := s.Config.Home[block].Body
	text := markdown.Parse([]byte(body.Value), 0)
	for i := range text.Problems {
		text.Problems[i].Place = diag.Place{File: config.File, Span: body.Span}
	}
	return text
}
