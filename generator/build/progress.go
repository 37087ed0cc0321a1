package build

// Progress is told how many files of a phase are done. It is called for each of them, by several goroutines.
type Progress func(phase Phase, done, all int)

// Phase is a part of a build that takes long.
type Phase uint8

// The phases that take long.
const (
	Parsing Phase = iota
	Rendering
)

// of is what a phase tells.
func (p Progress) of(phase Phase) func(done, all int) {
	if p == nil {
		return nil
	}
	return func(done, all int) { p(phase, done, all) }
}
