package layout

// What the test of a real site, which stands above this package, needs of its tests.
var (
	Theme         = theme
	ThemeNames    = themeNames
	Plain         = plain
	SameToBrowser = sameToBrowser
)
