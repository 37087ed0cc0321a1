package inspect

import (
	"bytes"
	"encoding/xml"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"
)

// readShapes tells of every sheet what is merged and which columns do not show. The library would make room for every
// cell up to the last one to answer that, and compare all merged areas with each other, so the parts of the workbook are
// read here (ECMA-376, part 1, 18.3.1).
func readShapes(book *excelize.File) map[string]shape {
	var links struct {
		Relationships []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if xml.Unmarshal(packed(book, "xl/_rels/workbook.xml.rels"), &links) != nil {
		return nil
	}
	targets := map[string]string{}
	for _, link := range links.Relationships {
		if targets[link.ID] = path.Join("xl", link.Target); strings.HasPrefix(link.Target, "/") {
			targets[link.ID] = link.Target[1:]
		}
	}
	shapes := map[string]shape{}
	for _, s := range book.WorkBook.Sheets.Sheet {
		if part := packed(book, targets[s.ID]); part != nil {
			if form, err := readShape(withoutCells(part)); err == nil {
				shapes[s.Name] = form
			}
		}
	}
	return shapes
}

func packed(book *excelize.File, name string) []byte {
	part, _ := book.Pkg.Load(name)
	data, _ := part.([]byte)
	return data
}

// withoutCells cuts the cells out of a sheet's part, which are nearly all of it.
func withoutCells(part []byte) []byte {
	const cells = "sheetData"
	at := bytes.Index(part, []byte(cells))
	end := bytes.LastIndex(part, []byte(cells+">"))
	if at < 0 || end <= at {
		return part
	}
	start := bytes.LastIndexByte(part[:at], '<')
	return append(part[:max(start, 0):max(start, 0)], part[end+len(cells)+1:]...)
}

func readShape(part []byte) (shape, error) {
	var sheet struct {
		Columns []struct {
			First  int  `xml:"min,attr"`
			Last   int  `xml:"max,attr"`
			Hidden bool `xml:"hidden,attr"`
		} `xml:"cols>col"`
		Merged []struct {
			Area string `xml:"ref,attr"`
		} `xml:"mergeCells>mergeCell"`
	}
	form := shape{hidden: map[int]bool{}}
	if err := xml.Unmarshal(part, &sheet); err != nil {
		return form, err
	}
	for _, c := range sheet.Columns {
		for column := c.First; c.Hidden && column <= min(c.Last, widest); column++ {
			form.hidden[column-1] = true
		}
	}
	for _, m := range sheet.Merged {
		first, last, _ := strings.Cut(m.Area, ":")
		left, top, err := excelize.CellNameToCoordinates(first)
		right, bottom, wrong := excelize.CellNameToCoordinates(last)
		if err == nil && wrong == nil {
			form.merged = append(form.merged, area{top, left - 1, bottom, right - 1})
		}
	}
	return form, nil
}
