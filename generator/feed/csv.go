package feed

import (
	"bytes"
	"encoding/csv"
	"strings"
)

// column is a column of a CSV file: its name, its heading in Chinese, and what it holds of a record.
type column[T any] struct {
	name, chinese string
	value         func(T) string
}

// encodeCSV is records as CSV, under headings in the language, with a byte order mark. A value that a spreadsheet would
// take for a formula gets an apostrophe before it, as spreadsheets themselves write such a text.
func encodeCSV[T any](language string, columns []column[T], records []T) []byte {
	var b bytes.Buffer
	b.WriteString("\uFEFF")
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	line := make([]string, len(columns))
	write := func() {
		if err := w.Write(line); err != nil {
			panic("internal error: a buffer takes everything: " + err.Error())
		}
	}
	for i, c := range columns {
		line[i] = c.name
		if strings.HasPrefix(language, "zh") {
			line[i] = c.chinese
		}
	}
	write()
	for _, record := range records {
		for i, c := range columns {
			line[i] = c.value(record)
			if line[i] != "" && strings.ContainsRune("=+-@\t\r", rune(line[i][0])) {
				line[i] = "'" + line[i]
			}
		}
		write()
	}
	w.Flush()
	return b.Bytes()
}
