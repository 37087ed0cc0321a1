package inspect

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"wenming/generator/diag"
)

// workbook makes the bytes of a workbook whose first sheet holds some rows; more may change it further.
func workbook(t testing.TB, rows [][]any, more ...func(*excelize.File)) []byte {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	for i, row := range rows {
		if err := book.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	for _, change := range more {
		change(book)
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// merge joins areas such as A1:C1 of the first sheet.
func merge(t testing.TB, areas ...string) func(*excelize.File) {
	return func(book *excelize.File) {
		for _, a := range areas {
			first, last, _ := strings.Cut(a, ":")
			if err := book.MergeCell("Sheet1", first, last); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func readAll(t testing.TB, data []byte) []*sheet {
	t.Helper()
	sheets, problem := readSheets(data)
	if problem != nil {
		t.Fatal(problem.message.English)
	}
	return sheets
}

// texts are all cells of a sheet, with the numbers of the lines.
func texts(s *sheet) string {
	var out []string
	for _, l := range s.lines {
		out = append(out, fmt.Sprintf("%d %s", l.number, strings.Join(l.cells, "|")))
	}
	return strings.Join(out, "\n")
}

func TestCSV(t *testing.T) {
	const text = "名单,,\n姓名,单位,备注\n某甲,\"一,二\",\n,,\n某乙,\"两\n行\",\"说\"\"好\"\"\"\n某丙\n"
	const want = "1 名单\n2 姓名|单位|备注\n3 某甲|一,二\n5 某乙|两\n行|说\"好\"\n7 某丙"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(strings.ReplaceAll(text, "\n", "\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{
		"utf-8": text, "byte order mark": "\uFEFF" + text, "gb18030": gb, "utf-16": wide,
		"crlf": strings.ReplaceAll(text, "\n", "\r\n"), "no end": strings.TrimSuffix(text, "\n"),
	} {
		if got := strings.ReplaceAll(texts(readAll(t, []byte(data))[0]), "\r", ""); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, want)
		}
	}
	for _, separator := range []string{",", ";", "\t"} {
		s := readAll(t, []byte(strings.ReplaceAll("姓名|类别|备注\n某甲|助人为乐|一,二;三\n", "|", separator)))[0]
		if table, ok := findTable(s); !ok || len(table.columns) != 3 {
			t.Errorf("separated by %q: %s", separator, texts(s))
		}
	}
	if got := readAll(t, []byte("姓名\r某甲\r"))[0]; len(got.lines) != 2 {
		t.Errorf("old line ends: %s", texts(got))
	}
}

func TestUnreadable(t *testing.T) {
	ole := slices.Concat(old, make([]byte, 600))
	var bomb bytes.Buffer
	archive := zip.NewWriter(&bomb)
	if _, err := archive.CreateRaw(&zip.FileHeader{Name: "xl/worksheets/sheet1.xml", Method: zip.Deflate, UncompressedSize64: 1 << 63}); err != nil {
		t.Fatal(err)
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	locked, err := excelize.Encrypt(workbook(t, [][]any{{"姓名"}, {"某甲"}}), &excelize.Options{Password: "123"})
	if err != nil {
		t.Fatal(err)
	}
	sound := workbook(t, [][]any{{"姓名"}, {"某甲"}})
	for name, c := range map[string]struct {
		data    []byte
		code    diag.Code
		message string
	}{
		"password":   {locked, diag.BadSheet, "password"},
		"old form":   {slices.Concat(ole, wideText("Workbook")), diag.BadSheet, "old form"},
		"bomb":       {bomb.Bytes(), diag.TooLarge, "more in this file"},
		"cut":        {sound[:len(sound)/2], diag.BadSheet, "damaged"},
		"no parts":   {[]byte("PK\x05\x06" + strings.Repeat("\x00", 18)), diag.BadSheet, "damaged"},
		"web page":   {[]byte("<html><table>姓名</table>"), diag.BadSheet, "web page"},
		"no text":    {[]byte("姓名\x00\xFF"), diag.InvalidUTF8, "no text"},
		"open quote": {[]byte("姓名,单位\n\"某甲,某单位\n"), diag.BadSheet, "line 2"},
		"wide cells": {[]byte(strings.Repeat(strings.Repeat(",", 4000)+"甲\n", mostCells/4000+1)), diag.TooLarge, "more in this file"},
	} {
		t.Run(name, func(t *testing.T) {
			sheets, problem := readSheets(c.data)
			if problem == nil {
				t.Fatalf("it was read: %d sheets", len(sheets))
			}
			if problem.code != c.code || !strings.Contains(problem.message.English, c.message) {
				t.Errorf("%s: %s", problem.code, problem.message.English)
			}
			if problem.hint.English == "" || problem.hint.Chinese == "" || problem.message.Chinese == "" {
				t.Error("a text is missing")
			}
		})
	}
}

// TestWorkbook reads numbers, dates, results of formulas and rich text as they show, and leaves empty rows out.
func TestWorkbook(t *testing.T) {
	data := workbook(t, [][]any{{"姓名", 9, 2.5, true}, {}, {" ", "\u3000"}, {"某甲"}}, func(book *excelize.File) {
		style, err := book.NewStyle(&excelize.Style{NumFmt: 14})
		if err != nil {
			t.Fatal(err)
		}
		for _, err := range []error{
			book.SetCellValue("Sheet1", "B4", 44682),
			book.SetCellStyle("Sheet1", "B4", "B4", style),
			book.SetCellRichText("Sheet1", "C4", []excelize.RichTextRun{{Text: "某"}, {Text: "村", Font: &excelize.Font{Bold: true}}}),
			book.SetCellValue("Sheet1", "D4", 7),
			book.SetCellFormula("Sheet1", "D4", "3+4"),
			book.SetRowVisible("Sheet1", 4, false),
			book.SetColVisible("Sheet1", "C", false),
			book.SetSheetName("Sheet1", "第 1 批"),
		} {
			if err != nil {
				t.Fatal(err)
			}
		}
		if _, err := book.NewSheet("其他"); err != nil {
			t.Fatal(err)
		}
		if err := book.SetSheetVisible("其他", false); err != nil {
			t.Fatal(err)
		}
	})
	sheets := readAll(t, data)
	if got, want := texts(sheets[0]), "1 姓名|9|2.5|TRUE\n4 某甲|2022/5/1|某村|7"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	s := sheets[0]
	if s.text(1, 2) != "" || !s.lines[1].hidden || s.lines[0].hidden || !sheets[1].concealed || s.concealed {
		t.Error("what does not show is not told apart")
	}
	if got := s.cell(1, 27).English; got != "'第 1 批'!AB4" {
		t.Errorf("the cell is called %s", got)
	}
}

// TestMerged looks into areas that are merged downwards, across and both.
func TestMerged(t *testing.T) {
	s := readAll(t, workbook(t, [][]any{{"甲", "乙", "", "丙"}, {"", "", "", "丁"}, {"戊"}}, merge(t, "A1:A2", "B1:C2")))[0]
	for _, c := range []struct {
		line, column int
		down         string
	}{{0, 0, "甲"}, {1, 0, "甲"}, {2, 0, "戊"}, {0, 1, "乙"}, {1, 1, "乙"}, {1, 2, ""}, {1, 3, "丁"}} {
		if got := s.down(c.line, c.column); got != c.down {
			t.Errorf("line %d, column %d shows %q, want %q", c.line, c.column, got, c.down)
		}
	}
	if got := s.full(1); !slices.Equal(got, []string{"甲", "乙", "乙", "丁"}) {
		t.Errorf("the second line shows %q", got)
	}
}

// TestEmptyRows reads a million rows that hold nothing but their form.
func TestEmptyRows(t *testing.T) {
	data := replacePart(t, workbook(t, [][]any{{"姓名"}, {"某甲"}}), "xl/worksheets/sheet1.xml", func(part string) string {
		var rows strings.Builder
		for i := 3; i <= excelize.TotalRows; i++ {
			fmt.Fprintf(&rows, `<row r="%d" ht="14" customHeight="1"><c r="A%d" s="0"/><c r="B%d" s="0"/></row>`, i, i, i)
		}
		return strings.Replace(part, "</sheetData>", rows.String()+"</sheetData>", 1)
	})
	if got := texts(readAll(t, data)[0]); got != "1 姓名\n2 某甲" {
		t.Errorf("got %s", got)
	}
}

// replacePart changes a part of a workbook.
func replacePart(t testing.TB, data []byte, name string, change func(string) string) []byte {
	t.Helper()
	from, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	to := zip.NewWriter(&out)
	for _, file := range from.File {
		in, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		var part bytes.Buffer
		if _, err := part.ReadFrom(in); err != nil {
			t.Fatal(err)
		}
		text := part.String()
		if file.Name == name {
			text = change(text)
		}
		w, err := to.Create(file.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// FuzzSheet reads any bytes: the library must never take the program down, and a sheet that is read has a sound form.
func FuzzSheet(f *testing.F) {
	f.Add([]byte("姓名,单位\n某甲,\"某\n单位\"\n"))
	f.Add([]byte("姓名;单位\n"))
	f.Add(workbook(f, [][]any{{"姓名", "人数"}, {"某甲", 9}}, merge(f, "A1:A2")))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			return
		}
		sheets, problem := readSheets(data)
		if (problem == nil) != (len(sheets) > 0) {
			t.Fatal("neither read nor refused")
		}
		for _, s := range sheets {
			last := 0
			for i, l := range s.lines {
				if l.number <= last || len(s.own(i)) == 0 && len(s.hidden) == 0 {
					t.Fatalf("line %d follows %d, or is empty", l.number, last)
				}
				last = l.number
			}
			if table, ok := findTable(s); ok && table.at[partName] < 0 {
				t.Fatal("a table without names")
			}
		}
	})
}

// FuzzSheetPart reads a sound workbook whose sheet is any bytes.
func FuzzSheetPart(f *testing.F) {
	sound := workbook(f, [][]any{{"姓名", "人数"}, {"某甲", 9}, {"某乙"}}, merge(f, "A1:A2"))
	replacePart(f, sound, "xl/worksheets/sheet1.xml", func(part string) string {
		f.Add(part)
		f.Add(strings.ReplaceAll(part, "</row>", `<c r="XFD1"/></row><row r="1048576" hidden="1"><c r="C1048576" t="inlineStr"><is><t>某丙</t></is></c></row>`))
		return part
	})
	f.Fuzz(func(t *testing.T, part string) {
		sheets, problem := readSheets(replacePart(t, sound, "xl/worksheets/sheet1.xml", func(string) string { return part }))
		if (problem == nil) != (len(sheets) > 0) {
			t.Fatal("neither read nor refused")
		}
		for _, s := range sheets {
			if table, ok := findTable(s); ok {
				r := rowReader{table: table, report: &findings{}}
				r.read()
			}
		}
	})
}
