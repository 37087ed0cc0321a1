package serve

import (
	"bytes"
	_ "embed"
	"fmt"
	"html"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"wenming/generator/asset"
	"wenming/generator/build"
	"wenming/generator/diag"
	"wenming/generator/memo"
)

// own is where the server's own files are. No site has such an address: names that begin so are the output folder's own.
const own = "/.wenming-live/"

//go:embed script.js
var script []byte

// openedAtMost is how many pages are known to be open. Where there are more, every page asks whether it is as it was.
const openedAtMost = 1000

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cache-Control", "no-store")
	switch {
	case !s.mayAsk(r.Host):
		s.refuse(w, http.StatusForbidden, diag.T("this server does not answer for the host %q", "本服务器不应答主机名“%s”", r.Host))
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		s.refuse(w, http.StatusMethodNotAllowed, diag.T("only GET and HEAD are answered", "只应答 GET 和 HEAD"))
	case strings.HasPrefix(r.URL.Path, own):
		s.serveOwn(w, r)
	default:
		s.servePage(w, r)
	}
}

func (s *Server) refuse(w http.ResponseWriter, status int, text diag.Text) {
	http.Error(w, text.In(s.Language), status)
}

// mayAsk tells whether a host in a request is this server. A page of another site can make a browser ask any server by a name
// of its own (DNS rebinding), and read what it answers.
func (s *Server) mayAsk(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(strings.TrimSuffix(strings.TrimPrefix(host, "["), "]"))
	switch host {
	case "localhost", "127.0.0.1", "::1":
		return true
	case "":
		return false
	}
	if s.Host == "*" {
		_, err := netip.ParseAddr(host)
		return err == nil
	}
	return host == strings.ToLower(s.Host)
}

// serveOwn gives out what the script asks for.
func (s *Server) serveOwn(w http.ResponseWriter, r *http.Request) {
	switch strings.TrimPrefix(r.URL.Path, own) {
	case "script.js":
		w.Header().Set("Content-Type", asset.Type("script.js"))
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(script))
	case "events":
		if r.Method == http.MethodHead {
			w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
			return
		}
		s.stream(w, r)
	case "status":
		s.serveStatus(w)
	default:
		http.NotFound(w, r)
	}
}

// servePage gives out a file of the site.
func (s *Server) servePage(w http.ResponseWriter, r *http.Request) {
	state := s.live.State()
	base := basePath(state)
	path, ok := strings.CutPrefix(norm.NFC.String(r.URL.Path), base+"/")
	switch {
	case !ok && base != "" && (r.URL.Path == "/" || r.URL.Path == base):
		redirect(w, r, base+"/")
		return
	case !ok:
		path = "404.html/" // which no file has
	case path == "" || strings.HasSuffix(path, "/"):
		path += "index.html"
	case s.live.Has(path + "/index.html"):
		redirect(w, r, base+"/"+path+"/")
		return
	}
	if !state.Ready() {
		s.note(path, memo.Digest{})
		s.serveProblems(w, path, state)
		return
	}
	file, ok, err := s.make(path)
	status := http.StatusOK
	if !ok {
		s.note(path, memo.Digest{})
		status = http.StatusNotFound
		if file, ok, err = s.make("404.html"); !ok {
			http.NotFound(w, r)
			return
		}
	} else if file.Page || strings.HasPrefix(asset.Type(path), "image/") {
		s.note(path, file.Key)
	}
	switch {
	case err != nil:
		http.Error(w, s.inWords(err), http.StatusInternalServerError)
	case file.Mistake != nil:
		s.mistake(path, file)
		s.serveProblems(w, path, s.live.State())
	default:
		s.serveFile(w, r, path, status, file)
	}
}

// basePath is the path of the site's address as requests have it: not escaped.
func basePath(state *build.State) string {
	base, err := url.PathUnescape(state.Base)
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return base
}

func redirect(w http.ResponseWriter, r *http.Request, path string) {
	w.Header().Set("Location", (&url.URL{Path: path, RawQuery: r.URL.RawQuery}).String())
	w.WriteHeader(http.StatusFound)
}

// make makes a file; where the site is not what its files are any more, after looking again.
func (s *Server) make(path string) (build.File, bool, error) {
	version := s.live.State().Version
	file, ok, err := s.live.Render(path)
	if !ok || err == nil && !file.Stale {
		return file, ok, err
	}
	s.mu.Lock()
	known := s.stale == version
	s.stale = version
	s.mu.Unlock()
	if known || !s.refresh(nil) {
		return file, ok, err
	}
	return s.live.Render(path)
}

// note remembers that a browser has the page at a path.
func (s *Server) note(path string, key memo.Digest) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, known := s.opened[path]; !known && len(s.opened) == openedAtMost {
		s.beyond = true
		return
	}
	s.opened[path] = key
}

// serveFile gives out a file, a page with the script.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request, path string, status int, file build.File) {
	tag := ""
	if status == http.StatusOK {
		tag = `"` + memo.Bytes(file.Data).String()[:32] + `"`
	}
	data := file.Data
	if file.Page {
		data = withScript(data, path, tag)
	} else {
		w.Header().Set("Cache-Control", "no-cache")
	}
	w.Header().Set("Content-Type", asset.Type(path))
	if status != http.StatusOK {
		w.Header().Set("Content-Type", asset.Type("404.html"))
		w.WriteHeader(status)
		if r.Method == http.MethodGet {
			w.Write(data)
		}
		return
	}
	w.Header().Set("ETag", tag)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}

// withScript adds the script to the page of a path. tag is the page's, or empty where it stands for one.
func withScript(page []byte, path, tag string) []byte {
	at := bytes.LastIndex(page, []byte("</body>"))
	if at < 0 {
		at = len(page)
	}
	added := fmt.Sprintf(`<script src="%sscript.js" data-path="%s" data-tag="%s"></script>`, own, html.EscapeString(path), html.EscapeString(tag))
	return append(append(append(make([]byte, 0, len(page)+len(added)), page[:at]...), added...), page[at:]...)
}

// serveProblems gives out a page in the place of one that cannot be made. It becomes that one as soon as it can.
func (s *Server) serveProblems(w http.ResponseWriter, path string, state *build.State) {
	s.mu.Lock()
	list := append(state.Diagnostics[:len(state.Diagnostics):len(state.Diagnostics)], s.layouts...)
	s.mu.Unlock()
	var text strings.Builder
	diag.WriteText(&text, list, state.Source, s.Language)
	title := diag.T("this page cannot be shown yet", "这个网页还不能显示").In(s.Language)
	w.Header().Set("Content-Type", asset.Type("index.html"))
	w.WriteHeader(http.StatusServiceUnavailable)
	page := fmt.Sprintf("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>%s</title></head><body><h1>%[1]s</h1>\n<pre>%s</pre>\n</body></html>\n",
		title, html.EscapeString(text.String()))
	w.Write(withScript([]byte(page), path, ""))
}

// mistake remembers what is wrong with a layout, as a page showed; not if the page has become another meanwhile, for nobody
// would take it back then.
func (s *Server) mistake(path string, page build.File) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.live.Key(path) != page.Key {
		return
	}
	d := *page.Mistake
	list := append(s.layouts, d).Sorted()
	if len(list) == len(s.layouts) {
		return
	}
	s.layouts = list
	diag.WriteText(s.Messages, diag.List{d}, s.live.State().Source, s.Language)
	s.events.send(s.news([]string{}))
}
