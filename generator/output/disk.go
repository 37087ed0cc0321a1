package output

import "os"

// disk is every change that a commit makes to a folder in use, one instant each: what a visitor or a killed build can
// find is what stands between two of them.
type disk struct {
	before func() // called before each change; tests look at the folder here, or end the build
}

func (d disk) rename(from, to string) error {
	d.before()
	return rename(from, to)
}

func (d disk) link(from, to string) error {
	d.before()
	return os.Link(from, to)
}

func (d disk) remove(name string) error {
	d.before()
	return os.Remove(name)
}

func (d disk) mkdir(name string) error {
	d.before()
	return os.Mkdir(name, 0o755)
}
