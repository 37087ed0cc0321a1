package feed

import (
	"bytes"
	"encoding/json"
)

// JSON is a feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).
type JSON Feed

type jsonFeed struct {
	Version     string       `json:"version"`
	Title       string       `json:"title"`
	Home        string       `json:"home_page_url"`
	Self        string       `json:"feed_url"`
	Description string       `json:"description,omitempty"`
	Language    string       `json:"language,omitempty"`
	Authors     []jsonAuthor `json:"authors,omitempty"`
	Items       []jsonItem   `json:"items"` // required, also when there is none
}

type jsonItem struct {
	ID        string       `json:"id"`
	URL       string       `json:"url"`
	Title     string       `json:"title,omitempty"`
	HTML      string       `json:"content_html,omitempty"`
	Text      string       `json:"content_text,omitempty"` // one of the two contents is required
	Summary   string       `json:"summary,omitempty"`
	Image     string       `json:"image,omitempty"`
	Published string       `json:"date_published,omitempty"`
	Updated   string       `json:"date_modified,omitempty"`
	Authors   []jsonAuthor `json:"authors,omitempty"`
	Tags      []string     `json:"tags,omitempty"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

// Encode is the document.
func (j JSON) Encode() []byte {
	f := Feed(j)
	feed := jsonFeed{
		Version:     "https://jsonfeed.org/version/1.1",
		Title:       first(f.Title, f.Site, f.Home),
		Home:        uri(f.Home),
		Self:        uri(f.Self),
		Description: f.Description,
		Language:    f.Language,
		Authors:     jsonAuthors([]string{f.publisher()}),
		Items:       make([]jsonItem, len(f.Items)),
	}
	for n, i := range f.Items {
		feed.Items[n] = i.json()
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // < stays one byte instead of six
	if err := e.Encode(feed); err != nil {
		panic("internal error: a feed of strings is JSON: " + err.Error())
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

func (i Item) json() jsonItem {
	item := jsonItem{
		ID:        uri(i.id()),
		URL:       uri(i.URL),
		Title:     i.Title,
		HTML:      string(i.HTML.HTML()),
		Summary:   i.Summary,
		Image:     uri(i.Image),
		Published: rfc3339(i.Published),
		Updated:   rfc3339(i.Updated),
		Authors:   jsonAuthors(i.Authors),
		Tags:      i.Tags,
	}
	if item.HTML == "" {
		item.Text = first(i.Summary, i.Title, item.URL)
	}
	return item
}

func jsonAuthors(names []string) []jsonAuthor {
	var authors []jsonAuthor
	for _, name := range names {
		if name != "" {
			authors = append(authors, jsonAuthor{name})
		}
	}
	return authors
}
