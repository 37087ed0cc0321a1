package diag

// Locate tells the line and the column of a byte in a file, as diagnostics count them: from 1, columns in code points.
func Locate(src []byte, offset int) (line, column int) {
	at := (&text{src: src}).position(offset)
	return at.line, at.column
}
