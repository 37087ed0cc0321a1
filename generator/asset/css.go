package asset

import (
	"bytes"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"

	"wenming/generator/diag"
)

// sheet is a stylesheet on its way to what is served: tokens come in, text with other addresses goes out. What is
// broken so that a browser would skip the rest in silence is reported (CSS Syntax Module Level 3, parse errors of tokens
// and blocks; what is between them may be newer than this program).
type sheet struct {
	*maker
	name      string
	at        diag.Span // of the token at hand
	unclosed  []bracket
	broken    bool // reported already
	importing bool // the token follows @import
}

// bracket is something that opens a block: {, [, ( or a function's name with its (.
type bracket struct {
	text string
	at   diag.Span
}

// stylesheet returns a stylesheet in which every address of an asset is replaced by that asset's served name.
func (m *maker) stylesheet(name string, data []byte) []byte {
	s := sheet{maker: m, name: name}
	var out bytes.Buffer
	lexer := css.NewLexer(parse.NewInputBytes(slices.Clip(data))) // without room behind the data it works in a copy
	for token, text := lexer.Next(); token != css.ErrorToken; token, text = lexer.Next() {
		s.at = diag.Span{Start: s.at.End, End: s.at.End + int32(len(text))}
		s.check(token, string(text))
		out.WriteString(s.replaced(token, string(text)))
	}
	if n := len(s.unclosed); n > 0 {
		s.at = s.unclosed[n-1].at
		s.neverClosed(s.unclosed[n-1].text)
	}
	return out.Bytes()
}

// closers are the brackets that close what the other brackets open.
var closers = map[byte]string{'{': "}", '[': "]", '(': ")"}

// check reports a token that cannot stand where it does, the first in a stylesheet: the others may follow from it.
func (s *sheet) check(token css.TokenType, text string) {
	switch token {
	case css.LeftBraceToken, css.LeftBracketToken, css.LeftParenthesisToken, css.FunctionToken:
		s.unclosed = append(s.unclosed, bracket{strings.ToLower(text), s.at})
	case css.RightBraceToken, css.RightBracketToken, css.RightParenthesisToken:
		n := len(s.unclosed)
		if n == 0 {
			s.report(diag.T("%q closes nothing", "“%s”没有对应的开头", text), diag.T("delete it, or open what it closes", "请删去，或补上开头"))
			return
		}
		if opened := s.unclosed[n-1]; closers[opened.text[len(opened.text)-1]] != text {
			s.report(diag.T("%q does not close %q", "“%s”不能结束“%s”", text, opened.text),
				diag.T("add the missing %q", "请补上缺少的“%s”", closers[opened.text[len(opened.text)-1]]), opened.at)
		}
		s.unclosed = s.unclosed[:n-1]
	case css.BadStringToken:
		s.neverClosed(text[:1])
	case css.StringToken:
		if len(text) == 1 || text[len(text)-1] != text[0] {
			s.neverClosed(text[:1])
		}
	case css.CommentToken:
		if len(text) < len("/**/") || !strings.HasSuffix(text, "*/") {
			s.neverClosed("/*")
		}
	case css.BadURLToken:
		s.report(diag.T("an address without quotes must not have spaces, quotes or brackets", "不带引号的网址不能有空格、引号或括号"),
			diag.T(`write it as url("…")`, `请写成 url("…")`))
	case css.URLToken:
		if !strings.HasSuffix(text, ")") {
			s.neverClosed("url(")
		}
	}
}

func (s *sheet) neverClosed(text string) {
	closing := closers[text[len(text)-1]]
	switch text {
	case `"`, `'`:
		closing = text
	case "/*":
		closing = "*/"
	}
	s.report(diag.T("%q is never closed", "“%s”没有结尾", text), diag.T("add the missing %q", "请补上缺少的“%s”", closing))
}

func (s *sheet) report(message, hint diag.Text, also ...diag.Span) {
	if s.broken {
		return
	}
	s.broken = true
	d := diag.New(diag.LayoutSyntax, s.place(s.at), message).WithHint(hint)
	for _, at := range also {
		d = d.WithAlso(s.place(at))
	}
	s.problems = append(s.problems, d)
}

func (s *sheet) place(at diag.Span) diag.Place {
	return diag.Place{File: Folder + "/" + s.name, Span: at}
}

// replaced is the text of a token, with another address if it is the address of an asset: url(…), the string after
// @import, and the strings in image-set(…).
func (s *sheet) replaced(token css.TokenType, text string) string {
	imported := s.importing
	switch token {
	case css.AtKeywordToken:
		s.importing = strings.EqualFold(text, "@import")
	case css.WhitespaceToken, css.CommentToken:
	default:
		s.importing = false
	}
	switch {
	case token == css.URLToken:
		address := strings.TrimSpace(strings.TrimSuffix(text[strings.IndexByte(text, '(')+1:], ")"))
		if served, ok := s.served(unquote(address)); ok {
			return "url(" + quote(served) + ")"
		}
	case token == css.StringToken && (imported || s.inImageSet()):
		if served, ok := s.served(unquote(text)); ok {
			return quote(served)
		}
	}
	return text
}

func (s *sheet) inImageSet() bool {
	n := len(s.unclosed)
	return n > 0 && strings.HasSuffix(s.unclosed[n-1].text, "image-set(")
}

// served is the address by which the stylesheet names what an address in its source leads to; false for an address that
// stays as it is. One of an asset that does not exist, or that waits for this stylesheet itself, is reported.
func (s *sheet) served(address string) (string, bool) {
	file, suffix := address, ""
	if i := strings.IndexAny(address, "?#"); i >= 0 {
		file, suffix = address[:i], address[i:]
	}
	if scheme, _, ok := strings.Cut(file, ":"); file == "" || strings.HasPrefix(file, "//") || ok && !strings.ContainsAny(scheme, "/.") {
		return "", false
	}
	if decoded, err := url.PathUnescape(file); err == nil {
		file = decoded
	}
	if !strings.HasPrefix(file, "/") {
		file = path.Join("/", Folder, path.Dir(s.name), file)
	}
	name, ours := strings.CutPrefix(path.Clean(file), "/"+Folder+"/")
	if !ours {
		return "", false
	}
	if slices.Contains(s.open, name) {
		s.report(diag.T("%q leads back to this stylesheet, and each needs the name of the other first", "“%s”又引用了本样式表，两者的文件名互相依赖", address),
			diag.T("move what both need to a stylesheet of its own", "请把两者都要用的部分移到另一个样式表"))
		return "", false
	}
	if _, exists := s.sources[name]; !exists {
		s.problems = append(s.problems, diag.New(diag.BrokenLink, s.place(s.at),
			diag.T("there is no file %q", "没有文件“%s”", Folder+"/"+name)).
			WithHint(diag.T("an address in a stylesheet starts from the stylesheet's own folder", "样式表里的网址从样式表所在的文件夹算起")))
		return "", false
	}
	if _, made := s.set.assets[name]; !made {
		s.make(name)
	}
	s.set.shown[s.name] = append(s.set.shown[s.name], name)
	to := strings.TrimPrefix(s.set.assets[name].Served, Folder+"/")
	return (&url.URL{Path: relative(path.Dir(s.name), to)}).String() + suffix, true
}

// relative is the way from a folder to a path; both are below assets/.
func relative(from, to string) string {
	up := ""
	for from != "." && !strings.HasPrefix(to, from+"/") {
		from = path.Dir(from)
		up += "../"
	}
	if from != "." {
		to = strings.TrimPrefix(to, from+"/")
	}
	return up + to
}
