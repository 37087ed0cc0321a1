package watch

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"syscall"

	"github.com/fsnotify/fsnotify"

	"wenming/generator/source"
)

// folders is the folders of a site and their watches. A name is a path in the site as the disk spells it, and "." the
// site itself. A place is where that is on the disk. Symbolic links show one place under several names.
type folders struct {
	root    string
	notify  *fsnotify.Watcher
	shown   map[string]shown    // by name
	inside  map[string][]string // the names of a folder, by place
	ways    map[string][]string // the names of the links whose way leads over a place
	watches map[string]int      // how often a place's watch is needed
}

// shown is a folder, or a symbolic link to whatever.
type shown struct {
	on  string   // the folder's place; empty where a link leads to no folder
	way []string // the places that decide where a link leads
}

func newFolders(root string, notify *fsnotify.Watcher) *folders {
	return &folders{root, notify, map[string]shown{}, map[string][]string{}, map[string][]string{}, map[string]int{}}
}

// names is what the site calls a place where something happened. What is no part of the site has no name.
func (f *folders) names(place string) []string {
	names := slices.Clone(f.ways[place])
	last := filepath.Base(place)
	for _, folder := range f.inside[filepath.Dir(place)] {
		if source.Holds(folder, last) {
			names = append(names, path.Join(folder, last))
		}
	}
	return names
}

// renew looks anew at names and at all below them. All old watches go before new ones come: a folder that was renamed
// takes its watch along, and that would stay under its old name.
func (f *folders) renew(names map[string]bool) error {
	for name := range names {
		if _, known := f.shown[name]; known {
			f.hide(names)
			break
		}
	}
	for name := range names {
		if !covered(path.Dir(name), names) {
			if err := f.show(name); err != nil {
				return err
			}
		}
	}
	return nil
}

// covered tells whether a name or one above it is among names.
func covered(name string, names map[string]bool) bool {
	for ; name != "."; name = path.Dir(name) {
		if names[name] {
			return true
		}
	}
	return false
}

// hide forgets names and all below them.
func (f *folders) hide(names map[string]bool) {
	for name, s := range f.shown {
		if !covered(name, names) {
			continue
		}
		delete(f.shown, name)
		if s.on != "" {
			without(f.inside, s.on, name)
			f.unwatch(s.on)
		}
		for _, place := range s.way {
			without(f.ways, place, name)
			f.unwatch(filepath.Dir(place))
		}
	}
}

// without removes a name from those of a place.
func without(names map[string][]string, place, name string) {
	rest := slices.DeleteFunc(names[place], func(n string) bool { return n == name })
	if names[place] = rest; len(rest) == 0 {
		delete(names, place)
	}
}

// show watches what has a name and all below it, as far as that is folders and links. It fails where the system refuses.
func (f *folders) show(name string) error {
	if name == "." {
		return f.folder(name, f.root, nil)
	}
	above := []string{f.root}
	for folder := path.Dir(name); folder != "."; folder = path.Dir(folder) {
		above = append(above, f.shown[folder].on)
	}
	place := filepath.Join(f.shown[path.Dir(name)].on, path.Base(name))
	info, err := os.Lstat(place)
	if err != nil {
		return refusal(err)
	}
	return f.add(name, place, info.Mode().Type(), above)
}

// add shows a folder or a link. above holds the folders on the way here, as in package source.
func (f *folders) add(name, place string, kind fs.FileMode, above []string) error {
	switch {
	case kind.IsDir():
		return f.folder(name, place, above)
	case kind&fs.ModeSymlink != 0:
		return f.link(name, place, above)
	}
	return nil
}

// folder watches a folder, and then looks for folders and links in it: what comes later is heard of.
func (f *folders) folder(name, place string, above []string) error {
	if err := f.watch(place); err != nil {
		f.unwatch(place)
		if name == "." {
			return err
		}
		return refusal(err)
	}
	s := f.shown[name]
	s.on = place
	f.shown[name] = s
	f.inside[place] = append(f.inside[place], name)
	above = append(above[:len(above):len(above)], place)
	entries, err := os.ReadDir(place)
	for _, entry := range entries {
		if source.Holds(name, entry.Name()) {
			err := f.add(path.Join(name, entry.Name()), filepath.Join(place, entry.Name()), entry.Type(), above)
			if err != nil {
				return err
			}
		}
	}
	return refusal(err)
}

// link watches all that decides where a link leads, and the folder that it leads to. Package source says of which links
// a site takes no notice; those may be watched all the same.
func (f *folders) link(name, place string, above []string) error {
	s := shown{way: f.way(place)}
	f.shown[name] = s
	for _, on := range s.way {
		f.ways[on] = append(f.ways[on], name)
		if err := refusal(f.watch(filepath.Dir(on))); err != nil {
			return err
		}
	}
	target, err := filepath.EvalSymlinks(place)
	if err != nil || !within(target, f.root) || slices.ContainsFunc(above, func(folder string) bool { return within(folder, target) }) {
		return nil
	}
	if info, err := os.Lstat(target); err != nil || !info.IsDir() {
		return nil
	}
	return f.folder(name, target, above)
}

func (f *folders) watch(place string) error {
	f.watches[place]++
	return f.notify.Add(place)
}

// unwatch drops a watch that nothing needs any more. The watch of a folder that is gone went with it, which is no error.
func (f *folders) unwatch(place string) {
	if f.watches[place]--; f.watches[place] <= 0 {
		delete(f.watches, place)
		_ = f.notify.Remove(place)
	}
}

// refusal is an error that says more than that something is gone, or not ours to read: whoever reads the site reports
// that, and when it changes, the folder above tells.
func refusal(err error) error {
	for _, harmless := range []error{fs.ErrNotExist, fs.ErrPermission, syscall.ENOTDIR, syscall.ELOOP, syscall.ENAMETOOLONG} {
		if errors.Is(err, harmless) {
			return nil
		}
	}
	return err
}
