package inspect

import (
	"bytes"
	"os"
	"path/filepath"

	"wenming/generator/diag"
)

// Rewrite puts new bytes in the place of a site's file, if those that they were made from still stand there. file is
// relative to the site, with slashes.
func Rewrite(site, file string, was, is []byte) error {
	name, err := filepath.EvalSymlinks(filepath.Join(site, filepath.FromSlash(file)))
	if err != nil {
		return err
	}
	now, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	if !bytes.Equal(now, was) {
		return Refusal{diag.T("%q has just been changed by somebody else; run this again", "“%s”刚刚被别人改过，请再运行一次", file)}
	}
	return replace(name, is)
}
