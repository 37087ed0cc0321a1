package output

import "os"

// disk is every change that a commit makes to a folder in use, one instant each: what a visitor or a killed build can
// find is what stands between two of them.
type disk struct {
	before func() // called before each change; tests look at the folder here, or end the build
	plain  bool   // the file system is not asked whether names can change places: tests only
}

func (d disk) rename(from, to string) error {
	d.before()
	return rename(from, to)
}

// exchange lets two names change places.
func (d disk) exchange(a, b string) error {
	d.before()
	return exchange(a, b)
}

func (d disk) symlink(target, name string) error {
	d.before()
	return os.Symlink(target, name)
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
