package inspect

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"wenming/generator/diag"
)

// separators are what can stand between the cells of a CSV file.
const separators = ",;\t"

// readCSV reads a text of separated values. How they are separated is tried: the separator that makes the most of the
// headings is the right one.
func readCSV(data []byte) (*sheet, *unread) {
	text, problem := decode(data)
	if problem != nil {
		return nil, problem
	}
	var best *sheet
	most := -1
	for _, separator := range separators {
		s, wrong := splitCSV(text, separator)
		if wrong != nil {
			if problem == nil {
				problem = wrong
			}
			continue
		}
		headings := 0
		if t, ok := findTable(s); ok {
			headings = len(t.columns)
		}
		if headings > most {
			best, most = s, headings
		}
	}
	if problem != nil && most <= 0 {
		return nil, problem
	}
	return best, nil
}

func splitCSV(text string, separator rune) (*sheet, *unread) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.ReuseRecord = separator, -1, true
	var lines []line
	cells := 0
	for {
		record, err := r.Read()
		if err == io.EOF {
			return newSheet("", lines, shape{}), nil
		}
		var wrong *csv.ParseError
		if errors.As(err, &wrong) {
			return nil, &unread{diag.BadSheet,
				diag.T("line %d: the quotation marks of this line do not match", "第%d行：引号不配对", wrong.StartLine),
				diag.T(`quote a whole cell, and write a quotation mark inside it twice: "a ""b"" c"; or use “ ”`,
					`引号应括住整个单元格，其中的引号写两次："甲""乙""丙"；或改用“ ”`)}
		}
		number, _ := r.FieldPos(0)
		if l, ok := newLine(number, record); ok {
			lines = append(lines, l)
		}
		if cells += len(record); cells > mostCells {
			return nil, tooLarge()
		}
	}
}

// newLine keeps a line that holds something, without the empty cells at its end.
func newLine(number int, record []string) (line, bool) {
	end := len(record)
	for end > 0 && tight(record[end-1]) == "" {
		end--
	}
	cells := make([]string, end)
	for i := range cells {
		if cells[i] = strings.TrimSpace(record[i]); tight(cells[i]) == "" {
			cells[i] = ""
		}
	}
	return line{number: number, cells: cells}, end > 0
}

// decode turns a file's bytes into text: UTF-8, or what a byte order mark says, or GB18030, in which Excel saves CSV
// on Chinese machines.
func decode(data []byte) (string, *unread) {
	var from encoding.Encoding
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		from = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case utf8.Valid(data):
		from = unicode.UTF8BOM
	default:
		from = simplifiedchinese.GB18030
	}
	decoded, err := from.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(decoded, utf8.RuneError) || bytes.IndexByte(decoded, 0) >= 0 {
		return "", &unread{diag.InvalidUTF8, diag.T("this is no text in UTF-8 or GB18030", "这不是 UTF-8 或 GB18030 编码的文本"), saveAsXLSX}
	}
	text := string(decoded)
	if start := strings.ToLower(strings.TrimSpace(text[:min(len(text), 100)])); strings.HasPrefix(start, "<") {
		return "", &unread{diag.BadSheet, diag.T("this is a web page or XML, whatever its name says", "不论文件名怎么写，这其实是网页或 XML"), saveAsXLSX}
	}
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	return text, nil
}
