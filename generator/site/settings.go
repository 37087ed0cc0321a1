package site

import (
	"wenming/generator/config"
	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/schema"
)

// checkConfig reports what site.yaml names and the site does not have.
func (s *Site) checkConfig() diag.List {
	var problems diag.List
	check := func(text schema.Text, kinds ...content.Kind) {
		if text.Value == "" {
			return
		}
		if _, problem := s.refer(diag.Place{File: config.File, Span: text.Span}, text.Value, kinds...); problem != nil {
			problems = append(problems, *problem)
		}
	}
	for _, item := range s.Config.Menu {
		check(item.Section, content.KindSection, content.KindAward)
	}
	for _, block := range s.Config.Home {
		check(block.Section, content.KindSection, content.KindAward)
		check(block.Award, content.KindAward)
		for _, item := range block.Items {
			check(item.Key, mentionable...)
		}
	}
	return problems
}

// Named is the entry that a value of site.yaml names, or None.
func (s *Site) Named(text schema.Text, kinds ...content.Kind) ID {
	if text.Value == "" {
		return None
	}
	if len(kinds) == 0 {
		kinds = mentionable
	}
	id, _ := s.refer(diag.Place{}, text.Value, kinds...)
	return id
}
