package generator

import (
	_ "github.com/adrg/frontmatter"
	_ "github.com/alecthomas/kong"
	_ "github.com/fsnotify/fsnotify"
	_ "github.com/microcosm-cc/bluemonday"
	_ "github.com/tdewolff/minify/v2"
	_ "github.com/tdewolff/minify/v2/html"
	_ "github.com/yuin/goldmark"
	_ "go.yaml.in/yaml/v4"
	_ "golang.org/x/image/draw"
	_ "golang.org/x/net/html"
	_ "golang.org/x/sys/unix"
	_ "golang.org/x/term"
	_ "golang.org/x/text/unicode/norm"
	_ "golang.org/x/tools/txtar"
)
