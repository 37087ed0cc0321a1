package schema

import (
	"time"

	"wenming/generator/memo"
)

// Zone is a time zone by its name in the IANA database. The zero Zone was not given.
type Zone struct{ Location *time.Location }

// MemoDigest is the digest of the zone's name: a Location also holds what it looked up last.
func (z Zone) MemoDigest() memo.Digest {
	if z.Location == nil {
		return memo.Digest{}
	}
	return memo.Bytes([]byte(z.Location.String()))
}

// parseZone refuses the machine's own zone, because a site must come out the same on every machine.
func parseZone(name string) (zone Zone, ok bool) {
	if name == "" || name == "Local" {
		return Zone{}, false
	}
	location, err := time.LoadLocation(name)
	return Zone{location}, err == nil
}
