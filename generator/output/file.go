package output

import "sync/atomic"

// owned is a file of the last version, or one that a killed build may have written.
type owned struct {
	*record
	state  state
	origin origin
	stands placeKind // what stood there when the stage was begun
	proven bool      // a regular file does, and by size and time it is the one that was recorded
}

// planned is a file that the new version has by Put.
type planned struct {
	record
	state state
}

// origin says where an owned path is known from.
type origin uint8

const (
	journal  origin = iota // the journal of a killed build
	manifest               // the manifest of the last version
)

// state says what becomes of a file.
type state uint32

const (
	idle     state = iota // owned; nobody asked for it yet
	standing              // of the new version, and it stands there already

	// Of owned files:
	superseded  // the new version has a planned file there
	doomed      // not of the new version, and it stands there
	obstructing // doomed, and to go first because planned files need its place
	moved       // not of the new version, and it stands there as a planned file

	// Of planned files:
	added     // staged, to appear where nothing stands
	replacing // staged, to replace what stands there
	refused   // something that is not ours stands there
)

// claim takes an idle file for a purpose. It fails if somebody else has.
func (o *owned) claim(to state) bool {
	return atomic.CompareAndSwapUint32((*uint32)(&o.state), uint32(idle), uint32(to))
}

// settle decides about a file that the caller has claimed.
func (o *owned) settle(to state) { atomic.StoreUint32((*uint32)(&o.state), uint32(to)) }
