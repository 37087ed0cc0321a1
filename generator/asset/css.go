package asset

import (
	"bytes"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// replaceURLs returns a stylesheet in which every address that served knows is replaced. Addresses with a scheme, data
// and fragments stay.
func replaceURLs(sheet []byte, served func(address string) (string, bool)) []byte {
	var out bytes.Buffer
	lexer := css.NewLexer(parse.NewInputBytes(bytes.Clone(sheet)))
	for {
		token, text := lexer.Next()
		switch token {
		case css.ErrorToken:
			return out.Bytes()
		case css.URLToken:
			address := strings.Trim(strings.TrimSuffix(strings.TrimPrefix(string(text), "url("), ")"), `"' `)
			file, suffix := cutSuffix(address)
			if name, ok := served(file); ok && file != "" {
				out.WriteString("url(" + name + suffix + ")")
				continue
			}
		}
		out.Write(text)
	}
}

// cutSuffix splits a query or fragment from an address.
func cutSuffix(address string) (file, suffix string) {
	if i := strings.IndexAny(address, "?#"); i >= 0 {
		return address[:i], address[i:]
	}
	return address, ""
}
