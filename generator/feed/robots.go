package feed

// Robots is robots.txt (RFC 9309): everything may be read, and there is a sitemap.
type Robots struct{ Sitemap string } // its absolute address

// Encode is the document.
func (r Robots) Encode() []byte {
	text := "User-agent: *\nDisallow:\n"
	if r.Sitemap != "" {
		text += "Sitemap: " + uri(r.Sitemap) + "\n"
	}
	return []byte(text)
}
