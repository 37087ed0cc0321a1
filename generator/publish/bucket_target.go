package publish

import (
	"cmp"
	"net"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/s3utils"

	"wenming/generator/diag"
)

// place is where a bucket is, as a target says: s3://BUCKET/PREFIX?endpoint=…&region=…&style=path|host&compress=gzip|br.
type place struct {
	bucket   string
	prefix   string // of every object's name, with a slash at its end; or empty
	host     string // of the server, with its port if it has one
	secure   bool   // https
	region   string
	style    minio.BucketLookupType
	encoding string // in which text is kept, or empty
}

// placeOf reads a target. It quotes no more of it than a name, because people put keys where they do not belong.
func placeOf(target *url.URL, getenv func(string) string) (place, error) {
	settings, err := settingsOf(target)
	if err != nil {
		return place{}, err
	}
	p := place{bucket: target.Host, prefix: strings.Trim(target.Path, "/"), encoding: settings["compress"]}
	if p.bucket == "" {
		return p, Misuse{diag.T("the target names no bucket; write it as s3://bucket/prefix", "发布目标没有写存储桶；请写成 s3://bucket/prefix")}
	}
	if s3utils.CheckValidBucketName(p.bucket) != nil || target.Port() != "" {
		return p, Misuse{diag.T("%q is no name of a bucket; the server's address belongs into endpoint=: s3://bucket/prefix?endpoint=…",
			"“%s”不是存储桶的名称；服务器地址请写进 endpoint=：s3://bucket/prefix?endpoint=…", p.bucket)}
	}
	if p.prefix != "" {
		for part := range strings.SplitSeq(p.prefix, "/") {
			if part == "" || part == "." || part == ".." || strings.HasPrefix(part, reserved) {
				return p, Misuse{diag.T("%q cannot begin the names of objects", "对象名称不能以“%s”开头", p.prefix)}
			}
		}
		p.prefix += "/"
	}
	if p.encoding != "" && suffixes[p.encoding] == "" {
		return p, Misuse{diag.T("compress=%q is neither gzip nor br; a bucket keeps one form of a file", "compress=“%s”既不是 gzip 也不是 br；存储桶里每个文件只存一种形式", p.encoding)}
	}
	p.region = cmp.Or(settings["region"], getenv("AWS_REGION"), getenv("AWS_DEFAULT_REGION"), "us-east-1")
	if err := p.serve(settings["endpoint"]); err != nil {
		return p, err
	}
	if settings["region"] == "" {
		p.region = cmp.Or(regionOf(p.host), p.region)
	}
	switch settings["style"] {
	case "path":
		p.style = minio.BucketLookupPath
	case "host":
		p.style = minio.BucketLookupDNS
	case "":
		p.style = styleOf(p.host, p.bucket)
	default:
		return p, Misuse{diag.T("style=%q is neither path nor host", "style=“%s”既不是 path 也不是 host", settings["style"])}
	}
	return p, nil
}

// settingsOf are what a target says after its question mark.
func settingsOf(target *url.URL) (map[string]string, error) {
	if target.User != nil {
		return nil, keyInTarget()
	}
	query, err := url.ParseQuery(target.RawQuery)
	if err != nil || target.Fragment != "" {
		return nil, Misuse{diag.T("the target's settings cannot be read; write them as s3://bucket/prefix?endpoint=…&region=…",
			"发布目标的设置无法识别；请写成 s3://bucket/prefix?endpoint=…&region=…")}
	}
	settings := map[string]string{}
	for name, values := range query {
		if !slices.Contains([]string{"endpoint", "region", "style", "compress"}, name) {
			return nil, Misuse{diag.T("a bucket has no setting %q; there are endpoint, region, style and compress; a key belongs into the environment",
				"存储桶没有“%s”这项设置，只有 endpoint、region、style 和 compress；密钥请放进环境变量", name)}
		}
		if len(values) > 1 {
			return nil, Misuse{diag.T("the target says %q twice", "发布目标里“%s”写了两次", name)}
		}
		settings[name] = values[0]
	}
	return settings, nil
}

// serve takes the server from an endpoint, with or without a scheme; without one, it is AWS in the region.
func (p *place) serve(endpoint string) error {
	if endpoint == "" {
		endpoint = "s3." + p.region + ".amazonaws.com"
		if strings.HasPrefix(p.region, "cn-") {
			endpoint += ".cn"
		}
	}
	if !strings.Contains(endpoint, "://") {
		endpoint = "https://" + endpoint
	}
	u, err := url.Parse(endpoint)
	if err != nil || u.Hostname() == "" || u.Scheme != "https" && u.Scheme != "http" || u.User != nil || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
		return Misuse{diag.T("the endpoint is no address of a server; write it as endpoint=oss-cn-hangzhou.aliyuncs.com or endpoint=http://127.0.0.1:9000",
			"endpoint 不是服务器地址；请写成 endpoint=oss-cn-hangzhou.aliyuncs.com 或 endpoint=http://127.0.0.1:9000")}
	}
	p.host, p.secure = u.Host, u.Scheme == "https"
	if _, err := minio.New(p.host, &minio.Options{Secure: p.secure}); err != nil {
		return Misuse{diag.T("%q is no address of a server", "“%s”不是服务器地址", p.host)}
	}
	return nil
}

// regions find the region in the address of a server that is in one: AWS, OSS of Alibaba, COS of Tencent.
var regions = []*regexp.Regexp{
	regexp.MustCompile(`^s3[.-](?:dualstack\.)?([a-z]{2}(?:-[a-z]+)+-\d+)\.amazonaws\.com(?:\.cn)?$`),
	regexp.MustCompile(`^(?:s3\.)?oss-([a-z]{2}-[a-z0-9-]+?)(?:-internal)?\.aliyuncs(?:-internal)?\.com$`),
	regexp.MustCompile(`^cos(?:-internal)?\.([a-z]{2}-[a-z0-9-]+)\.(?:myqcloud\.com|tencentcos\.(?:cn|com))$`),
}

// regionOf is the region that a server's address names, or empty.
func regionOf(host string) string {
	for _, r := range regions {
		if found := r.FindStringSubmatch(host); found != nil {
			return found[1]
		}
	}
	return ""
}

// byHost are the domains of servers that want the bucket in the host name.
var byHost = []string{"amazonaws.com", "amazonaws.com.cn", "aliyuncs.com", "aliyuncs-internal.com", "myqcloud.com", "tencentcos.cn", "tencentcos.com",
	"myhuaweicloud.com", "volces.com", "ivolces.com", "ksyuncs.com"}

// styleOf says where a server wants the bucket. A name with a dot makes a host name that no certificate covers.
func styleOf(host, bucket string) minio.BucketLookupType {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	if !strings.Contains(bucket, ".") && slices.ContainsFunc(byHost, func(domain string) bool { return strings.HasSuffix(name, "."+domain) }) {
		return minio.BucketLookupDNS
	}
	return minio.BucketLookupPath
}
