package publish

import (
	"strings"

	"wenming/generator/diag"
)

// Problem is a failure that a person can do something about.
type Problem struct {
	Kind Kind
	text diag.Text
	err  error // what the library or system said; may be nil
}

// Kind names a failure, for programs.
type Kind string

// The kinds of failures.
const (
	NoNetwork   Kind = "no-network"
	NoKey       Kind = "no-key"
	WrongKey    Kind = "wrong-key"
	NoBucket    Kind = "no-bucket"
	NoRight     Kind = "no-right"
	ClockSkew   Kind = "clock-skew"
	FullDisk    Kind = "full-disk"
	Unavailable Kind = "unavailable" // the server failed again and again
	Foreign     Kind = "foreign"     // something that we did not put there stands in the way
	Older       Kind = "older"
	OtherSite   Kind = "other-site"
	Later       Kind = "later" // a later program published there
	Lost        Kind = "lost"  // to another publication
	Altered     Kind = "altered"
)

// Text is the message with its hint.
func (p *Problem) Text() diag.Text { return p.text }

func (p *Problem) Error() string { return p.text.English }

func (p *Problem) Unwrap() error { return p.err }

// StoppedError says that somebody stopped a publication.
type StoppedError struct{}

// Text is the message with its hint.
func (*StoppedError) Text() diag.Text {
	return diag.T("stopped; publish again, which completes what is begun", "已停止；请再次发布，会把没做完的做完")
}

func (e *StoppedError) Error() string { return e.Text().English }

// Misuse is a target that makes no sense.
type Misuse struct{ diag.Text }

func (m Misuse) Error() string { return m.English }

// foreign says that something which we did not put there stands where the site has files.
func foreign(target string, paths []string) error {
	const few = 5
	list := strings.Join(paths[:min(few, len(paths))], ", ")
	if len(paths) > few {
		list += ", …"
	}
	return &Problem{Foreign, diag.T("%[1]q holds %[2]d files that this program did not put there, where the site has files of its own: %[3]s; move them away, or publish elsewhere",
		"“%[1]s”里有 %[2]d 个不是本程序放上去的文件，占了本站文件的位置：%[3]s；请移走它们，或发布到别处", target, len(paths), list), nil}
}

// older refuses a site. why says in what it is older.
func older(why diag.Text) error {
	return &Problem{Older, diag.T("%[1]s; nothing was sent; to go back on purpose, add --force", "%[2]s；没有发送任何内容；确实要退回旧版，请加 --force",
		why.English, why.Chinese), nil}
}

// otherSite refuses to put a site in place of another one.
func otherSite(target, there, ours string) error {
	return &Problem{OtherSite, diag.T("%q holds the site %q, and this is %q; nothing was sent; if it is to take the other's place, add --force",
		"“%s”上是网站“%s”，而这是“%s”；没有发送任何内容；确实要换成这个网站，请加 --force", target, there, ours), nil}
}

// laterRecord says that a later version of this program published.
func laterRecord(target string) error {
	return &Problem{Later, diag.T("what is published at %q was published by a later version of this program; use that", "“%s”上的内容是由本程序的更新版本发布的；请使用新版本", target), nil}
}

// lost says that another publication took the target over.
func lost(target string) error {
	return &Problem{Lost, diag.T("another publication to %q began meanwhile, and this one stopped; run it again to be sure that the newest site is there",
		"另一次发布抢先使用了“%s”，本次发布已停止；请再发布一次，确保上面是最新的网站", target), errLost}
}

// altered says that a file of the finished site is not the one that the build wrote.
func altered(path string, err error) error {
	return &Problem{Altered, diag.T("%q is not as the build wrote it; build again, then publish", "“%s”与构建时写出的不同；请重新构建后再发布", path), err}
}
