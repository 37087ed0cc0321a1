package memo

import "os"

// acquire takes the lock of a store's folder, waiting for as long as another process has it; nil if it cannot be had.
// The operating system gives a dead process's lock away.
func acquire(root *os.Root, waiting func()) *os.File {
	f := openFile(root, "lock", os.O_RDWR|os.O_CREATE)
	if f == nil {
		return nil
	}
	busy, err := Lock(f, false)
	if busy {
		if waiting != nil {
			waiting()
		}
		_, err = Lock(f, true)
	}
	if err != nil {
		f.Close()
		return nil
	}
	return f
}
