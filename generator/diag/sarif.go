package diag

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"
)

// SARIF is what a log says beside the diagnostics.
type SARIF struct {
	Version string // of the program, as in Semantic Versioning 2.0.0; may be empty
	Folder  string // the site's, from the root of its repository, with slashes; empty at the root itself
	Site    string // the file that stands for the whole site, for diagnostics about no file
}

// Write prints the diagnostics, which should be Sorted, as one SARIF log: Static Analysis Results Interchange Format 2.1.0,
// an OASIS standard; section numbers below are its own. The log holds what GitHub's code scanning wants too: each result
// has a file, named from the root of the repository. It names nothing of the machine, and is a function of the arguments.
func (s SARIF) Write(w io.Writer, list List, source Source, l Language) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(sarifLog{
		Schema:  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{s.run(list, source, l)},
	})
}

// The objects of the standard, with the properties that are used.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool                `json:"tool"`
		Language   string                   `json:"language"`
		ColumnKind string                   `json:"columnKind"`
		Bases      map[string]sarifArtifact `json:"originalUriBaseIds"`
		Results    []sarifResult            `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name     string      `json:"name"`
		Version  string      `json:"semanticVersion,omitempty"`
		Language string      `json:"language"`
		Rules    []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID            Code               `json:"id"`
		Description   sarifMessage       `json:"shortDescription"`
		Whole         sarifMessage       `json:"fullDescription"` // the same; GitHub wants it and a help too
		Help          sarifMessage       `json:"help"`
		Configuration sarifConfiguration `json:"defaultConfiguration"`
	}
	sarifConfiguration struct {
		Level string `json:"level"`
	}
	sarifMessage struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		Rule         Code              `json:"ruleId"`
		Index        int               `json:"ruleIndex"`
		Level        string            `json:"level"`
		Message      sarifMessage      `json:"message"`
		Locations    []sarifLocation   `json:"locations"`
		Related      []sarifLocation   `json:"relatedLocations,omitempty"`
		Fingerprints map[string]string `json:"partialFingerprints"`
	}
	sarifLocation struct {
		ID       int           `json:"id,omitempty"`
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI         string        `json:"uri,omitempty"`
		Base        string        `json:"uriBaseId,omitempty"`
		Description *sarifMessage `json:"description,omitempty"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
)

// sourceRoot names the repository's root, which has no address in the log: that would be a path of the machine (3.14.14).
const sourceRoot = "%SRCROOT%"

// semicolon joins what is said of one finding to one sentence, because viewers may show the first sentence only (3.11.3).
var semicolon = Text{"; ", "；"}

func (s SARIF) run(list List, source Source, l Language) sarifRun {
	language := "en"
	if l == Chinese {
		language = "zh-CN"
	}
	root := T("the root of the repository", "仓库的根目录").In(l)
	run := sarifRun{
		Tool:       sarifTool{sarifDriver{Name: "wenming", Version: s.Version, Language: language, Rules: []sarifRule{}}},
		Language:   language,
		ColumnKind: "unicodeCodePoints",
		Bases:      map[string]sarifArtifact{sourceRoot: {Description: &sarifMessage{root}}},
		Results:    []sarifResult{},
	}
	var codes []Code
	for _, d := range list {
		codes = append(codes, d.Code)
	}
	slices.Sort(codes)
	codes = slices.Compact(codes)
	for _, code := range codes {
		when := sarifMessage{unlinked(code.When().In(l))}
		help := sarifMessage{when.Text + semicolon.In(l) + code.Severity().consequence().In(l)}
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{code, when, when, help, sarifConfiguration{code.Severity().String()}})
	}
	p := printer{texts{source: source}, texts{source: source}, l}
	seen := map[string]int{}
	for _, d := range list {
		index, _ := slices.BinarySearch(codes, d.Code)
		r := sarifResult{
			Rule:         d.Code,
			Index:        index,
			Level:        d.Code.Severity().String(),
			Locations:    []sarifLocation{s.location(&p.texts, d.Place)},
			Fingerprints: fingerprints(d, seen),
		}
		said := []string{unlinked(d.Message.In(l))}
		for i, place := range d.Also {
			link := fmt.Sprintf("[%s](%d)", linkText.Replace(at(&p.others, place)), i+1)
			said = append(said, otherPlace(link).In(l))
			other := s.location(&p.others, place)
			other.ID = i + 1
			r.Related = append(r.Related, other)
		}
		if hint := d.Hint.In(l); hint != "" {
			said = append(said, unlinked(hint))
		}
		r.Message.Text = strings.Join(said, semicolon.In(l))
		run.Results = append(run.Results, r)
	}
	return run
}

// location is a place as a URI relative to the repository's root, with a region where the file is a text that can be read.
func (s SARIF) location(files *texts, at Place) sarifLocation {
	file := at.File
	if file == "" {
		file = s.Site
	}
	address := url.URL{Path: path.Join(s.Folder, file)}
	location := sarifLocation{Physical: sarifPhysical{Artifact: sarifArtifact{URI: address.String(), Base: sourceRoot}}}
	if t := files.of(at.File); t != nil && !t.pictured(at.Span) {
		start, end := t.extent(at.Span)
		location.Physical.Region = &sarifRegion{start.line, start.column, end.line, end.column}
	}
	return location
}

// fingerprints name a diagnostic by what stays when it moves to another line, or is read in another language (3.27.17).
// Those alike in one file are numbered.
func fingerprints(d Diagnostic, seen map[string]int) map[string]string {
	digest := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%s", d.Code, d.File, d.Message.English))
	name := hex.EncodeToString(digest[:16])
	seen[name]++
	return map[string]string{"codeFileMessage/v1": fmt.Sprintf("%s:%d", name, seen[name])}
}

var (
	placeholders = strings.NewReplacer("{", "{{", "}", "}}")
	linkText     = strings.NewReplacer("{", "{{", "}", "}}", `\`, `\\`, "[", `\[`, "]", `\]`)
	brackets     = strings.NewReplacer("[", `\[`, "]", `\]`)
)

// unlinked writes a text so that a reader of SARIF sees it as it is: braces are doubled (3.11.5), and brackets escaped
// where they would be taken for a link (3.11.6), such as those of a quoted ![](a.jpg).
func unlinked(text string) string {
	text = placeholders.Replace(text)
	if strings.Contains(text, "](") {
		text = brackets.Replace(text)
	}
	return text
}
