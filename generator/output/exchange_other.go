//go:build !linux

package output

import "errors"

// exchange is what other systems cannot do, or not in the same way.
func exchange(string, string) error { return errors.ErrUnsupported }
