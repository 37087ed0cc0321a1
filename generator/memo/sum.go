package memo

import "hash/crc32"

// checksum is two CRCs of 32 bits. Their polynomials have no factor in common, so together they are one CRC of 64 bits:
// damage of up to 64 bits in a row always shows, and any other with all but one chance in 2^64. Processors compute both
// faster than memory can be read.
type checksum struct{ castagnoli, ieee uint32 }

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// newChecksum begins the checksums of one file. It counts in whose file that is, so that nothing is taken from a file
// that was renamed.
func newChecksum(program Digest, file string) checksum {
	return checksum{}.add(program[:]).add([]byte(file))
}

func (c checksum) add(data []byte) checksum {
	return checksum{crc32.Update(c.castagnoli, castagnoli, data), crc32.Update(c.ieee, crc32.IEEETable, data)}
}

func (c checksum) value() uint64 { return uint64(c.castagnoli)<<32 | uint64(c.ieee) }
