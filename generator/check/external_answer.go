package check

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"syscall"
	"time"

	"wenming/generator/diag"
)

// answer is what asking for an address came to.
type answer struct {
	at     *url.URL      // where it came from: the address itself, or the last one that it leads to
	led    bool          // whether it is the latter
	status int           // 0 where no server answered
	reason reason        // why there is no answer to go by
	wait   time.Duration // that the server asks for
	moved  *url.URL      // where the address itself has moved for good, or nil
}

// reason says why there is no answer to go by.
type reason uint8

const (
	noReason      reason = iota
	notAddress           // it follows no rule of addresses
	unknownHost          // nobody has the name
	refused              // nothing listens there
	expired              // the certificate is not valid now
	otherHost            // it is another's certificate
	unsound              // it is no certificate to trust
	unknownIssuer        // its issuer is not known here; browsers complete chains that servers leave incomplete
	noConnection         // nobody takes up the connection
	silent               // nothing comes in time
	brokenOff            // what comes is no answer
	endless              // it leads on and on; to programs without cookies some servers always do
	byProxy              // the proxy does not go there
	noWay                // the network does not lead there
	busy                 // it is asked too often
	notAsked             // asking was stopped before
)

// dead tells whether a browser would fail too, and will tomorrow.
func (a answer) dead() bool {
	switch a.reason {
	case notAddress, unknownHost, refused, expired, otherHost, unsound:
		return true
	}
	return a.status == http.StatusNotFound || a.status == http.StatusGone
}

// doubtful tells whether nobody can say.
func (a answer) doubtful() bool {
	switch a.reason {
	case unknownIssuer, noConnection, silent, brokenOff, endless, byProxy, noWay:
		return true
	}
	return a.failing()
}

// failing tells whether a server says that it fails for the moment.
func (a answer) failing() bool {
	return a.status/100 == 5 || a.status == http.StatusRequestTimeout || a.status == http.StatusTooEarly
}

// worthAgain tells whether it may be otherwise in a moment.
func (a answer) worthAgain() bool {
	switch a.reason {
	case refused, noConnection, silent, brokenOff, noWay, busy:
		return a.wait <= longestPause
	}
	return a.failing() && a.wait <= longestPause
}

// closed tells whether a server answers that does not let a program in.
func (a answer) closed() bool {
	return a.reason == busy || a.reason == noReason && a.status >= 400 && !a.dead() && !a.doubtful()
}

// refusesHead tells whether GET may get another answer than HEAD got. Servers refuse HEAD in many ways.
func (a answer) refusesHead() bool {
	return a.reason == noReason && a.status >= 400 || a.reason == brokenOff
}

// newAddress is where the address has moved for good. The fragment stays unless the new one has its own (RFC 9110, 10.2.2).
func (a answer) newAddress(fragment string) string {
	if fragment == "" || a.moved.Fragment != "" {
		return a.moved.String()
	}
	return a.moved.String() + "#" + fragment
}

// why says what happened.
func (a answer) why() diag.Text {
	if a.reason == notAddress {
		return diag.T("it is not a valid address", "这不是正确的网址")
	}
	host := a.at.Host
	texts := map[reason]diag.Text{
		unknownHost:   diag.T("there is no host %q", "没有“%s”这个域名", host),
		refused:       diag.T("%q refuses the connection", "“%s”拒绝连接", host),
		expired:       diag.T("the certificate of %q is not valid now", "“%s”的证书已过期或尚未生效", host),
		otherHost:     diag.T("the certificate of %q is another's", "“%s”用的是别人的证书", host),
		unsound:       diag.T("the certificate of %q is not to be trusted", "“%s”的证书不可信", host),
		unknownIssuer: diag.T("the issuer of the certificate of %q is not known here", "这里不认识“%s”的证书签发者", host),
		noConnection:  diag.T("%q does not take up the connection", "“%s”没有响应连接", host),
		silent:        diag.T("%q does not answer in time", "“%s”没有及时回答", host),
		brokenOff:     diag.T("no sound answer comes from %q", "“%s”的回答中断或不正常", host),
		endless:       diag.T("it leads on more than %d times", "跳转超过 %d 次", redirects),
		byProxy:       diag.T("the proxy does not lead to %q", "代理不通往“%s”", host),
		noWay:         diag.T("there is no way to %q", "找不到通往“%s”的路", host),
	}
	if text, known := texts[a.reason]; known {
		return text
	}
	status := fmt.Sprint(a.status)
	if name := http.StatusText(a.status); name != "" {
		status += " " + name
	}
	if a.led {
		return diag.T("it leads on to %q, where the answer is %s", "它转到“%s”，那里回答 %s", a.at, status)
	}
	return diag.T("the answer is %s", "服务器回答 %s", status)
}

// proxyRefusal is what a proxy says that does not open a way to a host.
type proxyRefusal struct{ status string }

func (p proxyRefusal) Error() string { return "proxy: " + p.status }

// Windows has its own numbers for what other systems call ECONNREFUSED and ENETUNREACH, in which Go leaves them.
const (
	windowsRefused     = syscall.Errno(10061)
	windowsUnreachable = syscall.Errno(10051)
)

// reasonOf reads the error of a request.
func reasonOf(err error) reason {
	var way *net.OpError
	var name *net.DNSError
	var slow net.Error
	var proxy proxyRefusal
	var certificate x509.CertificateInvalidError
	var host x509.HostnameError
	var issuer x509.UnknownAuthorityError
	is := func(kinds ...error) bool {
		for _, kind := range kinds {
			if errors.Is(err, kind) {
				return true
			}
		}
		return false
	}
	switch {
	case errors.As(err, &way) && way.Op == "proxyconnect":
		return noWay
	case errors.As(err, &proxy):
		return byProxy
	case errors.As(err, &name):
		if name.IsNotFound {
			return unknownHost
		}
		return noWay
	case is(syscall.ECONNREFUSED, windowsRefused):
		return refused
	case is(syscall.ENETUNREACH, windowsUnreachable, syscall.EHOSTUNREACH):
		return noWay
	case errors.As(err, &certificate):
		if certificate.Reason == x509.Expired {
			return expired
		}
		return unsound
	case errors.As(err, &host):
		return otherHost
	case errors.As(err, &issuer):
		return unknownIssuer
	case way != nil && way.Op == "dial" && way.Timeout():
		return noConnection
	case is(context.DeadlineExceeded), errors.As(err, &slow) && slow.Timeout():
		return silent
	}
	return brokenOff
}
