package inspect

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"wenming/generator/build"
	"wenming/generator/content"
	"wenming/generator/diag"
	"wenming/generator/site"
)

// ImportOptions say which sheet becomes which list.
type ImportOptions struct {
	Site     string        // the site's folder
	File     string        // a workbook (.xlsx) or a CSV file
	To       string        // the list, content/honors/AWARD/NAME.md: below the site's folder, or from the current one
	Sheet    string        // of a workbook; "" takes the first that holds a list
	Fill     bool          // complete rows that exist by what the sheet says and they do not
	Theme    fs.FS         // as a build needs it
	Now      time.Time     // decides what of the site is shown
	Language diag.Language // of the comments in a new file
}

// Imported is what Import did and what it has to say.
type Imported struct {
	File        string    // the list, relative to the site
	New         bool      // it did not exist
	Rows        int       // of the sheet
	Added       []string  // the names of rows that were written
	Completed   int       // rows that exist and were completed
	Kept        int       // rows of the list that stay as they were
	Matched     []Match   // people of the register, in rows that were written
	Period      string    // what was written as the period
	Diagnostics diag.List // sorted, each once
	Source      diag.Source
}

// Match is somebody of a row who has a profile.
type Match struct {
	Cell      diag.Text
	Name, Key string
}

// Import writes the rows of a sheet into a list. A list that exists is merged: rows that it has stay as they are, byte
// for byte, and so does everything around them; new rows are put behind the one that they follow in the sheet. What
// the sheet said last time is nowhere kept, so where sheet and list differ nobody can tell which of them was changed:
// the list wins, and a warning shows both. With an error among the diagnostics nothing is written.
func Import(o ImportOptions) (Imported, error) {
	i := importer{ImportOptions: o}
	if err := i.open(); err != nil || i.out.Diagnostics.Failed() {
		return i.out, err
	}
	records, err := i.records()
	if err == nil && !i.report.list.Failed() {
		err = i.write(records)
	}
	if err != nil {
		return i.out, err
	}
	i.out.Diagnostics = i.report.list.Sorted()
	return i.out, nil
}

// importer carries one import from the sheet to the file.
type importer struct {
	ImportOptions
	site   *site.Site
	award  *content.Award
	name   string // of the list's file below content/
	key    string
	list   *list // nil where it does not exist
	period content.Period
	table  *table
	only   string // the category that the whole sheet is about, if its name says so
	report findings
	out    Imported
}

// open reads the site and finds the award and the list.
func (i *importer) open() error {
	var err error
	if i.name, err = i.below(); err != nil {
		return err
	}
	var report build.Report
	i.site, report, err = build.Open(build.Options{Site: i.Site, Theme: i.Theme, At: i.Now, Drafts: true})
	if err != nil {
		return err
	}
	i.out.Source = report.Source
	if i.site == nil {
		i.out.Diagnostics = report.Diagnostics
		return nil
	}
	var kind content.Kind
	kind, i.key = content.KindOf(i.name, declared(i.Site, path.Dir(i.name)))
	award, _, _ := strings.Cut(i.key, "/")
	id := i.site.AwardNamed(award)
	if kind != content.KindBatch {
		return Refusal{diag.T("%q is no place of a list; lists stand in content/honors/AWARD/", "“%s”不是名单的位置；名单放在 content/honors/荣誉/ 里", i.out.File)}
	} else if id == site.None {
		return Refusal{diag.T("there is no award %[1]q; make it with: wenming new award %[1]s", "没有荣誉“%[1]s”；请先新建：wenming new award %[1]s", award)}
	}
	i.award = i.site.Entry(id).Fields.(*content.Award)
	i.report.file = filepath.ToSlash(i.File)
	return i.openList()
}

// below is the list's path below content/.
func (i *importer) below() (string, error) {
	name := filepath.ToSlash(filepath.Clean(i.To))
	if !strings.HasPrefix(name, content.Root+"/") {
		from, err := filepath.Abs(i.Site)
		if err != nil {
			return "", err
		}
		to, err := filepath.Abs(i.To)
		if err != nil {
			return "", err
		}
		if name, err = filepath.Rel(from, to); err != nil {
			name = i.To
		}
		name = filepath.ToSlash(name)
	}
	rest, ok := strings.CutPrefix(name, content.Root+"/")
	if base := path.Base(rest); !ok || path.Ext(base) != ".md" || base == "_index.md" || strings.HasPrefix(base, ".") {
		return "", Refusal{diag.T("%q is no file of a list; write it as content/honors/AWARD/NAME.md", "“%s”不是名单文件；请写成 content/honors/荣誉/文件名.md", i.To)}
	}
	i.out.File = name
	return rest, nil
}

// openList reads the list, if there is one. One that has mistakes cannot be merged safely; keys that wait for the
// editor are no mistakes here.
func (i *importer) openList() error {
	full := i.full()
	if info, err := os.Lstat(full); errors.Is(err, fs.ErrNotExist) {
		i.out.New = true
		return nil
	} else if err != nil {
		return err
	} else if !info.Mode().IsRegular() {
		return Refusal{diag.T("%q is no ordinary file", "“%s”不是普通文件", i.out.File)}
	}
	src, err := os.ReadFile(full)
	if err != nil {
		return err
	}
	entry, problems := i.parse(src)
	i.out.Diagnostics = problems.Sorted()
	i.list = &list{src: src, batch: entry.Fields.(*content.Batch)}
	return nil
}

func (i *importer) full() string { return filepath.Join(i.Site, filepath.FromSlash(i.out.File)) }

// parse reads a list, and what is wrong with it but for keys that wait for the editor.
func (i *importer) parse(src []byte) (content.Entry, diag.List) {
	entry, _, problems := content.Parse(i.name, src, content.KindBatch, i.key, content.Options{Location: i.site.Config.Location()})
	return entry, slices.DeleteFunc(problems, func(d diag.Diagnostic) bool {
		return d.Code == diag.MissingKey || d.Code.Severity() != diag.Error
	})
}
