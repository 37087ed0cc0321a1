package publish

import "wenming/generator/diag"

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
	Lost        Kind = "lost" // to another publication
	Altered     Kind = "altered"
)

// Text is the message with its hint.
func (p *Problem) Text() diag.Text { return p.text }

func (p *Problem) Error() string { return p.text.English }

func (p *Problem) Unwrap() error { return p.err }
