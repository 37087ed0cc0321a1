// Package wenming embeds what the program brings along: the default theme, so that it works on any folder with a site.yaml and
// content/, and for a new site the recipe that publishes it.
package wenming

import "embed"

// Theme holds layouts/ and assets/. A site's own files of the same names take their place.
//
//go:embed layouts assets
var Theme embed.FS

// Recipe holds the script by which a CI publishes a site, and what GitHub Actions needs to call it.
//
//go:embed .ci/publish .github/workflows/publish.yml
var Recipe embed.FS
