package inspect

import (
	"bytes"

	"wenming/generator/diag"
)

// unread says why a file cannot be read as a sheet.
type unread struct {
	code          diag.Code
	message, hint diag.Text
}

var saveAsXLSX = diag.T("open it in Excel or WPS and save it as .xlsx", "请用 Excel 或 WPS 打开，另存为 .xlsx")

// The bounds of what is read. A list of 50,000 people with ten columns has 500,000 cells and unpacks to 40 MB.
const (
	largestFile     = 64 << 20  // bytes
	largestUnpacked = 256 << 20 // bytes
	mostCells       = 8 << 20   // those before the last one of a line included
)

func tooLarge() *unread {
	return &unread{diag.TooLarge, diag.T("there is more in this file than a list can hold", "文件内容太多，不像一份名单"),
		diag.T("copy the list alone, without pictures and empty rows, into a new workbook", "请只把名单（不带图片和空行）复制到新的工作簿里")}
}

// old is how files of Excel up to 2003 begin, and those that a password protects.
var old = []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}

// readSheets reads a workbook or a CSV file. What a file is follows from its bytes: names lie.
func readSheets(data []byte) ([]*sheet, *unread) {
	switch {
	case len(data) > largestFile:
		return nil, tooLarge()
	case bytes.HasPrefix(data, old) && bytes.Contains(data, wideText("EncryptedPackage")):
		return nil, &unread{diag.BadSheet, diag.T("a password protects this file", "这个文件有打开密码"),
			diag.T("open it in Excel or WPS and save it without a password", "请用 Excel 或 WPS 打开，去掉打开密码后另存")}
	case bytes.HasPrefix(data, old):
		return nil, &unread{diag.BadSheet, diag.T("this is a workbook of the old form (.xls, .et)", "这是旧格式的工作簿（.xls、.et）"), saveAsXLSX}
	case bytes.HasPrefix(data, []byte("PK")):
		return readWorkbook(data)
	}
	s, problem := readCSV(data)
	if problem != nil {
		return nil, problem
	}
	return []*sheet{s}, nil
}

// wideText is a text as old files store names: UTF-16, little end first.
func wideText(text string) []byte {
	var out []byte
	for _, c := range []byte(text) {
		out = append(out, c, 0)
	}
	return out
}
