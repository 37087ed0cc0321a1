package serve

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"wenming/generator/asset"
	"wenming/generator/build"
	"wenming/generator/diag"
)

// Of so many a browser is told.
const (
	problemsAtMost = 100
	changesAtMost  = 1000
)

// status is what the script shows beside the page.
type status struct {
	Run      string            `json:"run"`
	Version  int               `json:"version"`
	Errors   int               `json:"errors"`
	Warnings int               `json:"warnings"`
	Problems []problem         `json:"problems"` // errors first
	Changes  []change          `json:"changes"`
	Changed  int               `json:"changed"`
	Preview  string            `json:"preview"` // what the site pretends; empty: nothing
	Marks    []mark            `json:"marks"`
	Words    map[string]string `json:"words"`
}

// problem is a diagnostic, with the line that it is about in three parts.
type problem struct {
	diag.Record
	Before string `json:"before"`
	Marked string `json:"marked"`
	After  string `json:"after"`
}

type change struct {
	Address string `json:"address"`
	URL     string `json:"url"`
}

// mark says of an address that visitors do not have it yet.
type mark struct {
	URL  string `json:"url"`
	Text string `json:"text"`
}

func (s *Server) serveStatus(w http.ResponseWriter) {
	s.mu.Lock()
	state := s.live.State()
	st := status{Run: s.run, Version: s.told, Changed: len(s.changed), Problems: []problem{}, Changes: []change{}, Marks: []mark{}}
	list := append(state.Diagnostics[:len(state.Diagnostics):len(state.Diagnostics)], s.layouts...).Sorted()
	for _, address := range s.changed[:min(changesAtMost, len(s.changed))] {
		st.Changes = append(st.Changes, change{address, (&url.URL{Path: basePath(state) + address}).EscapedPath()})
	}
	s.mu.Unlock()
	st.Errors, st.Warnings = list.Count(diag.Error), list.Count(diag.Warning)
	st.Words = s.words(st.Errors, st.Warnings, st.Changed)
	st.Problems = s.problems(list, state.Source)
	if !s.At.IsZero() || s.Drafts {
		st.Preview = s.preview(state)
		for _, u := range s.live.Unpublished(s.Now()) {
			text := diag.T("draft", "草稿")
			if !u.Draft {
				text = diag.T("from %s", "%s 起", u.Date)
			}
			st.Marks = append(st.Marks, mark{u.URL, text.In(s.Language)})
		}
	}
	data, err := json.Marshal(st)
	if err != nil {
		panic("internal error: " + err.Error())
	}
	w.Header().Set("Content-Type", asset.Type("status.json"))
	w.Write(data)
}

// problems are errors and then warnings.
func (s *Server) problems(list diag.List, source diag.Source) []problem {
	var chosen diag.List
	for _, severity := range []diag.Severity{diag.Error, diag.Warning} {
		for _, d := range list {
			if d.Code.Severity() == severity && len(chosen) < problemsAtMost {
				chosen = append(chosen, d)
			}
		}
	}
	problems := make([]problem, len(chosen))
	for i, record := range diag.Records(chosen, source, s.Language) {
		problems[i].Record = record
		problems[i].Before, problems[i].Marked, problems[i].After = frame(record, source)
	}
	return problems
}

// frame is the line that a diagnostic is about: before what it is about, that, and after it.
func frame(r diag.Record, source diag.Source) (before, marked, after string) {
	const longest = 60 // characters on either side
	if r.Line == 0 {
		return "", "", ""
	}
	lines := strings.SplitN(string(source(r.File)), "\n", r.Line+1)
	if len(lines) < r.Line {
		return "", "", ""
	}
	line := []rune(strings.TrimRight(strings.ToValidUTF8(lines[r.Line-1], "\uFFFD"), "\r"))
	from := min(max(r.Column-1, 0), len(line))
	to := len(line)
	if r.EndLine == r.Line {
		to = min(max(r.EndColumn-1, from), len(line))
	}
	before, marked, after = string(line[max(0, from-longest):from]), string(line[from:min(to, from+longest)]), string(line[to:min(len(line), to+longest)])
	if from > longest {
		before = "…" + before
	}
	return before, marked, after
}

// preview says what the site pretends.
func (s *Server) preview(state *build.State) string {
	if s.At.IsZero() {
		return diag.T("preview with drafts", "预览，含草稿").In(s.Language)
	}
	at := state.At.Format("2006-01-02 15:04")
	if s.Drafts {
		return diag.T("preview as of %s, with drafts", "预览 %s 时的样子，含草稿", at).In(s.Language)
	}
	return diag.T("preview as of %s", "预览 %s 时的样子", at).In(s.Language)
}

// words are those of the script.
func (s *Server) words(errors, warnings, changed int) map[string]string {
	words := map[string]string{}
	for key, text := range map[string]diag.Text{
		"error":    diag.T("error:", "错误："),
		"warning":  diag.T("warning:", "警告："),
		"errors":   diag.T("errors %d", "错误 %d 处", errors),
		"warnings": diag.T("warnings %d", "警告 %d 处", warnings),
		"shown":    diag.T("errors %d; what they concern is shown as it was before", "错误 %d 处；与之有关的内容仍是改动之前的样子", errors),
		"changes":  diag.T("the last save changed %d addresses", "上次保存改变了 %d 个网址", changed),
		"close":    diag.T("close", "关闭"),
		"gone":     diag.T("this page is gone", "这个网页已经没有了"),
	} {
		words[key] = text.In(s.Language)
	}
	return words
}
