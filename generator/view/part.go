package view

import (
	"encoding/binary"
	"hash/crc32"
	"reflect"
	"sync"

	"wenming/generator/memo"
)

// Part is a field of what every page shows of the site, of what every page has, or of what pages of one kind show.
type Part struct {
	Name   string // Site.Menu, Page.Title, Article.People
	Digest uint32 // of the field; another almost certainly where the field is another
}

// Parts are the parts of a view, always the same and in one order for pages of one kind.
func (v *View) Parts() []Part {
	parts := make([]Part, 0, 64)
	if v.Site != nil {
		parts = append(parts, v.Site.ownParts()...)
	}
	value := reflect.ValueOf(v).Elem()
	for i := range value.NumField() {
		switch field := value.Field(i); {
		case field.Kind() == reflect.Struct:
			parts = appendParts(parts, field)
		case field.Type() != reflect.TypeFor[*Site]() && !field.IsNil():
			parts = appendParts(parts, field.Elem())
		}
	}
	return parts
}

// ownParts are those of the site.
func (s Site) ownParts() []Part {
	if s.parts == nil {
		s.parts = appendParts(nil, reflect.ValueOf(&s).Elem())
	}
	return s.parts
}

var namesByType sync.Map // reflect.Type to []string

// partNames are the names of a struct's fields as parts.
func partNames(t reflect.Type) []string {
	if known, ok := namesByType.Load(t); ok {
		return known.([]string)
	}
	names := make([]string, t.NumField())
	for i := range names {
		names[i] = t.Name() + "." + t.Field(i).Name
	}
	namesByType.Store(t, names)
	return names
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// appendParts appends the exported fields of a struct.
func appendParts(parts []Part, of reflect.Value) []Part {
	t := of.Type()
	names := partNames(t)
	for i := range t.NumField() {
		field := of.Field(i)
		if !t.Field(i).IsExported() {
			continue
		}
		part := Part{Name: names[i]}
		switch {
		case field.IsZero():
		case field.Kind() == reflect.String:
			part.Digest = crc32.Checksum([]byte(field.String()), castagnoli)
		default:
			digest := memo.Of(field.Addr().Interface())
			part.Digest = binary.LittleEndian.Uint32(digest[:])
		}
		parts = append(parts, part)
	}
	return parts
}
