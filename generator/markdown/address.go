package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// bareAddressParser makes links of addresses that stand in the text as they are, also right beside Chinese text: it
// looks back from the mark in an address that triggers it, because goldmark's own looks forward from a space only. Any
// character outside ASCII ends an address, because Chinese text goes on without a space.
type bareAddressParser struct{}

func (bareAddressParser) Trigger() []byte { return []byte(":.@") }

func (bareAddressParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	last, ok := parent.LastChild().(*ast.Text)
	line, segment := block.PeekLine()
	if !ok || last.Segment.Stop != segment.Start || last.SoftLineBreak() || last.HardLineBreak() {
		return nil
	}
	before := block.Source()[last.Segment.Start:segment.Start]
	kind, protocol := ast.AutoLinkURL, []byte(nil)
	var head, tail int // bytes before and from the trigger on
	switch line[0] {
	case ':':
		head, tail = urlAround(before, line)
	case '.':
		if head = suffixFold(before, "www"); head > 0 {
			protocol = []byte("http")
			tail = hostLength(line[1:], true)
			if tail > 0 {
				tail = 1 + tail + pathLength(line[1+tail:])
			}
		}
	case '@':
		kind = ast.AutoLinkEmail
		head = mailboxLength(before)
		tail = hostLength(line[1:], true)
		if tail > 0 {
			tail++
		}
	}
	if head == 0 || tail == 0 || !startsWord(before[:len(before)-head], kind) {
		return nil
	}
	address := text.NewSegment(segment.Start-head, segment.Start+tail)
	if last.Segment.Stop -= head; last.Segment.IsEmpty() {
		parent.RemoveChild(parent, last)
	}
	block.Advance(tail)
	link := ast.NewAutoLink(kind, ast.NewTextSegment(address))
	link.Protocol = protocol
	link.SetPos(address.Start)
	return link
}

// startsWord tells whether an address can begin after a text.
func startsWord(before []byte, kind ast.AutoLinkType) bool {
	r, _ := utf8.DecodeLastRune(before)
	if kind == ast.AutoLinkEmail && r == '/' {
		return false
	}
	return r > unicode.MaxASCII || !isAlphanumeric(byte(r))
}

func suffixFold(text []byte, suffix string) int {
	if len(text) >= len(suffix) && bytes.EqualFold(text[len(text)-len(suffix):], []byte(suffix)) {
		return len(suffix)
	}
	return 0
}

func urlAround(before, line []byte) (head, tail int) {
	if !bytes.HasPrefix(line, []byte("://")) {
		return 0, 0
	}
	if head = suffixFold(before, "https"); head == 0 {
		head = suffixFold(before, "http")
	}
	host := hostLength(line[3:], false)
	if head == 0 || host == 0 {
		return 0, 0
	}
	return head, 3 + host + pathLength(line[3+host:])
}

// hostLength is the length of the domain name, or where numeric is allowed the IP address, that a text starts with:
// labels with at least one dot between them.
func hostLength(text []byte, named bool) int {
	n, dots, last := 0, 0, 0
	for ; n < len(text) && n < 255; n++ {
		c := text[n]
		if c == '.' && n > last {
			dots++
			last = n + 1
		} else if !isAlphanumeric(c) && (c != '-' && c != '_' || n == last) {
			break
		}
	}
	if n == last && n > 0 { // a full stop after the address
		n--
		dots--
		last = bytes.LastIndexByte(text[:n], '.') + 1
	}
	if dots < 1 || n == 0 || !isAlphanumeric(text[n-1]) || named && !isLetter(text[last]) {
		return 0
	}
	return n
}

// pathLength is the length of what follows a host in an address: port, path, query and fragment, without the
// punctuation of the sentence around it.
func pathLength(text []byte) int {
	if len(text) == 0 || bytes.IndexByte([]byte(":/?#"), text[0]) < 0 {
		return 0
	}
	n, open := 0, 0
	for n < len(text) && text[n] > ' ' && text[n] < unicode.MaxASCII && bytes.IndexByte([]byte("<>[]\"`|\\^{}"), text[n]) < 0 {
		if text[n] == '(' {
			open++
		} else if text[n] == ')' {
			if open--; open < 0 {
				break
			}
		}
		n++
	}
	for n > 0 && bytes.IndexByte([]byte("?!.,:;*_~'(&"), text[n-1]) >= 0 {
		n--
	}
	return n
}

func mailboxLength(before []byte) int {
	n := 0
	for n < len(before) && n < 64 {
		c := before[len(before)-1-n]
		if !isAlphanumeric(c) && bytes.IndexByte([]byte(".-_+"), c) < 0 {
			break
		}
		n++
	}
	for n > 0 && !isAlphanumeric(before[len(before)-n]) {
		n--
	}
	return n
}

func isLetter(c byte) bool       { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func isAlphanumeric(c byte) bool { return isLetter(c) || '0' <= c && c <= '9' }
