package inspect

import (
	"archive/zip"
	"bytes"
	"fmt"

	"github.com/xuri/excelize/v2"
	"wenming/generator/diag"
)

// readWorkbook reads the sheets of an Excel workbook. Cells hold what they show; those of formulas, what was last
// calculated.
func readWorkbook(data []byte) (sheets []*sheet, problem *unread) {
	defer func() {
		if cause := recover(); cause != nil { // the library was written for sound files
			sheets, problem = nil, damaged(fmt.Errorf("%v", cause))
		}
	}()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, damaged(err)
	}
	unpacked := uint64(0)
	for _, file := range archive.File {
		if unpacked += min(file.UncompressedSize64, largestUnpacked+1); unpacked > largestUnpacked {
			return nil, tooLarge()
		}
	}
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		UnzipSizeLimit: largestUnpacked, UnzipXMLSizeLimit: largestUnpacked, // all in memory, nothing in temporary files
		ShortDatePattern: "yyyy/m/d", CultureInfo: excelize.CultureNameZhCN,
	})
	if err != nil {
		return nil, damaged(err)
	}
	defer book.Close()
	dropBlanks(book)
	shapes := readShapes(book)
	budget := mostCells
	for _, name := range book.GetSheetList() {
		lines, err := readLines(book, name, &budget)
		if budget < 0 {
			return nil, tooLarge()
		} else if err != nil {
			return nil, damaged(err)
		}
		form, found := shapes[name]
		if !found && len(lines) > 0 {
			return nil, damaged(fmt.Errorf("%s", name))
		}
		s := newSheet(name, lines, form)
		if visible, err := book.GetSheetVisible(name); err == nil {
			s.concealed = !visible
		}
		sheets = append(sheets, s)
	}
	if len(sheets) == 0 {
		return nil, &unread{diag.BadSheet, diag.T("this is no Excel workbook", "这不是 Excel 工作簿"), saveAsXLSX}
	}
	return sheets, nil
}

func damaged(err error) *unread {
	return &unread{diag.BadSheet, diag.T("this workbook is damaged, or no Excel workbook: %v", "工作簿已损坏，或不是 Excel 工作簿：%v", err), saveAsXLSX}
}

// readLines reads a sheet as a stream, because a million empty rows are common. The budget counts cells.
func readLines(book *excelize.File, name string, budget *int) ([]line, error) {
	rows, err := book.Rows(name)
	if err != nil {
		return nil, nil // a sheet of charts has no rows
	}
	defer rows.Close()
	var lines []line
	for number := 1; rows.Next(); number++ {
		hidden := rows.GetRowOpts().Hidden
		cells, err := rows.Columns()
		if err != nil {
			return nil, err
		}
		if *budget -= len(cells); *budget < 0 {
			return nil, nil
		}
		if l, ok := newLine(number, cells); ok {
			l.hidden = hidden
			lines = append(lines, l)
		}
	}
	return lines, rows.Error()
}
