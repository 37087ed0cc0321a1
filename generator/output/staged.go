package output

import (
	"os"
	"strconv"
	"strings"
)

// perFolder is how many staged files share a folder.
const perFolder = 1000

// write writes a staged file and returns its time and number.
func (s *Stage) write(path string, data []byte) (mtime int64, number int32, err error) {
	if err := nameable(path); err != nil {
		return 0, 0, err
	}
	if number, err = s.next(); err != nil {
		return 0, 0, err
	}
	mtime, err = create(s.stagedName(number), data)
	return mtime, number, err
}

// next numbers a staged file, in a folder that is there.
func (s *Stage) next() (int32, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	number := s.staged
	if number%perFolder == 0 {
		if err := os.MkdirAll(parent(s.stagedName(number)), 0o755); err != nil {
			return 0, err
		}
	}
	s.staged++
	return number, nil
}

// stagedName is where a staged file is.
func (s *Stage) stagedName(number int32) string {
	var b strings.Builder
	b.WriteString(s.root)
	b.WriteString("/" + stageName + "/")
	b.WriteString(strconv.Itoa(int(number / perFolder)))
	b.WriteByte('/')
	b.WriteString(strconv.Itoa(int(number % perFolder)))
	return b.String()
}
