package publish

import (
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"wenming/generator/diag"
)

// Target is where a site is published.
type Target struct {
	Name string // as it was given; it holds no secret
	host host
}

// Open reads a target: file:///srv/www, or a path, for a folder; s3://bucket/prefix for object storage. It asks no server.
// getenv is the environment, which names keys and regions. A target that makes no sense is a Misuse.
func Open(target string, getenv func(string) string) (*Target, error) {
	if !strings.Contains(target, ":/") {
		h, err := openFolder(filepath.ToSlash(filepath.Clean(target)), nil)
		return &Target{target, h}, err
	}
	u, err := url.Parse(target)
	if err != nil {
		return nil, Misuse{diag.T("the target is no address; write it as file:///srv/www or s3://bucket/prefix",
			"发布目标不是网址；请写成 file:///srv/www 或 s3://bucket/prefix")}
	}
	if u.User != nil {
		return nil, keyInTarget()
	}
	switch u.Scheme {
	case "file":
		encodings, err := encodingsOf(u)
		if err != nil {
			return nil, err
		}
		if u.Host != "" && u.Host != "localhost" || u.Path == "" {
			return nil, Misuse{diag.T("%q names no folder; write it as file:///srv/www, with three slashes", "“%s”没有指明文件夹；请写成 file:///srv/www，三个斜杠", target)}
		}
		h, err := openFolder(strings.TrimSuffix(u.Path, "/"), encodings)
		return &Target{target, h}, err
	case "s3":
		h, err := openBucket(u, getenv)
		return &Target{target, h}, err
	}
	return nil, Misuse{diag.T("%q is no target; write it as file:///srv/www or s3://bucket/prefix", "“%s”不是发布目标；请写成 file:///srv/www 或 s3://bucket/prefix", target)}
}

// keyInTarget refuses a target in which somebody wrote a key, and does not repeat it.
func keyInTarget() error {
	return Misuse{diag.T("a target holds no key; put it into the environment, as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
		"发布目标里不要写密钥；请放进环境变量 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY")}
}

// Folder is the folder that a target is; "" for any other.
func (t *Target) Folder() string {
	if f, ok := t.host.(*folder); ok {
		return f.name
	}
	return ""
}

// encodingsOf are the encodings that a target asks for, sorted, in ?compress=gzip,br.
func encodingsOf(u *url.URL) ([]string, error) {
	var encodings []string
	for key, values := range u.Query() {
		if key != "compress" {
			return nil, Misuse{diag.T("a folder has no setting %q; the only one is compress", "文件夹没有“%s”这项设置，只有 compress", key)}
		}
		for _, value := range values {
			for encoding := range strings.SplitSeq(value, ",") {
				if suffixes[encoding] == "" {
					return nil, Misuse{diag.T("compress=%q is neither gzip nor br", "compress=“%s”既不是 gzip 也不是 br", encoding)}
				}
				encodings = append(encodings, encoding)
			}
		}
	}
	slices.Sort(encodings)
	return slices.Compact(encodings), nil
}
