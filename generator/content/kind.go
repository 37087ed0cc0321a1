package content

import (
	"reflect"
	"slices"

	"wenming/generator/schema"
)

// Kind says what an entry is, and so which keys it may have and which layout shows it.
type Kind uint8

// The kinds. In a struct that front matter fills, KindSection means that no kind was given.
const (
	KindSection Kind = iota
	KindArticle
	KindPage
	KindPerson
	KindProject
	KindOrganization
	KindAward
	KindBatch
)

var kindNames = [...]string{"section", "article", "page", "person", "project", "organization", "award", "batch"}

// String is the kind's name, as in `kind:` and in a layout's file name.
func (k Kind) String() string { return kindNames[k] }

// Choices are the words for a kind in a section's front matter. Sections and batches follow from where a file stands.
func (Kind) Choices() [][2]string {
	return [][2]string{{"article", "文章"}, {"page", "页面"}, {"person", "人物"}, {"project", "项目"}, {"organization", "组织"}, {"award", "荣誉"}}
}

// required are the keys that a kind requires of those that all kinds share.
var required = map[Kind][]string{KindArticle: {"date"}}

// fields are the empty fields of a kind.
func fields(kind Kind) Fields {
	switch kind {
	case KindArticle:
		return new(Article)
	case KindPage:
		return new(Page)
	case KindPerson:
		return new(Person)
	case KindProject:
		return new(Project)
	case KindOrganization:
		return new(Organization)
	case KindAward:
		return new(Award)
	case KindBatch:
		return new(Batch)
	}
	return new(Section)
}

// Keys lists what the front matter of a kind may hold: its own keys, then those that all kinds share.
func Keys(kind Kind) []schema.Key {
	keys := schema.Keys(reflect.TypeOf(fields(kind)).Elem(), reflect.TypeFor[Common]())
	for i := range keys {
		keys[i].Required = keys[i].Required || slices.Contains(required[kind], keys[i].Name)
	}
	return keys
}
