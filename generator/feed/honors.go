package feed

import (
	"encoding/json"
	"strconv"
	"strings"
)

// honorsSchema names the form of Honors as JSON and CSV. A field may be added under the same name; what a field means
// changes only with a new one.
const honorsSchema = "wenming-honors-1"

// Honors is honours as open data: those of one list, or of the whole site. HonorsJSON(h) and HonorsCSV(h) are the same
// in two formats.
type Honors struct {
	Language string
	Source   string // absolute address of the page that they are from
	Records  []Honor
}

// Honor is one row of an awarded list. Addresses are absolute.
type Honor struct {
	Award          string   `json:"award"`
	Level          string   `json:"level"`       // national, province, city, district, community
	Period         string   `json:"period"`      // 2022-Q1 and so on, as front matter writes it
	PeriodText     string   `json:"period_text"` // as printed
	Scope          string   `json:"scope"`       // which part of the award's list this is
	Date           string   `json:"date"`        // 2022-05-30, or empty
	Issuer         string   `json:"issuer"`
	DocumentNumber string   `json:"document_number"`
	DocumentTitle  string   `json:"document_title"`
	DocumentURL    string   `json:"document_url"`
	Category       string   `json:"category"`
	Grade          string   `json:"grade"` // 提名奖 and the like; in no total
	Number         string   `json:"number"`
	Name           string   `json:"name"` // as printed, list padding aside
	Members        []string `json:"members"`
	Count          int      `json:"count"` // people that the row stands for where it says so, else 0
	Unit           string   `json:"unit"`
	Place          string   `json:"place"`
	Note           string   `json:"note"`
	Citation       string   `json:"citation"`
	Status         string   `json:"status"`   // awarded or retained
	Profiles       []string `json:"profiles"` // of the row's people, projects or organizations, where it is certain who is meant
	List           string   `json:"list"`     // the list's page
}

// HonorsJSON is honours as JSON.
type HonorsJSON Honors

// Encode is the document.
func (h HonorsJSON) Encode() []byte {
	records := h.Records
	if records == nil {
		records = []Honor{}
	}
	return encodeJSON(struct {
		Schema string  `json:"schema"`
		Source string  `json:"source"`
		Honors []Honor `json:"honors"`
	}{honorsSchema, h.Source, records})
}

// HonorsCSV is honours as CSV (RFC 4180), in UTF-8 with a byte order mark so that Excel opens it.
type HonorsCSV Honors

// honorColumns are the columns of the CSV: the names of the JSON fields, and their headings in Chinese.
var honorColumns = []column[Honor]{
	{"award", "荣誉", func(h Honor) string { return h.Award }},
	{"level", "级别", func(h Honor) string { return h.Level }},
	{"period", "期次", func(h Honor) string { return h.Period }},
	{"period_text", "期次全称", func(h Honor) string { return h.PeriodText }},
	{"scope", "范围", func(h Honor) string { return h.Scope }},
	{"date", "日期", func(h Honor) string { return h.Date }},
	{"issuer", "发布单位", func(h Honor) string { return h.Issuer }},
	{"document_number", "文号", func(h Honor) string { return h.DocumentNumber }},
	{"document_title", "文件标题", func(h Honor) string { return h.DocumentTitle }},
	{"document_url", "文件网址", func(h Honor) string { return h.DocumentURL }},
	{"category", "类别", func(h Honor) string { return h.Category }},
	{"grade", "等次", func(h Honor) string { return h.Grade }},
	{"number", "序号", func(h Honor) string { return h.Number }},
	{"name", "姓名", func(h Honor) string { return h.Name }},
	{"members", "组员", func(h Honor) string { return strings.Join(h.Members, "、") }},
	{"count", "人数", func(h Honor) string { return number(h.Count) }},
	{"unit", "单位", func(h Honor) string { return h.Unit }},
	{"place", "地区", func(h Honor) string { return h.Place }},
	{"note", "备注", func(h Honor) string { return h.Note }},
	{"citation", "事迹", func(h Honor) string { return h.Citation }},
	{"status", "状态", func(h Honor) string { return h.Status }},
	{"profiles", "档案", func(h Honor) string { return strings.Join(h.Profiles, " ") }},
	{"list", "名单", func(h Honor) string { return h.List }},
}

// Encode is the document.
func (h HonorsCSV) Encode() []byte { return encodeCSV(h.Language, honorColumns, h.Records) }

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// encodeJSON is a value as JSON, its text not escaped for HTML.
func encodeJSON(v any) []byte {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		panic("internal error: open data holds only text and numbers: " + err.Error())
	}
	return []byte(strings.TrimSuffix(b.String(), "\n"))
}
