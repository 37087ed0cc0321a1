package output

// file is a path that the last version or the new one has.
type file struct {
	record
	number int32 // of the staged file
	origin origin
	state  state
}

// origin says where a path is known from.
type origin uint8

const (
	unknown  origin = iota // the new version only
	journal                // the journal of a killed build
	manifest               // the manifest of the last version
)

// state says what becomes of a file.
type state uint8

const (
	idle      state = iota // of the last version; nobody asked for it yet
	planned                // of the new version; nothing is decided yet
	standing               // of the new version, and it stands there already
	added                  // staged, to appear where nothing stands
	replacing              // staged, to replace what stands there
	doomed                 // of the last version only, and it stands there
	moved                  // of the last version only, and it stands there as a planned file
	removed                // doomed, and gone
)

// ofNewVersion tells whether the new version has the file.
func (s state) ofNewVersion() bool {
	return s == planned || s == standing || s == added || s == replacing
}
