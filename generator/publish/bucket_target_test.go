package publish

import (
	"errors"
	"net/url"
	"strings"
	"testing"

	"github.com/minio/minio-go/v7"
)

func TestPlaceOf(t *testing.T) {
	const byHost, byPath = minio.BucketLookupDNS, minio.BucketLookupPath
	aws := map[string]string{"AWS_REGION": "eu-west-3", "AWS_DEFAULT_REGION": "eu-west-1"}
	for _, c := range []struct {
		target      string
		environment map[string]string
		want        place
	}{
		{"s3://wenming", nil, place{"wenming", "", "s3.us-east-1.amazonaws.com", true, "us-east-1", byHost, ""}},
		{"s3://wenming/", aws, place{"wenming", "", "s3.eu-west-3.amazonaws.com", true, "eu-west-3", byHost, ""}},
		{"s3://wenming/?region=cn-north-1", aws, place{"wenming", "", "s3.cn-north-1.amazonaws.com.cn", true, "cn-north-1", byHost, ""}},
		{"s3://wen.ming.cn/", nil, place{"wen.ming.cn", "", "s3.us-east-1.amazonaws.com", true, "us-east-1", byPath, ""}},
		{"s3://wenming/a/b/?compress=br", nil, place{"wenming", "a/b/", "s3.us-east-1.amazonaws.com", true, "us-east-1", byHost, "br"}},
		{"s3://wenming/%E6%9C%AC%E7%AB%99?endpoint=oss-cn-hangzhou.aliyuncs.com", aws, place{"wenming", "本站/", "oss-cn-hangzhou.aliyuncs.com", true, "cn-hangzhou", byHost, ""}},
		{"s3://wenming?endpoint=https://s3.oss-cn-hangzhou-internal.aliyuncs.com/", nil, place{"wenming", "", "s3.oss-cn-hangzhou-internal.aliyuncs.com", true, "cn-hangzhou", byHost, ""}},
		{"s3://wenming?endpoint=oss-accelerate.aliyuncs.com&region=cn-beijing", nil, place{"wenming", "", "oss-accelerate.aliyuncs.com", true, "cn-beijing", byHost, ""}},
		{"s3://wenming-1250000000?endpoint=cos.ap-guangzhou.myqcloud.com", nil, place{"wenming-1250000000", "", "cos.ap-guangzhou.myqcloud.com", true, "ap-guangzhou", byHost, ""}},
		{"s3://wenming?endpoint=http://127.0.0.1:9000&style=host", aws, place{"wenming", "", "127.0.0.1:9000", false, "eu-west-3", byHost, ""}},
		{"s3://wenming?endpoint=localhost:9000", nil, place{"wenming", "", "localhost:9000", true, "us-east-1", byPath, ""}},
		{"s3://wenming?endpoint=http%3A%2F%2F[::1]:9000", nil, place{"wenming", "", "[::1]:9000", false, "us-east-1", byPath, ""}},
		{"s3://wenming?endpoint=minio.example.org&style=path&compress=gzip", nil, place{"wenming", "", "minio.example.org", true, "us-east-1", byPath, "gzip"}},
	} {
		u, err := url.Parse(c.target)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := placeOf(u, environment(c.environment)); err != nil || got != c.want {
			t.Errorf("%s is %+v, %v;\nwant %+v", c.target, got, err, c.want)
		}
	}
}

// misuses are targets that make no sense, with something of what is said about each.
var misuses = map[string]string{
	"s3:///prefix":                         "no bucket",
	"s3://b":                               `"b" is no name`,
	"s3://Wenming_!":                       `is no name`,
	"s3://127.0.0.1:9000/wenming":          "endpoint=",
	"s3://minio:9000/wenming":              "endpoint=",
	"s3://NAME:hunter2@wenming/":           "no key",
	"s3://wenming/?access_key=hunter2":     `"access_key"`,
	"s3://wenming/?region=a&region=b":      "twice",
	"s3://wenming/?region=%zzhunter2":      "cannot be read",
	"s3://wenming/#hunter2":                "cannot be read",
	"s3://wenming/a//b":                    `"a//b"`,
	"s3://wenming/a/../b":                  `"a/../b"`,
	"s3://wenming/.wenming-x":              "begin",
	"s3://wenming/?style=dns":              `"dns"`,
	"s3://wenming/?compress=gzip,br":       "one form",
	"s3://wenming/?endpoint=a:hunter2@b":   "no address",
	"s3://wenming/?endpoint=ftp://b":       "no address",
	"s3://wenming/?endpoint=https://b/a":   "no address",
	"s3://wenming/?endpoint=https://b?a=b": "no address",
	"s3://wenming/?endpoint=https://a b":   "no address",
	"s3://wenming/?endpoint=https://:9000": "no address",
}

func TestMisuse(t *testing.T) {
	for target, says := range misuses {
		u, err := url.Parse(target)
		if err != nil {
			t.Fatal(err)
		}
		_, err = openBucket(u, environment(fakeKey))
		var misuse Misuse
		if !errors.As(err, &misuse) || !strings.Contains(misuse.English, says) {
			t.Errorf("%s: %v; want %q", target, err, says)
		}
		if strings.Contains(misuse.English+misuse.Chinese, "hunter2") {
			t.Errorf("%s: the message has the secret: %s", target, misuse)
		}
	}
}

// FuzzPlaceOf looks for targets that are neither a place nor a misuse.
func FuzzPlaceOf(f *testing.F) {
	for target := range misuses {
		f.Add(target)
	}
	f.Add("s3://wenming/%E6%9C%AC%E7%AB%99?endpoint=oss-cn-hangzhou.aliyuncs.com&style=host&compress=br&region=cn-hangzhou")
	f.Fuzz(func(t *testing.T, target string) {
		u, err := url.Parse(target)
		if err != nil {
			return
		}
		b, err := openBucket(u, environment(fakeKey))
		var misuse Misuse
		if err != nil && !errors.As(err, &misuse) {
			t.Fatalf("%q: %v", target, err)
		}
		if err == nil && (b.place.bucket == "" || b.place.host == "" || b.place.region == "") {
			t.Fatalf("%q is %+v", target, b.place)
		}
	})
}
