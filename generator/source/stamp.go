package source

// Stamp is what a file system says of a file without reading it. Equal stamps mean equal bytes, but for a file that was
// changed again within the same tick of the clock: a stamp proves nothing while its times are not Settled.
type Stamp struct {
	Size    int64  // bytes
	Changed int64  // when the bytes changed, nanoseconds since 1970
	Touched int64  // when anything about the file changed, which nobody can set; 0 where the system does not tell
	Number  uint64 // of the file in its file system; 0 where the system does not tell
}

// racy is how near to a reading a file's time may be and not tell whether it was changed afterwards, in nanoseconds: the
// coarsest clock of a file system in use ticks every two seconds (FAT).
const racy = 2e9

// Settled tells whether a change of the file after the instant of reading it would show in its stamp. (Git calls a file
// that is not settled racily clean.) The instant is the file system's, in nanoseconds since 1970.
func (s Stamp) Settled(read int64) bool { return s.Changed < read-racy && s.Touched < read-racy }
