package memo

import "testing"

func TestDigest(t *testing.T) {
	// The example of FIPS 180-4: SHA-256 of "abc".
	const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
	d := Bytes([]byte("abc"))
	if d.String() != abc || d.Short() != abc[:8] {
		t.Errorf("got %s, %s", d, d.Short())
	}
	if Bytes(nil) != Bytes([]byte{}) {
		t.Error("no bytes have two digests")
	}
}
