package content

import "testing"

func TestKindOf(t *testing.T) {
	declared := map[string]Kind{
		"about": KindPage, "about/news": KindArticle, "team": KindPerson, "team/old": KindPerson, "honors/zhongguo/stories": KindArticle,
		"people/groups": KindOrganization, "rolls/hao": KindAward, "rolls/hao/inner": KindAward, "honors/named": KindAward, "topics": KindArticle,
	}
	for _, test := range []struct {
		path string
		kind Kind
		key  string
	}{
		{"_index.md", KindSection, ""},
		{"index.md", KindArticle, "index"},
		{"news/_index.md", KindSection, "news"},
		{"news/2023/_index.md", KindSection, "news/2023"},
		{"news/2023/yuhu.md", KindArticle, "news/2023/yuhu"},
		{"news/2023/yuhu/index.md", KindArticle, "news/2023/yuhu"},
		{"新闻/雨湖.md", KindArticle, "新闻/雨湖"},
		{"topics/a.md", KindArticle, "topics/a"},
		{"people/_index.md", KindSection, "people"},
		{"people/fu-ting.md", KindPerson, "fu-ting"},
		{"people/fu-ting/index.md", KindPerson, "fu-ting"},
		{"people/a/fu-ting.md", KindPerson, "a/fu-ting"},
		{"people/a.b.md", KindPerson, "a.b"},
		{"people/index.md", KindPerson, "index"},
		{"people/groups/_index.md", KindSection, "people/groups"},
		{"people/groups/x.md", KindOrganization, "x"},
		{"peoples/a.md", KindArticle, "peoples/a"},
		{"news/people/a.md", KindArticle, "news/people/a"},
		{"projects/a.md", KindProject, "a"},
		{"organizations/a/b.md", KindOrganization, "a/b"},
		{"about/_index.md", KindSection, "about"},
		{"about/contact.md", KindPage, "contact"},
		{"about/legal/use.md", KindPage, "legal/use"},
		{"about/news/a.md", KindArticle, "a"},
		{"team/wang.md", KindPerson, "wang"},
		{"team/old/li.md", KindPerson, "old/li"},
		{"honors/_index.md", KindSection, "honors"},
		{"honors/about.md", KindArticle, "honors/about"},
		{"honors/zhongguo/_index.md", KindAward, "zhongguo"},
		{"honors/zhongguo/2022-q1.md", KindBatch, "zhongguo/2022-q1"},
		{"honors/zhongguo/2022-q1/index.md", KindBatch, "zhongguo/2022-q1"},
		{"honors/zhongguo/index.md", KindBatch, "zhongguo/index"},
		{"honors/zhongguo/2022/q1.md", KindBatch, "zhongguo/2022/q1"},
		{"honors/zhongguo/2022/_index.md", KindSection, "honors/zhongguo/2022"},
		{"honors/zhongguo/stories/a.md", KindArticle, "a"},
		{"honors/named/_index.md", KindAward, "named"},
		{"honors/named/1.md", KindBatch, "named/1"},
		{"rolls/_index.md", KindSection, "rolls"},
		{"rolls/hao/_index.md", KindAward, "hao"},
		{"rolls/hao/2022.md", KindBatch, "hao/2022"},
		{"rolls/hao/inner/_index.md", KindAward, "hao/inner"},
		{"rolls/hao/inner/1.md", KindBatch, "hao/inner/1"},
		{"rolls/a.md", KindArticle, "rolls/a"},
	} {
		if kind, key := KindOf(test.path, declared); kind != test.kind || key != test.key {
			t.Errorf("%s: got %s %q, not %s %q", test.path, kind, key, test.kind, test.key)
		}
	}
	if kind, key := KindOf("honors/a/b.md", map[string]Kind{"honors": KindPage}); kind != KindPage || key != "a/b" {
		t.Errorf("what honors/ declares: got %s %q", kind, key)
	}
	if kind, key := KindOf("honors/a/b.md", map[string]Kind{"honors": KindAward}); kind != KindBatch || key != "a/b" {
		t.Errorf("what honors/ is anyway: got %s %q", kind, key)
	}
}

func TestDeclaredKind(t *testing.T) {
	for src, want := range map[string]Kind{
		"---\ntitle: a\nkind: person\n---\n":       KindPerson,
		"\uFEFF---\r\n类型: 页面\r\n标题: a\r\n---\r\n":  KindPage,
		"---\nname: a\nkind: award\nlimit: [\n---": KindSection,
		"---\nkind: award\nlimit: x\n---":          KindAward,
		"---\nkind: section\n---":                  KindSection,
		"---\ntitle: a\n---":                       KindSection,
		"kind: person\n":                           KindSection,
		"---\nkind: person\n":                      KindSection,
		"\xff\xfe":                                 KindSection,
		"":                                         KindSection,
	} {
		if got := DeclaredKind([]byte(src)); got != want {
			t.Errorf("%q: got %s, not %s", src, got, want)
		}
	}
}
