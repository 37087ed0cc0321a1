package content

import (
	"path"
	"strings"

	"wenming/generator/schema"
)

// honors is the folder whose folders are awards.
const honors = "honors"

// folderKinds are the kinds that a folder's name gives to what is below it.
var folderKinds = map[string]Kind{"people": KindPerson, "projects": KindProject, "organizations": KindOrganization, honors: KindAward}

// DeclaredKind is what the `kind:` of a folder's _index.md says, or KindSection where it says nothing that can be
// understood. It reports no mistakes: Parse does, which needs to know the kind.
func DeclaredKind(src []byte) Kind {
	var declared struct {
		Kind Kind `key:"kind" twin:"类型"`
	}
	if schema.Readable("", src) != nil {
		return KindSection
	}
	if m, problem := split("", src, KindSection); problem == nil {
		schema.Decode(src[m.block.Start:m.block.End], 0, schema.Options{}, &declared)
	}
	return declared.Kind
}

// KindOf tells the kind and the key of the entry at a path below Root. declared holds what DeclaredKind found, by
// folder: "" for the top, "news/2023". What is not declared follows from the folder's name, or from the folder above.
//
// The key of a section is its folder, that of an award its folder's path below honors/, and that of a batch its
// award's key and its own path below the award's folder. Any other key is the path below the topmost folder of that
// kind. Keys have no extension, and an index.md has the key of its folder.
func KindOf(file string, declared map[string]Kind) (Kind, string) {
	folder, name := path.Split(file)
	folder = strings.TrimSuffix(folder, "/")
	kind, top, award := KindArticle, "", ""
	for _, at := range lineage(folder) {
		own := declared[at]
		if own == KindSection {
			own = folderKinds[at]
		}
		switch {
		case own == KindAward && at != honors:
			if kind != KindAward {
				kind, top = KindAward, parent(at)
			}
			award = at
		case own != KindSection && own != kind:
			kind, top, award = own, at, ""
		case kind == KindAward && award == "" && at != honors:
			award = at
		}
	}
	if name == "_index.md" {
		if award != "" && award == folder {
			return KindAward, below(top, folder)
		}
		return KindSection, folder
	}
	key := strings.TrimSuffix(file, path.Ext(file))
	if name == "index.md" && folder != top && folder != award {
		key = folder
	}
	switch {
	case award != "":
		return KindBatch, below(top, key)
	case kind == KindAward:
		return KindArticle, key
	}
	return kind, below(top, key)
}

// lineage is a folder with all above it, the topmost first.
func lineage(folder string) []string {
	folders := []string{""}
	for i, c := range folder {
		if c == '/' {
			folders = append(folders, folder[:i])
		}
	}
	if folder != "" {
		folders = append(folders, folder)
	}
	return folders
}

func parent(folder string) string {
	return strings.TrimSuffix(folder[:strings.LastIndex(folder, "/")+1], "/")
}

// below is a path without a folder that it stands in.
func below(folder, file string) string {
	if folder == "" {
		return file
	}
	return strings.TrimPrefix(file, folder+"/")
}
