package view

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"wenming/generator/memo"
)

// late is a body that nobody may ask for: its digest stands for all of it.
var late = NewBody(memo.Bytes([]byte("甲")), func() string { panic("the text is made") }).
	WithContents(func() []Heading { panic("the headings are made") })

// full fills every field that can hold something, so that no value is its type's zero.
func full(v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("甲")
	case reflect.Int:
		v.SetInt(1)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		full(v.Elem(), depth)
	case reflect.Slice:
		if depth == 0 {
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		full(v.Index(0), depth-1)
	case reflect.Map:
		v.Set(reflect.ValueOf(map[string]any{"a": "甲"}))
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[Body]() {
			v.Set(reflect.ValueOf(late))
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				full(v.Field(i), depth)
			}
		}
	}
}

// TestEveryFieldReachesTheDigest changes every field of a full view, one by one, and holds the digest to change with it.
func TestEveryFieldReachesTheDigest(t *testing.T) {
	var v View
	full(reflect.ValueOf(&v).Elem(), 3)
	before := v.Digest()
	fields := 0
	var walk func(path string, field reflect.Value)
	walk = func(path string, field reflect.Value) {
		if field.IsZero() { // the end of what contains itself
			return
		}
		saved := reflect.New(field.Type()).Elem()
		saved.Set(field)
		field.SetZero()
		fields++
		if v.Digest() == before {
			t.Errorf("%s does not reach the digest", path)
		}
		field.Set(saved)
		switch field.Kind() {
		case reflect.Pointer:
			walkStruct(path, field.Elem(), walk)
		case reflect.Slice:
			if field.Len() > 0 {
				walkStruct(path+"[0]", reflect.Indirect(field.Index(0)), walk)
			}
		case reflect.Struct:
			walkStruct(path, field, walk)
		}
	}
	walkStruct("View", reflect.ValueOf(&v).Elem(), walk)
	if v.Digest() != before {
		t.Error("the digest of the same view differs")
	}
	if fields < 300 {
		t.Errorf("only %d fields were changed", fields)
	}
}

func walkStruct(path string, v reflect.Value, walk func(string, reflect.Value)) {
	if v.Kind() != reflect.Struct || v.Type() == reflect.TypeFor[Body]() {
		return
	}
	for i := range v.NumField() {
		if field := v.Type().Field(i); field.IsExported() {
			walk(path+"."+field.Name, v.Field(i))
		}
	}
}

// TestDigested: what knows its digest has the one that it would have without, and the same parts.
func TestDigested(t *testing.T) {
	var v View
	full(reflect.ValueOf(&v).Elem(), 3)
	digest, parts := v.Digest(), v.Parts()
	v.Site = v.Site.Digested()
	v.Section.Cards[0] = v.Section.Cards[0].Digested()
	v.Article.People[0] = v.Article.People[0].Digested()
	if v.Site.digest == (memo.Digest{}) || v.Section.Cards[0].digest == (memo.Digest{}) || v.Article.People[0].digest == (memo.Digest{}) {
		t.Error("no digest is known")
	}
	if v.Digest() != digest {
		t.Error("another digest")
	}
	if !slices.Equal(v.Parts(), parts) {
		t.Error("other parts")
	}
}

// TestParts changes every field that is a part, one by one, and holds that part alone to change.
func TestParts(t *testing.T) {
	var v View
	full(reflect.ValueOf(&v).Elem(), 3)
	before := v.Parts()
	at := 0
	each := func(of reflect.Value) {
		for i := range of.NumField() {
			field := of.Type().Field(i)
			if !field.IsExported() {
				continue
			}
			saved := reflect.New(field.Type).Elem()
			saved.Set(of.Field(i))
			of.Field(i).SetZero()
			now := v.Parts()
			of.Field(i).Set(saved)
			if name := of.Type().Name() + "." + field.Name; before[at].Name != name {
				t.Fatalf("part %d is called %s, not %s", at, before[at].Name, name)
			}
			for j := range before {
				if (before[j] != now[j]) != (j == at) {
					t.Errorf("%s is no other or another after %s", before[j].Name, before[at].Name)
				}
			}
			at++
		}
	}
	view := reflect.ValueOf(&v).Elem()
	for i := range view.NumField() {
		if field := view.Field(i); field.Kind() == reflect.Pointer {
			each(field.Elem())
		} else {
			each(field)
		}
	}
	if at != len(before) {
		t.Errorf("%d parts are of no field", len(before)-at)
	}
}

// TestContents: what a body's digest stands for reaches the layout by methods.
func TestContents(t *testing.T) {
	headings := []Heading{{2, "a", "甲"}}
	body := NewBody(memo.Digest{1}, func() string { return "<p>" }).WithContents(func() []Heading { return headings })
	if got := (&Article{Body: body}).Contents(); !slices.Equal(got, headings) {
		t.Errorf("an article's contents are %v", got)
	}
	if got := (&Undated{Body: body}).Contents(); !slices.Equal(got, headings) {
		t.Errorf("a page's contents are %v", got)
	}
	if got := (&Article{}).Contents(); got != nil {
		t.Errorf("the contents of nothing are %v", got)
	}
}

func TestLinkedDataIsJSONThatEndsNoScript(t *testing.T) {
	hostile := "</script><!--\"\\\u2028\n\x01\xff甲𬭎"
	v := View{
		Site: &Site{Name: hostile, Language: "zh-CN", HomeURL: "/sub/"},
		Page: Page{Title: hostile, URL: "/sub/a.html", Absolute: "https://example.org/sub/a.html", Crumbs: []Link{{"首页", "/sub/"}}, Keywords: []string{hostile, "b"}},
		Article: &Article{
			Title: hostile, Reporters: []string{hostile, "乙"}, People: []*PersonCard{{Name: hostile, URL: "/sub/p.html"}, {Name: "丙"}},
		},
	}
	data := string(v.LinkedData())
	if strings.ContainsAny(data, "<>&\u2028\n") {
		t.Errorf("not safe in a script: %s", data)
	}
	var parsed struct {
		Graph []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(data), &parsed); err != nil {
		t.Fatalf("%v: %s", err, data)
	}
	article := parsed.Graph[0]
	if want := strings.ToValidUTF8(hostile, "\uFFFD"); article["headline"] != want {
		t.Errorf("headline %q, want %q", article["headline"], want)
	}
	about := article["about"].([]any)
	if person := about[0].(map[string]any); person["url"] != "https://example.org/sub/p.html" {
		t.Errorf("about %v", person)
	}
	if _, has := about[1].(map[string]any)["url"]; has {
		t.Error("somebody without a profile has an address")
	}
	if crumbs := parsed.Graph[1]["itemListElement"].([]any); len(crumbs) != 2 {
		t.Errorf("breadcrumbs %v", crumbs)
	}
}

func TestMetaTags(t *testing.T) {
	v := View{
		Site:    &Site{Name: "示例网", Domain: "example.org", Profile: "party", Language: "zh-CN"},
		Page:    Page{Title: "甲", Absolute: "https://example.org/a/", Description: `"引"<b>`, Published: Date{Minute: "2023-10-25 08:30", Machine: "2023-10-25T08:30:00+08:00"}},
		Article: &Article{Title: "甲", Source: "来源", Reporters: []string{"乙", "丙"}},
	}
	tags := string(v.MetaTags())
	for _, want := range []string{
		`<meta name=SiteName content=示例网>`, `<meta name=PubDate content="2023-10-25 08:30">`, `<meta name=Author content="乙 丙">`,
		`<meta name=Description content="&#34;引&#34;<b>">`, `<meta property=og:type content=article>`, `<meta property=og:locale content=zh_CN>`,
		`<meta property=og:url content=https://example.org/a/>`,
	} {
		if !strings.Contains(tags, want) {
			t.Errorf("no %s in\n%s", want, tags)
		}
	}
	for _, none := range []string{"SiteIDCode", "ColumnName", "og:image", "Keywords"} {
		if strings.Contains(tags, none) {
			t.Errorf("%s has nothing to say in\n%s", none, tags)
		}
	}
	v.Site.Profile = "none"
	if tags := string(v.MetaTags()); strings.Contains(tags, "SiteName") || !strings.Contains(tags, `name=description`) {
		t.Errorf("without a profile:\n%s", tags)
	}
}

func TestHistoryChart(t *testing.T) {
	h := History{Title: "示例<荣誉>", Categories: []string{"助人为乐", "见义勇为"}, Rest: "未列名", Periods: []HistoryPeriod{
		{Label: "2021年度", Counts: []int{2, 1}, Total: 3}, {Label: "2022年度", Counts: []int{0, 1}, Rest: 4, Total: 5},
	}}
	svg := string(h.Chart())
	for _, want := range []string{`role="img"`, "示例&lt;荣誉&gt;", "2021年度 3（助人为乐 2，见义勇为 1）；2022年度 5（见义勇为 1，未列名 4）", `class="rest"`} {
		if !strings.Contains(svg, want) {
			t.Errorf("no %s in %s", want, svg)
		}
	}
	if n := strings.Count(svg, "<rect"); n != 4 {
		t.Errorf("%d bars", n)
	}
	if got := (*History)(nil).Chart(); got != "" {
		t.Errorf("no history is drawn as %s", got)
	}
}

func TestQRCode(t *testing.T) {
	short := Page{Absolute: "https://example.org/people/fu-ting.html"}
	if svg := string(short.QRCode()); !strings.HasPrefix(svg, "<svg") || strings.Count(svg, "M") < 50 {
		t.Errorf("QR code %s", svg)
	}
	long := Page{Absolute: "https://example.org/" + strings.Repeat("a", 5000)}
	if svg := long.QRCode(); svg != "" {
		t.Error("an address that no code holds has one")
	}
}
