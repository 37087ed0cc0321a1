package check

import (
	"bytes"
	"strings"

	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/hanzi"
	"wenming/generator/site"
)

// Rows suggests profiles for rows of lists that refer to nobody and bear a profile's name, while neither place nor unit
// agrees. Rows that are revoked say nothing.
func Rows(s *site.Site, read diag.Source) diag.List {
	var notes diag.List
	for _, id := range s.IDs(content.KindBatch) {
		e := s.Entry(id)
		var src []byte
		for i := range e.Fields.(*content.Batch).Recipients {
			row := &e.Fields.(*content.Batch).Recipients[i]
			if row.Status == content.StatusRevoked {
				continue
			}
			if src == nil {
				src = read(e.File())
			}
			suggest := func(name string) {
				if certain, all := s.Namesakes(name, row.Place, row.Unit); certain == site.None && len(all) > 0 {
					notes = append(notes, unlinked(s, e.At(within(src, row.Span, name)), name, all))
				}
			}
			if len(row.Members) == 0 && row.Person.Value == "" && row.Project.Value == "" && row.Organization.Value == "" {
				suggest(row.Name)
			}
			for _, m := range row.Members {
				if m.Person.Value == "" {
					suggest(m.Name)
				}
			}
		}
	}
	return notes
}

// unlinked says that a row may be about one of some profiles.
func unlinked(s *site.Site, at diag.Place, name string, profiles []site.ID) diag.Diagnostic {
	var choices []string
	for _, id := range profiles {
		e := s.Entry(id)
		choice := e.Key
		if f := e.Fields.(*content.Person); f.Place != "" || f.Unit != "" {
			choice += "（" + strings.TrimSpace(f.Place+" "+f.Unit) + "）"
		}
		choices = append(choices, choice)
	}
	return diag.New(diag.UnlinkedRow, at,
		diag.T("a profile bears the name %q, but neither place nor unit agrees", "有档案叫“%s”，但地区和单位都对不上", hanzi.Normalize(name))).
		WithHint(diag.T("only if it is the same person, write person: with the key: %s", "确认是同一人时，才写“人物:”和文件名：%s", strings.Join(choices, " / ")))
}

// within narrows a row's span to a name in it.
func within(src []byte, row diag.Span, name string) diag.Span {
	if int(row.End) <= len(src) && row.Start <= row.End {
		if at := bytes.Index(src[row.Start:row.End], []byte(name)); at >= 0 {
			return diag.Range(at, at+len(name)).Moved(int(row.Start))
		}
	}
	return row
}
