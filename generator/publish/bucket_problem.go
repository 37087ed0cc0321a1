package publish

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
	"unicode"

	"github.com/minio/minio-go/v7"

	"wenming/generator/diag"
)

// skew is how far apart clocks may be: S3 refuses requests that are older or younger than this.
const skew = 15 * time.Minute

// The codes of failures, as AWS names them and as others do. See docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html.
var (
	keyCodes = []string{"InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired",
		"InvalidSecurity", "InvalidSecurityToken", "SecurityTokenExpired", "InvalidClientTokenId", "AuthFailure", "Unauthorized"}
	bucketCodes  = []string{"NoSuchBucket", "InvalidBucketName"}
	clockCodes   = []string{"RequestTimeTooSkewed", "RequestExpired"}
	regionCodes  = []string{"AuthorizationHeaderMalformed", "PermanentRedirect", "TemporaryRedirect", "InvalidRegion", "IllegalLocationConstraintException"}
	passingCodes = []string{"InternalError", "SlowDown", "SlowDownRead", "SlowDownWrite", "RequestTimeout", "Throttling", "ThrottlingException",
		"RequestLimitExceeded", "RequestThrottled", "ServiceUnavailable", "OperationAborted", "ConditionalRequestConflict", "IncompleteBody",
		"BadDigest", "InvalidDigest", "XAmzContentSHA256Mismatch"}
	// of a server that keeps objects as files
	inTheWayCodes = []string{"ExistingObjectIsDirectory", "ObjectParentIsFile"}
)

// explain makes of a failed request a Problem that says what to do, and tells whether the failure may pass by itself.
func (b *bucket) explain(err error, a answer, w want) (passing bool, explained error) {
	var known *Problem
	var local *localError
	var refusal minio.ErrorResponse
	switch {
	case errors.As(err, &known):
		return false, known
	case errors.As(err, &local):
		return false, local.err
	case a.status == 0 && !errors.As(err, &refusal):
		return b.unreachable(err)
	case !errors.As(err, &refusal) || refusal.StatusCode/100 == 2:
		return true, &Problem{Unavailable, diag.T("the answers of the server %q are cut off or make no sense; try again later, and check that endpoint= names a server of S3",
			"服务器“%s”的回应不完整或无法识别；请稍后再试，并检查 endpoint= 写的是不是 S3 服务器", b.place.host), err}
	}
	status := refusal.StatusCode
	named := strings.TrimSpace(refusal.Code)
	switch {
	case named == "":
		named = strconv.Itoa(status)
	case status != 0:
		named += fmt.Sprintf(", %d", status)
	}
	is := func(codes []string) bool { return slices.Contains(codes, refusal.Code) }
	full := strings.ToLower(refusal.Code)
	switch {
	case is(clockCodes) || (status == http.StatusForbidden || is(keyCodes)) && a.ahead.Abs() > skew:
		return false, b.skewed(a.ahead, err)
	case is(keyCodes) || status == http.StatusUnauthorized:
		return false, &Problem{WrongKey, diag.T("the server %q does not accept the key (%s); check that its name and its secret belong together and to this server, and that it has not expired",
			"服务器“%s”不接受这个密钥（%s）；请检查密钥的名称和内容是否配套、是否属于这个服务器、是否已过期", b.place.host, named), err}
	case status == http.StatusInsufficientStorage || strings.Contains(full, "quota") || strings.Contains(full, "storagefull") || strings.Contains(full, "cap_exceeded"):
		return false, &Problem{FullDisk, diag.T("the bucket %q has no more room (%s); the next publication completes what this one began, once there is some",
			"存储桶“%s”已没有空间（%s）；腾出空间后再次发布，会把这次没做完的做完", b.place.bucket, named), err}
	case is(bucketCodes):
		return false, &Problem{NoBucket, diag.T("there is no bucket %q at %q; create it, or check its name, endpoint= and region=",
			"“%[2]s”上没有存储桶“%[1]s”；请先创建，或检查名称、endpoint= 和 region=", b.place.bucket, b.place.host), err}
	case status/100 == 3, (is(regionCodes) || status == http.StatusBadRequest) && refusal.Region != "" && refusal.Region != b.place.region:
		return false, b.elsewhere(refusal)
	case is(inTheWayCodes):
		return false, foreign(b.name(), []string{w.name})
	case is(passingCodes) || status == http.StatusTooManyRequests || status >= 500 && status != http.StatusNotImplemented || status == http.StatusRequestTimeout || status == 499:
		return true, b.failing(named, a, err)
	case status == http.StatusForbidden || refusal.Code == "AccessDenied":
		return false, b.noRight(refusal, w)
	}
	said := b.says(refusal)
	return false, &Problem{Unavailable, diag.T("the server %[1]q refuses what it was asked (%[2]s, %[3]s of %[4]q)%[5]s",
		"服务器“%[1]s”拒绝了请求（%[2]s，%[3]s，“%[4]s”）%[6]s", b.place.host, named, w.right, w.name, said.English, said.Chinese), err}
}

// says quotes the server; nothing of the key is in it.
func (b *bucket) says(refusal minio.ErrorResponse) diag.Text {
	message := strings.Join(strings.FieldsFunc(refusal.Message, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) }), " ")
	if !b.key.IsExpired() {
		value, err := b.key.GetWithContext(nil)
		for _, secret := range []string{value.AccessKeyID, value.SecretAccessKey, value.SessionToken} {
			if err == nil && secret != "" {
				message = strings.ReplaceAll(message, secret, "…")
			}
		}
	}
	if cut := []rune(message); len(cut) > 300 {
		message = string(cut[:300]) + "…"
	}
	if message == "" || strings.HasPrefix(message, "<") {
		return diag.Text{}
	}
	return diag.T("; it says %q", "；它说“%s”", message)
}

func (b *bucket) noRight(refusal minio.ErrorResponse, w want) error {
	said := b.says(refusal)
	all := b.place.bucket + "/" + b.place.prefix
	return &Problem{NoRight, diag.T("the key has no right %[1]s on %[2]q; publishing needs s3:GetObject, s3:PutObject and s3:DeleteObject on \"%[3]s*\", and s3:ListBucket on %[4]q%[5]s",
		"这个密钥没有对“%[2]s”的 %[1]s 权限；发布需要对“%[3]s*”的 s3:GetObject、s3:PutObject、s3:DeleteObject 权限，以及对“%[4]s”的 s3:ListBucket 权限%[6]s",
		w.right, all+w.name, all, b.place.bucket, said.English, said.Chinese), refusal}
}

func (b *bucket) skewed(ahead time.Duration, err error) error {
	minutes := int(ahead.Abs().Round(time.Minute).Minutes())
	text := diag.T("this machine's clock is too far from that of the server %q, which therefore refuses every request; set the clock",
		"本机的时钟与服务器“%s”的相差太多，服务器因此拒绝一切请求；请校准时钟", b.place.host)
	switch {
	case ahead > skew:
		text = diag.T("this machine's clock is %[2]d minutes behind that of the server %[1]q, which therefore refuses every request; set the clock",
			"本机的时钟比服务器“%[1]s”的慢 %[2]d 分钟，服务器因此拒绝一切请求；请校准时钟", b.place.host, minutes)
	case ahead < -skew:
		text = diag.T("this machine's clock is %[2]d minutes ahead of that of the server %[1]q, which therefore refuses every request; set the clock",
			"本机的时钟比服务器“%[1]s”的快 %[2]d 分钟，服务器因此拒绝一切请求；请校准时钟", b.place.host, minutes)
	}
	return &Problem{ClockSkew, text, err}
}

// elsewhere says that the bucket is in another region.
func (b *bucket) elsewhere(refusal minio.ErrorResponse) error {
	if refusal.Region == "" || refusal.Region == b.place.region {
		return &Problem{NoBucket, diag.T("the bucket %q is not in the region %q, or not at %q (%s); check region= and endpoint=",
			"存储桶“%s”不在地域“%s”，或不在“%s”（%s）；请检查 region= 和 endpoint=", b.place.bucket, b.place.region, b.place.host, refusal.Code), refusal}
	}
	return &Problem{NoBucket, diag.T("the bucket %[1]q is in the region %[2]q, not in %[3]q; write region=%[2]s into the target",
		"存储桶“%[1]s”在地域“%[2]s”，不在“%[3]s”；请在发布目标里写 region=%[2]s", b.place.bucket, refusal.Region, b.place.region), refusal}
}

// failing says that the server fails again and again.
func (b *bucket) failing(named string, a answer, err error) error {
	if a.wait > longest {
		wait := a.wait.Round(time.Second).String()
		return &Problem{Unavailable, diag.T("the server %q (%s) asks to come back in %s; try again then", "服务器“%s”（%s）要求过 %s 再来；请到时再试", b.place.host, named, wait), err}
	}
	return &Problem{Unavailable, diag.T("the server %q fails again and again (%s); try again later: the next publication completes what this one began",
		"服务器“%s”一再出错（%s）；请稍后再试：再次发布会把这次没做完的做完", b.place.host, named), err}
}

// unreachable says why nothing is heard of a server.
func (b *bucket) unreachable(err error) (passing bool, problem error) {
	why := diag.T("the connection breaks off", "连接中断")
	var unknown *net.DNSError
	var untrusted *tls.CertificateVerificationError
	var noTLS tls.RecordHeaderError
	var timeout net.Error
	passing = true
	switch {
	case errors.As(err, &unknown):
		passing = !unknown.IsNotFound
		why = diag.T("nobody knows a machine of the name %q", "查不到名为“%s”的机器", unknown.Name)
	case errors.As(err, &untrusted):
		passing = false
		why = diag.T("this machine does not trust its certificate (%v)", "本机不信任它的证书（%v）", untrusted.Err)
	case errors.As(err, &noTLS), strings.Contains(err.Error(), "server gave HTTP response to HTTPS client"):
		passing = false
		why = diag.T("it does not speak https; if that is meant, write endpoint=http://%s", "它不支持 https；如果本意如此，请写 endpoint=http://%s", b.place.host)
	case errors.Is(err, syscall.ECONNREFUSED):
		why = diag.T("nothing listens there", "那里没有服务在运行")
	case errors.Is(err, syscall.ENETUNREACH) || errors.Is(err, syscall.EHOSTUNREACH):
		why = diag.T("no way leads there", "网络不通")
	case errors.As(err, &timeout) && timeout.Timeout():
		why = diag.T("it does not answer in time", "没有及时回应")
	}
	return passing, &Problem{NoNetwork, diag.T("the server %[1]q cannot be reached: %[2]s; check the network, and endpoint= in the target",
		"无法连接服务器“%[1]s”：%[3]s；请检查网络，以及发布目标里的 endpoint=", b.place.host, why.English, why.Chinese), err}
}

// localError is a failure to read what was to be sent.
type localError struct{ err error }

func (e *localError) Error() string { return e.err.Error() }
