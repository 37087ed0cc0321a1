// Package diag is what the program says about a user's files: where, what is wrong, and what to do.
//
// A phase makes a Diagnostic with a Span of byte offsets; List.Sorted puts them in a total order, each once;
// WriteText, Records and SARIF turn offsets into lines and columns. Nothing here reads a file by itself: the caller hands a
// Source, because a message must show the bytes that were read. Every text exists in English and in Chinese, made
// together where the mistake is found, so that no translation can be missing.
package diag

import "fmt"

// Place is a span in a file. File is relative to the site, with slashes.
type Place struct {
	File string
	Span Span
}

// Language is a language that messages can be read in.
type Language uint8

// The languages of messages.
const (
	English Language = iota
	Chinese
)

// Text is one message in every language.
type Text struct{ English, Chinese string }

// T formats a text in both languages from the same arguments. Use %[1]q and the like where the order differs;
// a Chinese format quotes with “%s”.
func T(english, chinese string, args ...any) Text {
	if len(args) == 0 {
		return Text{english, chinese}
	}
	return Text{fmt.Sprintf(english, args...), fmt.Sprintf(chinese, args...)}
}

// In returns the text in a language.
func (t Text) In(l Language) string {
	if l == Chinese {
		return t.Chinese
	}
	return t.English
}

// Diagnostic is one thing to say about one place. Its severity follows from its code.
type Diagnostic struct {
	Code Code
	Place
	Message Text
	Hint    Text    // what to do; may be empty
	Also    []Place // the other places that the message is about, such as the second of two equal addresses
}

// New makes a diagnostic without a hint.
func New(code Code, at Place, message Text) Diagnostic {
	return Diagnostic{Code: code, Place: at, Message: message}
}

// WithHint returns the diagnostic with advice added.
func (d Diagnostic) WithHint(hint Text) Diagnostic {
	d.Hint = hint
	return d
}

// WithAlso returns the diagnostic with further places added.
func (d Diagnostic) WithAlso(places ...Place) Diagnostic {
	d.Also = append(d.Also[:len(d.Also):len(d.Also)], places...)
	return d
}
