// Package inspect is what an editor does beside building: Init makes a site, New an entry, Import a list of honours
// from the sheet that an office sends.
//
// Nothing here overwrites a file; Import adds rows to one. A Refusal says what the editor asked for that cannot be done; other errors are the
// machine's.
package inspect

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"time"

	"wenming/generator/diag"
)

//go:embed all:newsite
var newSite embed.FS

// ignored is what git does not keep of a site.
const ignored = "/public/\n/.wenming/\n"

// Refusal is a request that cannot be carried out.
type Refusal struct{ diag.Text }

func (r Refusal) Error() string { return r.English }

// Init makes a new site in a folder that is empty or does not exist yet, with the files of a recipe for publishing it, and
// returns the paths of all files.
func Init(dir string, recipe fs.FS, now time.Time, l diag.Language) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err == nil && len(entries) > 0 {
		return nil, Refusal{diag.T("the folder %q is not empty", "文件夹“%s”不是空的", dir)}
	} else if err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	language := "en"
	if l == diag.Chinese {
		language = "zh"
	}
	site, err := fs.Sub(newSite, "newsite/"+language)
	if err != nil {
		return nil, err
	}
	var made []string
	write := func(name string, data []byte) error {
		file := filepath.Join(dir, filepath.FromSlash(name))
		made = append(made, file)
		return create(file, data)
	}
	err = eachFile(site, func(name string, data []byte) error {
		return write(name, bytes.ReplaceAll(data, []byte("{{date}}"), []byte(now.Format(time.DateOnly))))
	})
	if err == nil {
		err = write(".gitignore", []byte(ignored))
	}
	if err == nil {
		err = eachFile(recipe, write)
	}
	return made, err
}

// eachFile calls a function with each file's path and bytes.
func eachFile(files fs.FS, do func(name string, data []byte) error) error {
	return fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		return do(name, data)
	})
}

// create writes a file that does not exist yet, and the folders above it.
func create(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("%s: %w", path.Base(name), err)
	}
	return nil
}
