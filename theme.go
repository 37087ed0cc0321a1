// Package wenming embeds the default theme, so that the program works on any folder with a site.yaml and content/.
package wenming

import "embed"

// Theme holds layouts/ and assets/. A site's own files of the same names take their place.
//
//go:embed layouts assets
var Theme embed.FS
