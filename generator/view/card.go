package view

import "wenming/generator/memo"

// Card is an entry as a list shows it.
type Card struct {
	Kind    string // article, person …
	Title   string
	URL     string
	Summary string
	Date    Date
	Source  string
	Cover   *Picture
	Pinned  bool
	Section string // its section's title

	digest memo.Digest // zero while it is not known
}

// Digested is a copy that knows its digest: many pages show it. What it holds must not change.
func (c Card) Digested() *Card {
	c.digest = c.MemoDigest()
	return &c
}

// MemoDigest names the content of all fields.
func (c Card) MemoDigest() memo.Digest {
	if c.digest != (memo.Digest{}) {
		return c.digest
	}
	type fields Card // which has no digest of its own
	f := fields(c)
	return memo.Of(&f)
}

// PersonCard is a person as a list shows them.
type PersonCard struct {
	Name     string
	URL      string // empty for somebody without a profile
	Detail   string // unit and post, or place: tells people of one name apart
	Summary  string
	Photo    *Picture
	Honors   []string // the newest first, at most two: "中国好人 2022年第一季度"
	Deceased bool

	digest memo.Digest // zero while it is not known
}

// Digested is a copy that knows its digest: many pages show it. What it holds must not change.
func (c PersonCard) Digested() *PersonCard {
	c.digest = c.MemoDigest()
	return &c
}

// MemoDigest names the content of all fields.
func (c PersonCard) MemoDigest() memo.Digest {
	if c.digest != (memo.Digest{}) {
		return c.digest
	}
	type fields PersonCard // which has no digest of its own
	f := fields(c)
	return memo.Of(&f)
}
