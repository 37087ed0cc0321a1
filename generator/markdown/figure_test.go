package markdown

import (
	"fmt"
	"testing"
)

func TestPictures(t *testing.T) {
	cases{
		{"![图](a.png)", `<p><img src="a.png" alt="图" decoding="async"></p>`},
		{"![图](a.png)![图](b.png)", `<p><img src="a.png" alt="图" decoding="async"><img src="b.png" alt="图" loading="lazy" decoding="async"></p>`},
		{"文![图](a.png \"题\")", `<p>文<img src="a.png" alt="图" title="题" decoding="async"></p>`},
		{"![图](a.png \"说明 &amp; <b>\")", "<figure><img src=\"a.png\" alt=\"图\" decoding=\"async\"><figcaption>说明 &amp; &lt;b&gt;</figcaption></figure>"},
		{"[![图](a.png \"说明\")](b)", "<figure><a href=\"b\"><img src=\"a.png\" alt=\"图\" decoding=\"async\"></a><figcaption>说明</figcaption></figure>"},
		{"![图](a.png \"说明\"){#a_b .c.d .e}", "<figure id=\"a_b\" class=\"c.d e\"><img src=\"a.png\" alt=\"图\" decoding=\"async\"><figcaption>说明</figcaption></figure>"},
		{"![图](a.png) {.c}", "<figure class=\"c\"><img src=\"a.png\" alt=\"图\" decoding=\"async\"></figure>"},
		{"![图](a.png){onclick=x}", `<p><img src="a.png" alt="图" decoding="async">{onclick=x}</p>`},
		{"- ![图](a.png \"说明\")", "<ul><li><figure><img src=\"a.png\" alt=\"图\" decoding=\"async\"><figcaption>说明</figcaption></figure></li></ul>"},
	}.run(t)
}

func TestMedia(t *testing.T) {
	cases{
		{"![片](a.mp4)", `<p><video src="a.mp4" controls="" preload="metadata"><a href="a.mp4">片</a></video></p>`},
		{"[片](a.webm)", `<p><video src="a.webm" controls="" preload="metadata"><a href="a.webm">片</a></video></p>`},
		{"![](dir/a.MP3)", `<p><audio src="dir/a.MP3" controls="" preload="none"><a href="dir/a.MP3">a.MP3</a></audio></p>`},
		{"![录音](a.m4a \"说明\")", "<figure><audio src=\"a.m4a\" controls=\"\" preload=\"none\"><a href=\"a.m4a\">录音</a></audio><figcaption>说明</figcaption></figure>"},
		{"https://a.cn/b.ogg", `<p><audio src="https://a.cn/b.ogg" controls="" preload="none"><a href="https://a.cn/b.ogg">b.ogg</a></audio></p>`},
		{"看[片](a.mp4)", `<p>看<a href="a.mp4">片</a></p>`},
		{"看![片](a.mp4)", `<p>看<video src="a.mp4" controls="" preload="metadata"><a href="a.mp4">片</a></video></p>`},
		{"[![片](a.mp4)](b)", `<p><a href="b">片</a></p>`},
	}.run(t)
}

func TestUnlinked(t *testing.T) {
	for _, c := range (cases{
		{"[甲**乙**](a \"题\")", "<p>甲<strong>乙</strong></p>"},
		{"[[扶婷]]和[[fu|她]]", "<p>扶婷和她</p>"},
		{"文![图 & 片](a.png)字", "<p>文图 &amp; 片字</p>"},
		{"![图](a.png \"说明\")", "<figure>图<figcaption>说明</figcaption></figure>"},
		{"[![图](a.png)](b)", "<p>图</p>"},
		{"![片](a.mp4)", "<p>片</p>"},
		{"<a href=b class=c>甲</a><img src=a>", "<p>甲</p>"},
		{"<video src=a.mp4>甲</video>", "<p>甲</p>"},
	}) {
		if got := string(Parse([]byte(c.src), 0).HTML.Append(nil, unlinked)); got != c.want {
			t.Errorf("%q\ngives %s\nnot   %s", c.src, got, c.want)
		}
	}
}

func TestSizes(t *testing.T) {
	sized := func(int) Target { return Target{URL: "a", Width: 30, Height: 20} }
	for _, c := range (cases{
		{"![图](a)", `<p><img src="a" alt="图" width="30" height="20" decoding="async"></p>`},
		{"文<img src=a alt=图>", `<p>文<img src="a" alt="图" width="30" height="20" decoding="async"></p>`},
		{"文<img src=a alt=图 width=5>", `<p>文<img src="a" alt="图" width="5" decoding="async"></p>`},
	}) {
		if got := string(Parse([]byte(c.src), 0).HTML.Append(nil, sized)); got != c.want {
			t.Errorf("%q\ngives %s\nnot   %s", c.src, got, c.want)
		}
	}
}

func TestAlternativeText(t *testing.T) {
	for _, c := range []struct {
		src  string
		want []string
	}{
		{"![](a.png)", []string{`image-alt "a.png": a picture has no alternative text`}},
		{"![ ](a.png \"说明\")", []string{`image-alt "a.png": a picture has no alternative text`}},
		{"<img src=\"a.png\">", []string{`image-alt "a.png": a picture has no alternative text`}},
		{"<img src=a.png alt=\"\">", nil}, // says that it is decoration
		{"![图](a.png) ![](a.mp4)", nil},
	} {
		if got := problems(c.src); fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%q reports %q, not %q", c.src, got, c.want)
		}
	}
}
